import Glibc
package import Model
package import Text

/// Writes one author's records, each into a file that nobody else writes to.
///
/// A record counts as recorded when its one `write` was complete and the disk has taken the file and, for the file's
/// first record, the folder. After a failure the file is left alone, because nobody knows what the disk has of it, and
/// the record goes once more into a new file under the same ID. The file is made with the first record.
///
/// Blocks as long as the disk does; to be used from one thread at a time.
package final class JournalWriter {
  private let folder: JournalFolder
  /// Whose user number and host the names of its files bear.
  package let author: RecordAuthor
  private var file: OwnFile?
  private var random: UInt64
  /// Of the last record of this file.
  private var sequence = 0

  private struct OwnFile {
    var descriptor: Descriptor
    var name: [CChar]
    /// The checksum of its last line.
    var last = CRC32C.none
    var isInFolder = false
  }

  /// The most scalars of a note or a name that are recorded; as many are read back whole.
  package static let maximumScalars = 1000

  package init(in folder: JournalFolder, author: RecordAuthor = .current) {
    self.folder = folder
    self.author = author
    random = .random(in: .min ... .max)
  }

  /// The ID of the next record.
  package func nextID() -> SafeText { "\(SafeText(untrusted: Self.hexadecimal(random))):\(sequence + 1)" }

  /// Records it, under an ID from `nextID()`; when this returns, it is on the disk.
  ///
  /// - Throws: `noteTooLong` or `tooLong` where nothing was tried; `notRecorded` where a second file failed too.
  package func record(_ record: DecisionRecord) throws(JournalError) {
    try Self.refuseLongTexts(in: record)
    do throws(JournalError) {
      try attempt(record)
    } catch {
      guard case .notRecorded = error else { throw error }
      abandon()
      do throws(JournalError) {
        try attempt(record)
      } catch {
        abandon()
        throw error
      }
    }
  }

  /// As `record(_:)`, and closes the file, for a program that ends after it: what closing brings to light is a failure
  /// too.
  ///
  /// - Throws: as `record(_:)`; `notRecorded` also where the file cannot be closed, nor the second one that the record
  ///   went into.
  package func recordLast(_ record: DecisionRecord) throws(JournalError) {
    try self.record(record)
    do throws(JournalError) {
      try close()
    } catch {
      try self.record(record)
      try close()
    }
  }

  /// Closes the file; a later record begins another one.
  ///
  /// - Throws: `notRecorded` where the system fails to close it.
  package func close() throws(JournalError) {
    guard let open = file else { return }
    abandon()
    try step(.close) { () throws(SystemError) in try open.descriptor.close() }
  }

  private func attempt(_ record: DecisionRecord) throws(JournalError) {
    let previous = file?.last ?? CRC32C.none
    let (line, checksum) = RecordLine.encoded(record, after: previous)
    guard line.count <= RecordLine.maximumBytes else { throw .tooLong(bytes: line.count) }
    // Nothing is left in a folder in which nobody looks for it.
    guard folder.leadsHere else { throw .notRecorded(.look, folder: folder.name, errno: ENOENT) }
    var file: OwnFile
    if let open = self.file { file = open } else { file = try makeFile() }
    self.file = file
    let written = try step(.write) { () throws(SystemError) in
      try SystemError.check(retrying: true) { write(file.descriptor.number, line, line.count) }
    }
    // A short count is what a full disk answers first.
    guard written == line.count else { throw .notRecorded(.write, folder: folder.name, errno: ENOSPC) }
    try step(.syncFile) { () throws(SystemError) in
      _ = try SystemError.check { fsync(file.descriptor.number) }
    }
    if !file.isInFolder {
      try step(.syncFolder) { () throws(SystemError) in
        _ = try SystemError.check { fsync(folder.descriptor.number) }
      }
    }
    guard folder.leadsHere, isInPlace(file) else {
      throw .notRecorded(.look, folder: folder.name, errno: ENOENT)
    }
    file.isInFolder = true
    file.last = checksum
    self.file = file
    sequence += 1
  }

  private func makeFile() throws(JournalError) -> OwnFile {
    let name = Descriptor.cString(Array(fileName.utf8))
    let flags = O_CREAT | O_EXCL | O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW
    return try step(.create) { () throws(SystemError) in
      let descriptor = try Descriptor { openat(folder.descriptor.number, name, flags, 0o640) }
      // Whatever the user's mask says: colleagues have to read it.
      _ = try SystemError.check { fchmod(descriptor.number, 0o640) }
      return OwnFile(descriptor: descriptor, name: name)
    }
  }

  /// Sorts by time, and tells whose it is.
  private var fileName: String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let moment = Timestamp(secondsSince1970: Int64(time.tv_sec)).rfc3339.filter { $0 != "-" && $0 != ":" }
    let host = author.host.shown.utf8.prefix(64).map { byte in
      Self.isPlain(byte) ? Character(Unicode.Scalar(byte)) : "_"
    }
    return "\(moment)-\(String(host))-\(author.uid)-\(getpid())-\(Self.hexadecimal(random)).jsonl"
  }

  private func isInPlace(_ file: OwnFile) -> Bool {
    var found = stat()
    guard let own = try? file.descriptor.status(),
      fstatat(folder.descriptor.number, file.name, &found, AT_SYMLINK_NOFOLLOW) == 0
    else { return false }
    return own.st_dev == found.st_dev && own.st_ino == found.st_ino
  }

  /// Never writes to this file again.
  private func abandon() {
    file = nil
    random = .random(in: .min ... .max)
    sequence = 0
  }

  private func step<Result>(
    _ step: JournalError.Step, _ work: () throws(SystemError) -> Result
  ) throws(JournalError) -> Result {
    do throws(SystemError) {
      return try work()
    } catch {
      throw .notRecorded(step, folder: folder.name, errno: error.errno)
    }
  }

  private static func refuseLongTexts(in record: DecisionRecord) throws(JournalError) {
    for text in [record.application, record.kind.value, record.note].compactMap(\.self) {
      let scalars = (text.original ?? text.shown).unicodeScalars.count
      if scalars > maximumScalars { throw .noteTooLong(scalars: scalars) }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
