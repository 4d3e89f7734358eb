import Glibc
import Model
import Text

/// What one file of a journal holds: the records that can be believed, and what is wrong with the rest.
struct JournalFile {
  struct Line {
    var number: Int
    var record: DecisionRecord
  }

  private(set) var lines: [Line] = []
  private(set) var findings: [JournalFinding] = []
  /// By whom its records are signed, each with the first line.
  private(set) var signatures: [(signature: Signature, line: Int)] = []

  /// From a file's bytes. Whole lines count, each for itself; nothing is guessed about the others.
  init(_ bytes: [UInt8], name: SafeText, owner: UInt32) {
    var number = 0
    var rest = bytes[...]
    // What the next line has to name; `nil` behind a line that cannot be believed.
    var expected: CRC32C? = CRC32C.none
    var signers: Set<Signature> = []
    var badLines = (count: 0, firstUntold: 0)
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      number += 1
      let line = rest[..<end]
      rest = rest[(end + 1)...]
      func note(_ kind: JournalFinding.Kind) {
        findings.append(JournalFinding(file: name, line: number, kind: kind))
      }
      // Whoever fills a file with what is no record makes nobody keep a sentence for each line.
      func noteBad(_ kind: JournalFinding.Kind) {
        badLines.count += 1
        if badLines.count <= Self.mostBadLinesTold { return note(kind) }
        if badLines.firstUntold == 0 { badLines.firstUntold = number }
      }
      guard let seal = RecordChecksum(of: line), seal.isTrue else {
        noteBad(.badChecksum)
        expected = nil
        continue
      }
      do throws(RecordReading.Unusable) {
        let reading = try RecordReading(of: line)
        if let expected, reading.previous != expected { note(.brokenChain) }
        expected = seal.checksum
        let record = try reading.record(fileOwner: owner)
        if !record.author.isVerified { note(.unverifiedAuthor(claimed: record.author.uid, owner: owner)) }
        if record.isNewer { note(.newerRecord) }
        let signature = Signature(of: record.author)
        if signature != signatures.last?.signature, signers.insert(signature).inserted {
          signatures.append((signature, number))
        }
        lines.append(Line(number: number, record: record))
      } catch {
        noteBad(.unusable(error.reason))
        expected = seal.checksum
      }
    }
    if badLines.firstUntold > 0 {
      let untold = JournalFinding.Kind.moreBadLines(badLines.count - Self.mostBadLinesTold)
      findings.append(JournalFinding(file: name, line: badLines.firstUntold, kind: untold))
    }
    if !rest.isEmpty { findings.append(JournalFinding(file: name, line: number + 1, kind: .tornTail)) }
  }

  /// How many lines of a file that do not count are told one by one.
  static let mostBadLinesTold = 1000

  /// Why nothing of the file was read; `nil` when it was.
  private(set) var refusal: JournalFinding.Kind?

  /// A file that could not be read.
  init(_ kind: JournalFinding.Kind, name: SafeText) {
    refusal = kind
    findings = [JournalFinding(file: name, line: nil, kind: kind)]
  }
}

/// What the system says of a file; while it stays the same, so do the bytes.
struct JournalStamp: Equatable {
  var device: UInt64
  var inode: UInt64
  var size: Int64
  var modified: Int64
  var changed: Int64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = FileClock.nanoseconds(seconds: status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    changed = FileClock.nanoseconds(seconds: status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
  }
}

extension JournalFile {
  /// More than a person writes in a lifetime, and little enough to read at once.
  static let largest: Int64 = 64 << 20

  /// Opens without following a link, waiting for a pipe or taking a terminal, and reads what is there.
  static func read(_ name: [UInt8], in folder: Descriptor) -> (file: JournalFile, stamp: JournalStamp?) {
    let text = name.withUnsafeBytes { SafeText(untrusted: $0) }
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW
    let descriptor: Descriptor
    do throws(SystemError) {
      descriptor = try Descriptor { openat(folder.number, Descriptor.cString(name), flags) }
    } catch {
      let isNoFile = error.errno == ELOOP || error.errno == ENXIO
      return (JournalFile(isNoFile ? .notAFile : .unreadable(errno: error.errno), name: text), nil)
    }
    do throws(SystemError) {
      let status = try descriptor.status()
      guard status.st_mode & S_IFMT == S_IFREG else { return (JournalFile(.notAFile, name: text), nil) }
      guard let bytes = try descriptor.contents(limit: largest) else {
        return (JournalFile(.tooLarge(limit: largest), name: text), nil)
      }
      return (JournalFile(bytes, name: text, owner: status.st_uid), JournalStamp(status))
    } catch {
      return (JournalFile(.unreadable(errno: error.errno), name: text), nil)
    }
  }
}
