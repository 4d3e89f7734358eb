import Glibc
package import Model
package import Text

/// Everything that is in a journal at one moment.
package struct JournalContents: Sendable, Equatable {
  /// How many files the journal has, those that are left alone or cannot be read among them.
  package internal(set) var files = 0
  /// Every record once.
  package internal(set) var records: [DecisionRecord] = []
  /// By file, then by line.
  package internal(set) var findings: [JournalFinding] = []
  /// Who signed records, by file.
  var signatures: [(file: SafeText, signature: Signature, line: Int)] = []
  /// Whom they name, verified ones first: whom to ask the system about.
  package internal(set) var users: [UInt32] = []
  /// Made anew with every look that read or missed a file: contents of one revision are the same.
  var revision = UInt64.random(in: 0...UInt64.max)

  package static func == (left: JournalContents, right: JournalContents) -> Bool {
    left.revision == right.revision
      || (left.files == right.files && left.records == right.records && left.findings == right.findings)
  }

  /// Of one application; `nil` when no record names it.
  package func history(of application: SafeText) -> CaseHistory? {
    let records = records.filter { $0.application == application }
    return records.isEmpty ? nil : CaseHistory(of: application, records: records)
  }

  /// By application; made of `records`.
  package internal(set) var histories: [SafeText: CaseHistory] = [:]
  /// How many of `records` no file of their author's holds.
  package internal(set) var unverified = 0
  /// How many of those stand beside a verified record that counts instead.
  package internal(set) var outranked = 0
}

