import Glibc
import Model
import SystemPackage
import Text

/// Writes readings into a folder, in one file after the other, each written by one process, only ever added to, and never
/// opened again.
///
/// A new file begins at each full hour, when the clock was set, and after whatever could not be written. Used by one
/// thread; what it writes may wait for the disk.
package final class RecordingWriter {
  private let folder: FilePath
  private let head: RecordingHead
  private var privacy: RecordedPrivacy
  /// The least that has to be free, in bytes and as a fraction of the disk, for anything to be written.
  private let leastFree: (bytes: UInt64, fraction: Double)
  private var file: (name: RecordingName, open: OpenRecording)?

  /// How far key records are apart, in seconds.
  static let keyInterval: Int64 = 15 * 60
  /// A file is not added to beyond that.
  static let mostOfFile = 64 << 20
  /// By how much two clocks may differ between readings before one of them was set, in nanoseconds.
  static let mostDrift: Int64 = 2_000_000_000

  /// Nothing is written yet. The folder has to be there; what `head` says is hidden is what `privacy` hides.
  package init(
    folder: String, head: RecordingHead, privacy: RecordedPrivacy = RecordedPrivacy(),
    leastFree: (bytes: UInt64, fraction: Double) = (1 << 30, 0.05)
  ) {
    self.folder = FilePath(folder)
    var head = head
    head.hidden = privacy.words
    self.head = head
    self.privacy = privacy
    self.leastFree = leastFree
  }

  /// The file that is being written; `nil` between files.
  package var openFile: RecordingName? { file?.name }

  /// Records a reading, which is on the disk when this returns.
  ///
  /// `uptime` is in nanoseconds of a clock that nobody sets. A reading that is no later than the one before begins a new
  /// file, as it does where `uptime` tells that the clock was set.
  package func record(_ reading: RecordedReading, uptime: UInt64) throws(RecordingError) {
    try checkRoom()
    let moment = reading.at.secondsSince1970 &* 1000
    if let file, !file.open.continues(to: moment, uptime: uptime) { close() }
    if file == nil {
      privacy.begin()
      file = try begin(at: reading.at, moment: moment, uptime: uptime)
    }
    guard let open = file?.open else { return }
    do throws(RecordingError) {
      try open.add(privacy.applied(to: reading), moment: moment, uptime: uptime)
    } catch {
      // Nobody knows what is at its end now: it is left as it is.
      file = nil
      throw error
    }
  }

  /// Ends the file, and says so in it. What cannot be written then is no loss.
  package func close() {
    try? file?.open.end()
    file = nil
  }

  private func begin(at start: Timestamp, moment: Int64, uptime: UInt64) throws(RecordingError)
    -> (RecordingName, OpenRecording)
  {
    let name = RecordingName(
      start: start, host: head.host.shown, process: getpid(), random: UInt64.random(in: 0...UInt64.max))
    let open = try OpenRecording(
      folder.appending(name.text), [.ownerReadWrite, .groupRead], head.record(at: moment, uptime: uptime))
    return (name, open)
  }

  private func checkRoom() throws(RecordingError) {
    var status = statvfs()
    guard statvfs(folder.string, &status) == 0 else {
      throw RecordingError.failed(.folder, path: SafeText(untrusted: folder.string), errno: errno)
    }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    let all = UInt64(status.f_blocks) * UInt64(status.f_frsize)
    guard free >= leastFree.bytes, Double(free) >= Double(all) * leastFree.fraction else {
      throw .noRoom(path: SafeText(untrusted: folder.string), free: free)
    }
  }
}

extension RecordingError {
  init(_ step: Step, _ path: FilePath, _ error: any Error) {
    self = .failed(
      step, path: SafeText(untrusted: path.string), errno: (error as? Errno)?.rawValue ?? EIO)
  }
}
