import Glibc
package import Telemetry
package import Text

/// The files that a configuration is read from, the later over the earlier, key by key.
package struct ConfigurationFiles: Sendable, Equatable {
  /// In the order in which they are read.
  package let paths: [String]
  /// Whether the file was named, so that it has to be there.
  package let isNamed: Bool
  /// Where the user's file is looked for.
  private let home: Home
  /// Those that have not answered, and are not asked.
  private var silent: Set<String> = []

  private enum Home: Equatable {
    /// The variable `HOME` names none.
    case unnamed
    case at(String)
    /// It is not asked for.
    case unused
  }

  /// A file that was named, alone.
  package init(named path: String) {
    paths = [path]
    isNamed = true
    home = .unused
  }

  /// The system's file, and over it the user's: `$XDG_CONFIG_HOME/factorytop/config.toml`, where that is not set
  /// `~/.config/factorytop/config.toml` (XDG Base Directory Specification).
  package init(environment: (String) -> String?, system: String = "/etc/factorytop/config.toml") {
    let folder = Self.userFolder(environment)
    paths = [system] + [folder.map { "\($0)/config.toml" }].compactMap(\.self)
    isNamed = false
    let isElsewhere = environment("XDG_CONFIG_HOME")?.hasPrefix("/") == true
    home = isElsewhere ? .unused : environment("HOME").flatMap { $0.isEmpty ? nil : .at($0) } ?? .unnamed
  }

  /// The user's folder of this program; `nil` without a home.
  package static func userFolder(_ environment: (String) -> String?) -> String? {
    // A relative path there is to be ignored, says the specification.
    if let config = environment("XDG_CONFIG_HOME"), config.hasPrefix("/") { return "\(config)/factorytop" }
    return environment("HOME").flatMap { $0.isEmpty ? nil : "\($0)/.config/factorytop" }
  }

  /// The same files where some of them have not answered: they count as out of reach, and are never asked.
  package func leavingOut(_ silent: Set<String>) -> ConfigurationFiles {
    var files = self
    files.silent = silent.intersection(paths)
    return files
  }

  /// Whether a file is one of those that have not answered.
  package func isSilent(_ path: String) -> Bool { silent.contains(path) }

  /// Asks the file system all that reading one of the files asks it. Blocks as long as the file system does.
  package func ask(_ path: String) {
    _ = try? TextFile.contents(of: path)
    if !isNamed, path == paths.last { _ = homeRemark }
  }

  /// What the file system says of each now; `nil` where nothing is. Blocks as long as the file system does.
  package var stamps: [FileStamp?] {
    paths.map { path in
      if silent.contains(path) { return nil }
      do throws(TelemetryError) {
        return try FileStamp.of(DataPath(path)).stamp
      } catch {
        return nil
      }
    }
  }

  /// Reads them all; a user's file that cannot be reached, or has not answered, is left out, but not one that is in `known`. Blocks as long as
  /// the file system does.
  ///
  /// - Throws: everything that is wrong with them, `check` having looked at the words that it knows.
  package func read(
    knowing known: Set<String> = [], checking check: WordCheck = { _ in [] }
  ) throws(ConfigurationProblems) -> ReadConfiguration {
    var draft = ConfigurationDraft()
    var problems: [ConfigurationProblem] = []
    var origins: [String: Origin] = [:]
    var found: [ReadConfiguration.File] = []
    var remarks = homeRemark.map { [$0] } ?? []
    for (index, path) in paths.enumerated() {
      do throws(ConfigurationProblems) {
        // The system's file says what is hidden, so it is never left out.
        let (document, remark) = try document(
          at: path, mayBeMissing: !isNamed, mayBeOutOfReach: !isNamed && index > 0 && !known.contains(path))
        if let remark { remarks.append(remark) }
        found.append(
          ReadConfiguration.File(path: path, isThere: document != nil, isOutOfReach: remark != nil))
        guard let document else { continue }
        var reader = DraftReader(path: path)
        reader.read(document, into: &draft)
        problems += reader.problems
        // A list of tables replaces an earlier one as a whole.
        for list in ["cluster", "account", "layout", "collect.source"] where document.has(list) {
          origins = origins.filter { !$0.key.hasPrefix("\(list) ") }
        }
        origins.merge(reader.origins) { $1 }
      } catch {
        problems += error.problems
      }
    }
    problems += check(draft.settled.written)
    guard problems.isEmpty else { throw ConfigurationProblems(problems.inOrder(of: paths)) }
    return ReadConfiguration(
      configuration: try draft.settledConfiguration(origins), draft: draft, origins: origins, files: found,
      remarks: remarks)
  }

  /// What there is to say of a home that is not there.
  private var homeRemark: ReadConfiguration.Remark? {
    switch home {
    case .unused: return nil
    case .unnamed:
      return ReadConfiguration.Remark(
        sentence: "HOME is not set: no configuration and no theme of the user's is read", isQuiet: true)
    case .at(let path):
      guard silent.isDisjoint(with: paths.dropFirst()) else { return nil }
      var status = stat()
      guard stat(path, &status) != 0, errno == ENOENT || errno == ENOTDIR else { return nil }
      return ReadConfiguration.Remark(
        sentence:
          "HOME=\(SafeText(untrusted: path)) is not there: no configuration and no theme of the user's is read",
        isQuiet: true)
    }
  }

  /// `nil` when there is none and there need not be one, or when it is out of reach and may be, with what to say of it.
  private func document(
    at path: String, mayBeMissing: Bool, mayBeOutOfReach: Bool
  ) throws(ConfigurationProblems) -> (Setting?, ReadConfiguration.Remark?) {
    do {
      guard !silent.contains(path) else { throw TextFile.Unreadable.silent }
      return (try Setting(tomlText: try TextFile.contents(of: path)), nil)
    } catch let error as TextFile.Unreadable {
      if error.isMissing, mayBeMissing { return (nil, nil) }
      if error.isOutOfReach, mayBeOutOfReach {
        let sentence: SafeText =
          "\(SafeText(untrusted: path)) is left out, for it cannot be reached: \(error.reason)"
        return (nil, ReadConfiguration.Remark(sentence: sentence, isQuiet: false))
      }
      throw ConfigurationProblems(of: path, error)
    } catch {
      throw ConfigurationProblems(of: path, error)
    }
  }
}

