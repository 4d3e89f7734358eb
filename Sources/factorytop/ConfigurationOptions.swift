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

  /// What the files say.
  ///
  /// - Throws: `ExitCode.undone` after having complained, when they do not answer.
  func answerOfFiles() throws -> Result<ReadConfiguration, ConfigurationProblems> {
    let files = files
    let wait = WaitOptions.standard
    let answer = Pending.from { Result { () throws(ConfigurationProblems) in try files.read() } }
    guard let answer = answer.wait(for: wait) else {
      complain(
        "\(files.words): no answer for \(wait.components.seconds) s; check the file system of the configuration."
      )
      throw ExitCode.undone
    }
    return answer
  }

  /// The configuration with the command line over it.
  ///
  /// - Throws: `ExitCode.usage` after having complained of everything that is wrong with it; `ExitCode.undone` when the
  ///   files do not answer.
  ///
  /// Says on standard error what there is to remark, but for `tellsRemarks` false, where the caller does.
  func read(_ overrides: Overrides, tellsRemarks: Bool = true) throws -> ReadConfiguration {
    let answer = try answerOfFiles()
    do throws(ConfigurationProblems) {
      let read = try answer.get()
      if tellsRemarks { for remark in read.remarks where !remark.isQuiet { complain(remark.sentence) } }
      return overrides.applied(to: read)
    } catch {
      for sentence in error.sentences { complain(sentence) }
      throw ExitCode.usage
    }
  }
}

extension ConfigurationFiles {
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
  var interval: Duration?
  var view: ViewChoice?
  /// Whether `NO_COLOR` is set; for what draws on a terminal.
  var refusesColor = false

  init(
    data: DataOptions? = nil, journal: JournalOptions? = nil, look: LookOptions? = nil,
    dashboard: DashboardOptions? = nil, view: ViewChoice? = nil
  ) {
    roots = data?.roots ?? []
    self.journal = journal?.path
    theme = look?.theme
    color = look?.color
    isASCII = look?.ascii ?? false
    isReadOnly = dashboard?.readOnly ?? false
    interval = dashboard?.interval
    self.view = dashboard?.view ?? view
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
