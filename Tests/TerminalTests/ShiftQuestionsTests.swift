import Glibc
import Testing

/// What an operator asks in a shift, answered on the screen in a few keys: what is typed into a prompt is one key, and the
/// key that ends it another.
@Suite("The questions of a shift", .serialized)
struct ShiftQuestionsTests {
  private static let moment = "2026-11-24T10:00:00Z"

  /// Three clusters with 2,400 jobs and 200 applications, written once.
  static let folder: String? = {
    var template = Array("/tmp/factorytop-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let size = [
      "--clusters", "3", "--nodes", "200", "--jobs", "2400", "--applications", "200", "--seed", "7",
    ]
    guard let program = try? builtProgram("factorytop"),
      let simulation = try? PseudoTerminal(
        [program, "simulate", "--out", folder, "--once", "--now", moment] + size),
      (try? simulation.readUntilEnd(within: .seconds(120))) == .status(0)
    else { return nil }
    return folder
  }()

  private static var data: [String] {
    get throws { ["--data", try #require(folder), "--now", moment] }
  }

  /// What `list` prints of a kind, without the line of keys: the cells of each row.
  func list(_ kind: String, _ words: String, _ columns: String) async throws -> [[String]] {
    let command =
      [
        try builtProgram("factorytop"), "list", kind, "--where", words, "--columns", columns, "--format",
        "csv",
      ] + (try Self.data)
    let (output, status) = try await onOwnThread {
      let terminal = try PseudoTerminal(command)
      let status = try terminal.readUntilEnd(within: .seconds(180))
      return (terminal.output, status)
    }
    #expect(status == .status(0))
    let lines = String(decoding: output, as: UTF8.self).split { $0.isNewline }
    return lines.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// A size of the screen, and in how many keys a question has to be answered there.
  enum Screen: CaseIterable, CustomStringConvertible {
    case large, small

    var columns: UInt16 { self == .large ? 160 : 80 }
    var rows: UInt16 { self == .large ? 48 : 24 }
    var most: Int { self == .large ? 8 : 12 }
    var description: String { "\(columns)x\(rows)" }
  }

  /// Expects that those texts come to stand on the screen after those keys, one after the other, and tells how many keys
  /// that takes.
  func expect(_ texts: [String], after keys: [String], on screen: Screen) async throws {
    try await expect([(keys, texts)], on: screen)
  }

  /// The same of several steps of one question, each after the one before.
  ///
  /// Waits on a thread of its own, so that other tests go on meanwhile.
  func expect(_ steps: [(keys: [String], texts: [String])], on screen: Screen) async throws {
    let keys = steps.flatMap(\.keys)
    print(
      "\(screen): \(keys.count) keys: \(keys.map { $0 == enter ? "<Enter>" : $0 }.joined(separator: " "))")
    #expect(keys.count <= screen.most)
    let words = [try builtProgram("factorytop")] + (try Self.data)
    let sources = try SimulatedShift.documents(in: try #require(Self.folder))
    let (missed, status) = try await onOwnThread {
      let terminal = try PseudoTerminal(words, columns: screen.columns, rows: screen.rows)
      try terminal.read(until: "GPU-h", within: .seconds(120))
      // Nobody asks before all is read.
      let start = ContinuousClock.now + .seconds(120)
      while .now < start {
        let screen = try Self.redrawn(terminal)
        if screen.contains("\(sources) sources ok") || screen.contains("\(sources) ok") { break }
      }
      var missed: [String] = []
      for (keys, texts) in steps {
        for key in keys {
          // Letters that come at once with others are no keys: each waits until the one before has acted.
          _ = try Self.redrawn(terminal)
          terminal.type(key)
        }
        // A debug build takes a while over thousands of jobs.
        let end = ContinuousClock.now + .seconds(120)
        var last = try Self.redrawn(terminal)
        while !Self.has(texts, in: last), .now < end { last = try Self.redrawn(terminal) }
        if !Self.has(texts, in: last) {
          missed.append("\(texts) in \(last)")
          break
        }
      }
      terminal.type("Q")
      return (missed, try terminal.readUntilEnd(within: .seconds(60)))
    }
    #expect(missed == [])
    #expect(status == .status(0))
  }

  /// The screen as it is drawn whole: its text without what moves the cursor and colours it, and of spaces one for many.
  private static func redrawn(_ terminal: PseudoTerminal) throws -> String {
    terminal.forgetOutput()
    terminal.type("\u{C}")
    try terminal.read(until: "factorytop", within: .seconds(120))
    try terminal.readUntilQuiet()
    var text = ""
    var rest = String(decoding: terminal.output, as: UTF8.self)[...]
    while let character = rest.first {
      rest = rest.dropFirst()
      guard character == "\u{1B}" else {
        text.append(character)
        continue
      }
      // A sequence ends with a letter, and what it leaves out of a row is spaces.
      if let end = rest.firstIndex(where: { $0.isASCII && $0.isLetter }) {
        rest = rest[rest.index(after: end)...]
      }
      text.append(" ")
    }
    return text.split(separator: " ").joined(separator: " ")
  }

  /// Whether the texts stand there one after the other.
  private static func has(_ texts: [String], in screen: String) -> Bool {
    var rest = screen[...]
    for text in texts {
      guard let found = rest.firstRange(of: text) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  /// Without the programme, as the screen has it.
  private func short(_ id: String) -> String { id.split(separator: "-").suffix(2).joined(separator: "-") }

  let enter = "\r"
  /// Takes away what a prompt begins with.
  private let clear = "\u{15}"

  @Test(
    "Which partition has idle GPUs while its jobs wait, and why do these wait", arguments: Screen.allCases)
  func idlePartition(screen: Screen) async throws {
    let words = "idle>0 waiting>0 oldest>6h sort:-idle"
    let partitions = try await list("partitions", words, "cluster,name,waiting")
    let first = try #require(partitions.first)
    try await expect(
      partitions.prefix(3).flatMap { [$0[1], $0[0]] }, after: ["/", words, enter], on: screen)
    try await expect(
      ["partition \(first[1])", "\(first[2]) waiting", "why they wait"], after: ["/", words, enter, enter],
      on: screen)
  }

  @Test("Which application that can still be saved breaches first", arguments: Screen.allCases)
  func application(screen: Screen) async throws {
    let words = "(due or risk) !waiting sort:left"
    let applications = try await list("applications", words, "id")
    #expect(applications.count > 3)
    try await expect(
      applications.prefix(3).map { short($0[0]) }, after: ["3", "/", words, enter], on: screen)
  }

  @Test(
    "Which allocation runs out first before its end, and which leaves most unused", arguments: Screen.allCases
  )
  func allocation(screen: Screen) async throws {
    let early = "early sort:out"
    let unused = "unused>0 sort:-unused"
    try await expect(
      try await list("allocations", early, "id").prefix(2).map { short($0[0]) },
      after: ["4", "/", early, enter], on: screen)
    try await expect(
      try await list("allocations", unused, "id").prefix(2).map { short($0[0]) },
      after: ["4", "/", early, enter, "/", clear + unused, enter], on: screen)
  }

  @Test("Which are the biggest and which the longest waiting jobs", arguments: Screen.allCases)
  func jobs(screen: Screen) async throws {
    let biggest = "pending !array sort:-gpus,-wait"
    let longest = "pending !array sort:-wait"
    try await expect(
      try await list("jobs", biggest, "id").prefix(5).map { $0[0] }, after: ["2", "e", "/", biggest, enter],
      on: screen)
    try await expect(
      try await list("jobs", longest, "id").prefix(5).map { $0[0] },
      after: ["2", "e", "/", biggest, enter, "/", clear + longest, enter], on: screen)
  }

  @Test("Which reservations and maintenance are ahead, on how many nodes", arguments: Screen.allCases)
  func reservations(screen: Screen) async throws {
    let path = "\(try #require(Self.folder))/karolina/reservations.json"
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    try #require(file >= 0)
    let text = """
      {"reservations": [
        {"name": "maint-cdu3", "flags": ["MAINT"], "start_time": 1795672800, "end_time": 1795687200,
         "node_count": 20, "node_list": "acn[1-20]"},
        {"name": "course-aif", "flags": [], "start_time": 1795604400, "end_time": 1795618800, "node_count": 6}
      ]}
      """
    #expect(write(file, text, text.utf8.count) == text.utf8.count)
    close(file)
    defer { unlink(path) }
    let found = try await list("reservations", "starts>=-8w sort:starts", "name,nodes")
    #expect(found == [["course-aif", "6"], ["maint-cdu3", "20"]])
    try await expect(
      found.flatMap { $0 }, after: [":", "reservations starts>=-8w sort:starts", enter], on: screen)
  }

  @Test("Where is one job among thousands", arguments: Screen.allCases)
  func oneJob(screen: Screen) async throws {
    let jobs = try await list("jobs", "!array pending", "id,user,cluster")
    #expect(jobs.count > 500)
    let job = try #require(jobs.dropFirst(jobs.count / 2).first)
    try await expect(
      [job[0], "1 of "], after: ["2", "e", "/", "id=\(job[0]) cluster=\(job[2])", enter], on: screen)
  }
}
