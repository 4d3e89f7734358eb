import Glibc
import Model
import SystemPackage
import Text

/// A file that is being written.
final class OpenRecording {
  private let path: FilePath
  private let descriptor: FileDescriptor
  private let tier: RecordingTier
  private var number: UInt32 = 0
  private(set) var size = 0
  private var last: (moment: Int64, uptime: UInt64)
  /// Of the last key record: when it was, how large, and how large all that came behind it is.
  private var key: (moment: Int64, size: Int, since: Int)?

  /// Makes the file, which must not be there, and writes its head.
  init(
    _ path: FilePath, _ permissions: FilePermissions, _ head: RecordBody, tier: RecordingTier = .tables
  ) throws(RecordingError) {
    self.tier = tier
    do {
      descriptor = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .append, .closeOnExec, .noFollow],
        permissions: permissions)
    } catch {
      throw RecordingError(.create, path, error)
    }
    self.path = path
    last = (head.at, head.uptime)
    try write(SealedRecord.bytes(of: head))
  }

  deinit { try? descriptor.close() }

  /// Whether a reading of that time belongs into this file.
  func continues(to moment: Int64, uptime: UInt64) -> Bool {
    guard size < RecordingFiles.mostOfFile, moment > last.moment || key == nil else { return false }
    guard moment.flooredDivision(by: tier.span) == last.moment.flooredDivision(by: tier.span) else {
      return false
    }
    let wall = (moment &- last.moment) &* 1_000_000
    let steady = Int64(bitPattern: uptime &- last.uptime)
    // Times are whole seconds.
    return (wall &- steady).magnitude <= UInt64(RecordingFiles.mostDrift)
  }

  /// Whether it is still under its path: whoever removed or moved it, or its folder, would find nothing of what is added.
  var isInPlace: Bool {
    var (own, there) = (stat(), stat())
    return fstat(descriptor.rawValue, &own) == 0 && lstat(path.string, &there) == 0
      && own.st_ino == there.st_ino && own.st_dev == there.st_dev
  }

  /// `sections` of a key record need none before it; of others they tell what is different from the one before.
  func add(moment: Int64, uptime: UInt64, sections: (_ isKey: Bool) -> [RecordBody.Section])
    throws(RecordingError)
  {
    let isKey =
      key.map { moment - $0.moment >= tier.keyInterval || $0.since > 2 * $0.size } ?? true
    let body = RecordBody(
      kind: (isKey ? RecordKind.key : .difference).rawValue, at: moment, uptime: uptime, number: number,
      sections: sections(isKey))
    let bytes = SealedRecord.bytes(of: body)
    try write(bytes)
    if isKey { key = (moment, bytes.count, 0) } else { key?.since += bytes.count }
    last = (moment, uptime)
  }

  func end() throws(RecordingError) {
    let body = RecordBody(
      kind: RecordKind.end.rawValue, at: last.moment, uptime: last.uptime, number: number)
    try write(SealedRecord.bytes(of: body))
  }

  /// In one call, so that a record is whole or the last of its file.
  private func write(_ bytes: [UInt8]) throws(RecordingError) {
    let count: Int
    do {
      count = try bytes.withUnsafeBytes { try descriptor.write($0) }
    } catch {
      throw RecordingError(.write, path, error)
    }
    guard count == bytes.count else {
      throw .failed(.write, path: SafeText(untrusted: path.string), errno: ENOSPC)
    }
    guard fdatasync(descriptor.rawValue) == 0 || errno == EINVAL else {
      throw .failed(.sync, path: SafeText(untrusted: path.string), errno: errno)
    }
    size += count
    number += 1
  }
}
