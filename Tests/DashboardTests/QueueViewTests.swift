import Dashboard
import Model
import Screen
import Testing
import Text

@Suite("Why tasks wait, in the full view of the queue")
struct QueueViewTests {
  private static let reasons: [(reason: SafeText, words: String)] = [
    ("Priority", "others come first"), ("Resources", "waiting for nodes"),
    ("JobArrayTaskLimit", "its array's own limit"), ("QOSMaxJobsPerUserLimit", "QOSMaxJobsPerUserLimit"),
    ("QOSGrpGRES", "QOSGrpGRES"), ("MaxGRESPerAccount", "QOS limit per account"),
    ("AssocGrpGRESMinutes", "not enough budget left"), ("PartitionDown", "partition is down"),
    ("PartitionTimeLimit", "asks more time than the partition allows"),
    ("Dependency", "waiting for another job"),
    ("DependencyNeverSatisfied", "its dependency can never be met"),
    ("BeginTime", "its begin time is ahead"), ("JobHeldUser", "held by its user"),
    ("JobHeldAdmin", "held by an administrator"), ("Licenses", "waiting for licences"),
    ("ReqNodeNotAvail", "nodes it asks for are not available"),
    ("A whim of some later Slurm", "A whim of some later Slurm"),
  ]

  /// A waiting job for each of the first `count` reasons.
  private static func factory(
    _ count: Int = reasons.count, limit: TimeLimit = .minutes(60), detail: SafeText = ""
  ) -> Factory {
    var table = JobTable()
    for (index, reason) in reasons.prefix(count).enumerated() {
      var job = Job(
        id: Int64(index + 1), state: JobState(.pending), partition: table.symbols.intern("gpu"),
        reason: table.symbols.intern(reason.reason), priority: Int64(1000 - index),
        eligibleAt: reason.reason == "JobArrayTaskLimit" ? nil : Fixture.now + .hours(-2), timeLimit: limit,
        nodeCount: 1, gpus: 2)
      job.reasonDetail = table.symbols.intern(detail)
      table.jobs.append(job)
    }
    return Factory(clusters: [Cluster(name: "c", nodes: [], jobs: table)], applications: [])
  }

  /// What stands under the title of the reasons, the pieces of one reason joined.
  private static func told(_ state: DashboardState, _ size: Size) throws -> (lines: [String], title: String) {
    let rows = render(state, size: size, clock: Fixture.clock).text.split(separator: "\n").map(String.init)
    let title = try #require(rows.firstIndex { $0.contains("oldest  why") })
    let column = try #require(rows[title].firstRange(of: "why")).lowerBound
    let start = rows[title].distance(from: rows[title].startIndex, to: column)
    let lines = rows[(title + 1)...].prefix { row in
      row.dropFirst(start - 1).first { $0 != " " && $0 != "│" } != nil
    }
    return (
      lines.map { $0.dropFirst(start).split(separator: " ").filter { $0 != "│" }.joined(separator: " ") },
      rows[title]
    )
  }

  @Test(
    "Every reason can be seen in whole words, at once or with a key",
    arguments: [
      Size(columns: 160, rows: 48), Size(columns: 101, rows: 31), Size(columns: 80, rows: 24),
      Size(columns: 62, rows: 20),
    ])
  func everyReason(size: Size) throws {
    var state = Fixture.state(.queue, factory: Self.factory())
    var lines = try Self.told(state, size).lines
    for _ in 0..<60 {
      _ = state.handle(.key(.control("e"), isAlone: true), size: size, now: Fixture.now)
      let more = try Self.told(state, size).lines
      if let last = more.last, more != lines.suffix(more.count) { lines.append(last) }
    }
    let all = lines.joined(separator: " ")
    for reason in Self.reasons { #expect(all.contains(reason.words), "\(reason.words) in \(all)") }
    #expect(!all.contains("…"))
    #expect(!all.contains("+"))
    // Back to the first line, and no further.
    for _ in 0..<80 { _ = state.handle(.key(.control("y"), isAlone: true), size: size, now: Fixture.now) }
    #expect(
      try Self.told(state, size).lines
        == Self.told(Fixture.state(.queue, factory: Self.factory()), size).lines)
  }