/// Reads a journal again and again; a file that has not changed is not read twice.
package struct JournalReader {
  private let folder: JournalFolder
  private(set) var memory: Memory

  /// What the files held that were read, for the next reader: of the same folder, or of what took its place.
  struct Memory: Sendable {
    fileprivate var files: [[UInt8]: Known] = [:]
    /// What all of them together said.
    fileprivate var contents: JournalContents?
  }

  fileprivate struct Known {
    /// `nil` where a change to come may not show, or nothing was read: such a file is tried again at the next look.
    var stamp: JournalStamp?
    var file: JournalFile
  }

  /// How many bytes all files together may hold: some 800,000 records.
  static let largest: Int64 = 256 << 20
  private let limit: Int64

  package init(_ folder: JournalFolder) {
    self.init(folder, remembering: Memory())
  }

  /// Of files that together hold more than `limit` bytes some are left alone.
  init(_ folder: JournalFolder, remembering memory: Memory, limit: Int64 = Self.largest) {
    self.folder = folder
    self.memory = memory
    self.limit = limit
  }

  /// Blocks as long as the file system does. What one file holds never depends on another. While no file has changed it
  /// costs a look at each one's stamp.
  ///
  /// `answered` is called whenever the file system has answered, and with true when nothing more is asked of it.
  ///
  /// - Throws: `noFolder` where the folder's names cannot be listed; a file that cannot be read is a finding.
  package mutating func read(answered: (_ isLast: Bool) -> Void = { _ in }) throws(JournalError)
    -> JournalContents
  {
    defer { answered(true) }
    var read: [[UInt8]: Known] = [:]
    let names = try folder.fileNames()
    let looks = names.map { name in
      defer { answered(false) }
      return look(at: name)
    }
    let isLeftAlone = isBeyondLimit(looks)
    var isNew = names.count != memory.files.count
    for (place, name) in names.enumerated() {
      let known = memory.files[name]
      let fresh: Known
      if isLeftAlone[place] {
        fresh = Known(file: JournalFile(.beyondLimit(limit), name: Self.shown(name)))
      } else if let known, let stamp = known.stamp, stamp == looks[place].stamp {
        read[name] = known
        continue
      } else {
        let (file, stamp) = JournalFile.read(name, in: folder.descriptor)
        fresh = Known(stamp: stamp.flatMap { Self.isSettled($0) ? $0 : nil }, file: file)
      }
      answered(false)
      read[name] = fresh
      // A file that is refused as it was is no news: whoever plants one must not have all others read anew.
      if fresh.file.refusal == nil || known?.file.refusal != fresh.file.refusal { isNew = true }
    }
    if !isNew, let contents = memory.contents { return contents }
    var contents = JournalContents()
    var files: [(name: SafeText, lines: [JournalFile.Line])] = []
    for name in names {
      guard let file = read[name]?.file else { continue }
      contents.files += 1
      contents.findings += file.findings
      let shown = Self.shown(name)
      files.append((shown, file.lines))
      contents.signatures += file.signatures.map { (shown, $0.signature, $0.line) }
    }
    answered(true)
    memory.files = read
    var all: [DecisionRecord] = []
    all.reserveCapacity(files.reduce(0) { $0 + $1.lines.count })
    for file in files { all += file.lines.lazy.map(\.record) }
    let union = DecisionUnion(all)
    contents.records = union.records
    contents.histories = contents.records.caseHistories()
    contents.users = JournalContents.users(of: contents.signatures.map(\.signature))
    contents.unverified = contents.records.count { !$0.author.isVerified }
    contents.outranked = contents.histories.values.reduce(0) { $0 + $1.outranked.count }
    contents.findings += Self.contradictions(in: files, union, contents.histories)
    contents.findings.sort { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
    memory.contents = contents
    return contents
  }

  private static func shown(_ name: [UInt8]) -> SafeText { name.withUnsafeBytes { SafeText(untrusted: $0) } }

  /// What the system says of a file before it is opened.
  private struct Look {
    var stamp: JournalStamp?
    var owner: UInt32 = 0
    /// What would be read of it.
    var size: Int64 = 0
  }

  private func look(at name: [UInt8]) -> Look {
    var status = stat()
    let flags = AT_SYMLINK_NOFOLLOW
    guard fstatat(folder.descriptor.number, Descriptor.cString(name), &status, flags) == 0 else {
      return Look()
    }
    let isRead = status.st_mode & S_IFMT == S_IFREG && Int64(status.st_size) <= JournalFile.largest
    return Look(
      stamp: JournalStamp(status), owner: status.st_uid, size: isRead ? Int64(status.st_size) : 0)
  }

  /// Which files are left alone because all together would be more than `limit`. The files of whoever has written least
  /// are read first, so that nobody who fills the folder hides what others decided.
  private func isBeyondLimit(_ looks: [Look]) -> [Bool] {
    var isBeyond = [Bool](repeating: false, count: looks.count)
    guard looks.reduce(0, { $0 + $1.size }) > limit else { return isBeyond }
    let sizes = looks.reduce(into: [:]) { $0[$1.owner, default: 0] += $1.size }
    let order = looks.indices.sorted { one, other in
      func rank(_ place: Int) -> (Int64, UInt32, Int64, Int) {
        let look = looks[place]
        return (sizes[look.owner] ?? 0, look.owner, look.size, place)
      }
      return rank(one) < rank(other)
    }
    var sum: Int64 = 0
    for place in order {
      sum += looks[place].size
      isBeyond[place] = sum > limit && looks[place].size > 0
    }
    return isBeyond
  }

  /// Whether a change to come will show (`FileClock`).
  private static func isSettled(_ stamp: JournalStamp) -> Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return FileClock.hasTicked(
      sinceModified: stamp.modified, changed: stamp.changed,
      at: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec))
  }

  /// What no file shows by itself.
  private static func contradictions(
    in files: [(name: SafeText, lines: [JournalFile.Line])], _ union: DecisionUnion,
    _ histories: [SafeText: CaseHistory]
  ) -> [JournalFinding] {
    var findings: [JournalFinding] = []
    for (file, lines) in files {
      for line in lines {
        let record = line.record
        func note(_ kind: JournalFinding.Kind) {
          findings.append(JournalFinding(file: file, line: line.number, kind: kind))
        }
        if union.isContradictory(record.id) { note(.contradictoryID(record.id)) }
        for id in record.seen where !union.holds(id) { note(.missingRecord(id: id)) }
        if case .correction(let id) = record.kind,
          histories[record.application]?.entry(record.id)?.standing == .refused
        {
          note(.refusedCorrection(id))
        }
      }
    }
    return findings
  }
}
