import Glibc
import Testing

/// What an operator asks in a shift, answered on the screen in a few keys: what is typed into a prompt is one key, and the
/// key that ends it another.
@Suite("The questions of a shift", .serialized)
struct ShiftQuestionsTests {
  private static let moment = "2026-11-24T10:00:00Z"
  private static let most = 8

  /// Three clusters with 6,000 jobs and 400 applications, written once.
  private static let folder: String? = {
    var template = Array("/tmp/factorytop-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let size = [
      "--clusters", "3", "--nodes", "400", "--jobs", "6000", "--applications", "400", "--seed", "7",
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
  private func list(_ kind: String, _ words: String, _ columns: String) throws -> [[String]] {
    let terminal = try PseudoTerminal(
      [
        try builtProgram("factorytop"), "list", kind, "--where", words, "--columns", columns, "--format",
        "csv",
      ] + Self.data)
    #expect(try terminal.readUntilEnd(within: .seconds(180)) == .status(0))
    let lines = String(decoding: terminal.output, as: UTF8.self).split { $0.isNewline }
    return lines.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Expects that those texts come to stand on the screen after those keys, one after the other.
  private func expect(_ texts: [String], after keys: [String]) throws {
    #expect(keys.count <= Self.most)
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop")] + Self.data, columns: 160, rows: 48)
    try terminal.read(until: "GPU-h", within: .seconds(120))
    for key in keys {
      // Letters that come at once with others are no keys.
      try terminal.readUntilQuiet()
      terminal.type(key)
    }
    // A debug build takes a while over thousands of jobs.
    let end = ContinuousClock.now + .seconds(180)
    var isThere = false
    while !isThere, .now < end { isThere = Self.has(texts, in: try redrawn(terminal)) }
    #expect(isThere, "\(texts)")
    terminal.type("Q")
    #expect(try terminal.readUntilEnd(within: .seconds(60)) == .status(0))
  }

  /// The screen as it is drawn whole: its text without what moves the cursor and colours it.
  private func redrawn(_ terminal: PseudoTerminal) throws -> String {
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
    return text
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

  private let enter = "\r"
  /// Takes away what a prompt begins with.
  private let clear = "\u{15}"

  @Test("Which partition has idle GPUs while its jobs wait, and why do these wait")
  func idlePartition() throws {
    let words = "idle>0 waiting>0 oldest>6h sort:-idle"
    let partitions = try list("partitions", words, "cluster,name,waiting")
    let first = try #require(partitions.first)
    try expect(partitions.prefix(3).flatMap { [$0[1], $0[0]] }, after: ["/", words, enter])
    let jobs = "pending partition=\(first[1]) cluster=\(first[0])"
    try expect(
      ["\(first[2]) pending", "why they wait"], after: ["/", words, enter, "2", enter, "/", jobs, enter])
  }

  @Test("Which application that can still be saved breaches first")
  func application() throws {
    let words = "(due or risk) !waiting sort:left"
    let applications = try list("applications", words, "id")
    #expect(applications.count > 3)
    try expect(applications.prefix(3).map { short($0[0]) }, after: ["3", "/", words, enter])
  }

  @Test("Which allocation runs out first before its end, and which leaves most unused")
  func allocation() throws {
    let early = "early sort:out"
    let unused = "unused>0 sort:-unused"
    try expect(
      try list("allocations", early, "id").prefix(2).map { short($0[0]) }, after: ["4", "/", early, enter])
    try expect(
      try list("allocations", unused, "id").prefix(2).map { short($0[0]) },
      after: ["4", "/", early, enter, "/", clear + unused, enter])
  }

  @Test("Which are the biggest and which the longest waiting jobs")
  func jobs() throws {
    let biggest = "pending !array sort:-gpus,-wait"
    let longest = "pending !array sort:-wait"
    try expect(
      try list("jobs", biggest, "id").prefix(5).map { $0[0] }, after: ["2", enter, "/", biggest, enter])
    try expect(
      try list("jobs", longest, "id").prefix(5).map { $0[0] },
      after: ["2", enter, "/", biggest, enter, "/", clear + longest, enter])
  }

  @Test("Which reservations and maintenance are ahead, on how many nodes")
  func reservations() throws {
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
    let found = try list("reservations", "starts>=-8w sort:starts", "name,nodes")
    #expect(found == [["course-aif", "6"], ["maint-cdu3", "20"]])
    try expect(found.flatMap { $0 }, after: [":", "reservations starts>=-8w sort:starts", enter])
  }

  @Test("Where is one job among thousands")
  func oneJob() throws {
    let jobs = try list("jobs", "!array pending", "id,user,cluster")
    #expect(jobs.count > 500)
    let job = try #require(jobs.dropFirst(jobs.count / 2).first)
    try expect([job[0], job[1], "1 of "], after: ["2", enter, "/", "id=\(job[0]) cluster=\(job[2])", enter])
  }
}
