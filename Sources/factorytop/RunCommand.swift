import ArgumentParser
import Dashboard
import Model
import Screen
import Telemetry
import Terminal
import Text

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The live dashboard (default command).", discussion: "Press ? in it for its keys, q to leave.")

  @OptionGroup var data: DataOptions
  @OptionGroup var look: LookOptions

  @Flag(help: "Show a simulated factory from a temporary folder.")
  var demo = false

  @Option(
    help: ArgumentHelp("How often the sources are looked at.", valueName: "time"), transform: Duration.parse)
  var interval: Duration = .seconds(2)

  @Option(help: "overview, utilization, queue, applications or budget.")
  var view: View = .overview

  mutating func validate() throws {
    try Duration.validate(interval: interval)
    guard !demo || data.roots.isEmpty else {
      throw ValidationError("--demo has its own data: leave --data out.")
    }
  }

  func run() throws {
    guard demo || !data.roots.isEmpty else {
      complain("there is nothing to show: name a folder of telemetry with --data PATH, or try --demo.")
      throw ExitCode.usage
    }
    let themes = try ThemeLibrary.standard.themes(beginningWith: look.theme)
    let ending: Ending
    // While messages can still be seen.
    let factory = demo ? try DemoFactory(at: data.moment) : nil
    defer { factory?.end() }
    do {
      // Before any other thread exists: the session blocks signals for those that start later.
      let session = try TerminalSession(
        options: TerminalOptions(colorDepth: look.color.depth, isASCII: look.ascii))
      factory?.start(interval: interval)
      let poller = Poller(
        roots: factory.map { [$0.folder] } ?? data.roots, interval: interval, fixedNow: data.now?.moment)
      let feed = Feed(poller: poller, waker: session.waker, fixedNow: data.now?.moment)
      ending = RunLoop(feed: feed, themes: themes, fixedClock: data.now).run(session, view: view)
    } catch {
      complain(error.message)
      throw ExitCode.usage
    }
    switch ending {
    case .quit: return
    case .signal(let number): throw ExitCode(128 + number)
    }
  }
}
