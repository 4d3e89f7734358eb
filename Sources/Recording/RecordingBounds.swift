import Glibc
package import Model
import SystemPackage

/// How much of a tier of a recording is kept.
package struct RecordingBounds: Sendable, Equatable {
  package var days: Int
  package var bytes: Int64

  package init(days: Int, bytes: Int64) {
    self.days = days
    self.bytes = bytes
  }

  /// What holds a week of 10,000 jobs and more, or more than a year of the figures of some fifty partitions.
  package init(of tier: RecordingTier = .tables) {
    switch tier {
    case .tables: self.init(days: 8, bytes: 2_000_000_000)
    case .log: self.init(days: 400, bytes: 500_000_000)
    }
  }

  /// Removes whole files, oldest first, until the folder holds no more than that: files whose names a recorder gave, and
  /// never the one that is `open` or one that may still be written. Of the clock no more than a day beyond the newest of
  /// the others is believed, so that one that is set ahead costs nothing within the time that its file takes.
  ///
  /// - Returns: what was removed.
  @discardableResult
  package func trim(
    _ folder: String, of tier: RecordingTier = .tables, open: RecordingName?, now: Timestamp
  ) throws(RecordingError) -> [RecordingName] {
    let names = try RecordingFolder(folder, tier: tier).names ?? []
    let path = FilePath(folder)
    let sizes = names.map { name in
      var status = stat()
      return lstat(path.appending(name.text).string, &status) == 0 ? Int64(status.st_size) : 0
    }
    let newest = names.last { $0 != open }?.start
    let today = min(now, newest.map { $0 + .days(1) } ?? now)
    var total = sizes.reduce(0, +)
    var removed: [RecordingName] = []
    for (name, size) in zip(names, sizes) where name != open {
      let isOld = name.start < today + Seconds.days(Int64(-days))
      guard isOld || total > bytes, name.end + .hours(1) < now else { continue }
      if unlink(path.appending(name.text).string) == 0 {
        total -= size
        removed.append(name)
      }
    }
    return removed
  }
}
