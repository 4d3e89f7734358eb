/// One of the two sorts of files that a recording has.
package enum RecordingTier: String, CaseIterable, Sendable {
  /// Whole readings, of which every screen can be drawn again: a file for each hour.
  case tables = "ftrec"
  /// The figures of each reading alone, which are small and kept for long: a file for each day (UTC).
  case log = "ftlog"

  /// Of the names of its files.
  var ending: String { ".\(rawValue)" }

  /// What a file is a part of: at the end of it another begins. In milliseconds.
  var span: Int64 {
    switch self {
    case .tables: 3_600_000
    case .log: 86_400_000
    }
  }

  /// How far key records are apart, in milliseconds.
  var keyInterval: Int64 {
    switch self {
    case .tables: 15 * 60_000
    case .log: 10 * 60_000
    }
  }

  /// The least that has to be free, in bytes and as a fraction of the disk, for anything to be written: a disk that fills up keeps room for the log.
  var leastFree: (bytes: UInt64, fraction: Double) {
    switch self {
    case .tables: (1 << 30, 0.05)
    case .log: (16 << 20, 0)
    }
  }
}
