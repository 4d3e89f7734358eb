package import Model

/// Records the figures of readings, which are kept for longer than the readings themselves. Used by one thread; what it
/// writes may wait for the disk.
package final class LogWriter {
  private let files: RecordingFiles
  private var encoder = FiguresEncoder()
  /// The minute of the last record.
  private var last: Timestamp?

  /// Nothing is written yet. The folder has to be there.
  package init(
    folder: String, head: RecordingHead, leastFree: (bytes: UInt64, fraction: Double)? = nil
  ) {
    files = RecordingFiles(folder: folder, head: head, tier: .log, leastFree: leastFree)
  }

  /// The file that is being written; `nil` between files.
  package var openFile: RecordingName? { files.openFile }

  /// Of one minute the first figures are recorded alone.
  package func isDue(at moment: Timestamp) -> Bool { moment.startOfMinute != last }

  /// Records figures, which are on the disk when this returns.
  ///
  /// `uptime` is in nanoseconds of a clock that nobody sets.
  package func record(_ figures: RecordedFigures, uptime: UInt64) throws(RecordingError) {
    guard isDue(at: figures.at) else { return }
    try files.add(
      at: figures.at, uptime: uptime, begun: { encoder = FiguresEncoder() },
      sections: { isKey in encoder.sections(of: figures, isKey: isKey) })
    last = figures.at.startOfMinute
  }

  /// Ends the file, and says so in it. What cannot be written then is no loss.
  package func close() { files.close() }
}
