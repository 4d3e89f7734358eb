import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

/// A recording of which each minute has a site of its own.
enum Recorded {
  static let extent = Fixture.now...(Fixture.now + .hours(2))

  static func model(_ minute: Int64, _ change: (inout Factory) -> Void = { _ in }) -> DashboardModel {
    var factory = Fixture.factory()
    factory.site = SafeText(untrusted: "minute \(minute)")
    change(&factory)
    return DashboardModel(
      factory: factory, policy: .standard, now: Fixture.now + .minutes(minute),
      recorded: RecordedMoment(interval: .minutes(1), extent: extent))
  }

  static func request(_ effects: [Effect]) throws -> ReplayRequest {
    try #require(
      effects.compactMap { effect -> ReplayRequest? in
        if case .replay(let request) = effect { request } else { nil }
      }.first)
  }
}

@Suite("Another moment than now")
struct ReplayTests {
  private static let size = Size(columns: 160, rows: 48)
  /// Three hours after the recording began.
  private static let clock = Clock(now: Fixture.now + .hours(3))

  private static func live(_ source: ReplaySource = .besideLive) -> DashboardState {
    var state = DashboardState()
    state.receive(source)
    if source != .alone {
      state.receive(DashboardModel(factory: Fixture.factory(), policy: .standard, now: clock.now))
    }
    return state
  }

  private static func type(_ keys: String, in state: inout DashboardState) throws -> [Effect] {
    var effects: [Effect] = []
    for key in try KeyNotation.keys(in: keys) {
      effects = state.handle(
        .key(key, isAlone: true), size: size,
        now: (state.replayedClock(readersNow: clock.now) ?? clock).now)
    }
    return effects
  }

  /// Types keys and answers what they ask for with a minute of the recording.
  private static func go(_ keys: String, to minute: Int64, in state: inout DashboardState) throws {
    let request = try Recorded.request(try type(keys, in: &state))
    state.receive(ReplayAnswer(ticket: request.ticket, .found(Recorded.model(minute), nil)))
  }

  private static func rows(_ state: DashboardState, _ size: Size = size) -> [String] {
    let shown = state.replayedClock(readersNow: clock.now) ?? clock
    return render(state, size: size, clock: shown).text.split(separator: "\n").map(String.init)
  }

  private static let targets: [(keys: String, target: ReplayRequest.Target)] = [
    ("T", ReplayRequest.Target.step(from: Fixture.now + .minutes(30), by: -1)),
    ("t", .step(from: Fixture.now + .minutes(30), by: 1)),
    ("[", .previousEvent(before: Fixture.now + .minutes(30))),
    ("]", .nextEvent(after: Fixture.now + .minutes(30))),
    (",", .at(Fixture.now + .minutes(29))), (".", .at(Fixture.now + .minutes(31))),
    ("{", .at(Fixture.now + .minutes(-30))), ("}", .at(Fixture.now + .minutes(90))),
    // By the clock of the site, an hour ahead of UTC.
    ("b11:05<Enter>", .at(Fixture.now + .minutes(5))), ("b-10m<Enter>", .at(Fixture.now + .minutes(20))),
    (":at 2026-11-23 11:45<Enter>", .at(Fixture.now + .minutes(45))),
  ]

  @Test("Every key asks for its moment", arguments: targets)
  func keys(keys: String, target: ReplayRequest.Target) throws {
    var state = Self.live()
    try Self.go("T", to: 30, in: &state)
    let request = try Recorded.request(try Self.type(keys, in: &state))
    #expect(request.target == target)
    #expect(request.shown == Fixture.now + .minutes(30))
  }

  @Test(
    "From live figures T, [, a comma, an opening brace and b go back; what goes on says that nothing is newer"
  )
  func fromLive() throws {
    for (keys, target) in [
      ("T", ReplayRequest.Target.step(from: Self.clock.now, by: -1)),
      ("[", .previousEvent(before: Self.clock.now)),
      (",", .at(Self.clock.now + .minutes(-1))), ("{", .at(Self.clock.now + .hours(-1))),
      ("b-2h<Enter>", .at(Self.clock.now + .hours(-2))),
    ] {
      var state = Self.live()
      let request = try Recorded.request(try Self.type(keys, in: &state))
      #expect(request.target == target, "\(keys)")
      #expect(request.shown == nil)
    }
    for key in ["t", "]", ".", "}"] {
      var state = Self.live()
      #expect(try Self.type(key, in: &state).isEmpty)
      #expect(Self.rows(state).last?.contains("these are the newest figures · T goes back") == true)
    }
  }

