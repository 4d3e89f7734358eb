import Collection
import TOMLKit
import Text

/// The `[collect]` part of a configuration file.
struct CollectConfiguration {
  let plan: CollectionPlan

  /// Reads the plan out of a configuration; paths in it are relative to `folder`, where the configuration file is.
  ///
  /// - Throws: every problem that there is, in the order of the keys.
  init(_ document: TOMLTable, folder: String) throws(ConfigurationProblems) {
    guard let table = document["collect"]?.table else {
      throw ConfigurationProblems(["there is no [collect]: name a folder and its [[collect.source]]s there"])
    }
    var reading = CollectTable<Key>(table, name: "collect")
    var limits = CollectionLimits()
    limits.read(&reading, interval: .interval, time: .timeLimit, size: .sizeLimit)
    let target = reading.text(.folder).map { Self.path($0, in: folder) }
    if target == nil { reading.problems.append("collect.folder is missing: name the data folder") }
    let root = target ?? folder
    let keepsHistory = reading.flag(.history) ?? true
    let history = HistoryKeeper(
      folder: "\(root)/history", days: reading.count(.historyDays, in: 1...366) ?? 8)
    let sources = Self.sources(&reading, in: root, limits)
    guard reading.problems.isEmpty else { throw ConfigurationProblems(reading.problems) }
    plan = CollectionPlan(folder: root, sources: sources, history: keepsHistory ? history : nil)
  }

  private static func sources(
    _ reading: inout CollectTable<Key>, in folder: String, _ limits: CollectionLimits
  ) -> [CollectedSource] {
    let tables = reading.tables(.source)
    if tables.isEmpty {
      reading.problems.append("there is no [[collect.source]]: give each source a command and a file")
    }
    var sources: [CollectedSource] = []
    for (index, table) in tables.enumerated() {
      var entry = CollectTable<SourceKey>(table, name: "collect.source \(index + 1)")
      if let source = CollectedSource(&entry, in: folder, limits) {
        if sources.contains(where: { $0.target == source.target }) {
          entry.problems.append(
            "\(entry.name) has the file of another source, \(source.name): give it its own")
        }
        sources.append(source)
      }
      reading.problems += entry.problems
    }
    return sources
  }

  private static func path(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }

  enum Key: String, CaseIterable {
    case folder, interval, history, source
    case timeLimit = "time_limit"
    case sizeLimit = "size_limit_mib"
    case historyDays = "history_days"
  }

  enum SourceKey: String, CaseIterable {
    case command, file, interval
    case timeLimit = "time_limit"
    case sizeLimit = "size_limit_mib"
  }
}

/// What is wrong with a configuration: one clause each, with the key and what to do.
struct ConfigurationProblems: Error {
  let problems: [SafeText]
  init(_ problems: [SafeText]) { self.problems = problems }
}

extension CollectionLimits {
  /// Takes what the table says; the rest stays.
  fileprivate mutating func read<Key>(
    _ table: inout CollectTable<Key>, interval intervalKey: Key, time timeKey: Key, size sizeKey: Key
  ) {
    interval = table.span(intervalKey) ?? interval
    time = table.span(timeKey) ?? time
    size = table.count(sizeKey, in: 1...1024).map { Int64($0) << 20 } ?? size
  }
}

extension CollectedSource {
  /// `nil` without a command or a file.
  fileprivate init?(
    _ table: inout CollectTable<CollectConfiguration.SourceKey>, in folder: String, _ limits: CollectionLimits
  ) {
    var limits = limits
    limits.read(&table, interval: .interval, time: .timeLimit, size: .sizeLimit)
    let command = table.texts(.command)
    let file = table.text(.file)
    guard let command, let file else {
      if table.problems.isEmpty { table.problems.append("\(table.name) needs a command and a file") }
      return nil
    }
    guard file.isTelemetryPath else {
      table.problems.append(
        "\(table.name).file is “\(SafeText(untrusted: file))”: name a file below the data folder, not a hidden one"
      )
      return nil
    }
    self.init(command: command, target: "\(folder)/\(file)", limits: limits)
  }
}

extension String {
  /// Whether it stays below the folder that it is relative to, and is a name that readers do not skip.
  fileprivate var isTelemetryPath: Bool {
    let parts = split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") } && !hasSuffix("~") && !hasSuffix(".tmp")
  }
}
