import Model
import Recording
import Telemetry
import Text

/// What the log of the configuration's recording holds, of which graphs are drawn: read once a minute, one look at a
/// time. A look that does not come back stops nothing else; what was read before counts.
struct PastLedger {
  private var folder: String?
  private var isLooking = false
  private var lookedAt: Duration?
  private var log: RecordedLog?
  private(set) var past = RecordedPast()
  private var problem: SafeText?

  private static let interval: Duration = .seconds(60)

  /// What to look with, on a thread of its own; `nil` while a look is under way, and within a minute of the last.
  mutating func beginLook(at folder: String, now: Duration) -> RecordedLog? {
    if folder != self.folder {
      self.folder = folder
      log = RecordedLog(folder)
      past = RecordedPast()
      problem = nil
      lookedAt = nil
    }
    guard let log, !isLooking, lookedAt.map({ now - $0 >= Self.interval }) ?? true else { return nil }
    isLooking = true
    lookedAt = now
    return log
  }

  /// Takes in what a look found; of another folder than is looked at now it is nothing.
  ///
  /// - Returns: whether there is something to show where nothing was, or something else is wrong; what is new otherwise
  ///   comes with the next reading.
  mutating func endLook(
    _ looked: RecordedLog, at folder: String, _ found: Result<RecordedPast, RecordingError>
  ) -> Bool {
    isLooking = false
    guard folder == self.folder else { return false }
    log = looked
    let before = (past.isEmpty, problem)
    switch found {
    case .success(let found): (past, problem) = (found, nil)
    case .failure(let error): problem = "the recording: \(error.sentence)"
    }
    return before != (past.isEmpty, problem)
  }

  /// The folder while it cannot be read.
  var broken: Source? {
    guard let folder, let problem else { return nil }
    return Source(
      path: SafeText(untrusted: folder), kind: .configuration, problem: problem, isReadable: false)
  }
}