extension [ConfigurationProblem] {
  /// By file and line.
  fileprivate func inOrder(of paths: [String]) -> [ConfigurationProblem] {
    paths.flatMap { path in
      filter { $0.path == path }.enumerated()
        .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(\.element)
    }
  }
}

extension ConfigurationProblems {
  init(unreadable path: String, _ reason: SafeText) {
    self.init([ConfigurationProblem(path: path, line: nil, clause: reason, isUnreadable: true)])
  }
}

extension Setting {
  /// Whether the document has a list of tables of that name, `collect.source` being one in a table.
  fileprivate func has(_ list: String) -> Bool {
    var setting: Setting? = self
    for name in list.split(separator: ".") { setting = setting?.table?[String(name)] }
    return setting != nil
  }
}

/// A configuration with what there is to tell of its making.
package struct ReadConfiguration: Sendable {
  /// A file that was looked for, at the place where it is or would be.
  package struct File: Sendable, Equatable {
    package var path: String
    package var isThere: Bool
    /// Whether nobody knows if it is there, for which there is a remark.
    package var isOutOfReach = false
  }

  package var configuration: Configuration
  /// What is told at the start, although nothing is wrong with the configuration.
  package struct Remark: Sendable, Equatable {
    package let sentence: SafeText
    /// Whether a command that prints keeps it to itself: services have no home, and need none.
    package let isQuiet: Bool
  }

  /// As it was read, for the list of its settings.
  let draft: ConfigurationDraft
  /// Where the keys that something sets have their values from, by their full names.
  package var origins: [String: Origin]
  /// Every file that was looked for.
  package var files: [File]
  /// In the order in which they were met.
  package var remarks: [Remark]
}
