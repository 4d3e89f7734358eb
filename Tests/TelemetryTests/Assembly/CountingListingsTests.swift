import Foundation
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Which of several files that list the same count")
struct CountingListingsTests {
  /// 10:00 on 2026-11-23.
  private static let now: Int64 = 1_795_428_000

  private static func reading(
    _ files: [(name: String, text: String)], missing: Set<String> = [], torn: Set<String> = [],
    untoldTime: UntoldTime = .unknown, writtenAt: [String: Int64] = [:], now: Int64? = nil
  ) throws -> TelemetrySnapshot {
    let files = try files.map { name, text in
      TelemetryFile(
        path: DataPath("d/\(name)"), folderName: "c", isInRoot: false, document: try read(text),
        documentWrittenAt: Timestamp(secondsSince1970: writtenAt[name] ?? Self.now),
        fault: missing.contains(name) ? .missing : torn.contains(name) ? .empty : nil)
    }
    return TelemetrySnapshot(
      of: files, untoldTime: untoldTime, now: now.map(Timestamp.init(secondsSince1970:)))
  }

  private static func envelope(_ key: String, _ records: [String], age: Int64?) -> String {
    let time = age.map { #", "last_update": {"set": true, "infinite": false, "number": \#(now - $0)}"# } ?? ""
    return
      #"{"\#(key)": [\#(records.joined(separator: ", "))]\#(time), "meta": {"plugin": {"data_parser": "data_parser/v0.0.41"}, "slurm": {"cluster": "c"}}}"#
  }

  private static func jobs(_ ids: [Int], in partition: String = "gpu", age: Int64?) -> String {
    let submitted = now - (age ?? 0) - 60
    return envelope(
      "jobs",
      ids.map {
        #"{"job_id": \#($0), "job_state": ["RUNNING"], "partition": "\#(partition)", "submit_time": \#(submitted)}"#
      }, age: age)
  }

  private static func nodes(_ names: [String], age: Int64?) -> String {
    envelope(
      "nodes",
      names.map { #"{"name": "\#($0)", "state": ["IDLE"], "partitions": ["gpu"], "gres": "gpu:4"}"# },
      age: age)
  }

  private static func rows(_ partitions: [String: [String]]) -> String {
    envelope(
      "sinfo",
      partitions.sorted { $0.key < $1.key }.map { partition, nodes in
        let names = nodes.map { "\"\($0)\"" }.joined(separator: ", ")
        return
          #"{"node": {"state": ["IDLE"]}, "nodes": {"nodes": [\#(names)]}, "gres": {"total": "gpu:4"}, "partition": {"name": "\#(partition)", "partition": {"state": ["UP"]}}}"#
      }, age: nil)
  }

  private static func partitions(_ names: [String], age: Int64?) -> String {
    envelope("partitions", names.map { #"{"name": "\#($0)", "partition": {"state": ["UP"]}}"# }, age: age)
  }

  private static func reservations(_ names: [String], age: Int64?) -> String {
    envelope(
      "reservations",
      names.map {
        #"{"name": "\#($0)", "flags": ["MAINT"], "start_time": \#(now + 60), "end_time": \#(now + 3600)}"#
      }, age: age)
  }

  private static func own(_ kind: String, _ records: [String], cluster: String? = nil, age: Int64) -> String {
    OwnText.document(
      kind, cluster: cluster, at: Timestamp(secondsSince1970: now - age).rfc3339,
      #""\#(kind)": [\#(records.joined(separator: ", "))]"#)
  }

  private static func applications(_ ids: [String], age: Int64) -> String {
    own(
      "applications", ids.map { #"{"id": "\#($0)", "mode": "playground", "state": "submitted"}"# }, age: age)
  }

  private static func allocations(_ accounts: [String], cluster: String = "c", age: Int64) -> String {
    own(
      "allocations", accounts.map { #"{"account": "\#($0)", "unit": "gpu_hours", "granted": 5}"# },
      cluster: cluster, age: age)
  }

  private static func proposals(_ numbers: [Int], created: String = "2026-11-19") -> String {
    let records = numbers.map {
      WaldurText.proposals(
        #""uuid": "000000000000000000000000000\#(10000 + $0)", "slug": "p\#($0)", "created": "\#(created)T08:00:00Z""#
      ).dropFirst().dropLast()
    }
    return "[\(records.joined(separator: ", "))]"
  }

  /// What is told, of whatever kind, in one order.
  private static func told(_ reading: TelemetrySnapshot) -> [String] {
    let factory = reading.factory
    var told: [String] = []
    for cluster in factory.clusters {
      told += cluster.jobs?.jobs.map { "job \($0.id)" } ?? []
      told += cluster.nodes?.map { "node \($0.name.shown)" } ?? []
      told += cluster.partitions?.map { "partition \($0.name.shown)" } ?? []
      told += cluster.reservations?.map { "reservation \($0.name.shown)" } ?? []
    }
    told += factory.applications?.map { "application \($0.id.shown)" } ?? []
    told += factory.allocations?.map { "allocation \($0.account.shown)" } ?? []
    return told.sorted()
  }

  private static let day: Int64 = 86_400

  private static let backups: [(live: String, old: String)] = [
    (jobs([1, 2], age: 10), jobs([100, 101, 102], age: day - 10)),
    (jobs([1], age: 10), jobs([1, 2, 3], age: 400)),
    (jobs([1, 2, 3], age: 10), jobs([2, 3, 4], age: 70)),
    // Slurm 22.05 says nothing of its age.
    (jobs([1, 2, 3], age: nil), jobs([2, 3, 4], age: nil)),
    (nodes(["n1"], age: 10), nodes(["dead1", "n1"], age: 30 * day)),
    (nodes(["n1", "n2"], age: 10), nodes(["dead1", "dead2"], age: day)),
    (nodes(["n1", "n2"], age: nil), nodes(["dead1", "n1", "n2"], age: nil)),
    (rows(["gpu": ["n1", "n2"]]), rows(["gpu": ["n1", "n2", "dead"], "old": ["dead"]])),
    (partitions(["gpu", "cpu"], age: day), partitions(["gpu", "old"], age: 9 * day)),
    (partitions(["gpu"], age: nil), partitions(["gpu", "old"], age: nil)),
    (reservations(["soon"], age: 600), reservations(["past"], age: 7 * day)),
    (applications(["A1", "A2"], age: 60), applications(["A1", "A2", "A3"], age: 3600)),
    (applications(["A1", "A2"], age: 60), applications(["B1", "B2", "B3"], age: day - 10)),
    (allocations(["a", "b"], age: 60), allocations(["a", "b", "ended"], age: 7200)),
    (allocations(["a"], age: 60), allocations(["ended"], age: day)),
    (proposals([1, 2, 4]), proposals([1, 2, 3], created: "2026-11-01")),
    // What changes hands in minutes, half of a day and for good.
    (jobs([7, 8, 9], age: 10), jobs([1, 2, 3], age: 70)),
    (jobs([7, 8, 9], age: 10), jobs([1, 2, 3, 7], age: 250)),
    (jobs([7], age: 10), jobs([1, 2, 3], age: 70)),
    (jobs([7, 8, 9], age: 10), jobs([1], age: 70)),
    (jobs([7, 8], age: nil), jobs([1, 2], age: nil)),
    (jobs([], age: 10), jobs([1, 2], age: 70)),
    (nodes([], age: 10), nodes(["n1"], age: 70)),
    (nodes(["n1", "n2", "n3"], age: 10), nodes(["n3", "n4", "n5"], age: 70)),
    (rows([:]), rows(["gpu": ["n1"]])),
    (partitions([], age: 60), partitions(["gpu"], age: 90)),
    (partitions(["a", "b", "c"], age: 60), partitions(["c", "d", "e"], age: 90)),
    (reservations([], age: 60), reservations(["maintenance"], age: 600)),
    (reservations(["other"], age: 60), reservations(["maintenance"], age: 600)),
    (reservations(["other"], age: nil), reservations(["maintenance"], age: nil)),
    (applications([], age: 60), applications(["A1"], age: 3600)),
    (applications(["A5", "A6", "A7"], age: 60), applications(["A1", "A2", "A5"], age: 11 * 3600)),
    (allocations([], age: 60), allocations(["a"], age: 3600)),
    (allocations(["e", "f", "g"], age: 60), allocations(["a", "b", "c", "e"], age: 11 * 3600)),
    ("[]", proposals([1, 2])),
  ]

  @Test(
    "Of lists whose age nothing tells, the one that has all of the other's records counts, unless it is named as a copy",
    arguments: [
      (proposals([1, 2]), proposals([1, 2, 3])), (proposals([1]), proposals([1, 2])),
      (proposals([3, 4]), proposals([1, 2, 3, 4, 5])),
    ],
    [
      ("a.json", "longer.json"), ("longer.json", "a.json"), ("a.json.bak", "a.json"), ("b-2.json", "b.json"),
    ])
  func containing(_ lists: (fewer: String, all: String), _ names: (fewer: String, all: String)) throws {
    let expected = try Self.told(Self.reading([("x.json", lists.all)]))
    for written in [[:], [names.all: Self.now - 1]] {
      let reading = try Self.reading(
        [(names.fewer, lists.fewer), (names.all, lists.all)],
        untoldTime: written.isEmpty ? .unknown : .whenWritten, writtenAt: written)
      #expect(Self.told(reading) == expected)
      let other = try #require(reading.factory.sources.first { $0.path.shown == "d/\(names.fewer)" })
      #expect(other.notUsed?.shown == "“d/\(names.all)” tells all of it too")
    }
    for copy in ["a.json.bak", "a-2.json", "a.old", "a (1).json"] {
      let live = try Self.told(Self.reading([("a.json", lists.fewer)]))
      for written in [[:], ["a.json": Self.now - 60], ["a.json": Self.now - 9 * Self.day]] {
        let reading = try Self.reading(
          [("a.json", lists.fewer), (copy, lists.all)],
          untoldTime: written.isEmpty ? .unknown : .whenWritten, writtenAt: written)
        #expect(Self.told(reading) == live)
      }
    }
    // Of another kind a name tells what has been removed since.
    let nodes = [
      ("n.json", Self.nodes(["n1"], age: nil)), ("n-all.json", Self.nodes(["n1", "n2"], age: nil)),
    ]
    #expect(try Self.told(Self.reading(nodes)) == ["node n1", "node n2"])
  }

  @Test("Answers to one command are versions, those to commands for other things are parts")
  func commands() throws {
    func answer(_ text: String, to command: [String], release: String? = "26.05.5") -> String {
      let words = command.map { "\"\($0)\"" }.joined(separator: ", ")
      let version = release.map { #", "release": "\#($0)""# } ?? ""
      return text.replacingOccurrences(of: #""meta": {"#, with: #""meta": {"command": [\#(words)], "#)
        .replacingOccurrences(of: #""cluster": "c""#, with: #""cluster": "c"\#(version)"#)
    }
    func told(_ newer: String, _ older: String, _ names: (String, String) = ("a.json", "b.json")) throws
      -> Int
    {
      try Self.told(Self.reading([(names.0, newer), (names.1, older)])).count
    }
    let (newer, older) = (Self.jobs([8, 9], in: "gpu", age: 10), Self.jobs([1, 2, 3], in: "cpu", age: 70))
    let all = ["squeue", "--json"]
    #expect(try told(newer, older) == 5)
    #expect(try told(answer(newer, to: all), answer(older, to: all)) == 2)
    #expect(try told(answer(newer, to: all), answer(older, to: ["scontrol", "show", "jobs", "--json"])) == 2)
    #expect(try told(answer(newer, to: ["squeue"], release: "24.11.5"), answer(older, to: ["squeue"])) == 2)
    // What 24.11 has left out may be what was asked for; of scontrol it is.
    let cut = ["squeue", "--json", "-p"]
    #expect(
      try told(answer(newer, to: cut, release: "24.11.5"), answer(older, to: cut, release: "24.11.5")) == 5)
    #expect(
      try told(
        answer(newer, to: ["show"], release: "24.11.5"), answer(older, to: ["show"], release: "24.11.5"))
        == 5)
    // Two that were asked for their users' jobs, in one partition.
    let (ann, bob) = (["squeue", "-u", "ann", "--json"], ["squeue", "-u", "bob", "--json"])
    let other = Self.jobs([1, 2, 3], in: "gpu", age: 70)
    #expect(try told(answer(newer, to: ann), answer(other, to: bob)) == 5)
    #expect(try told(answer(newer, to: ann), answer(other, to: ann)) == 2)
    #expect(try told(answer(Self.jobs([], age: 10), to: ann), answer(other, to: bob)) == 3)
    #expect(try told(answer(Self.jobs([], age: 10), to: ann), answer(other, to: ann)) == 0)
    // What is asked for of the whole adds nothing to it, however new it is.
    #expect(try told(answer(newer, to: ann), answer(other, to: all)) == 3)
    let (few, shares) = (["sshare", "-A", "x", "--json"], ["sshare", "-a", "--json"])
    func accounts(_ names: [String]) -> String {
      Self.envelope(
        "shares",
        names.map {
          #"{"name": "\#($0)", "cluster": "c", "type": ["ASSOCIATION"], "tres": {"usage": []}}"#
        }, age: nil)
    }
    let reading = try Self.reading([
      ("x.json", answer(accounts(["x"]), to: few)),
      ("longer.json", answer(accounts(["y", "z"]), to: shares)),
    ])
    #expect(reading.factory.clusters.first?.accounts?.map(\.name) == ["y", "z"])
  }

  @Test(
    "Beside a list without a record, names tell whether another is a part",
    arguments: [
      ("squeue.json", "queue.json", 0), ("cpu.json", "gpu.json", 2),
      ("squeue-cpu.json", "squeue-gpu.json", 2),
      ("gpu.json", "gpu.json.1", 0), ("gpu.json", "gpu-2.json", 0), ("q-1.json", "q-2.json", 2),
      ("q.json.1", "q.json.2", 0), ("q (1).json", "q (2).json", 0), ("q-1.json", "q-20261123.json", 0),
      ("page=1.json", "page=12.json", 2), ("1.json", "2.json", 2), ("cpu.json", "gpus.json", 0),
    ])
  func namedParts(_ empty: String, _ other: String, _ count: Int) throws {
    let files = [(empty, Self.jobs([], age: 10)), (other, Self.jobs([1, 2], age: 70))]
    let reading = try Self.reading(files)
    #expect(Self.told(reading).count == count)
    let why = reading.factory.sources.first { $0.path.shown == "d/\(other)" }?.notUsed
    #expect(why?.shown == (count > 0 ? nil : "“d/\(empty)” lists the jobs of c too, and is newer"))
  }

  @Test("Two pages may have one record in common where they are full, or named as pages")
  func pageEdges() throws {
    func count(_ one: ClosedRange<Int>, _ two: ClosedRange<Int>, _ names: (String, String)) throws -> Int {
      let reading = try Self.reading(
        [(names.0, Self.proposals(Array(one))), (names.1, Self.proposals(Array(two)))],
        untoldTime: .whenWritten, writtenAt: [names.0: Self.now - 60])
      return Self.told(reading).count
    }
    #expect(try count(1...10, 10...19, ("a.json", "b.json")) == 19)
    #expect(try count(1...10, 10...12, ("a.json", "b.json")) == 12)
    #expect(try count(1...3, 3...5, ("p-1.json", "p-2.json")) == 5)
    #expect(try count(1...3, 3...5, ("a.json", "b.json")) == 3)
    #expect(try count(1...10, 9...18, ("p-1.json", "p-2.json")) == 10)
    #expect(try count(1...10, 10...19, ("p.json.bak", "p.json")) == 10)
    #expect(try count(1...3, 3...5, ("p.json", "p2.json")) == 5)
    // Pages of nodes that state their times.
    func nodes(_ one: ClosedRange<Int>, _ two: ClosedRange<Int>, _ names: (String, String)) throws -> Int {
      func page(_ range: ClosedRange<Int>, age: Int64) -> String {
        Self.nodes(range.map { "n\($0)" }, age: age)
      }
      return try Self.told(
        Self.reading([(names.0, page(one, age: 30)), (names.1, page(two, age: 10))])
      ).count
    }
    #expect(try nodes(1...12, 12...20, ("p-1.json", "p-2.json")) == 20)
    #expect(try nodes(1...12, 12...20, ("p-2.json", "p-1.json")) == 20)
    #expect(try nodes(1...10, 10...19, ("a.json", "b.json")) == 19)
    #expect(try nodes(1...10, 10...18, ("a.json", "b.json")) == 9)
    #expect(try nodes(1...10, 9...18, ("p-1.json", "p-2.json")) == 10)
  }

  @Test("What a copy lists of other clusters than its original does is no more")
  func copiesOfSeveralClusters() throws {
    func allocations(_ clusters: [String], age: Int64) -> String {
      let records = clusters.map {
        #"{"account": "a", "cluster": "\#($0)", "unit": "gpu_hours", "granted": 5}"#
      }
      return Self.own("allocations", records, age: age)
    }
    let live = ("a.json", allocations(["x"], age: 60))
    let old = allocations(["x", "y"], age: Self.day)
    #expect(try Self.reading([live, ("a.json.bak", old)]).factory.allocations?.count == 1)
    #expect(try Self.reading([live, ("b.json", old)]).factory.allocations?.count == 2)
    let none = ("a.json", Self.own("allocations", [], age: 60))
    #expect(try Self.reading([none, ("b.json", old)]).factory.allocations?.isEmpty == true)
  }

  @Test("A copy beside an empty list is nobody's stopped producer")
  func emptyQueue() throws {
    let live = ("squeue.json", Self.jobs([], age: 10))
    func kind(_ name: String) throws -> Source.Kind? {
      try Self.reading([live, (name, Self.jobs([1], age: Self.day))]).factory.sources.first {
        $0.path.shown == "d/\(name)"
      }?.kind
    }
    #expect(try kind("squeue.json.1") == .other)
    #expect(try kind("queue.json") == .other)
    #expect(try kind("gpu.json") == .jobs)
  }

  @Test(
    "A copy beside the live file adds nothing, whatever its name",
    arguments: backups.indices,
    [
      "list.json.bak", "list.json.1", "list.json.orig", "list (copy).json", "list-20261122.json",
      "old-list.json",
    ])
  func copies(_ index: Int, _ name: String) throws {
    let (live, old) = Self.backups[index]
    let alone = try Self.reading([("list.json", live)])
    let reading = try Self.reading([(name, old), ("list.json", live)])
    #expect(Self.told(reading) == Self.told(alone))
    let copy = try #require(reading.factory.sources.first { $0.path != "d/list.json" })
    #expect(copy.notUsed?.shown.hasPrefix("“d/list.json” ") == true, "\(copy.notUsed?.shown ?? "it is used")")
    #expect(copy.kind == .other, "its age is of no account")
    #expect(reading.factory.sources.first { $0.path == "d/list.json" }?.notUsed == nil)
  }

  @Test(
    "Where ages do not tell, a name does, of lists that have nothing in common too",
    arguments: [
      ("p.json.bak", true), ("p.json.1", true), ("p.json.orig", true), ("p (copy).json", true),
      ("p-20261122.json", true), ("p_2026-11-22.json", true), ("p.old.json", true), ("backup-p.json", true),
      ("p-2.json", false), ("p2.json", false), ("page.json", false), ("p-older-gpus.json", false),
      ("p.old", true), ("p.1", true), ("p-20261122", true), ("p.save", true), ("p (1).json", true),
      ("p(1).json", true), ("~p.json", true), ("#p.json#", true), ("p~.json", true), ("_p.json", true),
      ("p_20261122T0900.json", true), ("p-2026-11-22T10:00.json", true), ("p_saved.json", true),
      ("Copy of p.json", true), ("p.json.rpmnew", true), ("p.new", true), ("pbak.json", true),
      ("old.json", true), ("p.1.json", false), ("p 2.json", false), ("p-gpu.json", false),
      ("p.txt", true), ("p.json.txt", true), ("p.good.json", true), ("good-p.json", true),
      ("p_v1.json", true), ("p.v2.json", true), ("pv2.json", true), ("v2.1-p.json", true),
      ("p-v0.0.41.json", true),
      ("p-v100.json", false), ("p-v2-gpus.json", false), ("p.sync-conflict-x.json", true),
      ("p.broken.json", true), ("p-goods.json", false), ("p.data", false),
      ("pages-old.json", false), ("thresholdp.json", false),
      ("p bak2.json", true),
      ("q.json.bak", false),
    ])
  func namedCopies(_ name: String, _ isCopy: Bool) throws {
    let live = ("p.json", Self.proposals([1, 2]))
    let told = try Self.told(Self.reading([live, (name, Self.proposals([8, 9]))]))
    #expect(told.count == (isCopy ? 2 : 4))
    #expect(told.contains("application p1"))
    // Where they do, no name does.
    let old = ("p.json", Self.jobs([1, 2], age: 30 * Self.day))
    #expect(try Self.told(Self.reading([old, (name, Self.jobs([8, 9], age: 10))])) == ["job 8", "job 9"])
  }

  @Test(
    "A copy has a new time and old content, so that nothing but what it states itself lets it take the file's place",
    arguments: ["list.json.bak", "list.old", "list (1).json", "list2.json", "backup/list.json"])
  func copiedJustNow(_ name: String) throws {
    let lists: [(live: String, old: String)] = [
      (Self.nodes(["n1", "n2"], age: nil), Self.nodes(["n1", "n2", "n3"], age: nil)),
      (Self.rows(["gpu": ["n1", "n2"]]), Self.rows(["gpu": ["n1", "n2", "n3"]])),
      (Self.jobs([1, 2], age: nil), Self.jobs([1, 2, 3], age: nil)),
      (Self.jobs([], age: nil), Self.jobs([1, 2, 3], age: nil)),
      // What earlier versions of `sinfo` told: nodes one by one.
      (Self.rows(["gpu": ["n1", "n2"]]), Self.nodes(["n1", "n2", "n3"], age: nil)),
    ]
    for (index, list) in lists.enumerated() where index < 4 || !name.contains("2") {
      let alone = try Self.told(Self.reading([("list.json", list.live)]))
      for age in [5, 60, 9 * Self.day] {
        let reading = try Self.reading(
          [("list.json", list.live), (name, list.old)], untoldTime: .whenWritten,
          writtenAt: ["list.json": Self.now - age, name: Self.now])
        #expect(Self.told(reading) == alone, "list \(index) of \(age) s ago")
      }
    }
    let stated = try Self.reading([
      ("list.json", Self.nodes(["n1"], age: 60)), (name, Self.nodes(["n1", "n2"], age: 20)),
    ])
    #expect(Self.told(stated) == ["node n1", "node n2"])
  }

  @Test(
    "Of Waldur's lists that are named as copies, the times of the records in both tell which is newer",
    arguments: ["r (1).json", "old/r.json", "backup.json"])
  func syncedLater(_ copy: String) throws {
    func resources(_ numbers: [Int], synced: Int) -> String {
      let records = numbers.map {
        #"{"uuid": "000000000000000000000000000\#(10000 + $0)", "slug": "a\#($0)", "backend_id": "a\#($0)", "name": "x", "state": "OK", "created": "2026-11-01T08:00:00Z", "last_sync": "2026-11-\#(synced)T08:00:00Z", "limits": {"gpu_hours": 5}, "limit_usage": {}, "offering": "o", "project": null}"#
      }
      return "[\(records.joined(separator: ", "))]"
    }
    for (synced, count) in [(21, 1), (22, 1), (23, 2)] {
      let reading = try Self.reading([
        ("r.json", resources([1], synced: 22)), (copy, resources([1, 2], synced: synced)),
      ])
      #expect(reading.factory.allocations?.count == count)
    }
  }

  @Test(
    "A folder for copies is no cluster of its own where it holds most of what the files beside it do",
    arguments: [
      ("backup", 1, true), ("archive/2026-11-22", 1, true), ("20261122", 1, true), ("backup", 7, false),
      ("other", 1, false),
    ])
  func copiedFolders(_ folder: String, _ first: Int, _ isCopy: Bool) throws {
    func file(_ path: String, _ nodes: [Int]) throws -> TelemetryFile {
      let path = DataPath(path)
      let text = Self.nodes(nodes.map { "n\($0)" }, age: nil).replacingOccurrences(
        of: #""cluster": "c""#, with: "")
      return TelemetryFile(
        path: path, folderName: path.folder.lastComponent, isInRoot: false, document: try read(text))
    }
    for copy in ["d/c/\(folder)/nodes.json", "d/c/\(folder)/other.json"] {
      let reading = TelemetrySnapshot(
        of: [try file("d/c/nodes.json", [1, 2]), try file(copy, [first, first + 1, first + 2])],
        untoldTime: .unknown)
      #expect(reading.factory.clusters.count == (isCopy ? 1 : 2))
      let notUsed = reading.factory.sources.compactMap(\.notUsed).map(\.shown)
      #expect(notUsed.count == (isCopy ? 1 : 0))
      #expect(notUsed.allSatisfy { $0.hasPrefix("“d/c/nodes.json” tells ") }, "\(notUsed)")
      #expect(!isCopy || Self.told(reading) == ["node n1", "node n2"])
    }
    let beside = TelemetrySnapshot(
      of: [try file("d/c/nodes.json", [1, 2]), try file("d/c.old/nodes.json", [1, 2, 3])],
      untoldTime: .unknown)
    #expect(beside.factory.clusters.map(\.name) == ["c"])
  }

  @Test("A copy that cannot be read is nobody's error, a file that is no copy is")
  func unreadableCopies() throws {
    func file(_ name: String, _ fault: TelemetryError?) throws -> TelemetryFile {
      TelemetryFile(
        path: DataPath("d/\(name)"), folderName: "c", isInRoot: false,
        document: fault == nil ? try read(Self.jobs([1], age: 10)) : nil, fault: fault)
    }
    let reading = TelemetrySnapshot(
      of: [
        try file("squeue.json", nil), try file("squeue.json.2.gz", .compressed(by: "gzip")),
        try file("squeue.json.bak", .empty), try file("nodes.json.gz", .compressed(by: "gzip")),
      ], untoldTime: .unknown)
    #expect(reading.unrecognised == ["d/squeue.json.2.gz", "d/squeue.json.bak"])
    #expect(reading.factory.sources.map(\.path) == ["d/nodes.json.gz", "d/squeue.json"])
  }

  @Test(
    "Why a file does not count is said by its age, or by what is in the other",
    arguments: [
      ([7], 30 * day, "“d/a.json” lists the jobs of c too, and is newer by 29 days"),
      ([7], 660, "“d/a.json” lists the jobs of c too, and is newer by 10 minutes"),
      ([2, 3, 4], 70, "“d/a.json” tells most of it too, and is newer"),
      ([2, 3], 70, "“d/a.json” tells all of it too, and is newer"),
      ([2, 3], 10, "“d/a.json” tells all of it too"),
    ] as [([Int], Int64, String)])
  func reasons(_ jobs: [Int], _ age: Int64, _ why: String) throws {
    let reading = try Self.reading([
      ("a.json", Self.jobs([1, 2, 3], age: 10)), ("b, old.json", Self.jobs(jobs, age: age)),
    ])
    #expect(reading.factory.sources.last?.notUsed?.shown == why)
  }

  private static let parts: [[String]] = [
    // A file a partition; a job that waits for both is in both.
    [jobs([1, 2], in: "gpu", age: 10), jobs([3], in: "cpu", age: 70)],
    [
      envelope(
        "jobs",
        [
          #"{"job_id": 1, "job_state": ["PENDING"], "partition": "gpu,cpu"}"#,
          #"{"job_id": 2, "job_state": ["RUNNING"], "partition": "gpu"}"#,
        ], age: 70),
      envelope(
        "jobs",
        [
          #"{"job_id": 1, "job_state": ["PENDING"], "partition": "gpu,cpu"}"#,
          #"{"job_id": 3, "job_state": ["RUNNING"], "partition": "cpu"}"#,
        ], age: 10),
    ],
    // A file a job, and one beside the whole queue.
    [jobs([1], age: 10), jobs([2], age: 20), jobs([3], age: 30)],
    [jobs([1], age: nil), jobs([2], age: nil)],
    [jobs([3], age: 10), jobs([1, 2, 3, 4], age: 70)],
    // Nothing waits in one partition.
    [jobs([], age: 10), jobs([1, 2], age: 20)],
    [jobs([1, 2], in: "gpu", age: nil), jobs([3, 4], in: "cpu", age: nil)],
    // Of one moment.
    [nodes(["n1", "n2"], age: 10), nodes(["n2", "n3"], age: 10)],
    [nodes(["n1", "n2"], age: 10), nodes(["n3"], age: 250)],
    [rows(["gpu": ["n1"]]), rows(["cpu": ["n2"]])],
    [partitions(["gpu"], age: 60), partitions(["cpu"], age: 90)],
    [applications(["A1", "A2"], age: 60), applications(["B1", "B2"], age: 7200)],
    [allocations(["a"], age: 60), allocations(["b"], cluster: "other", age: 40 * day)],
    [proposals([1, 2]), proposals([3, 4])],
  ]

  @Test("Parts of one list join, whatever their order", arguments: parts.indices)
  func joined(_ index: Int) throws {
    let parts = Self.parts[index]
    let expected = try Set(parts.flatMap { Self.told(try Self.reading([("x.json", $0)])) }).sorted()
    for texts in [parts, parts.reversed()] {
      let reading = try Self.reading(texts.enumerated().map { ("part-\($0.offset).json", $0.element) })
      #expect(Self.told(reading) == expected)
      #expect(reading.factory.sources.map(\.notUsed) == texts.map { _ in nil })
    }
  }

  @Test(
    "A thousand files of one job each are one queue, to which a copy of one of them and a list of others add nothing"
  )
  func manyFiles() throws {
    let ids = Array(1...1000)
    let others = [
      ("job-7.json.bak", Self.jobs([7], age: 200)), ("old.json", Self.jobs([1001, 1002], age: 90)),
    ]
    let reading = try Self.reading(
      ids.map { ("job-\($0).json", Self.jobs([$0], age: Int64($0 % 60))) } + others)
    #expect(Self.told(reading) == ids.map { "job \($0)" }.sorted())
    #expect(
      reading.factory.sources.filter { $0.notUsed != nil }.map(\.path) == ["d/job-7.json.bak", "d/old.json"])
  }

  @Test(
    "Jobs of unknown age in one partition are one queue, of which the one with the newest submission counts")
  func oldQueue() throws {
    func queue(_ ids: [Int], submitted age: Int64) -> String {
      Self.envelope(
        "jobs",
        ids.map {
          #"{"job_id": \#($0), "job_state": ["RUNNING"], "partition": "gpu", "submit_time": \#(Self.now - age)}"#
        }, age: nil)
    }
    let live = ("squeue.json", queue([8, 9], submitted: 60))
    let old = try Self.reading([live, ("a.json", queue([1, 2], submitted: Self.day))])
    #expect(Self.told(old) == ["job 8", "job 9"])
    let later = try Self.reading([live, ("a.json", queue([1, 2], submitted: 30))])
    #expect(Self.told(later) == ["job 1", "job 2"])
  }

  @Test("An answer to who asked for less does not take rows of sinfo from the whole")
  func fewerRows() throws {
    let whole = Self.rows(["gpu": ["n1", "n2", "n3", "n4"], "cpu": ["n5"]])
    let few = Self.rows(["gpu": ["n2"]])
    for (name, other, age) in [("a.json", "b.json", 5), ("b.json", "a.json", 5), ("a.json", "b.json", -5)] {
      let reading = try Self.reading(
        [(name, whole), (other, few)], untoldTime: .whenWritten,
        writtenAt: [name: Self.now - 60, other: Self.now - 60 + Int64(age)])
      #expect(
        reading.factory.clusters.first?.nodes?.map(\.name.shown).sorted() == ["n1", "n2", "n3", "n4", "n5"])
      #expect(reading.factory.clusters.first?.partitions?.count == 2)
    }
  }

  @Test(
    "An answer that was asked for some jobs takes no whole one's place, however new and large it is",
    arguments: [
      (["squeue", "--start"], true), (["squeue", "-a", "-t", "PD"], true),
      (["/usr/bin/squeue", "-tpd"], true),
      (["squeue", "--states=RUNNING"], true), (["squeue", "-hu", "ann"], true), (["squeue", "--me"], true),
      (["scontrol", "show", "job", "7", "--json"], true), (["scontrol", "-a", "show", "node", "n1"], true),
      (["sinfo", "-R"], true), (["sinfo", "-N", "-p", "gpu"], true),
      (["squeue", "-a", "-r"], false), (["squeue", "-t", "all"], false),
      (["squeue", "--states", "all"], false),
      (["squeue", "-M", "c"], false), (["scontrol", "show", "jobs", "--json"], false), (["show"], false),
      (["sinfo", "-aN"], false), ([], false),
    ])
  func selections(_ command: [String], _ isSelection: Bool) throws {
    let words = command.map { "\"\($0)\"" }.joined(separator: ", ")
    let some = Self.jobs([1, 2, 9], age: 5).replacingOccurrences(
      of: #""meta": {"#, with: #""meta": {"command": [\#(words)], "#)
    let none = Self.jobs([], age: 5).replacingOccurrences(
      of: #""meta": {"#, with: #""meta": {"command": [\#(words)], "#)
    let whole = ("squeue.json", Self.jobs([1, 2, 3, 4], age: 20))
    let old = ("squeue.json", Self.jobs([1, 2, 3, 4], age: 900))
    #expect(try Self.told(Self.reading([whole, ("some.json", some)])).contains("job 4") == isSelection)
    #expect(try Self.told(Self.reading([old, ("none.json", none)])).contains("job 4") == isSelection)
  }

  @Test("Nodes that were set aside do not count before the rows of sinfo that are live")
  func oldNodes() throws {
    func told(writtenBefore age: Int64) throws -> TelemetrySnapshot {
      try Self.reading(
        [
          ("nodes.json.bak", Self.nodes(["dead1"], age: 3 * 3600)),
          ("sinfo.json", Self.rows(["gpu": ["n1"]])),
        ],
        untoldTime: .whenWritten, writtenAt: ["nodes.json.bak": Self.now - age, "sinfo.json": Self.now])
    }
    let reading = try told(writtenBefore: 3 * 3600)
    #expect(Self.told(reading) == ["node n1", "partition gpu"])
    #expect(
      reading.factory.sources.map(\.notUsed) == [
        "“d/sinfo.json” lists the nodes of c too, and is newer by 3 hours", nil,
      ])
    let undated = try Self.reading(
      [("nodes.json.bak", Self.nodes(["dead1"], age: Self.day)), ("sinfo.json", Self.rows(["gpu": ["n1"]]))],
      now: Self.now)
    #expect(Self.told(undated) == ["node n1", "partition gpu"])
    #expect(
      undated.factory.sources.map(\.notUsed) == [
        "“d/sinfo.json” lists the nodes of c too, and this is too old", nil,
      ])
    // Nothing has changed on them for long, but they were asked a minute ago.
    #expect(Self.told(try told(writtenBefore: 60)) == ["node dead1", "partition gpu"])
  }

  @Test("A vanished list stays, beside a copy that is old, and gives way to one that is about as new")
  func vanished() throws {
    let live = ("squeue.json", Self.jobs([1, 2], age: 10))
    let old = ("squeue.json.1", Self.jobs([8, 9], age: Self.day))
    let rotated = try Self.reading([live, old], missing: ["squeue.json"])
    #expect(Self.told(rotated) == ["job 1", "job 2"])
    #expect(rotated.factory.sources.map(\.isMissing) == [true, false])
    let renamed = try Self.reading(
      [live, ("queue.json", Self.jobs([2, 3], age: 60))], missing: ["squeue.json"])
    #expect(Self.told(renamed) == ["job 2", "job 3"])
    let cleaned = try Self.reading([live, old], missing: ["squeue.json.1"])
    #expect(cleaned.factory.sources.map(\.path) == ["d/squeue.json"], "nobody misses a copy")
  }

  @Test("A part whose producer has stopped is told apart from a copy, and one that is torn stays")
  func stopped() throws {
    let live = ("gpu.json", Self.jobs([1, 2], in: "gpu", age: 10))
    let stopped = ("cpu.json", Self.jobs([3], in: "cpu", age: 3600))
    let reading = try Self.reading([live, stopped])
    #expect(Self.told(reading) == ["job 1", "job 2"])
    let source = try #require(reading.factory.sources.first)
    #expect(source.kind == .jobs, "so that it is stale")
    #expect(
      source.notUsed
        == "“d/gpu.json” lists the jobs of c too, and is newer by 59 minutes; check whether its producer still runs"
    )
    #expect(Self.told(try Self.reading([live, stopped], torn: ["cpu.json"])) == ["job 1", "job 2", "job 3"])
  }

  @Test("Of an answer about several clusters, those that another tells newer do not count")
  func severalClusters() throws {
    func shares(_ clusters: [String], _ account: String) -> String {
      let rows = clusters.map {
        #"{"name": "\#(account)", "cluster": "\#($0)", "type": ["ASSOCIATION"], "tres": {"usage": []}}"#
      }
      return #"{"shares": {"shares": [\#(rows.joined(separator: ", "))]}}"#
    }
    let reading = try Self.reading(
      [("all.json", shares(["x", "y"], "old")), ("x.json", shares(["x"], "new"))], untoldTime: .whenWritten,
      writtenAt: ["all.json": Self.now - Self.day])
    #expect(reading.factory.clusters.map { $0.accounts?.map(\.name) } == [["new"], ["old"]])
    #expect(reading.factory.sources.map(\.notUsed) == [nil, nil])
  }

  @Test("What is dated ahead counts only where nothing that can be believed tells the same")
  func ahead() throws {
    func told(_ files: [(name: String, text: String)]) throws -> [String] {
      Self.told(try Self.reading(files, now: Self.now))
    }
    let future = ("future.json", Self.jobs([1, 2, 3], age: -Self.day))
    #expect(try told([future]) == ["job 1", "job 2", "job 3"])
    let live = ("squeue.json", Self.jobs([1, 2], age: 10))
    #expect(try told([future, live]) == ["job 1", "job 2"])
    let notUsed = try Self.reading([future, live], now: Self.now).factory.sources.compactMap(\.notUsed)
    #expect(notUsed.count == 1)
    #expect(notUsed.first?.shown.hasSuffix("too, at a time that can be believed") == true, "\(notUsed)")
    #expect(
      try told([future, ("old.json", Self.jobs([1, 7], age: Self.day))]) == ["job 1", "job 2", "job 3"])
    // Two from one clock that is ahead: the newer one counts, and an older part joins.
    let both = [future, ("other.json", Self.jobs([7, 8], age: -Self.day / 2))]
    #expect(try told(both) == ["job 1", "job 2", "job 3"])
    #expect(try told([future, ("part.json", Self.jobs([7], in: "cpu", age: 60 - Self.day))]).count == 4)
    // Of a file that was written just now, that time is believed.
    let written = try Self.reading(
      [future, ("squeue.json", Self.jobs([1, 2, 4], age: 60))], untoldTime: .whenWritten, now: Self.now)
    #expect(Self.told(written) == ["job 1", "job 2", "job 3"])
    #expect(
      written.factory.sources.first?.lead(at: Timestamp(secondsSince1970: Self.now)) == .ofReader(.days(1)))
  }

  @Test("Of several statistics of a cluster the newest count, and the others say so")
  func single() throws {
    func statistics(_ cycle: Int, age: Int64) -> String {
      #"{"statistics": {"schedule_cycle_last": \#(cycle), "req_time": \#(Self.now - age)}, "meta": {"plugin": {"data_parser": "data_parser/v0.0.41"}, "slurm": {"cluster": "c"}}}"#
    }
    let reading = try Self.reading([("a", statistics(5, age: 60)), ("b", statistics(7, age: 20))])
    #expect(reading.factory.clusters.first?.scheduler?.lastCycle == .microseconds(7))
    #expect(reading.factory.sources.map(\.notUsed) == ["“d/b” tells all of it too, and is newer", nil])
  }

  @Test("Personal quotas of a copy do not double, those of another file system join")
  func quotas() throws {
    func quotas(_ used: [Int], age: Int64) -> String {
      let records = used.map {
        #"{"type": "user", "path": "/home/\#($0)", "total_block_usage": \#($0), "block_limit": 100}"#
      }
      return
        #"{"version": 1, "timestamp": \#(Self.now - age), "quotas": [\#(records.joined(separator: ", "))]}"#
    }
    let live = ("q.json", quotas([96, 97, 98, 0], age: 60))
    for old in [quotas([96, 97, 95, 0], age: 3600), quotas([50, 51], age: 2 * Self.day)] {
      #expect(try Self.reading([live, ("q.json.bak", old)]).factory.quotas?.count == 4)
    }
    let scratch = ("scratch.json", quotas([10, 20], age: 3600))
    #expect(try Self.reading([live, scratch]).factory.quotas?.count == 6)
    // Where nobody has used anything yet is a list too, an empty one is the newest of all.
    let unused = ("scratch.json", quotas([0, 0], age: 10))
    #expect(try Self.reading([live, unused]).factory.quotas?.count == 6)
    #expect(try Self.reading([live, ("none.json", quotas([], age: 10))]).factory.quotas?.isEmpty == true)
  }

  @Test("The order in which files are read changes nothing", arguments: 0..<6)
  func orders(_ turn: Int) throws {
    let files = [
      ("squeue.json", Self.jobs([1, 2, 3], age: 10)), ("squeue.json.bak", Self.jobs([2, 3, 4], age: 70)),
      ("nodes.json", Self.nodes(["n1"], age: 10)),
      ("nodes.json.orig", Self.nodes(["n1", "n0"], age: Self.day)),
      ("p1.json", Self.proposals([1, 2])), ("p1.json.bak", Self.proposals([1, 2, 3])),
    ]
    let expected = try Self.reading(files)
    let turned = try Self.reading((files[turn...] + files[..<turn]).reversed())
    #expect(Self.told(turned) == Self.told(expected))
    #expect(turned.factory.sources == expected.factory.sources)
  }
}
