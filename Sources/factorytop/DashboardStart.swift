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

/// What the files of a configuration say of a dashboard that is going to begin.
struct DashboardOpening {
  /// Before a demo has its own data.
  let asked: Configuration
  let isConfigurationNamed: Bool
  private let places: Surroundings
  private let watch: ConfigurationWatch
  private let overrides: Overrides
  private let remarks: [SafeText]

  /// - Throws: see `ConfigurationFiles.read(_:tellsRemarks:)`.
  init(_ files: ConfigurationOptions, _ asked: Overrides) throws {
    var overrides = asked
    overrides.refusesColor = Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    places = Surroundings(files: files.files, waiting: WaitOptions.standard)
    // Before the files are read, so that a change from now on shows.
    watch = ConfigurationWatch(
      places.files, checking: WrittenWords.check, wallNanoseconds: SystemClock.nanoseconds)
    self.overrides = overrides
    isConfigurationNamed = files.config != nil
    let read = try places.files.read(overrides, tellsRemarks: false)
    self.asked = read.configuration
    remarks = read.remarks.map(\.sentence)
  }

  /// - Throws: an `ExitCode` after having said what is wrong with the theme.
  func start(
    filter: Query?, factory: DemoFactory? = nil, fixedClock: FixedClock? = nil,
    recording: RecordingToShow? = nil
  ) throws -> DashboardStart {
    let (theme, themeRemark) = places.themes.answerable(asked.theme, waiting: WaitOptions.standard)
    let themes: [Theme]
    do throws(ThemeFailure) { themes = try places.themes.themes(beginningWith: theme) } catch {
      throw error.complaint
    }
    let configuration = asked.forDemo(in: factory?.folder)
    let live = LiveConfiguration(
      watch: watch, overrides: overrides, demoFolder: factory?.folder,
      themes: LiveThemes(
        places.themes, wanted: configuration.theme, beginningWith: theme, showing: themes))
    // Behind live figures, moments are judged as they were then.
    let beside = configuration.record.folder.map {
      RecordingToShow(path: $0, isConfigurationNamed: false, alone: nil)
    }
    return DashboardStart(
      configuration: configuration, live: live, themes: themes, filter: filter,
      remarks: remarks + [themeRemark, DispatchWithoutProc.remark].compactMap(\.self), factory: factory,
      fixedClock: fixedClock, recording: recording ?? beside)
  }
}

/// A recording in a dashboard.
struct RecordingToShow {
  let path: String
  /// Whether the reader's own policy judges it, because somebody named a configuration.
  let isConfigurationNamed: Bool
  /// Where it is all that is shown: from when, until when, and how fast.
  let alone: (from: Timestamp, to: Timestamp?, speed: Int)?
}

/// What both the screen and the dialogue begin with.
struct DashboardStart {
  let configuration: Configuration
  let live: LiveConfiguration
  let themes: [Theme]
  let filter: Query?
  let remarks: [SafeText]
  let factory: DemoFactory?
  let fixedClock: FixedClock?
  let recording: RecordingToShow?

  /// Runs it until somebody or something ends it.
  ///
  /// - Throws: an `ExitCode`, also of the signal that ended it.
  func run() throws {
    let ending: Ending
    do {
      ending = configuration.usesScreenReader ? try converse() : try draw()
    } catch let error as TerminalError {
      complain(error.message)
      throw ExitCode.usage
    }
    switch ending {
    case .quit: return
    case .signal(let number): throw ExitCode(128 + number)
    }
  }

  /// On the terminal's screen.
  private func draw() throws -> Ending {
    // Before any other thread exists: the session blocks signals for those that start later.
    let session = try TerminalSession(
      options: TerminalOptions(
        colorDepth: configuration.color.depth, isASCII: configuration.isASCII,
        showsCursor: configuration.cursor == .visible, escapeDelay: configuration.escapeDelay))
    factory?.start(interval: configuration.interval)
    // Where a handler ends the process, the folder goes all the same.
    if let factory, let wish = session.lastWish() {
      runOnOwnThread {
        wish.wait()
        factory.end()
        wish.fulfil()
      }
    }
    let feed = feed(waker: session.waker)
    var loop = RunLoop(feed: feed, themes: themes, fixedClock: fixedClock)
    let remarks = remarks + session.remarks
    return loop.run(session, state, settings: DashboardSettings(configuration), remarks: remarks)
  }

  /// In lines of words, on any terminal and in a pipe.
  private func converse() throws -> Ending {
    let input = try LineInput()
    if let factory {
      EndSignals.onFirst { signal in
        factory.end()
        _exit(128 + signal)
      }
      factory.writeBeginning()
      factory.start(interval: configuration.interval)
    }
    try LineLoop(feed: feed(waker: input.waker), fixedClock: fixedClock).run(
      input, state, settings: DashboardSettings(configuration), remarks: remarks)
    return .quit
  }

  private var state: DashboardState {
    var state = DashboardState(view: View(configuration.view), filter: filter)
    if recording != nil { state.receive(recording?.alone == nil ? .besideLive : .alone) }
    return state
  }

  private func feed(waker: Waker) -> Feed {
    // The one command that shows names, when its key asks for them.
    let poller =
      recording?.alone != nil
      ? nil
      : Poller(
        roots: configuration.roots, interval: configuration.interval, fixedNow: fixedClock?.moment,
        rules: configuration.rules, memoryLimit: configuration.memoryLimit, disk: .localWithNames)
    return Feed(
      poller: poller, recording: recording, configuration: configuration, live: live,
      savedFilters: SavedFiltersFile(environment: Environment.value), waker: waker,
      fixedNow: fixedClock?.moment)
  }
}
