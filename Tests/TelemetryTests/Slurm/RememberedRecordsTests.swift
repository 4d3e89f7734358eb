import JSONStream
import Model
import SeedSupport
import Testing
import Text

@testable import Telemetry

@Suite("Records that are as they were")
struct RememberedRecordsTests {
  /// Everything that one reading tells.
  private struct Told: Equatable {
    var lines: [String]
    var kept: Int
    var repairs: Int
    var place: [Int]

    /// The first thing that is told otherwise, and how; `nil` where all is the same.
    func difference(from other: Told) -> String? {
      if self == other { return nil }
      if let (one, two) = zip(lines, other.lines).first(where: { $0 != $1 }) { return "\(one)\n\(two)" }
      return
        "\(lines.count) \(other.lines.count), \(kept) \(other.kept), \(repairs) \(other.repairs), \(place) \(other.place)"
    }
  }

  private struct Read {
    var document: Document?
    var told: Told
  }

  private static func read(_ bytes: [UInt8], before: Document?, window: Int = 262_144) -> Read {
    var json = JSONReader(bytes: bytes, windowBytes: window)
    var lines: [String] = []
    var document: Document?
    do throws(TelemetryError) {
      document = try readDocument(&json, before: before)
    } catch {
      lines.append("\(error)")
    }
    if let document { lines += Self.lines(document) }
    return Read(
      document: document,
      told: Told(
        lines: lines, kept: json.kept, repairs: json.repairs, place: [json.line, json.column, json.offset]))
  }

  private static func lines(_ document: Document) -> [String] {
    var lines = [
      "\(document.format) \(document.cluster as SafeText?) \(document.records) \(document.skipped)",
      "\(document.problem as SafeText?) \(document.remark as SafeText?) \(document.dataAt as Timestamp?)",
    ]
    switch document.content {
    case .jobs(let table):
      lines.append("planned \(table.plannedAt as Timestamp?)")
      lines += table.jobs.map { job in
        Mirror(reflecting: job).children.map { child in
          let value = (child.value as? Symbol).map { "\(table.symbols[$0])" } ?? "\(child.value)"
          return "\(child.label ?? "") \(value)"
        }.joined(separator: "; ")
      }
    case .nodes(let nodes): lines += nodes.map { "\($0)" }
    case .cluster, .applications, .allocations, .history, .groups, .partitions, .reservations, .scheduler,
      .accounts, .waldur, .measurements, .balances, .quotas, .qos, .notUsed:
      lines.append("\(document.content)")
    }
    return lines + document.others.flatMap(Self.lines)
  }

  /// A document that is remembered, after `text` was read twice.
  private static func remembered(_ text: String, window: Int = 262_144) throws -> Document {
    let first = try #require(read(Array(text.utf8), before: nil).document)
    return try #require(read(Array(text.utf8), before: first, window: window).document)
  }

  /// What a full reading says, of a version that has one before it and nothing to take over from that.
  private static func full(_ bytes: [UInt8], window: Int = 262_144) -> Told {
    read(bytes, before: stranger, window: window).told
  }

