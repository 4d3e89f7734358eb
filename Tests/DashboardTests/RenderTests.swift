import Dashboard
import Model
import Screen
import Testing
import Text

@Suite("The screen")
struct RenderTests {
  @Test("Before any file has been read, the panes are there and say so", arguments: View.allCases)
  func firstFrame(view: View) {
    let text = render(DashboardState(view: view), size: Size(columns: 120, rows: 40), clock: Fixture.clock)
      .text
    #expect(text.contains("reading"))
    #expect(text.contains("factorytop"))
  }

  @Test("A factory without anything says of each pane what is missing", arguments: View.allCases)
  func nothing(view: View) {
    var state = DashboardState(view: view)
    state.receive(DashboardModel(factory: Factory(), policy: .standard, now: Fixture.now))
    let text = render(state, size: Size(columns: 160, rows: 48), clock: Fixture.clock).text
    #expect(text.contains("no ") && text.contains("—"))
  }

  @Test("A terminal that is too small gets one line that says what is needed")
  func tooSmall() {
    let text = render(Fixture.state(), size: Size(columns: 39, rows: 12), clock: Fixture.clock).text
    #expect(text.hasPrefix("needs 40x12, is 39x12 "))
    for columns in 1...12 {
      for rows in 1...4 {
        let canvas = render(Fixture.state(), size: Size(columns: columns, rows: rows), clock: Fixture.clock)
        #expect(canvas.size == Size(columns: columns, rows: rows))
      }
    }
  }

  @Test("At every size each frame is closed, whatever the names", arguments: View.allCases)
  func framesAreClosed(view: View) {
    let names: [SafeText] = [
      "", "a", "日本語の長い名前がここに続きます", SafeText(untrusted: "e\u{301}\u{1F600}\u{202E}x\u{1B}[31m"),
    ]
    for (index, name) in names.enumerated() {
      let factory = Fixture.factory(name: { "\(name)\(index == 0 ? 0 : $0)" })
      let state = Fixture.state(view, factory: factory)
      for size in [
        Size(columns: 160, rows: 48), Size(columns: 121, rows: 33), Size(columns: 80, rows: 24),
        Size(columns: 76, rows: 20), Size(columns: 250, rows: 20),
      ] {
        let canvas = render(state, size: size, clock: Fixture.clock)
        let firstRow = canvas.cells(row: 1)
        #expect(firstRow.first?.scalar == "╭")
        #expect(firstRow.last?.scalar == "╮")
        for row in 2..<(size.rows - 2) {
          let cells = canvas.cells(row: row)
          #expect(["│", "╰", "╭"].contains(cells.first?.scalar))
          #expect(["│", "╯", "╮"].contains(cells.last?.scalar))
        }
      }
    }
  }

  @Test("Every size from 1x1 up draws without a trap", arguments: View.allCases)
  func everySize(view: View) {
    for help in [false, true] {
      var state = Fixture.state(view)
      if help { _ = state.reduce(.toggleHelp, size: Size(columns: 80, rows: 24), now: Fixture.now) }
      for columns in stride(from: 1, through: 170, by: 7) {
        for rows in stride(from: 1, through: 50, by: 3) {
          let canvas = render(state, size: Size(columns: columns, rows: rows), clock: Fixture.clock)
          #expect(canvas.cells.count == columns * rows)
        }
      }
    }
  }

