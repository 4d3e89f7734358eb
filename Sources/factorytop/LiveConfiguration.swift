import Configuration
import Model
import Telemetry
import Text

/// The configuration of a dashboard that runs, and its themes: notices a change of their files, and what it means.
struct LiveConfiguration: Sendable {
  enum Change: Sendable {
    case adopted(Configuration)
    /// As a source that cannot be used, so that it shows where other such sources do.
    case broken(Source)
  }

  private var watch: ConfigurationWatch
  private let overrides: Overrides
  /// The folder of the demo, whose data are its own.
  private let demoFolder: String?
  private var themes: LiveThemes
  /// What was read last and whose theme does not answer: it counts as soon as the theme does.
  private var waiting: Waiting?

  private struct Waiting {
    let configuration: Configuration
    let path: String
    let problem: [SafeText]
  }

  init(watch: ConfigurationWatch, overrides: Overrides, demoFolder: String?, themes: LiveThemes) {
    self.watch = watch
    self.overrides = overrides
    self.demoFolder = demoFolder
    self.themes = themes
  }

  /// What has changed since the last look; `nil` where nothing has. Blocks as long as the file system does.
  mutating func look() -> (configuration: Change?, themes: LiveThemes.Change?) {
    switch watch.look() {
    case nil:
      guard let waiting else { return (nil, themes.look()) }
      return begin(with: waiting.configuration, at: waiting.path)
    case .failure(let problems):
      waiting = nil
      return (.broken(Source(problems)), themes.look())
    case .success(let read):
      let configuration = overrides.applied(to: read).configuration.forDemo(in: demoFolder)
      guard configuration.theme != themes.wanted else {
        waiting = nil
        return (.adopted(configuration), themes.look())
      }
      return begin(with: configuration, at: read.files.last { $0.isThere }?.path ?? "")
    }
  }

  /// Takes a configuration over with its theme; while that does not answer, says once why, and keeps it.
  private mutating func begin(
    with configuration: Configuration, at path: String
  ) -> (configuration: Change?, themes: LiveThemes.Change?) {
    do throws(ThemeFailure) {
      let change = try themes.begin(with: configuration.theme)
      waiting = nil
      return (.adopted(configuration), change)
    } catch {
      let isTold = waiting?.problem == error.sentences
      waiting = Waiting(configuration: configuration, path: path, problem: error.sentences)
      let broken = Source(brokenConfiguration: path, error.sentences, line: nil)
      return (isTold ? nil : .broken(broken), themes.look())
    }
  }
}

extension Configuration {
  /// The same look and policy over the demo's own data.
  func forDemo(in folder: String?) -> Configuration {
    guard let folder else { return self }
    var configuration = self
    configuration.data = [folder]
    configuration.isDataNamed = true
    configuration.journal = nil
    configuration.record.folder = nil
    configuration.rules = .standard
    return configuration
  }
}

extension Source {
  fileprivate init(_ problems: ConfigurationProblems) {
    let first = problems.problems.first
    self.init(
      brokenConfiguration: first?.path ?? "", problems.problems.map(\.clause), line: first?.line)
  }

  fileprivate init(brokenConfiguration path: String, _ clauses: [SafeText], line: Int?) {
    let place: SafeText = line.map { "line \($0): " } ?? ""
    let others: SafeText = clauses.count > 1 ? " (and \(clauses.count - 1) more)" : ""
    self.init(
      path: SafeText(untrusted: path), kind: .configuration, format: "configuration",
      problem: "\(place)\(clauses.first ?? "")\(others); the last good configuration counts",
      isReadable: false)
  }
}
