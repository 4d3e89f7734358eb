import Model
import Text

/// Records readings in a folder, each with all that screens are drawn of. Used by one thread; what it writes may wait for
/// the disk.
package final class RecordingWriter {
  private let files: RecordingFiles
  private var privacy: RecordedPrivacy
  private var encoder = ReadingEncoder()

  /// Nothing is written yet. The folder has to be there; what `head` says is hidden is what `privacy` hides. Nothing is
  /// written where less is free than `leastFree`, in bytes and as a fraction of the disk.
  package init(
    folder: String, head: RecordingHead, privacy: RecordedPrivacy = RecordedPrivacy(),
    leastFree: (bytes: UInt64, fraction: Double)? = nil
  ) {
    var head = head
    head.hidden = privacy.words
    self.privacy = privacy
    files = RecordingFiles(folder: folder, head: head, tier: .tables, leastFree: leastFree)
  }

  /// The file that is being written; `nil` between files.
  package var openFile: RecordingName? { files.openFile }

  /// Records a reading, which is on the disk when this returns.
  ///
  /// `uptime` is in nanoseconds of a clock that nobody sets. A reading that is no later than the one before begins a new
  /// file, as it does where `uptime` tells that the clock was set.
  package func record(_ reading: RecordedReading, uptime: UInt64) throws(RecordingError) {
    try files.add(
      at: reading.at, uptime: uptime,
      begun: {
        privacy.begin()
        encoder = ReadingEncoder()
      },
      sections: { isKey in encoder.sections(of: privacy.applied(to: reading), isKey: isKey) })
  }

  /// Ends the file, and says so in it. What cannot be written then is no loss.
  package func close() { files.close() }
}
