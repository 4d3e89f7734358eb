import Glibc
package import Model
package import Text

/// Everything that is in a journal at one moment.
package struct JournalContents: Sendable, Equatable {
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
    var stamp: JournalStamp
    var file: JournalFile
  }

  package init(_ folder: JournalFolder) {
    self.init(folder, remembering: Memory())
  }

  init(_ folder: JournalFolder, remembering memory: Memory) {
    self.folder = folder
    self.memory = memory
  }

  /// Blocks as long as the file system does. What one file holds never depends on another. While no file has changed it
  /// costs a look at each one's stamp.
  ///
  /// `answered` is called whenever the file system has answered, and with true when nothing more is asked of it.
  package mutating func read(answered: (_ isLast: Bool) -> Void = { _ in }) throws(JournalError)
    -> JournalContents
  {
    defer { answered(true) }
    var contents = JournalContents()
    var read: [[UInt8]: Known] = [:]
    var files: [(name: SafeText, lines: [JournalFile.Line])] = []
    let names = try folder.fileNames()
    if let known = memory.contents, names.count == memory.files.count,
      names.allSatisfy({ name in memory.files[name].map { $0.stamp == stamp(of: name) } ?? false })
    {
      return known
    }
    for name in names {
      let file: JournalFile
      if let unchanged = memory.files[name], stamp(of: name) == unchanged.stamp {
        file = unchanged.file
        read[name] = unchanged
      } else {
        let (fresh, stamp) = JournalFile.read(name, in: folder.descriptor)
        file = fresh
        if let stamp, Self.isSettled(stamp) { read[name] = Known(stamp: stamp, file: fresh) }
      }
      answered(false)
      contents.files += 1
      contents.findings += file.findings
      let shown = name.withUnsafeBytes { SafeText(untrusted: $0) }
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
    memory.contents = read.count == names.count ? contents : nil
    return contents
  }

  private func stamp(of name: [UInt8]) -> JournalStamp? {
    var status = stat()
    let flags = AT_SYMLINK_NOFOLLOW
    guard fstatat(folder.descriptor.number, Descriptor.cString(name), &status, flags) == 0 else { return nil }
    return JournalStamp(status)
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
