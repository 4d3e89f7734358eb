import Dashboard
import Entities
import Glibc
import Journal
import Model
import Screen
import Terminal
import Text

/// Why the dashboard ended.
enum Ending {
  case quit
  /// The signal that asked for it; SIGHUP when the terminal went away.
  case signal(Int32)
}

/// The one loop that owns the state: it waits for an event, lets it change the state, and draws.
struct RunLoop {
  let feed: Feed
  /// At least one.
  private var themes: [Theme]
  private let fixedClock: FixedClock?
  private let began = ContinuousClock.now
  private var newestKey = ContinuousClock.now
  private var cameAtOnce = CameAtOnce()
  /// Whether nothing else came with the event that is worked off.
  private var cameAlone = true
  /// When a replay that plays goes on.
  private var playEnd: ContinuousClock.Instant?
  /// How often it does.
  private static let playTime: Duration = .seconds(1)
  /// When what is told of a key that did nothing goes.
  private var noticeEnd: ContinuousClock.Instant?
  /// When what is told beside lists follows the cursor, if no other key comes.
  private var detailEnd: ContinuousClock.Instant?
  /// How long the cursor has to rest for that.
  private static let rest: Duration = .milliseconds(150)
  /// Nobody reads what is to be recorded and agrees to it in less.
  private static let pause: Duration = .milliseconds(250)
  /// How long that is told, if no other key comes.
  private static let noticeTime: Duration = .seconds(3)

  init(feed: Feed, themes: [Theme], fixedClock: FixedClock?) {
    self.feed = feed
    self.themes = themes
    self.fixedClock = fixedClock
  }

  /// Runs until somebody or something ends it; `remarks` are told at the start.
  mutating func run(
    _ opened: consuming TerminalSession, _ begun: DashboardState, settings: DashboardSettings,
    remarks: [SafeText]
  ) -> Ending {
    var session = opened
    var state = begun
    state.adopt(settings)
    state.receive(themes: themes.map(\.name))
    state.receive(!session.hasUTF8 ? Glyphs.asciiAlone : session.isUTF8 ? .unicode : .ascii)
    state.receive(remarks: remarks)
    // The first frame, before any file has been read.
    draw(state, on: &session)
    feed.start()
    if let alone = feed.replaysAlone {
      _ = carryOut(
        state.play(from: alone.from, to: alone.to, speed: alone.speed), state: &state, session: &session)
    }
    while true {
      playEnd = state.isPlaying ? playEnd ?? .now.advanced(by: Self.playTime) : nil
      let first = session.nextEvent(
        until: [nextMinute, noticeEnd, detailEnd, playEnd].compactMap(\.self).min())
      // What came at once is worked off before one frame is drawn, but never for longer than the eye would notice.
      let frameTime = ContinuousClock.now.advanced(by: .milliseconds(30))
      var events = eventsThatCameAtOnce(beginningWith: first, of: &session, until: frameTime)
      cameAlone = events.count == 1
      if cameAtOnce.dropLetters(from: &events, state: &state) {
        noticeEnd = .now.advanced(by: Self.noticeTime)
      }
      var left = events[...]
      while let event = left.first {
        let ending: Ending?
        if let (text, goesOn) = cameAtOnce.takeText(from: &left, state: state) {
          newestKey = .now
          let effects = state.paste(
            unmarked: text, goesOn: goesOn, size: session.size, now: clock(of: state).now)
          ending = carryOut(effects, state: &state, session: &session)
        } else {
          left.removeFirst()
          ending = handle(event, state: &state, session: &session)
        }
        if let ending { return ending }
        feed.list(state.takeListingRequests(), awaited: state.awaitedListings)
      }
      draw(state, on: &session)
      cameAtOnce.noteFrame()
    }
  }

  private func eventsThatCameAtOnce(
    beginningWith first: TerminalEvent, of session: inout TerminalSession,
    until end: ContinuousClock.Instant
  ) -> [TerminalEvent] {
    var events = [first]
    while events.last?.isTyped == true, ContinuousClock.now < end {
      let next = session.nextEvent(until: .now)
      guard next != .timeout else { break }
      events.append(next)
    }
    return events
  }

