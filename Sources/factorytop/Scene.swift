import Configuration
import Dashboard
import Model
import Screen
import Text

/// What one reading gives to every screen that is drawn of it.
struct Scene {
  private let content: DashboardModel
  private let recordingAccess: RecordingAccess
  private let settings: DashboardSettings
  private let clock: Clock

  init(factory: Factory, configuration: Configuration, clock: Clock) {
    content = DashboardModel(factory: factory, policy: configuration.policy, now: clock.now)
    recordingAccess = configuration.accessOfSnapshot
    settings = DashboardSettings(configuration)
    self.clock = clock
  }

  /// Draws a screen, whose themes have been looked up, as it stands when its keys have been typed.
  func snapshot(_ order: ScreenOrder, as format: SnapshotFormat) -> String {
    var state = DashboardState(view: View(order.view), filter: order.filter)
    state.adopt(settings)
    state.receive(order.isASCII ? Glyphs.ascii : .unicode)
    state.receive(themes: order.themes.map(\.name))
    state.receive(recordingAccess)
    state.receive(content)
    answerLists(of: &state)
    for (index, key) in order.keys.enumerated() {
      for effect in state.handle(.key(key, isAlone: true), size: order.size, now: clock.now) {
        switch effect {
        case .record(let order):
          state.receive(
            RecordReport(order, allFailed: "NOT RECORDED: a snapshot records nothing"))
        case .copy: state.receive(Outcome("a snapshot copies nothing", isBad: true))
        case .export, .screenshot: state.receive(Outcome("a snapshot writes nothing", isBad: true))
        case .save, .unsave: state.receive(Outcome("a snapshot saves nothing", isBad: true))
        case .replay: state.receive(Outcome("a snapshot is of one moment: --at names it", isBad: true))
        case .quit, .refresh, .redraw, .suspend, .lookForExports: break
        }
      }
      // Of letters that follow each other in a prompt, only what the last of them leaves is seen.
      if state.isTypingPrompt, case .character? = order.keys.dropFirst(index + 1).first { continue }
      answerLists(of: &state)
    }
    if format == .linear {
      var dialog = LinearDialog(state)
      return dialog.say(clock).written
    }
    let drawn = render(state, size: order.size, clock: clock)
    let depth = order.color.depth ?? .truecolor
    return drawn.shown(inASCII: state.glyphs.isASCII, depth: depth).written(
      as: format, theme: order.themes.shown(by: state), depth: depth)
  }
}

extension Scene {
  /// A picture waits for what the dashboard would show a moment later.
  private func answerLists(of state: inout DashboardState) {
    for request in state.takeListingRequests() { state.receive(request.answer()) }
  }
}

extension Configuration {
  /// Forms can be looked at in a picture, which is the same for everybody.
  fileprivate var accessOfSnapshot: RecordingAccess {
    guard journal != nil else { return .none }
    return isReadOnly
      ? .readOnly(because: "read_only is set")
      : .open(RecordAuthor(name: "you", uid: .max, host: "your host"))
  }
}