  @Test("Keys that come before the answer go on from each other; an event is looked for once")
  func fastKeys() throws {
    var state = Self.live()
    try Self.go("T", to: 30, in: &state)
    let request = try Recorded.request(try Self.type("tttTt", in: &state))
    #expect(request.target == .step(from: Fixture.now + .minutes(30), by: 3))
    state.receive(ReplayAnswer(ticket: request.ticket, .found(Recorded.model(33), nil)))
    let event = try Recorded.request(try Self.type("]", in: &state))
    #expect(try Self.type("]]", in: &state).isEmpty)
    state.receive(ReplayAnswer(ticket: event.ticket, .found(Recorded.model(50), "something")))
    #expect(state.replayedMoment == Fixture.now + .minutes(50))
    #expect(
      try Recorded.request(try Self.type(",,.,", in: &state)).target == .at(Fixture.now + .minutes(48)))
  }

  @Test("What is marked before the answer is the moment that was asked for")
  func markingWhatComes() throws {
    var state = Self.live()
    try Self.go("T", to: 30, in: &state)
    let request = try Recorded.request(try Self.type(":at 11:10<Enter>", in: &state))
    _ = try Self.type(":mark<Enter>", in: &state)
    #expect(state.markedModel == nil)
    state.receive(ReplayAnswer(ticket: request.ticket, .found(Recorded.model(10), nil)))
    #expect(state.markedModel?.figures.now == Fixture.now + .minutes(10))
    #expect(Self.rows(state).last?.contains("marked 11:10: compare") == true)
  }

  @Test("A time before or after the recording is its beginning or its end, and no place to go on from")
  func outside() throws {
    var state = Self.live()
    try Self.go("T", to: 30, in: &state)
    // The recording is from 11:00 to 13:00 by the clock of the site.
    #expect(
      try Recorded.request(try Self.type(":at 14:00<Enter>", in: &state)).target
        == .at(Fixture.now + .hours(3)))
    let request = try Recorded.request(try Self.type(":at 2026-11-23 10:00<Enter>", in: &state))
    #expect(request.target == .at(Fixture.now + .hours(-1)))
    state.receive(
      ReplayAnswer(ticket: request.ticket, .found(Recorded.model(0), "the recording begins here")))
    #expect(try Recorded.request(try Self.type("}", in: &state)).target == .at(Fixture.now + .hours(1)))
  }

  @Test("Without a recording each of them says how there will be one")
  func withoutRecording() throws {
    for key in ["T", "[", ",", "{", "b", ":at 11:00<Enter>"] {
      var state = Self.live(.none)
      #expect(try Self.type(key, in: &state).isEmpty)
      #expect(state.prompt == nil)
      #expect(
        Self.rows(state).last?.contains("nothing is recorded: name a folder in [record]") == true, "\(key)")
    }
  }

  @Test("What is live waits behind a replay, and F shows the newest of it")
  func liveWaits() throws {
    var state = Self.live()
    try Self.go("T", to: 30, in: &state)
    #expect(state.content?.factory.site == "minute 30")
    var factory = Fixture.factory()
    factory.site = "newer"
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Self.clock.now))
    #expect(state.content?.factory.site == "minute 30")
    #expect(try Self.type("F", in: &state).isEmpty)
    #expect(state.content?.factory.site == "newer")
    #expect(state.replayedMoment == nil)
    // Without a newer one, what was there before.
    var quiet = Self.live()
    try Self.go("T", to: 30, in: &quiet)
    _ = try Self.type("F", in: &quiet)
    #expect(quiet.content?.factory.site == "name20")
  }

  @Test("An answer to what nobody waits for any more changes nothing")
  func lateAnswer() throws {
    var state = Self.live()
    let first = try Recorded.request(try Self.type("T", in: &state))
    let second = try Recorded.request(try Self.type("T", in: &state))
    state.receive(ReplayAnswer(ticket: first.ticket, .found(Recorded.model(1), nil)))
    #expect(state.replayedMoment == nil)
    _ = try Self.type("F", in: &state)
    state.receive(ReplayAnswer(ticket: second.ticket, .found(Recorded.model(2), nil)))
    #expect(state.replayedMoment == nil)
    #expect(state.content?.factory.site == "name20")
  }

  @Test("Where the recording holds nothing or cannot be read, that is said, and live figures go on")
  func failed() throws {
    for (outcome, text) in [
      (ReplayAnswer.Outcome.none("the recording begins here"), "the recording begins here"),
      (.failed("/r cannot be read: I/O error"), "/r cannot be read: I/O error"),
    ] {
      var state = Self.live()
      let request = try Recorded.request(try Self.type("T", in: &state))
      state.receive(ReplayAnswer(ticket: request.ticket, outcome))
      #expect(Self.rows(state).last?.contains(text) == true)
      #expect(Self.rows(state).first?.contains("factorytop · name20") == true)
      state.receive(Recorded.live)
      #expect(state.content?.factory.site == "next")
    }
  }

  @Test("A replay stays what it is by words, by a line of time, and by its frames")
  func looks() throws {
    var state = Self.live()
    #expect(Self.rows(state)[0].contains("factorytop · name20"))
    try Self.go("T", to: 30, in: &state)
    var rows = Self.rows(state)
    #expect(rows[0].hasPrefix(" REPLAY of name0 · these figures are 2h 30m old · nothing can be recorded "))
    #expect(rows[0].hasSuffix(" F goes live    Mon 23 Nov 11:30 +01:00  REPLAY "))
    #expect(rows[1].contains("looking through the recording …"))
    #expect(rows[2].hasPrefix("╭ 1 Utilization ┄"))
    state.receive(
      ReplayTimeline(
        span: Recorded.extent, gaps: [(Fixture.now + .minutes(60))..<(Fixture.now + .minutes(90))]))
    rows = Self.rows(state)
    #expect(rows[1].hasPrefix(" 11:00 ▁▁▁"))
    #expect(rows[1].contains("▁┃▁"))
    #expect(rows[1].contains("▁     "))
    #expect(rows[1].hasSuffix(" 13:00  60× ■   f plays  t T step  [ ] event  b time "))
    // Narrow screens keep the moment, the word and the way back.
    let narrow = Self.rows(state, Size(columns: 80, rows: 24))
    #expect(narrow[0].hasPrefix(" REPLAY 2h 30m ago · nothing can be recorded   F live "))
    #expect(narrow[0].hasSuffix(" Mon 23 Nov 11:30  REPLAY "))
    let small = Self.rows(state, Size(columns: 40, rows: 12))
    #expect(small[0].hasSuffix(" 11:30  REPLAY "))
    #expect(small.count == 12)
  }

  @Test("In a gap the last reading stands, and that it is one is said")
  func gap() throws {
    var state = Self.live()
    let request = try Recorded.request(try Self.type(":at 2026-11-23 11:45<Enter>", in: &state))
    state.receive(ReplayAnswer(ticket: request.ticket, .found(Recorded.model(30), nil)))
    #expect(Self.rows(state)[0].hasPrefix(" REPLAY · NO RECORDING 11:30–11:45, shown is 11:30 "))
    // Two intervals are none yet.
    _ = try Self.type(":at 2026-11-23 11:32<Enter>", in: &state)
    #expect(!Self.rows(state)[0].contains("NO RECORDING"))
  }

  @Test("It plays by its speed, one answer after the other, and stops at the end")
  func plays() throws {
    var state = Self.live(.alone)
    let request = try Recorded.request(state.play(from: Fixture.now, to: nil, speed: 60))
    #expect(request.target == .at(Fixture.now))
    // Nothing more is asked before that is answered.
    #expect(state.play(on: Seconds(1)).isEmpty)
    state.receive(ReplayAnswer(ticket: request.ticket, .found(Recorded.model(0), nil)))
    #expect(state.isPlaying)
    let next = try Recorded.request(state.play(on: Seconds(1)))
    #expect(next.target == .at(Fixture.now + .minutes(1)))
    // The same reading stands: time goes on all the same.
    state.receive(ReplayAnswer(ticket: next.ticket, .same))
    let second = try Recorded.request(state.play(on: Seconds(1)))
    #expect(second.target == .at(Fixture.now + .minutes(2)))
    state.receive(ReplayAnswer(ticket: second.ticket, .found(Recorded.model(2), nil)))
    _ = try Self.type("++", in: &state)
    #expect(try Recorded.request(state.play(on: Seconds(1))).target == .at(Fixture.now + .minutes(12)))
    _ = try Self.type("---", in: &state)
    #expect(Self.rows(state)[1].contains("10× ▶"))
    _ = try Self.type("f", in: &state)
    #expect(!state.isPlaying && Self.rows(state)[1].contains("10× ■   f plays"))
    #expect(state.play(on: Seconds(1)).isEmpty)
    try Self.go("t", to: 120, in: &state)
    _ = try Self.type("f", in: &state)
    #expect(state.play(on: Seconds(1)).isEmpty)
    #expect(!state.isPlaying && Self.rows(state).last?.contains("the recording ends here") == true)
  }

  @Test("Where it was to stop, it stops; and by hand it goes on from there")
  func stops() throws {
    var state = Self.live(.alone)
    let request = try Recorded.request(
      state.play(from: Fixture.now, to: Fixture.now + .minutes(1), speed: 600))
    state.receive(ReplayAnswer(ticket: request.ticket, .found(Recorded.model(0), nil)))
    let next = try Recorded.request(state.play(on: Seconds(1)))
    #expect(next.target == .at(Fixture.now + .minutes(1)))
    state.receive(ReplayAnswer(ticket: next.ticket, .found(Recorded.model(1), nil)))
    #expect(state.play(on: Seconds(1)).isEmpty && !state.isPlaying)
    _ = try Self.type("f", in: &state)
    #expect(try Recorded.request(state.play(on: Seconds(1))).target == .at(Fixture.now + .minutes(11)))
  }

  @Test("Nothing live is behind a recording that is all there is")
  func alone() throws {
    var state = Self.live(.alone)
    let request = try Recorded.request(state.play(from: Fixture.now, to: nil, speed: 60))
    state.receive(ReplayAnswer(ticket: request.ticket, .found(Recorded.model(0), nil)))
    _ = try Self.type("F", in: &state)
    #expect(state.replayedMoment == Fixture.now)
    #expect(Self.rows(state).last?.contains("there is nothing live behind this replay · Q ends it") == true)
    #expect(!Self.rows(state)[0].contains("goes live"))
  }

  @Test("In a replay nothing is decided and nothing is read anew", arguments: ["3d", "3ed", "r"])
  func refused(keys: String) throws {
    var state = Self.live()
    state.receive(.open(RecordAuthor(name: "you", uid: 1, host: "here")))
    try Self.go("T", to: 30, in: &state)
    #expect(try Self.type(keys, in: &state).isEmpty)
    #expect(state.overlay == nil && state.form == nil)
    #expect(
      Self.rows(state).last?.contains(
        "this is a recording: nothing can be decided or read anew in it; F goes back to now") == true)
    _ = try Self.type("u", in: &state)
    #expect(state.form == nil)
  }

  @Test("Cursor, marks, filter and sort of a list stay from moment to moment, and in live figures again")
  func lists() throws {
    var state = Self.live()
    _ = try Self.type(":jobs gpus>=1 sort:-id<Enter>j jj", in: &state)
    let (row, marks) = (state.rowAtHand, state.looks[.jobs]?.marks.rows.count)
    #expect(marks == 1)
    try Self.go("T", to: 30, in: &state)
    #expect(state.rowAtHand == row && state.looks[.jobs]?.marks.rows.count == marks)
    #expect(state.queries[.jobs] != nil)
    _ = try Self.type("F", in: &state)
    #expect(state.rowAtHand == row && state.looks[.jobs]?.marks.rows.count == marks)
  }

  @Test("The line of time shows where critical alerts came, and holes where nothing was recorded")
  func timeline() {
    func sample(_ minute: Int64, _ names: [SafeText]) -> ReplayTimeline.Sample {
      ReplayTimeline.Sample(
        at: Fixture.now + .minutes(minute),
        alerts: names.map { Alert(.partitionDown, .critical, .cluster($0), text: "x") }
          + [Alert(.oldestWait, .warning, .cluster("w\(minute)"), text: "x")])
    }
    let line = ReplayTimeline(
      span: Fixture.now...(Fixture.now + .minutes(100)),
      gaps: [(Fixture.now + .minutes(40))..<(Fixture.now + .minutes(60))],
      samples: [sample(0, ["a"]), sample(15, ["a"]), sample(25, ["a", "b", "c"]), sample(85, ["c"])])
    #expect(line.columns(10) == [0, 0, 2, 0, nil, nil, 0, 0, 0, 0])
    #expect(line.column(of: Fixture.now + .minutes(100), of: 10) == 9)
    #expect(line.column(of: Fixture.now + .hours(-9), of: 10) == 0)
    let moments = [0, 1, 2, 5, 6].map { Fixture.now + .minutes($0) }
    #expect(
      ReplayTimeline.gaps(
        between: moments, in: Fixture.now...(Fixture.now + .minutes(6)), interval: .minutes(1))
        == [(Fixture.now + .minutes(2))..<(Fixture.now + .minutes(5))])
    let week = Fixture.now...(Fixture.now + .days(7))
    let day = ReplayTimeline.span(of: week, around: Fixture.now + .days(2), zone: .central)
    #expect(
      day.lowerBound.rfc3339 == "2026-11-24T23:00:00Z" && day.upperBound.rfc3339 == "2026-11-25T23:00:00Z")
    #expect(ReplayTimeline.span(of: Recorded.extent, around: Fixture.now, zone: .central) == Recorded.extent)
  }

  @Test("What came to pass between two moments is told: alerts, nodes, jobs, applications, budgets")
  func compare() throws {
    var state = Self.live()
    try Self.go("T", to: 0, in: &state)
    _ = try Self.type(":compare<Enter>", in: &state)
    #expect(Self.rows(state).last?.contains("nothing is marked to compare with") == true)
    _ = try Self.type(":mark<Enter>", in: &state)
    let request = try Recorded.request(try Self.type("t", in: &state))
    let later = Recorded.model(5) { factory in
      factory.site = "minute 0"
      factory.clusters[0].nodes?[0].state = NodeState(.down)
      factory.clusters[0].nodes?[0].reason = "PSU failure"
      factory.clusters[0].jobs?.jobs.removeFirst()
      factory.clusters[0].jobs?.jobs[0].state = JobState(.running)
      factory.applications?[0].state = .awarded
      factory.allocations?[0].used = 300
    }
    state.receive(ReplayAnswer(ticket: request.ticket, .found(later, nil)))
    _ = try Self.type(":compare<Enter>", in: &state)
    let text = Self.rows(state).joined(separator: "\n")
    #expect(text.contains("╭ 23 Nov 11:00 → 23 Nov 11:05 ┄"))
    #expect(text.contains("name0 name11  mixed → down  PSU failure"))
    #expect(text.contains("name0  1 started, 1 ended, 0 tasks submitted"))
    #expect(text.contains("EHPC-AIF-2026PG01-9001  admin check → awarded"))
    #expect(text.contains("name31  used 250 GPU-h → 300 GPU-h"))
    let changes = ModelChanges(from: Recorded.model(5), to: later)
    #expect(changes.event?.shown.contains("more") == true)
    #expect(ModelChanges(from: Recorded.model(0), to: Recorded.model(0)).event == nil)
    #expect(
      ModelChanges(from: Recorded.model(0), to: Recorded.model(0)).lines.map(\.text) == ["nothing differs"])
    _ = try Self.type("q", in: &state)
    #expect(state.overlay == nil)
  }

  @Test("While figures are frozen, how many newer readings wait is said, and what is critical in them")
  func frozen() throws {
    var state = Self.live()
    _ = try Self.type("f", in: &state)
    var rows = Self.rows(state)
    #expect(rows[0].hasPrefix(" FROZEN at 13:00 · <1 m ago  ") && rows[0].hasSuffix("  FROZEN "))
    #expect(rows[1].hasPrefix("╭ 1 Utilization ┄"))
    var factory = Fixture.factory()
    for index in 0..<4 { factory.clusters[0].nodes?[index].state = NodeState(.down) }
    for _ in 0..<2 {
      state.receive(DashboardModel(factory: factory, policy: .standard, now: Self.clock.now))
    }
    rows = Self.rows(state)
    #expect(rows[0].contains(" · 2 newer readings wait, 1 new critical: name0: "))
    let narrow = Self.rows(state, Size(columns: 80, rows: 24))[0]
    #expect(
      narrow.hasPrefix(" FROZEN <1 m · 1 new critical waits ")
        && narrow.hasSuffix(" Mon 23 Nov 13:00  FROZEN "))
    _ = try Self.type("F", in: &state)
    #expect(!Self.rows(state)[0].contains("FROZEN") && state.frozenAt == nil)
  }
}

extension Recorded {
  fileprivate static var live: DashboardModel {
    var factory = Fixture.factory()
    factory.site = "next"
    return DashboardModel(factory: factory, policy: .standard, now: Fixture.now + .hours(3))
  }
}
