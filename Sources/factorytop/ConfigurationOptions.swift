import ArgumentParser
import Collection
import Configuration
import Dashboard
import Glibc
import Text

/// Which configuration counts.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration file, read instead of the user's and the system's.",
      discussion: "See factorytop config --print-default, and factorytop info.", valueName: "file"))
  var config: String?

  var files: ConfigurationFiles {
    config.map { ConfigurationFiles(named: $0) } ?? ConfigurationFiles(environment: Environment.value)
  }

  /// The configuration with the command line over it. Of the user's file it is waited for as long as is said for an
  /// answer; then it is left out, with a remark.
  ///
  /// - Throws: see `ConfigurationFiles.read(_:tellsRemarks:)`.
  func read(_ overrides: Overrides, waiting wait: WaitOptions) throws -> ReadConfiguration {
    try files.answering(within: wait.wait).read(overrides)
  }
}

extension ConfigurationFiles {
  /// The configuration with the command line over it.
  ///
  /// - Throws: `ExitCode.usage` after having complained of everything that is wrong with it; `ExitCode.undone` when a
  ///   file that has to be read does not answer.
  ///
  /// Says on standard error what there is to remark, but for `tellsRemarks` false, where the caller does.
  func read(_ overrides: Overrides, tellsRemarks: Bool = true) throws -> ReadConfiguration {
    do throws(ConfigurationProblems) {
      let read = try read(checking: WrittenWords.check)
      if tellsRemarks { for remark in read.remarks where !remark.isQuiet { complain(remark.sentence) } }
      return overrides.applied(to: read)
    } catch {
      for sentence in error.sentences { complain(sentence) }
      throw error.problems.contains { isSilent($0.path) } ? ExitCode.undone : ExitCode.usage
    }
  }

  /// The files, for a sentence.
  var words: SafeText { paths.map { SafeText(untrusted: $0) }.joined(separator: " and ") }
}

/// This process's environment.
enum Environment {
  @Sendable static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// What the command line, and the environment where convention has a variable, say over the configuration.
struct Overrides: Sendable {
  var roots: [String] = []
  var journal: String?
  var theme: String?
  var color: ColorChoice?
  var isASCII = false
  var isReadOnly = false
  var usesMouse = false
  var usesScreenReader = false
  var interval: Duration?
  var view: ViewChoice?
  /// Whether `NO_COLOR` is set; for what draws on a terminal.
  var refusesColor = false

  init(
    data: DataOptions? = nil, journal: JournalOptions? = nil, look: LookOptions? = nil,
    dashboard: DashboardOptions? = nil, screen: ScreenOptions? = nil, view: ViewChoice? = nil
  ) {
    let screen = dashboard?.screen ?? screen
    roots = data?.roots ?? []
    self.journal = journal?.path
    theme = look?.theme
    color = look?.color
    isASCII = look?.ascii ?? false
    isReadOnly = dashboard?.readOnly ?? false
    usesMouse = screen?.mouse ?? false
    usesScreenReader = screen?.screenReader ?? false
    interval = dashboard?.interval
    self.view = screen?.view ?? view
  }

  func applied(to read: ReadConfiguration) -> ReadConfiguration {
    var read = read
    if !roots.isEmpty {
      read.configuration.data = roots
      read.configuration.isDataNamed = true
      read.origins["data"] = .flag("--data")
    } else if read.configuration.data.isEmpty, let folder = read.configuration.collection?.folder {
      read.configuration.data = [folder]
      read.origins["data"] = .setting("collect.folder")
    }
    read.set("journal", \.journal, journal.map(Optional.some), by: .flag("--journal"))
    read.set("theme", \.theme, theme.map(Optional.some), by: .flag("--theme"))
    read.set("color", \.color, color, by: .flag("--color"))
    if color == nil, refusesColor { read.set("color", \.color, .never, by: .environment("NO_COLOR")) }
    read.set("ascii", \.isASCII, isASCII ? true : nil, by: .flag("--ascii"))
    read.set("read_only", \.isReadOnly, isReadOnly ? true : nil, by: .flag("--read-only"))
    read.set("mouse", \.usesMouse, usesMouse ? true : nil, by: .flag("--mouse"))
    read.set(
      "screen_reader", \.usesScreenReader, usesScreenReader ? true : nil, by: .flag("--screen-reader"))
    read.set("interval", \.interval, interval, by: .flag("--interval"))
    read.set("view", \.view, view, by: .flag("--view"))
    return read
  }
}

extension ReadConfiguration {
  /// Puts what was said over the files' value, and remembers who said it; `nil` leaves the value.
  fileprivate mutating func set<Value>(
    _ key: String, _ path: WritableKeyPath<Configuration, Value>, _ value: Value?, by origin: Origin
  ) {
    guard let value else { return }
    configuration[keyPath: path] = value
    origins[key] = origin
  }
}