  private mutating func handle(
    _ event: TerminalEvent, state: inout DashboardState, session: inout TerminalSession
  ) -> Ending? {
    switch event {
    case .key(let key):
      defer { newestKey = .now }
      state.holdDetails()
      detailEnd = .now.advanced(by: Self.rest)
      let isAlone = newestKey.duration(to: .now) >= Self.pause && cameAlone && !session.hasInput
      return handle(Input.key(key, isAlone: isAlone), state: &state, session: &session)
    case .paste(let text):
      newestKey = .now
      return handle(Input.paste(text), state: &state, session: &session)
    case .mouse(let event):
      let effects = state.handle(
        event, at: began.duration(to: .now), size: session.size, now: clock(of: state).now)
      return carryOut(effects, state: &state, session: &session)
    case .remark(let text):
      state.tell(remark: text)
      noticeEnd = .now.advanced(by: Self.noticeTime)
    case .wake:
      let delivery = feed.mailbox.take()
      state.receive(delivery)
      if delivery.content != nil { feed.giveMemoryBack() }
      if let clipping = delivery.clipping {
        let effects = state.copy(clipping.text, called: clipping.title)
        for case .copy(let text) in effects { copy(text, state: &state, session: &session) }
      }
      if !delivery.reports.isEmpty { feed.lookAtRecords() }
      if let newer = delivery.themes, !newer.themes.isEmpty {
        themes = newer.themes
        state.receive(themes: themes.map(\.name), isAskedAnew: newer.isAskedAnew)
      }
    case .timeout:
      if let detailEnd, detailEnd <= .now {
        self.detailEnd = nil
        state.releaseDetails()
      } else if let noticeEnd, noticeEnd <= .now {
        self.noticeEnd = nil
        state.forgetPassingNotice()
      } else if let playEnd, playEnd <= .now {
        self.playEnd = nil
        return carryOut(state.play(on: Seconds(1)), state: &state, session: &session)
      } else {
        feed.recompute()
      }
    case .resumed: feed.refresh()
    case .resize: break
    case .quit(let signal): return .signal(signal)
    case .hangUp: return .signal(SIGHUP)
    }
    return nil
  }

  private mutating func handle(
    _ input: Input, state: inout DashboardState, session: inout TerminalSession
  ) -> Ending? {
    let effects = state.handle(input, size: session.size, now: clock(of: state).now)
    // Whoever started it is told of Ctrl-C as by any program that it interrupts.
    if case .key(.control("c"), _) = input, effects.contains(.quit) { return .signal(SIGINT) }
    return carryOut(effects, state: &state, session: &session)
  }

  private mutating func carryOut(
    _ effects: [Effect], state: inout DashboardState, session: inout TerminalSession
  ) -> Ending? {
    noticeEnd = state.hasPassingNotice ? .now.advanced(by: Self.noticeTime) : nil
    for effect in effects {
      switch effect {
      case .quit: return .quit
      case .refresh: feed.refresh()
      case .record(let order): feed.record(order)
      case .copy(let text): copy(text, state: &state, session: &session)
      case .export(let order): feed.export(order)
      case .screenshot(let order): write(order, of: state, on: session)
      case .lookForExports(let beginning): feed.lookForExports(beginning: beginning)
      case .save(let filter): feed.keep { $0.save(filter) }
      case .unsave(let filter): feed.keep { $0.remove(filter) }
      case .redraw: session.redraw()
      case .replay(let request): feed.look(up: request)
      case .suspend:
        session.suspend()
        feed.refresh()
      }
    }
    return nil
  }

  private func copy(_ text: String, state: inout DashboardState, session: inout TerminalSession) {
    guard let refusal = session.copy(text, throughTmux: state.copying == .tmux) else { return }
    state.receive(Outcome("not copied: \(refusal)", isBad: true))
  }

  private func write(
    _ order: ScreenshotOrder, of state: DashboardState, on session: borrowing TerminalSession
  ) {
    let shown = state.withoutNames
    let drawn = render(shown, size: session.size, clock: clock(of: state))
    let canvas = drawn.shown(inASCII: state.glyphs.isASCII, depth: session.colorDepth)
    feed.write(
      canvas.written(as: order.format, theme: themes.shown(by: state), depth: session.colorDepth), as: order,
      hidesNames: state.revealed != nil)
  }

  private func draw(_ state: DashboardState, on session: inout TerminalSession) {
    let canvas = render(state, size: session.size, clock: clock(of: state))
    session.draw(asASCII: state.glyphs.isASCII)
    session.use(mouse: state.usesMouse)
    session.present(canvas, theme: themes.shown(by: state))
  }

  private func clock(of state: DashboardState) -> Clock {
    let clock = Clock(fixedClock)
    return state.replayedClock(readersNow: clock.now) ?? clock
  }

  /// When the clock on the screen changes next; with a fixed clock, never.
  private var nextMinute: ContinuousClock.Instant? { fixedClock == nil ? Clock.nextMinute : nil }
}

extension [Theme] {
  /// The one that the dashboard shows; of these there is one at least.
  func shown(by state: DashboardState) -> Theme { first { $0.name == state.themes.shown } ?? self[0] }
}

extension TerminalEvent {
  /// Whether it comes of a person, and others may have come with it.
  fileprivate var isTyped: Bool {
    switch self {
    case .key, .mouse: true
    case .paste, .remark, .resize, .wake, .timeout, .quit, .hangUp, .resumed: false
    }
  }
}
