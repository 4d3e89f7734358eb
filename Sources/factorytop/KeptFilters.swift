import Configuration
import Dashboard
import Entities
import Model
import Synchronization
import Telemetry
import Text

/// The filters that the dashboard keeps, as their file has them.
struct KeptFilters: Sendable {
  private let file: SavedFiltersFile?
  private(set) var filters: [FilterSetting] = []
  /// What is wrong with the file.
  private(set) var problems: [ConfigurationProblem] = []
  private var known: FileStamp?
  /// Whether a change since the last look would show in the file's stamp.
  private var isSettled = false

  init(_ file: SavedFiltersFile?) { self.file = file }

  /// Reads the file where it has changed since the last look. Blocks as long as the file system does.
  mutating func look() {
    guard let file else { return }
    let stamp = file.stamp
    guard stamp != known || !isSettled else { return }
    known = stamp
    isSettled = stamp?.isSettled(atWallNanoseconds: SystemClock.nanoseconds()) ?? true
    do throws(ConfigurationProblems) {
      filters = try file.read()
      problems = []
    } catch {
      // What was good stays.
      problems = error.problems
    }
  }
}

/// Writes and removes filters, one after the other, whatever threads ask for it.
final class FilterKeeper: Sendable {
  private let file: SavedFiltersFile?
  private let turn = Mutex(())

  init(_ file: SavedFiltersFile?) { self.file = file }

  /// Keeps a filter, and says what became of it. Waits for the disk.
  func save(_ filter: SavedFilter) -> Outcome {
    guard let file else {
      return Outcome("the filter is not saved: HOME is not set, below which it would be", isBad: true)
    }
    do throws(SaveFailure) {
      try turn.withLock { _ throws(SaveFailure) in
        try file.save(
          name: filter.name.shown, list: filter.kind.rawValue, words: filter.query.written.shown,
          key: filter.key.map { String($0) })
      }
      return Outcome("saved “\(filter.name)” in \(SafeText(untrusted: file.path))")
    } catch {
      return Outcome("the filter is not saved: \(error.sentence)", isBad: true)
    }
  }

  /// Forgets a filter, and says what became of it. Waits for the disk.
  func remove(_ filter: SavedFilter) -> Outcome {
    guard let file else { return Outcome("no filter is saved: HOME is not set", isBad: true) }
    do throws(SaveFailure) {
      let wasThere = try turn.withLock { _ throws(SaveFailure) in
        try file.remove(name: filter.name.shown, list: filter.kind.rawValue)
      }
      return wasThere
        ? Outcome(
          "“\(filter.name)” of the \(filter.kind.many) is not saved any more (it was \(filter.query.written))"
        )
        : Outcome("“\(filter.name)” is not in \(SafeText(untrusted: file.path)) any more", isBad: true)
    } catch {
      return Outcome("the filter is not removed: \(error.sentence)", isBad: true)
    }
  }
}

extension Source {
  /// Saved filters of which some cannot be used; `nil` where all can.
  init?(brokenFilters problems: [ConfigurationProblem]) {
    guard let first = problems.first else { return nil }
    let place: SafeText = first.line.map { "line \($0): " } ?? ""
    let others: SafeText = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
    self.init(
      path: SafeText(untrusted: first.path), kind: .configuration, format: "saved filters",
      problem: "\(place)\(first.clause)\(others); the other saved filters count", isReadable: false)
  }
}
