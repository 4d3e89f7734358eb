import Model
import Text

/// What is known of every telemetry file, and which of them have to be read: the decisions of the poller, without its
/// threads and its clock. Moments are durations since any fixed one.
struct FileLedger {
  private struct Entry {
    var root: DataPath
    var file: TelemetryFile
    /// Whether the newest scan saw bytes that have not been read, and no read has begun since.
    var isDue = false
    /// The stamp that the newest scan saw.
    var seen: FileStamp?
    /// The stamp of the bytes that need no more reading.
    var done: FileStamp?
    var readingSince: Duration?
    /// When the file system last answered the read that is under way.
    var answeredAt: Duration?
    /// Bytes that `file.document` is thought to take.
    var memory = 0
    /// Whether it found no room in memory when it was read last: it is read by itself then.
    var foundNoRoom = false
    /// What all documents took at that time.
    var memoryThen = 0
    /// Until then it is left alone, however often it changes.
    var restsUntil: Duration = .zero

    /// Since when the read that is under way has had no answer.
    var silentSince: Duration? { readingSince.map { answeredAt ?? $0 } }
  }

  private var entries: [DataPath: Entry] = [:]
  /// Bytes that all documents are thought to take.
  private(set) var memory = 0
  private var scans: [DataPath: Duration] = [:]
  /// What the newest scans made due, in the order of paths, and how much of it at the front is due no more: of many files
  /// nothing is sorted or looked through for each that is read.
  private var dueOrder: [DataPath] = []
  private var passed = 0
  /// What found no room beside others and is due once more, before all others.
  private var dueAgain: [DataPath] = []
  /// The paths of reads that have not come back; of some, what was known may be gone.
  private var underWay: Set<DataPath> = []
  /// Whether something that is shown has changed since it was last asked for.
  private(set) var isChanged = true

  /// A read that has had no answer for longer is said to hang, and does not keep others from being read.
  let hangsAfter: Duration
  /// A scan gives up what does not answer; one that takes longer nevertheless is said to hang.
  let scanHangsAfter: Duration
  static let waitsAfter: Duration = .milliseconds(500)
  /// A file rests for this many times the processor time that reading it took: so none takes more than a tenth of a
  /// processor.
  static let restFactor = 10

  init(hangsAfter: Duration = FileReading.silence, scanHangsAfter: Duration? = nil) {
    self.hangsAfter = hangsAfter
    self.scanHangsAfter = scanHangsAfter ?? hangsAfter
  }

  // MARK: Scans

  /// False while an earlier scan of that root has not come back.
  mutating func beginScan(of root: DataPath, at now: Duration) -> Bool {
    guard scans[root] == nil else { return false }
    scans[root] = now
    return true
  }

  mutating func endScan(of root: DataPath, _ scan: FolderScan) {
    scans[root] = nil
    retryWhatFoundNoRoom(whenMoreThan: memory)
    var found: Set<DataPath> = []
    for file in scan.files {
      found.insert(file.path)
      see(file, of: root)
    }
    for fault in scan.faults {
      found.insert(fault.path)
      note(fault.error, at: fault.path, of: root)
    }
    let faults = Dictionary(
      scan.faults.lazy.filter { !$0.error.isOfTooManyFiles }.map { ($0.path, $0.error) },
      uniquingKeysWith: { first, _ in first })
    // What a cut scan did not come past may be there all the same.
    let cut = scan.faults.lazy.map(\.error).first { $0.isOfTooManyFiles }
    for (path, entry) in entries where entry.root == root && !found.contains(path) {
      lose(path, scan, faults, otherwise: cut ?? .missing)
    }
    dueOrder = entries.filter(\.value.isDue).keys.sorted()
    passed = 0
    dueAgain = []
  }

  private mutating func see(_ file: FolderScan.File, of root: DataPath) {
    if entries[file.path] == nil {
      let known = TelemetryFile(path: file.path, folderName: file.folderName, isInRoot: file.isInRoot)
      entries[file.path] = Entry(root: root, file: known)
    }
    let isDone = entries[file.path]?.done == file.stamp
    entries[file.path]?.isDue = !isDone
    entries[file.path]?.seen = file.stamp
  }

  private mutating func note(_ error: TelemetryError, at path: DataPath, of root: DataPath) {
    if entries[path] == nil {
      let unknown = TelemetryFile(
        path: path, folderName: path.folder.lastComponent, isInRoot: path == root || path.folder == root)
      entries[path] = Entry(root: root, file: unknown)
    }
    entries[path]?.isDue = false
    entries[path]?.done = nil
    if case .tooDeep = error { entries[path]?.file.isUnrecognised = true }
    setFault(error, of: path)
  }

