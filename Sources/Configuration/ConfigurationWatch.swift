import Telemetry
import Text

/// Notices when a configuration's files change.
package struct ConfigurationWatch: Sendable {
  private let files: ConfigurationFiles
  /// What the files were when they were last read; `nil` when they have to be read again in any case.
  private var known: [FileStamp?]?
  /// Which of them had something in them when they were last read without a fault.
  private var wereFilled: [Bool]
  private let wallNanoseconds: @Sendable () -> Int64
  private let check: WordCheck

  /// Takes the files as they are now for known. `wallNanoseconds` is the time of day, since 1970.
  package init(
    _ files: ConfigurationFiles, checking check: @escaping WordCheck = { _ in [] },
    wallNanoseconds: @escaping @Sendable () -> Int64
  ) {
    self.files = files
    self.check = check
    self.wallNanoseconds = wallNanoseconds
    let stamps = files.stamps
    wereFilled = stamps.map(\.isFilled)
    known = settled(stamps)
  }

  /// The configuration when a file has changed, come or gone since the last look, or what is wrong with it; else `nil`.
  /// Blocks as long as the file system does.
  package mutating func look() -> Result<ReadConfiguration, ConfigurationProblems>? {
    let stamps = files.stamps
    guard stamps != known else { return nil }
    known = settled(stamps)
    // Programs empty a file before they write it anew. Until then what it hid would show.
    let torn = zip(files.paths, zip(stamps, wereFilled)).first { $1.1 && $1.0?.size == 0 }
    if let torn {
      return .failure(
        ConfigurationProblems([
          ConfigurationProblem(
            path: torn.0, line: nil, clause: "it is empty, and was not; write it whole, or remove it")
        ]))
    }
    do throws(ConfigurationProblems) {
      // A home whose ticket has run out takes nothing back.
      let known = zip(files.paths, wereFilled).filter(\.1).map(\.0)
      let read = try files.read(knowing: Set(known), checking: check)
      wereFilled = stamps.map(\.isFilled)
      return .success(read)
    } catch {
      return .failure(error)
    }
  }

  /// Of a file that was changed a moment ago a second change might not show: such are read once more.
  private func settled(_ stamps: [FileStamp?]) -> [FileStamp?]? {
    let now = wallNanoseconds()
    return stamps.allSatisfy { $0?.isSettled(atWallNanoseconds: now) ?? true } ? stamps : nil
  }
}

extension FileStamp? {
  fileprivate var isFilled: Bool { map { $0.size > 0 } ?? false }
}
