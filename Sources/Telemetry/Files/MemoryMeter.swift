import Synchronization

/// How much memory telemetry may take, and how much it is thought to take: what is kept of files, and what is being read
/// of others. Of one value for each program: what keeps files is one poller at a time.
///
/// An estimate of the records and texts that are kept and of the figures that are made of them, not a measurement: of
/// real files it is between what they take and three times that. Safe to use from any thread.
package final class MemoryMeter: Sendable {
  private struct Sums {
    var limit: Int
    var kept = 0
    var beingRead = 0
  }

  private let sums: Mutex<Sums>

  /// `limit` in bytes.
  package init(limit: Int = standardLimit) { sums = Mutex(Sums(limit: limit)) }

  /// 2 GB.
  package static let standardLimit = 2_000_000_000

  /// In bytes.
  package var limit: Int { sums.withLock { $0.limit } }

  func setLimit(_ limit: Int) { sums.withLock { $0.limit = limit } }

  /// Sets aside so many bytes more for a file that is being read; false where there is no room for them.
  package func reserve(_ bytes: Int) -> Bool { refusal(of: bytes, beside: 0) == nil }

  /// What else takes memory while a file finds no room.
  package struct Others: Equatable, Sendable {
    /// Bytes that are kept of files.
    package var kept = 0
    /// Of files that are being read at the same time: room to come.
    package var beingRead = 0

    package static let none = Others()
  }

  /// As `reserve(_:)` for a file for which `own` bytes are set aside already; `nil` where there was room.
  func refusal(of bytes: Int, beside own: Int) -> Others? {
    sums.withLock { sums in
      guard sums.kept + sums.beingRead + bytes <= sums.limit else {
        return Others(kept: sums.kept, beingRead: sums.beingRead - own)
      }
      sums.beingRead += bytes
      return nil
    }
  }

  /// Ends the reading of a file for which so many bytes were set aside; `kept` is what all files take now.
  func endReading(_ bytes: Int, kept: Int) {
    sums.withLock { sums in
      sums.beingRead -= bytes
      sums.kept = kept
    }
  }

  /// Ends the reading of a file for which so many bytes were set aside, and of which nothing is kept.
  package func endReading(_ bytes: Int) { sums.withLock { $0.beingRead -= bytes } }

  /// Notes what all files take now.
  func setKept(_ kept: Int) { sums.withLock { $0.kept = kept } }
}