  @Test("Where all lines have room, none is scrolled, and the frame asks for no key")
  func room() throws {
    let size = Size(columns: 160, rows: 48)
    let state = Fixture.state(.queue, factory: Self.factory())
    let (lines, title) = try Self.told(state, size)
    #expect(lines.count == Self.reasons.count)
    #expect(!title.contains("h l"))
    let told = try PageCase.typed("<C-e>", into: state, size: size)
    #expect(PageCase.text(told, size).contains("all of why tasks wait is on the screen"))
    #expect(try Self.told(state, Size(columns: 80, rows: 24)).title.contains("C-y C-e 1–"))
  }

  @Test(
    "The waits beside the reasons are those of all eligible tasks, also of those without an eligible time")
  func waits() {
    let text = render(
      Fixture.state(.queue, factory: Self.factory(4)), size: Size(columns: 160, rows: 48),
      clock: Fixture.clock
    ).text
    #expect(text.contains("<6h     ") && text.contains(" 3  "))
    #expect(text.split(separator: "\n").contains { $0.contains("unknown ▆") && $0.contains(" 1  ") })
    let overview = render(
      Fixture.state(factory: Self.factory(4)), size: Size(columns: 160, rows: 48), clock: Fixture.clock
    ).text
    #expect(overview.contains("<6h 3  <24h 0  <3d 0  older 0  unknown 1"))
  }

  @Test(
    "GPU-hours and drain that are unknown say for which tasks",
    arguments: [
      (
        TimeLimit.unlimited, "GPU-h and drain are — where tasks have no time limit: 2 in gpu",
        "no time limit: 2 in gpu"
      ),
      (
        .unknown,
        "GPU-h and drain are — where tasks have GPUs, nodes or a time limit that nobody tells: 2 in gpu",
        "unknown size: 2 in gpu"
      ), (.minutes(9), nil, nil),
    ] as [(TimeLimit, String?, String?)])
  func unmeasured(limit: TimeLimit, sentence: String?, inShort: String?) {
    func text(_ view: View, _ columns: Int) -> String {
      render(
        Fixture.state(view, factory: Self.factory(2, limit: limit)), size: Size(columns: columns, rows: 40),
        clock: Fixture.clock
      ).text
    }
    for view in [View.queue, .overview] {
      #expect(text(view, 240).contains(sentence ?? "GPU-h"))
      #expect(text(view, 240).contains("are — where") == (sentence != nil))
    }
    #expect(text(.overview, 80).contains("where tasks") == false)
    #expect(text(.overview, 80).contains(inShort ?? "no such") == (inShort != nil))
  }

  @Test(
    "Under the jobs stands why the one under the cursor waits, and what Slurm says of it besides, sanitised")
  func detail() {
    let detail: SafeText = "ReqNodeNotAvail, UnavailableNodes:g07"
    let size = Size(columns: 80, rows: 30)
    var state = Fixture.state(.queue, factory: Self.factory(2, detail: detail))
    func last() -> String {
      render(state, size: size, clock: Fixture.clock).text.split(separator: "\n").suffix(3).joined(
        separator: " ")
    }
    #expect(last().contains("1 others come first (Priority): ReqNodeNotAvail, UnavailableNodes:g07"))
    _ = state.handle(.key(.character("j"), isAlone: true), size: size, now: Fixture.now)
    #expect(last().contains("2 waiting for nodes (Resources): ReqNodeNotAvail, UnavailableNodes:g07"))
    state = Fixture.state(.queue, factory: Self.factory(1, detail: SafeText(untrusted: "g07\u{1B}[31m")))
    #expect(last().contains("altered from"))
    #expect(!last().unicodeScalars.contains("\u{1B}"))
  }
}