  @Test("A stale source is said in the pane, in the footer and in the header")
  func stale() {
    let text = render(Fixture.state(), size: Size(columns: 160, rows: 48), clock: Fixture.clock).text
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[0].contains("STALE"))
    #expect(text.components(of: "stale 10 m") >= 2)
    #expect(rows.last { !$0.isEmpty }?.contains("name0 10 m stale") == true)
  }

  @Test(
    "A source that is dated ahead, or of which records could not be read, is said everywhere and leaves nobody well",
    arguments: [
      ("clock", "CLOCK", "dated ahead: a clock is off"), ("error", "PARTIAL", "1 record could not be read"),
    ])
  func oddSources(_ state: String, _ word: String, _ note: String) {
    let ahead = state == "clock" ? Seconds(200) : Seconds(0)
    let source = Source(
      path: "n.json", kind: .nodes, cluster: "vega", dataAt: Fixture.now + ahead, records: 1,
      skipped: state == "clock" ? 0 : 1)
    let factory = Factory(
      clusters: [Cluster(name: "vega", nodes: [Node(name: "n1", state: NodeState(.idle), gpus: 4)])],
      sources: [source])
    let text = render(
      Fixture.state(factory: factory), size: Size(columns: 160, rows: 48), clock: Fixture.clock
    ).text
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[0].contains(word))
    #expect(!text.contains("all well"))
    #expect(text.contains(note))
    #expect(rows.last(where: { !$0.isEmpty })?.contains("vega \(state)") == true)
  }

  @Test("The node under the cursor shows its own cluster's jobs, whatever other clusters call their nodes")
  func jobsOnNode() {
    func cluster(_ name: SafeText, job: Int64, account: SafeText) -> Cluster {
      var symbols = SymbolTable()
      let running = Job(
        id: job, state: JobState(.running), account: symbols.intern(account), nodeList: symbols.intern("n1"))
      return Cluster(
        name: name, nodes: [Node(name: "n1", state: NodeState(.allocated), gpus: 4, gpusAllocated: 4)],
        jobs: JobTable(symbols: symbols, jobs: [running]))
    }
    let factory = Factory(clusters: [
      cluster("first", job: 111, account: "ours"), cluster("second", job: 222, account: "theirs"),
    ])
    var state = Fixture.state(.utilization, factory: factory)
    let size = Size(columns: 160, rows: 48)
    #expect(render(state, size: size, clock: Fixture.clock).text.contains("111 ours"))
    _ = state.reduce(.moveDown, size: size, now: Fixture.now)
    #expect(render(state, size: size, clock: Fixture.clock).text.contains("222 theirs"))
  }

  @Test("Of the jobs of a node the first eight are named and the others counted", arguments: [8, 9, 20])
  func manyJobs(count: Int) {
    var symbols = SymbolTable()
    let jobs = (1...count).map { number in
      Job(
        id: Int64(7000 + number), state: JobState(.running), account: symbols.intern("acc"),
        nodeList: symbols.intern("n1"))
    }
    let cluster = Cluster(
      name: "c", nodes: [Node(name: "n1", state: NodeState(.mixed), gpus: 4, gpusAllocated: 4)],
      jobs: JobTable(symbols: symbols, jobs: jobs))
    let text = render(
      Fixture.state(.utilization, factory: Factory(clusters: [cluster])), size: Size(columns: 400, rows: 48),
      clock: Fixture.clock
    ).text
    #expect(text.contains("7001 acc  7002 acc") && text.contains("7008 acc") && !text.contains("7009"))
    #expect(text.contains("more") == (count > 8))
    if count > 8 { #expect(text.contains("and \(count - 8) more")) }
  }

  @Test("A node that does not respond never looks idle on the map")
  func silentNode() {
    let nodes = [
      Node(name: "n1", state: NodeState(.idle), gpus: 4),
      Node(name: "n2", state: NodeState(.idle, .notResponding), gpus: 4),
    ]
    let canvas = render(
      Fixture.state(.utilization, factory: Factory(clusters: [Cluster(name: "c", nodes: nodes)])),
      size: Size(columns: 160, rows: 48), clock: Fixture.clock)
    #expect(canvas.text.contains(".*"))
    #expect(canvas.text.contains("* no resp 1"))
    #expect(canvas.cells.contains { $0.scalar == "*" && $0.style.role == .critical })
  }

  @Test("The detail of an application shows what the sanitiser altered, escaped")
  func altered() {
    var factory = Fixture.factory()
    factory.applications = [
      Application(
        id: "DRAFT-1", mode: .playground, state: .submitted, organisation: SafeText(untrusted: "a\u{202E}b"),
        submittedAt: Fixture.now)
    ]
    let text = render(
      Fixture.state(.applications, factory: factory), size: Size(columns: 160, rows: 48), clock: Fixture.clock
    ).text
    #expect(text.contains("a\u{FFFD}b  altered from a\\u{202e}b"))
  }

  @Test("Every alert that the header counts can be read")
  func alerts() throws {
    var state = Fixture.state()
    let size = Size(columns: 160, rows: 48)
    _ = state.reduce(.toggleAlerts, size: size, now: Fixture.now)
    let text = render(state, size: size, clock: Fixture.clock).text
    let alerts = try #require(state.content?.figures.alerts)
    #expect(alerts.count > 1)
    for alert in alerts { #expect(text.contains(alert.text.shown)) }
  }

  @Test("A partition of more GPUs than any has today is told in whole", arguments: [80, 120, 160])
  func manyGPUs(width: Int) {
    var factory = Fixture.factory()
    factory.clusters[0].nodes = [
      Node(name: "n", state: NodeState(.idle), partitions: ["p"], gpus: 1_234_567, gpusAllocated: 0)
    ]
    let size = Size(columns: width, rows: 30)
    #expect(
      render(Fixture.state(factory: factory), size: size, clock: Fixture.clock).text.contains(" 1,234,567 "))
  }

  @Test(
    "The name of a partition is cut only where there is no room for it",
    arguments: [
      (View.utilization, 160, "boost_usr_production_a"), (.utilization, 80, "boost_usr_p"),
      (.overview, 120, "boost_usr_pr"), (.overview, 140, "boost_usr_production_a"),
    ])
  func partitionNames(view: View, width: Int, shown: String) {
    var factory = Fixture.factory()
    factory.clusters[0].nodes = [
      Node(
        name: "n", state: NodeState(.idle), partitions: ["boost_usr_production_a"], gpus: 4, gpusAllocated: 0)
    ]
    let rows = render(
      Fixture.state(view, factory: factory), size: Size(columns: width, rows: 30),
      clock: Fixture.clock
    ).text.split(separator: "\n")
    #expect(rows.contains { $0.hasPrefix("│  \(shown)") })
  }

  @Test("Unknown capacity and queue show as a dash, not as nothing and not as zero")
  func unknown() {
    var factory = Fixture.factory()
    factory.clusters[0].nodes = nil
    factory.clusters.append(Cluster(name: "second", nodes: Fixture.factory().clusters[0].nodes))
    let text = render(
      Fixture.state(factory: factory), size: Size(columns: 160, rows: 48), clock: Fixture.clock
    ).text
    #expect(text.contains("no file of nodes"))
    #expect(text.contains("jobs —"))
  }

  @Test("Only a change of what is visible changes the picture")
  func timeWithinAMinute() {
    let state = Fixture.state()
    let size = Size(columns: 160, rows: 48)
    let early = render(state, size: size, clock: Clock(now: Fixture.now + Seconds(1)))
    let late = render(state, size: size, clock: Clock(now: Fixture.now + Seconds(59)))
    #expect(early == late)
    #expect(early != render(state, size: size, clock: Clock(now: Fixture.now + Seconds(60))))
  }

  @Test("A factory without any source is neither well nor live", arguments: [160, 80, 40])
  func noSources(columns: Int) {
    var state = DashboardState(view: .overview)
    state.receive(DashboardModel(factory: Factory(), policy: .standard, now: Fixture.now))
    let header = headerRow(state, columns: columns)
    #expect(header.contains("no telemetry") && header.contains("NO DATA"))
    #expect(!header.contains("well") && !header.contains("LIVE"))
  }

  @Test("A broken cluster says so in its line, however narrow the pane", arguments: [160, 120, 80, 61, 40])
  func brokenWhereNarrow(columns: Int) {
    var factory = Fixture.factory(name: { "marenostrum\($0)" })
    factory.sources = [
      Source(
        path: "jobs.json", kind: .jobs, cluster: "marenostrum0", dataAt: Fixture.now + .minutes(-10),
        isReadable: false)
    ]
    let rows = render(
      Fixture.state(factory: factory), size: Size(columns: columns, rows: 24), clock: Fixture.clock
    ).text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.contains { $0.contains("marenostrum0") && $0.contains("broken") })
  }

  @Test("A job whose begin time is ahead shows no wait")
  func beginTimeAhead() {
    var symbols = SymbolTable()
    let reason = symbols.intern("BeginTime")
    let job = Job(
      id: 77, state: JobState(.pending), reason: reason, submittedAt: Fixture.now + .hours(-2),
      eligibleAt: Fixture.now + .hours(3), nodeCount: 1)
    let factory = Factory(
      clusters: [Cluster(name: "c", jobs: JobTable(symbols: symbols, jobs: [job]))],
      sources: [Source(path: "jobs.json", kind: .jobs, cluster: "c", dataAt: Fixture.now)])
    let text = render(
      Fixture.state(.queue, factory: factory), size: Size(columns: 160, rows: 24), clock: Fixture.clock
    ).text
    #expect(text.contains("its begin time is ahead"))
    #expect(!text.contains("<1 m its"))
  }

  @Test("A node shows the jobs of its own cluster, where another has a node of that name")
  func jobsOfTheNode() {
    func cluster(_ name: SafeText, job: Int64) -> Cluster {
      var symbols = SymbolTable()
      let list = symbols.intern("gpu[01-02]")
      return Cluster(
        name: name, nodes: [Node(name: "gpu01", state: NodeState(.allocated))],
        jobs: JobTable(
          symbols: symbols, jobs: [Job(id: job, state: JobState(.running), nodeList: list)]))
    }
    let factory = Factory(clusters: [cluster("first", job: 111), cluster("second", job: 222)])
    var state = Fixture.state(.utilization, factory: factory)
    let size = Size(columns: 160, rows: 30)
    #expect(render(state, size: size, clock: Fixture.clock).text.contains("jobs 111"))
    _ = state.reduce(.bottom, size: size, now: Fixture.now)
    #expect(render(state, size: size, clock: Fixture.clock).text.contains("jobs 222"))
  }

  private func headerRow(_ state: DashboardState, columns: Int) -> Substring {
    render(state, size: Size(columns: columns, rows: 24), clock: Fixture.clock).text
      .split(separator: "\n", omittingEmptySubsequences: false)[0]
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