  private static let stranger = read(
    Array(#"{"nodes": [{"name": "z", "state": ["IDLE"]}]}"#.utf8), before: nil
  ).document

  // MARK: Records

  private static func job(_ number: Int, isPretty: Bool) -> String {
    let members = [
      #""account": "acc\#(number % 3)""#, #""admin_comment": "a \"quoted\" \\ \u00e9 { [ } , 7""#,
      #""array_job_id": {"set": true, "infinite": false, "number": 0}"#, #""job_id": \#(100 + number)"#,
      #""job_state": ["\#(number % 2 == 0 ? "PENDING" : "RUNNING")"]"#,
      #""name": "sleep\u002d\#(number)ü""#,
      #""last_sched_evaluation": {"set": true, "infinite": false, "number": 1795600\#(100 + number)}"#,
      #""priority": {"set": true, "infinite": false, "number": \#(1000 + number * 37)}"#,
      #""start_time": {"set": true, "infinite": false, "number": 179560\#(1000 + number)}"#,
      #""end_time": 179561\#(1000 + number)"#, #""exit_code": {"status": ["SUCCESS"], "return_code": 0}"#,
      #""priority_by_partition": [{"partition": "p\#(number % 2)", "priority": \#(1000 + number * 37)}]"#,
      #""nodes": "gpu[01-0\#(1 + number % 8)]""#, #""user_id": \#(1000 + number)"#, #""comment": null"#,
      #""tres_req_str": "cpu=4,gres\/gpu=\#(number % 4)""#, #""cluster": "titan""#,
      #""flags": [true, -1.5e3]"#,
    ]
    return isPretty
      ? "{\n      \(members.joined(separator: ",\n      "))\n    }" : "{\(members.joined(separator: ","))}"
  }

  private static func node(_ number: Int, isPretty: Bool) -> String {
    let members = [
      #""name": "gpu\#(number)""#, #""cluster_name": "titan""#,
      #""state": ["MIXED"\#(number == 4 ? ", \"DRAIN\"" : "")]"#,
      #""cpu_load": \#(number * 11)"#,
      #""free_mem": {"set": true, "infinite": false, "number": \#(number * 1001)}"#,
      #""energy": {"average_watts": 7, "base_consumed_energy": 9\#(number), "current_watts": {"set": true, "infinite": false, "number": \#(300 + number)}}"#,
      #""gres": "gpu:h100:8""#, #""gres_used": "gpu:h100:\#(number % 8)(IDX:0)""#, #""cpus": 224"#,
      #""last_busy": {"number": 1795600000, "set": true, "infinite": false}"#,
      #""partitions": ["a", "b{}\"]"]"#,
      #""reason": "\u007b broken, { 3""#,
    ]
    return isPretty
      ? "{\n      \(members.joined(separator: ",\n      "))\n    }" : "{\(members.joined(separator: ","))}"
  }

  enum List: String, CaseIterable, CustomTestStringConvertible {
    case jobs, nodes
    var testDescription: String { rawValue }

    func records(_ count: Int, isPretty: Bool) -> [String] {
      (0..<count).map { self == .jobs ? job($0, isPretty: isPretty) : node($0, isPretty: isPretty) }
    }

    func document(_ records: [String]) -> String {
      """
      {"\(rawValue)": [\(records.joined(separator: ",\n    "))
      ], "last_update": 1795600800, "meta": {"slurm": {"cluster": "titan"}}, "errors": []}
      """
    }
  }

  private static func takenOver(_ read: Read) -> Int { read.document?.takenOver ?? 0 }

  // MARK: What is taken over

  @Test("A list that comes again as it was is taken over whole", arguments: List.allCases, [true, false])
  func same(_ list: List, isPretty: Bool) throws {
    let text = list.document(list.records(20, isPretty: isPretty))
    for window in [3000, 4096, 262_144] {
      let before = try Self.remembered(text, window: window)
      let again = Self.read(Array(text.utf8), before: before, window: window)
      #expect(again.told.difference(from: Self.full(Array(text.utf8), window: window)) == nil)
      #expect(Self.takenOver(again) == 20, "\(window)")
    }
  }

  @Test(
    "A record in which only numbers of the planner or of measurements changed is taken over with the new ones"
  )
  func numbers() throws {
    for (list, from, to) in [
      (List.jobs, #""number": 1037}"#, #""number": 4000000000}"#), (.jobs, #"1795601001"#, "1795701001"),
      (.jobs, "1795611002", "0"), (.jobs, "1795600103", "5"), (.jobs, "1074", "17"),
      (.nodes, #""number": 303}"#, #""number": 1}"#),
      (.nodes, #""cpu_load": 22"#, #""cpu_load": 100000"#), (.nodes, "95,", "123456789012345,"),
    ] {
      let text = list.document(list.records(20, isPretty: true))
      let before = try Self.remembered(text)
      let changed = text.replacing(from, with: to)
      #expect(changed != text)
      let read = Self.read(Array(changed.utf8), before: before)
      #expect(read.told.difference(from: Self.full(Array(changed.utf8))) == nil, "\(to)")
      #expect(Self.takenOver(read) == 20, "\(to)")
    }
  }

  @Test(
    "A number that means something else than a number is read with its record",
    arguments: [
      "4294967294", "9223372036854775807", "123456789012345678", "999999999999999", "-4", "4.5", "null",
      "\"7\"", "NaN",
    ])
  func odd(_ number: String) throws {
    let text = List.jobs.document(List.jobs.records(6, isPretty: true))
    let before = try Self.remembered(text)
    for old in ["1037}", "1795601003}", "1795611004"] {
      let changed = text.replacing(old, with: old.hasSuffix("}") ? "\(number)}" : number)
      #expect(changed != text)
      #expect(
        Self.read(Array(changed.utf8), before: before).told.difference(from: Self.full(Array(changed.utf8)))
          == nil, "\(old)")
    }
  }

  @Test("A number in a string, or one that is not set or counts twice, is not taken for one that may change")
  func notANumber() throws {
    let priorities = [
      (#""priority": "7 5""#, #""priority": "7 6""#),
      (
        #""priority": {"set": false, "infinite": false, "number": 5}"#,
        #""priority": {"set": false, "infinite": false, "number": 6}"#
      ),
      (
        #""priority": {"set": true, "infinite": true, "number": 5}"#,
        #""priority": {"set": true, "infinite": true, "number": 6}"#
      ),
      (#""priority": 5, "priority": null"#, #""priority": 6, "priority": null"#),
      (#""priority": 5, "priority": 8"#, #""priority": 6, "priority": 8"#),
      (#""priority": {"number": 3, "other": 5}"#, #""priority": {"number": 4, "other": 6}"#),
      (#""priority": {"x\"number": 5, "number": 9}"#, #""priority": {"x\"number": 6, "number": 9}"#),
      (#""priority": {"a": [1, {"number": 5}]}"#, #""priority": {"a": [1, {"number": 6}]}"#),
    ]
    for (old, new) in priorities {
      func text(_ priority: String) -> String {
        List.jobs.document([#"{"job_id": 5, "job_state": ["PENDING"], \#(priority), "name": "x"}"#])
      }
      let read = Self.read(Array(text(new).utf8), before: try Self.remembered(text(old)))
      #expect(read.told.difference(from: Self.full(Array(text(new).utf8))) == nil, "\(new)")
    }
  }

  @Test("What is odd is told at each reading, and is never taken over")
  func oddities() throws {
    let records = [
      #"{"job_id": 1, "job_state": ["PENDING"], "cpus": "many"}"#,
      #"{"job_id": 2, "job_state": ["HAUNTED"]}"#,
      #"{"job_state": ["PENDING"]}"#, "7", #"{"job_id": 3, "job_state": ["RUNNING"], "name": "\ud800"}"#,
      #"{"job_id": 4, "job_state": ["RUNNING"], "priority": NaN}"#,
      #"{"job_id": 5, "job_state": ["PENDING"], "tres_req_str": "gres/gpu:1g.5gb=1"}"#,
    ]
    let text = List.jobs.document(records)
    let again = Self.read(Array(text.utf8), before: try Self.remembered(text))
    #expect(again.told.difference(from: Self.full(Array(text.utf8))) == nil)
    #expect(Self.takenOver(again) == 0)
  }

  @Test("The cluster that records name is that of the list, and an odd node is told each time")
  func clusterOfRecords() throws {
    for list in List.allCases {
      let text = list.document(list.records(4, isPretty: true))
        .replacing(#""meta": {"slurm": {"cluster": "titan"}}, "#, with: "")
      let read = Self.read(Array(text.utf8), before: try Self.remembered(text))
      #expect(read.told.difference(from: Self.full(Array(text.utf8))) == nil)
      #expect(read.document?.cluster == "titan")
      #expect(Self.takenOver(read) == 4)
    }
    func nodes(_ watts: Int) -> String {
      List.nodes.document([
        #"{"name": "a", "state": ["IDLE"], "cpus": "many"}"#,
        #"{"name": "b", "state": ["HAUNTED"], "gres": ""}"#,
        #"{"name": "c", "state": ["IDLE"], "energy": {"current_watts": \#(watts)}, "energy": null}"#,
        #"{"name": "d", "state": ["IDLE"], "energy": {"current_watts": 4}, "energy": {"current_watts": \#(watts)}}"#,
      ])
    }
    let read = Self.read(Array(nodes(9).utf8), before: try Self.remembered(nodes(7)))
    #expect(read.told.difference(from: Self.full(Array(nodes(9).utf8))) == nil)
    #expect(Self.takenOver(read) == 0)
  }

  @Test("Records that are gone, new, or in another order cost what they are", arguments: List.allCases)
  func order(_ list: List) throws {
    let records = list.records(40, isPretty: true)
    let before = try Self.remembered(list.document(records))
    let gone = records[0..<5] + records[9..<20] + records[35...]
    let swapped = [records[20], records[3]] + records[4..<20] + records[21...]
    let new = records[..<10] + [(list == .jobs ? Self.job : Self.node)(77, true)] + records[10...]
    for (versions, taken) in [(Array(gone), 19), (Array(swapped), 33), (Array(new), 39)] {
      let bytes = Array(list.document(versions).utf8)
      let read = Self.read(bytes, before: before)
      #expect(read.told.difference(from: Self.full(bytes)) == nil)
      #expect(Self.takenOver(read) >= taken - 3, "\(Self.takenOver(read)) of \(taken)")
    }
  }

  @Test("Text that is cut, and records of another kind before others, are told as without a memory")
  func cutTexts() throws {
    let long = String(repeating: "x", count: 2000)
    let jobs = [
      #"{"job_id": 1, "job_state": ["RUNNING"], "name": "\#(long)"}"#,
      #"{"job_id": 2, "job_state": ["RUNNING"], "nodes": "\#(long)"}"#,
      #"{"job_id": 3, "job_state": ["RUNNING"], "name": "\#(long)"}"#,
    ]
    let before = try Self.remembered(List.jobs.document(jobs))
    let other = #"{"job_id": 9, "state": {"current": ["COMPLETED"]}}"#
    for records in [
      [jobs[0], #"{"job_id": 2, "job_state": ["RUNNING"]}"#, jobs[2]], [jobs[0], jobs[2]],
      [jobs[1], jobs[0]], [other] + jobs, jobs + [other],
    ] {
      let bytes = Array(List.jobs.document(records).utf8)
      #expect(Self.read(bytes, before: before).told.difference(from: Self.full(bytes)) == nil)
    }
  }

  @Test("Answers of several clusters in one file are taken over each from its own")
  func clusters() throws {
    let one = List.jobs.document(List.jobs.records(3, isPretty: true)).replacing("titan", with: "one")
    let two = List.jobs.document(List.jobs.records(4, isPretty: false)).replacing("titan", with: "two")
    let text = "CLUSTER: one\n\(one)\nCLUSTER: two\n\(two)\n"
    let read = Self.read(Array(text.utf8), before: try Self.remembered(text))
    #expect(read.told.lines == Self.full(Array(text.utf8)).lines)
    #expect(read.document?.takenOver == 3)
    #expect(read.document?.others.first?.takenOver == 4)
  }

  // MARK: Whatever changes

  @Test(
    "Whatever is changed in a file, reading it with a memory tells what a full reading does",
    arguments: List.allCases, 0..<8)
  func mutations(_ list: List, seed: Int) throws {
    var chance = SplitMix(state: UInt64(seed) &* 77 &+ (list == .jobs ? 1 : 2))
    let isPretty = seed % 2 == 0
    let records = list.records(12, isPretty: isPretty)
    var before = try Self.remembered(list.document(records))
    for round in 0..<150 {
      var changed = records
      for _ in 0..<Int.random(in: 0...2, using: &chance) { Self.rearrange(&changed, &chance) }
      var bytes = Array(list.document(changed).utf8)
      for _ in 0..<Int.random(in: 0...3, using: &chance) { Self.damage(&bytes, &chance) }
      if Int.random(in: 0..<12, using: &chance) == 0 {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &chance))
      }
      let window = [600, 2500, 5000, 262_144].randomElement(using: &chance) ?? 1
      let read = Self.read(bytes, before: before, window: window)
      let full = Self.full(bytes, window: window)
      #expect(read.told.difference(from: full) == nil, "seed \(seed), round \(round), window \(window)")
      // A version that was taken over in part is as good a memory as one that was read whole.
      if let document = read.document, document.remembered != nil, round % 3 == 0 { before = document }
    }
  }

  private static func rearrange(_ records: inout [String], _ chance: inout SplitMix) {
    guard let index = records.indices.randomElement(using: &chance) else { return }
    let other = records.indices.randomElement(using: &chance) ?? index
    switch Int.random(in: 0..<5, using: &chance) {
    case 0: records.swapAt(index, other)
    case 1: records.remove(at: index)
    case 2: records.insert(records[index], at: other)
    case 3: records.append(records.removeFirst())
    default: records[index] = records[index].replacing("number\": 1", with: "number\": 2")
    }
  }

  private static func damage(_ bytes: inout [UInt8], _ chance: inout SplitMix) {
    guard let place = bytes.indices.randomElement(using: &chance) else { return }
    let byte = Array("0123456789{}[]\",:\\ \n-.eEtn\u{00}".utf8).randomElement(using: &chance) ?? 0
    switch Int.random(in: 0..<5, using: &chance) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
    case 1: bytes.insert(byte, at: place)
    case 2: bytes.remove(at: place)
    case 3: bytes[place] = byte
    default:
      if let digit = bytes[place...].firstIndex(where: { (0x30...0x39).contains($0) }) { bytes[digit] = byte }
    }
  }
}