  /// A path that a scan came past without finding a file there.
  private mutating func lose(
    _ path: DataPath, _ scan: FolderScan, _ faults: [DataPath: TelemetryError],
    otherwise fault: TelemetryError
  ) {
    guard entries[path]?.file.document != nil else {
      // Nothing was ever shown of it; a read that has not come back finds its entry gone.
      isChanged = isChanged || entries[path]?.file.fault != nil || entries[path]?.file.isUnrecognised == true
      entries[path] = nil
      return
    }
    entries[path]?.isDue = false
    entries[path]?.done = nil
    let above = faults.isEmpty ? nil : path.foldersAbove.compactMap { faults[$0] }.last
    setFault(scan.folders.contains(path) ? .notAFile(.folder) : above ?? fault, of: path)
  }

  private mutating func setFault(_ fault: TelemetryError?, of path: DataPath) {
    guard entries[path]?.file.fault != fault else { return }
    entries[path]?.file.fault = fault
    isChanged = true
  }

  // MARK: Reads

  /// What has to be read now, the first `limit` in the order of paths.
  func due(at now: Duration, atMost limit: Int = .max) -> [DataPath] {
    var found: [DataPath] = []
    for path in [dueAgain[...], dueOrder[passed...]].joined() {
      if found.count >= limit { break }
      guard let entry = entries[path], entry.isDue, entry.readingSince == nil, entry.restsUntil <= now else {
        continue
      }
      found.append(path)
    }
    return found
  }

  /// What to begin to read now: of what is due the first, and what found no room in memory by itself, so that others that
  /// are being read do not keep it from being read for good.
  func next(at now: Duration, atMost limit: Int) -> [DataPath] {
    let active = underWay.filter { isActive($0, now) }
    if active.contains(where: foundNoRoom) { return [] }
    let due = due(at: now, atMost: limit)
    guard let place = due.firstIndex(where: foundNoRoom) else { return due }
    return place == 0 ? due.prefix(active.isEmpty ? 1 : 0).map(\.self) : Array(due[..<place])
  }

  private func foundNoRoom(_ path: DataPath) -> Bool { entries[path]?.foundNoRoom == true }

  private func isActive(_ path: DataPath, _ now: Duration) -> Bool {
    entries[path]?.silentSince.map { now - $0 < Self.waitsAfter } ?? false
  }

  mutating func beginRead(of path: DataPath, at now: Duration) {
    dueAgain.removeAll { $0 == path }
    entries[path]?.isDue = false
    entries[path]?.readingSince = now
    entries[path]?.answeredAt = nil
    underWay.insert(path)
    while passed < dueOrder.count, entries[dueOrder[passed]]?.isDue != true { passed += 1 }
  }

  /// The last content of it that could be used.
  func document(of path: DataPath) -> Document? { entries[path]?.file.document }

  /// What is being read now.
  var reads: [DataPath] { underWay.filter { entries[$0]?.readingSince != nil } }

  /// Notes when the file system last answered a read: one that takes long because there is much does not hang.
  mutating func noteAnswer(to path: DataPath, at moment: Duration) {
    guard let since = entries[path]?.readingSince, moment > since else { return }
    entries[path]?.answeredAt = moment
  }

  /// The same of a scan.
  mutating func noteAnswer(toScanOf root: DataPath, at moment: Duration) {
    if let since = scans[root], moment > since { scans[root] = moment }
  }

  mutating func endRead(of path: DataPath, _ reading: FileReading, at now: Duration) {
    underWay.remove(path)
    guard let entry = entries[path], let since = entry.readingSince else { return }
    if hangs(entry.silentSince ?? since, now) { isChanged = true }
    entries[path]?.readingSince = nil
    entries[path]?.restsUntil = since + reading.cost * Self.restFactor
    entries[path]?.done = reading.isSettled ? reading.stamp : nil
    entries[path]?.foundNoRoom = false
    // A scan that ended meanwhile saw the bytes that were being read, and not that they are read now.
    if let seen = entry.seen, seen == entries[path]?.done { entries[path]?.isDue = false }
    switch reading.outcome {
    case .document(let document):
      if let new = document.dataAt, let old = entry.file.document?.dataAt, new != old {
        entries[path]?.file.wentBack = new < old
      }
      entries[path]?.file.document = document.following(entry.file.document)
      entries[path]?.memory = reading.keptMemory
      memory += reading.keptMemory - entry.memory
      entries[path]?.file.documentWrittenAt = reading.stamp?.modifiedAt
      entries[path]?.file.fault = nil
      entries[path]?.file.isUnrecognised = false
      isChanged = true
    case .unrecognised(let why):
      // What once was telemetry and is none any more is a fault, not a file to leave alone.
      if entry.file.document != nil { return fail(path, why, reading) }
      entries[path]?.file.isUnrecognised = true
      entries[path]?.file.fault = nil
      isChanged = isChanged || !entry.file.isUnrecognised || entry.file.fault != nil
    case .failed(.tooMuchToKeep(let limit)):
      entries[path]?.foundNoRoom = true
      entries[path]?.memoryThen = reading.memoryOfOthers.kept
      if reading.memoryOfOthers.beingRead > 0 {
        entries[path]?.done = nil
        entries[path]?.isDue = true
        dueAgain.append(path)
        // Nothing is said before it was read by itself.
        if !entry.foundNoRoom {
          entries[path]?.restsUntil = .zero
          return
        }
      }
      fail(path, .tooMuchToKeep(limit: limit), reading)
    case .failed(let error): fail(path, error, reading)
    }
  }

