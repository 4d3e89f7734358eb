import Model
import Recording
import Telemetry

/// What the log of the configuration's recording holds, of which graphs are drawn: read once a minute, one look at a
/// time. A look that does not come back stops nothing else; what was read before counts.
struct PastLedger {
  private var folder: String?
  private var isLooking = false
  private var lookedAt: Duration?
  private var log: RecordedLog?
  private(set) var past = RecordedPast()

  private static let interval: Duration = .seconds(60)

  /// What to look with, on a thread of its own; `nil` while a look is under way, and within a minute of the last.
  mutating func beginLook(at folder: String, now: Duration) -> RecordedLog? {
    if folder != self.folder {
      self.folder = folder
      log = RecordedLog(folder)
      past = RecordedPast()
      lookedAt = nil
    }
    guard let log, !isLooking, lookedAt.map({ now - $0 >= Self.interval }) ?? true else { return nil }
    isLooking = true
    lookedAt = now
    return log
  }

  /// Takes in what a look found; of another folder than is looked at now it is nothing.
  ///
  /// - Returns: whether there is something to show where nothing was; what is new later comes with the next reading.
  mutating func endLook(_ looked: RecordedLog, at folder: String, _ found: RecordedPast?) -> Bool {
    isLooking = false
    guard folder == self.folder else { return false }
    log = looked
    guard let found else { return false }
    let isFirst = past.isEmpty && !found.isEmpty
    past = found
    return isFirst
  }
}
