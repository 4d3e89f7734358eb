import ArgumentParser
import Configuration
import Dashboard
import Entities
import Glibc
import Model
import Screen
import Telemetry
import Terminal
import Text

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The live dashboard (default command).", discussion: "Press ? in it for its keys, q to leave.")

  @OptionGroup var data: DataOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var look: LookOptions

  @Flag(help: "Show a simulated factory from a temporary folder.")
  var demo = false

  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var dashboard: DashboardOptions
  @OptionGroup var filter: FilterOptions

  mutating func validate() throws {
    guard !demo || data.roots.isEmpty else {
      throw ValidationError("--demo has its own data: leave --data out.")
    }
    guard !demo || journal.path == nil else {
      throw ValidationError("--demo has no journal of decisions: leave --journal out.")
    }
  }

  func run() throws {
    let filter = try filter.read(for: dashboard.view)
    let places = Surroundings(files: files.files, waiting: WaitOptions.standard)
    // Before the files are read, so that a change from now on shows.
    let watch = ConfigurationWatch(
      places.files, checking: WrittenWords.check, wallNanoseconds: SystemClock.nanoseconds)
    var overrides = Overrides(data: data, journal: journal, look: look, dashboard: dashboard)
    overrides.refusesColor = Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    let read = try places.files.read(overrides, tellsRemarks: false)
    let asked = read.configuration
    guard demo || !asked.roots.isEmpty else {
      complain(
        "there is nothing to show: name a folder of telemetry with --data PATH or in a configuration file, or try --demo."
      )
      throw ExitCode.usage
    }
    let (theme, themeRemark) = places.themes.answerable(asked.theme, waiting: WaitOptions.standard)
    let themes = try themes(beginningWith: theme, of: places.themes)
    let ending: Ending
    // While messages can still be seen.
    let factory = demo ? try DemoFactory(at: data.moment) : nil
    defer { factory?.end() }
    let configuration = asked.forDemo(in: factory?.folder)
    let live = LiveConfiguration(
      watch: watch, overrides: overrides, demoFolder: factory?.folder,
      themes: LiveThemes(
        places.themes, wanted: configuration.theme, beginningWith: theme, showing: themes))
    let remarks = read.remarks.map(\.sentence) + [themeRemark, DispatchWithoutProc.remark].compactMap(\.self)
    let start = Start(
      configuration: configuration, live: live, themes: themes, filter: filter, remarks: remarks,
      factory: factory)
    do {
      ending = configuration.usesScreenReader ? try converse(start) : try draw(start)
    } catch let error as TerminalError {
      complain(error.message)
      throw ExitCode.usage
    }
    switch ending {
    case .quit: return
    case .signal(let number): throw ExitCode(128 + number)
    }
  }

  /// What both the screen and the dialogue begin with.
  private struct Start {
    let configuration: Configuration
    let live: LiveConfiguration
    let themes: [Theme]
    let filter: Query?
    let remarks: [SafeText]
    let factory: DemoFactory?
  }

  /// On the terminal's screen.
  private func draw(_ start: Start) throws -> Ending {
    let configuration = start.configuration
    // Before any other thread exists: the session blocks signals for those that start later.
    let session = try TerminalSession(
      options: TerminalOptions(
        colorDepth: configuration.color.depth, isASCII: configuration.isASCII,
        showsCursor: configuration.cursor == .visible, escapeDelay: configuration.escapeDelay))
    start.factory?.start(interval: configuration.interval)
    // Where a handler ends the process, the folder goes all the same.
    if let factory = start.factory, let wish = session.lastWish() {
      runOnOwnThread {
        wish.wait()
        factory.end()
        wish.fulfil()
      }
    }
    let feed = feed(of: start, waker: session.waker)
    var loop = RunLoop(feed: feed, themes: start.themes, fixedClock: data.now)
    let remarks = start.remarks + session.remarks
    return loop.run(
      session, view: View(configuration.view), settings: DashboardSettings(configuration),
      filter: start.filter, remarks: remarks)
  }

  /// In lines of words, on any terminal and in a pipe.
  private func converse(_ start: Start) throws -> Ending {
    let input = try LineInput()
    if let factory = start.factory {
      factory.start(interval: start.configuration.interval)
      EndSignals.onFirst { signal in
        factory.end()
        _exit(128 + signal)
      }
    }
    try LineLoop(feed: feed(of: start, waker: input.waker), fixedClock: data.now).run(
      input, view: View(start.configuration.view), settings: DashboardSettings(start.configuration),
      filter: start.filter, remarks: start.remarks)
    return .quit
  }

  private func feed(of start: Start, waker: Waker) -> Feed {
    let configuration = start.configuration
    // The one command that shows names, when its key asks for them.
    let poller = Poller(
      roots: configuration.roots, interval: configuration.interval, fixedNow: data.now?.moment,
      rules: configuration.rules, memoryLimit: configuration.memoryLimit, disk: .localWithNames)
    return Feed(
      poller: poller, configuration: configuration, live: start.live,
      savedFilters: SavedFiltersFile(environment: Environment.value), waker: waker,
      fixedNow: data.now?.moment)
  }

  private func themes(beginningWith wanted: String?, of library: ThemeLibrary) throws -> [Theme] {
    do throws(ThemeFailure) {
      return try library.themes(beginningWith: wanted)
    } catch {
      throw error.complaint
    }
  }
}