  private mutating func fail(_ path: DataPath, _ error: TelemetryError, _ reading: FileReading) {
    switch error {
    case .missing, .unreadable, .changing, .notAFile, .hung, .linkOutside, .tooDeep: entries[path]?.done = nil
    case .tooLarge, .tooMuchToKeep, .tooManyFiles, .empty, .compressed, .text, .binary, .json, .unknownFormat,
      .unknownSchema, .schemaAfterRecords, .recordsMissing, .producerFailed:
      break
    }
    // While a writer is at work, what was there before stays, and nothing is said: the next tick tries again.
    if reading.isRecent, entries[path]?.file.document != nil {
      entries[path]?.done = nil
      return
    }
    entries[path]?.file.isUnrecognised = false
    setFault(error, of: path)
  }

  /// Drops what is known of files that have vanished and that nobody misses.
  mutating func forget(_ retired: [DataPath]) {
    for path in retired where entries[path]?.file.fault == .missing {
      memory -= entries[path]?.memory ?? 0
      entries[path] = nil
    }
  }

  /// Drops everything that is known of a root; a read of it that comes back finds its entry gone.
  mutating func forget(_ root: DataPath) {
    scans[root] = nil
    entries = entries.filter { $0.value.root != root }
    memory = entries.values.reduce(0) { $0 + $1.memory }
  }

  /// Makes due what found no room in memory.
  mutating func retryWhatFoundNoRoom() { retryWhatFoundNoRoom(whenMoreThan: .min) }

  /// The same of what found none while so many bytes or more were kept.
  private mutating func retryWhatFoundNoRoom(whenMoreThan kept: Int) {
    for (path, entry) in entries where entry.foundNoRoom && entry.memoryThen > kept {
      entries[path]?.done = nil
    }
  }

  /// Makes the ledger tell again, though no file has changed.
  mutating func noteChange() { isChanged = true }

  // MARK: What it all says

  /// Scans and reads that are under way and have not been for so long that they are said to hang.
  func isBusy(at now: Duration) -> Bool {
    readsUnderWay(at: now) > 0 || scans.values.contains { !scanHangs($0, now) }
  }

  /// Reads under way, those that hang not counted.
  func readsUnderWay(at now: Duration) -> Int { silences.count { !hangs($0, now) } }

  /// Reads under way that have had an answer just now: the others wait, and keep no thread from working.
  func activeReads(at now: Duration) -> Int { underWay.count { isActive($0, now) } }

  /// The reads under way that do not hang.
  func readsThatMayAnswer(at now: Duration) -> [DataPath] {
    underWay.filter { path in entries[path]?.silentSince.map { !hangs($0, now) } ?? false }
  }

  /// Reads that hang.
  func hangingReads(at now: Duration) -> Int { silences.count { hangs($0, now) } }

  /// For each read under way since when there has been no answer.
  private var silences: [Duration] { underWay.compactMap { entries[$0]?.silentSince } }

  /// Whether some scan or read hangs, so that what is shown changes with time alone.
  func isHanging(at now: Duration) -> Bool {
    scans.values.contains { scanHangs($0, now) } || hangingReads(at: now) > 0
  }

  /// Everything that is known, for `TelemetrySnapshot`; counts as told from now on.
  mutating func tell(at now: Duration) -> [TelemetryFile] {
    isChanged = false
    var files = entries.values.compactMap { entry -> TelemetryFile? in
      var file = entry.file
      if let since = entry.silentSince, hangs(since, now) { file.fault = hung(since, now) }
      // Of a file that has not been read yet there is nothing to tell.
      return file.document != nil || file.fault != nil || file.isUnrecognised ? file : nil
    }
    for (root, since) in scans where scanHangs(since, now) {
      files.removeAll { $0.path == root }
      let file = entries[root]?.file
      files.append(
        TelemetryFile(
          path: root, folderName: root.lastComponent, isInRoot: true, document: file?.document,
          documentWrittenAt: file?.documentWrittenAt, fault: hung(since, now)))
    }
    return files
  }

  private func scanHangs(_ since: Duration, _ now: Duration) -> Bool { now - since >= scanHangsAfter }
  private func hangs(_ since: Duration, _ now: Duration) -> Bool { now - since >= hangsAfter }

  private func hung(_ since: Duration, _ now: Duration) -> TelemetryError {
    .hung(seconds: Int((now - since).components.seconds))
  }
}

extension TelemetryError {
  /// Whether a folder is walked, and only not all of it.
  fileprivate var isOfTooManyFiles: Bool {
    if case .tooManyFiles = self { return true }
    return false
  }
}

extension DataPath {
  /// The folders on the way to it, the outermost last.
  fileprivate var foldersAbove: [DataPath] {
    var folders: [DataPath] = []
    var folder = folder
    while folder.folder != folder {
      folders.append(folder)
      folder = folder.folder
    }
    return folders + [folder]
  }
}
