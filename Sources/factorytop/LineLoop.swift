import Dashboard
import Entities
import Glibc
import Model
import Terminal
import Text

/// The loop of the dialogue in lines: it waits for a line or for news, and answers lines.
struct LineLoop {
  let feed: Feed
  let fixedClock: FixedClock?
  /// What is typed at a terminal stands there already; a pipe's lines are repeated, so that what was asked can be read.
  private let repeatsLines = isatty(STDIN_FILENO) != 1

  /// How long an answer waits for what is being read, listed or recorded.
  private static let patience: Duration = .seconds(10)

  init(feed: Feed, fixedClock: FixedClock?) {
    self.feed = feed
    self.fixedClock = fixedClock
  }

  /// Runs until somebody ends it, or standard input ends.
  ///
  /// - Throws: what `output` throws where nobody reads any more.
  func run(
    _ opened: consuming LineInput, _ begun: DashboardState, settings: DashboardSettings,
    remarks: [SafeText]
  ) throws {
    var input = opened
    var state = begun
    state.adopt(settings)
    state.receive(remarks: remarks)
    var dialog = LinearDialog(state)
    feed.start()
    if let alone = feed.replaysAlone {
      for case .replay(let request) in state.go(to: alone.from) { feed.look(up: request) }
      dialog = LinearDialog(state)
    }
    try say(
      "Reading the \(feed.replaysAlone == nil ? "sources" : "recording"); help says what can be typed.")
    waitForSources(of: &dialog, input: &input)
    while true {
      waitForList(of: &dialog, input: &input)
      try output(dialog.say(clock(of: dialog)).written.utf8)
      try output(dialog.prompt.shown.utf8)
      input.noteQuestion()
      guard let line = nextLine(of: &dialog, input: &input) else { return try output("\n".utf8) }
      if repeatsLines { try output("\(SafeText(untrusted: line.text).shown)\n".utf8) }
      let effects = dialog.handle(line.text, isAlone: line.isAlone, now: clock(of: dialog).now)
      for effect in effects {
        switch effect {
        case .quit: return
        case .refresh: feed.refresh()
        case .record(let order): feed.record(order)
        case .save(let filter): feed.keep { $0.save(filter) }
        case .unsave(let filter): feed.keep { $0.remove(filter) }
        case .copy(let text):
          // There is no clipboard to ask for here.
          dialog.forgetNotice()
          try output("\(text)\n".utf8)
        case .export, .screenshot, .lookForExports:
          dialog.change {
            $0.receive(
              Outcome("nothing is written from here: factorytop list and snapshot write files", isBad: true))
          }
        case .replay(let request): feed.look(up: request)
        case .redraw, .suspend: break
        }
      }
    }
  }

  private func say(_ sentence: SafeText) throws { try output("\(sentence.shown)\n".utf8) }

  /// Until all has been read.
  private func waitForSources(of dialog: inout LinearDialog, input: inout LineInput) {
    dialog.isReading = true
    let end = ContinuousClock.now.advanced(by: Self.patience)
    while dialog.isReading, ContinuousClock.now < end {
      guard input.nextNews(until: end) else { return }
      takeNews(into: &dialog)
    }
  }

  /// Until what is asked for is listed.
  private func waitForList(of dialog: inout LinearDialog, input: inout LineInput) {
    handOutLists(of: &dialog)
    let end = ContinuousClock.now.advanced(by: Self.patience)
    while dialog.isWaiting, ContinuousClock.now < end {
      guard input.nextNews(until: end) else { return }
      takeNews(into: &dialog)
    }
  }

  /// `nil` where no line comes any more.
  private func nextLine(of dialog: inout LinearDialog, input: inout LineInput) -> (
    text: String, isAlone: Bool
  )? {
    while true {
      switch input.nextEvent(until: nextMinute) {
      case .line(let line, let isAlone): return (line, isAlone)
      case .wake: takeNews(into: &dialog)
      case .timeout: feed.recompute()
      case .end: return nil
      }
    }
  }

  private func takeNews(into dialog: inout LinearDialog) {
    let delivery = feed.mailbox.take()
    dialog.change { $0.receive(delivery) }
    if let isWhole = delivery.isWhole { dialog.isReading = !isWhole }
    if delivery.content != nil { feed.giveMemoryBack() }
    if !delivery.reports.isEmpty { feed.lookAtRecords() }
    handOutLists(of: &dialog)
  }

  private func handOutLists(of dialog: inout LinearDialog) {
    dialog.change { feed.list($0.takeListingRequests(), awaited: $0.awaitedListings) }
  }

  private func clock(of dialog: LinearDialog) -> Clock {
    let clock = Clock(fixedClock)
    return dialog.replayedClock(readersNow: clock.now) ?? clock
  }

  private var nextMinute: ContinuousClock.Instant? { fixedClock == nil ? Clock.nextMinute : nil }
}
