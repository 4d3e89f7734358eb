import Glibc
import Model
import SystemPackage
import Text

/// The files of one tier that a process writes into a folder, one after the other, each only ever added to and never
/// opened again.
///
/// A new file begins at each full hour or day, when the clock was set, where the one before is in its place no more, and
/// after whatever could not be written. Used by one thread; what it writes may wait for the disk.
final class RecordingFiles {
  private let folder: FilePath
  private let head: RecordingHead
  private let tier: RecordingTier
  private let leastFree: (bytes: UInt64, fraction: Double)
  private var file: (name: RecordingName, open: OpenRecording)?

  /// A file is not added to beyond that.
  static let mostOfFile = 64 << 20
  /// By how much two clocks may differ between records before one of them was set, in nanoseconds.
  static let mostDrift: Int64 = 2_000_000_000

  /// Nothing is written yet. The folder has to be there.
  init(
    folder: String, head: RecordingHead, tier: RecordingTier,
    leastFree: (bytes: UInt64, fraction: Double)? = nil
  ) {
    self.folder = FilePath(folder)
    self.head = head
    self.tier = tier
    self.leastFree = leastFree ?? tier.leastFree
  }

  /// The file that is being written; `nil` between files.
  var openFile: RecordingName? { file?.name }

  /// Adds a record, which is on the disk when this returns.
  ///
  /// `uptime` is in nanoseconds of a clock that nobody sets. A record that is no later than the one before begins a new
  /// file, as it does where `uptime` tells that the clock was set; `begun` is called at the beginning of each.
  func add(
    at moment: Timestamp, uptime: UInt64, begun: () -> Void, sections: (_ isKey: Bool) -> [RecordBody.Section]
  ) throws(RecordingError) {
    try checkRoom()
    let milliseconds = moment.secondsSince1970 &* 1000
    if let file, !file.open.continues(to: milliseconds, uptime: uptime) || !file.open.isInPlace { close() }
    if file == nil {
      begun()
      file = try begin(at: moment, milliseconds, uptime)
    }
    guard let open = file?.open else { return }
    do throws(RecordingError) {
      try open.add(moment: milliseconds, uptime: uptime, sections: sections)
    } catch {
      // Nobody knows what is at its end now: it is left as it is.
      file = nil
      throw error
    }
  }

  /// Ends the file, and says so in it. What cannot be written then is no loss.
  func close() {
    try? file?.open.end()
    file = nil
  }

  private func begin(at start: Timestamp, _ moment: Int64, _ uptime: UInt64) throws(RecordingError)
    -> (RecordingName, OpenRecording)
  {
    let name = RecordingName(
      start: start, host: head.host.shown, process: getpid(), random: UInt64.random(in: 0...UInt64.max),
      tier: tier)
    let open = try OpenRecording(
      folder.appending(name.text), [.ownerReadWrite, .groupRead], head.record(at: moment, uptime: uptime),
      tier: tier)
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
