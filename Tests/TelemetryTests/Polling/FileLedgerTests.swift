import Glibc
import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Deciding what to read, and keeping what was good")
struct FileLedgerTests {
  private let folder: TemporaryFolder
  private let watch: Watch

  init() throws {
    folder = try TemporaryFolder()
    watch = Watch(folder: folder)
  }

  @Test("unchanged bytes are not read again, and nothing is said to have changed")
  func unchanged() throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    try folder.write("README.md", "# Data")
    watch.tick()
    #expect(watch.nodes() == ["a"])
    for _ in 0..<5 { watch.tick() }
    #expect(watch.reads == ["nodes.json": 1, "README.md": 1])
    #expect(!watch.ledger.isChanged)
  }

  @Test("a file that was written in the very tick of the clock in which it was read is read once more")
  func sameTick() throws {
    try folder.write("nodes.json", OwnText.nodes("a"), age: 0)
    watch.tick()
    folder.setAge("nodes.json", 1)
    watch.tick()
    watch.tick()
    #expect(watch.reads == ["nodes.json": 2])
  }

  @Test("files appear, are replaced by renaming, rewritten in place, vanish and come back")
  func changes() throws {
    watch.tick()
    #expect(watch.nodes() == [])
    try folder.write("nodes.json", OwnText.nodes("a"))
    watch.tick()
    #expect(watch.nodes() == ["a"])
    try folder.replace("nodes.json", OwnText.nodes("b"))
    watch.tick()
    #expect(watch.nodes() == ["b"])
    try folder.write("nodes.json", OwnText.nodes("c", "d"))
    watch.tick()
    #expect(watch.nodes() == ["c", "d"])

    let dataAt = try watch.source().dataAt
    try folder.remove("nodes.json")
    watch.tick()
    #expect(watch.ledger.isChanged)
    var source = try watch.source()
    #expect(source.isMissing)
    #expect(!source.isReadable)
    #expect(source.dataAt == dataAt)
    #expect(watch.nodes() == ["c", "d"])

    try folder.write("nodes.json", OwnText.nodes("e"))
    watch.tick()
    source = try watch.source()
    #expect(source.isReadable)
    #expect(!source.isMissing)
    #expect(watch.nodes() == ["e"])
  }

  @Test("a rewrite of the same size that sets the modification time back is seen")
  func sneakyRewrite() throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    let before = try FileStamp.of(folder.path("nodes.json")).stamp
    watch.tick()
    #expect(watch.nodes() == ["a"])
    try folder.write("nodes.json", OwnText.nodes("b"))
    let time = timespec(
      tv_sec: Int(before.modified / 1_000_000_000), tv_nsec: Int(before.modified % 1_000_000_000))
    #expect(utimensat(AT_FDCWD, "\(folder.path)/nodes.json", [time, time], 0) == 0)
    #expect(try FileStamp.of(folder.path("nodes.json")).stamp.modified == before.modified)
    watch.tick()
    #expect(watch.nodes() == ["b"])
  }

  @Test("cut off at any byte, a file keeps its last good data and says why")
  func truncated() throws {
    let text = Array(OwnText.nodes("a", cluster: "c").utf8)
    try folder.write("nodes.json", text)
    watch.tick()
    for length in text.indices {
      try folder.write("nodes.json", Array(text[..<length]))
      watch.tick()
      #expect(watch.nodes() == ["a"], "cut to \(length) bytes")
      let source = try watch.source()
      #expect(!source.isReadable)
      #expect(source.problem != nil)
      #expect(source.cluster == "c")
      #expect(source.records == 1)
    }
  }

  @Test(
    "what a writer is still at work on is tried again at the next tick, and nothing is said until it is old")
  func torn() throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    watch.tick()
    _ = watch.reading()
    try folder.write("nodes.json", #"{"schema": "#, age: 0)
    watch.tick()
    #expect(!watch.ledger.isChanged)
    #expect(try watch.source().problem == nil)
    watch.tick()
    #expect(watch.reads["nodes.json"] == 3)
    folder.setAge("nodes.json", 3)
    watch.tick()
    #expect(try watch.source().isReadable == false)
    #expect(watch.nodes() == ["a"])
    watch.tick()
    #expect(watch.reads["nodes.json"] == 4)
  }

  @Test("a pipe or a folder in a file's place is said, and the last good data stay")
  func replacedByOther() throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    watch.tick()
    try folder.remove("nodes.json")
    #expect(mkfifo("\(folder.path)/nodes.json", 0o600) == 0)
    watch.tick()
    #expect(try watch.source().problem == TelemetryError.notAFile(.pipe).explanation)
    #expect(try watch.source().isMissing == false)
    try folder.remove("nodes.json")
    #expect(mkdir("\(folder.path)/nodes.json", 0o700) == 0)
    watch.tick()
    #expect(try watch.source().problem == TelemetryError.notAFile(.folder).explanation)
    #expect(watch.nodes() == ["a"])
  }

  @Test("a data folder that vanishes or never was is said, and comes back")
  func rootVanishes() throws {
    try folder.write("c/nodes.json", OwnText.nodes("a"))
    watch.tick()
    #expect(rename(folder.path, folder.path + ".away") == 0)
    watch.tick()
    #expect(watch.reading().factory.sources.map(\.isMissing) == [true, true])
    #expect(watch.nodes() == ["a"])
    #expect(rename(folder.path + ".away", folder.path) == 0)
    watch.tick()
    #expect(watch.reading().factory.sources.map(\.isMissing) == [false])
  }

  @Test("an older document than the last is shown, and is said to be older until a newer one comes")
  func goesBack() throws {
    let times = [
      "2026-11-23T10:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23T09:30:00Z",
    ]
    var wentBack: [Bool] = []
    for (number, time) in times.enumerated() {
      try folder.write("nodes.json", OwnText.nodes("n\(number)", at: time))
      watch.tick()
      #expect(watch.nodes() == ["n\(number)"])
      let source = try watch.source()
      #expect(source.isReadable)
      wentBack.append(source.problem?.shown.hasPrefix("states an earlier time") ?? false)
    }
    #expect(wentBack == [false, true, true, false])
  }

  @Test("telemetry that turns into something else is a fault, not a file to leave alone")
  func noLongerTelemetry() throws {
    try folder.write("nodes", OwnText.nodes("a"))
    watch.tick()
    try folder.write("nodes", "{}")
    watch.tick()
    #expect(try watch.source().problem == TelemetryError.unknownFormat.explanation)
    try folder.write("nodes", "squeue: error: down")
    watch.tick()
    #expect(try watch.source().problem == TelemetryError.text(firstLine: "squeue: error: down").explanation)
    #expect(watch.nodes() == ["a"])
  }

  @Test("a file that is expensive to read rests for ten times as long, however often it changes")
  func rests() throws {
    watch.cost = .seconds(1)
    try folder.write("nodes.json", OwnText.nodes("a"))
    watch.tick()
    for number in 0..<4 {
      try folder.write("nodes.json", OwnText.nodes("b\(number)"))
      watch.tick()
    }
    #expect(watch.reads["nodes.json"] == 1)
    watch.tick()
    #expect(watch.reads["nodes.json"] == 2)
    #expect(watch.nodes() == ["b3"])
  }

  @Test("its rest begins with the read, so that waiting for the file system is rest", arguments: [2, 60])
  func restFromBeginning(end: Int) throws {
    var (ledger, path) = try reading("nodes.json")
    let reading = FileReading(
      .failed(.unknownFormat), stamp: try FileStamp.of(path).stamp, cost: .seconds(1))
    ledger.endRead(of: path, reading, at: .seconds(end))
    try folder.write("nodes.json", OwnText.nodes("other"))
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    #expect(ledger.due(at: .seconds(9.9)).isEmpty)
    #expect(ledger.due(at: .seconds(10)) == [path])
  }

  @Test("a read may answer until it hangs, and after it has ended there is none")
  func mayAnswer() throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    var ledger = FileLedger(hangsAfter: .seconds(10))
    _ = ledger.beginScan(of: folder.root, at: .zero)
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    let path = try #require(ledger.due(at: .zero).first)
    #expect(ledger.readsThatMayAnswer(at: .zero) == [])
    ledger.beginRead(of: path, at: .zero)
    #expect(ledger.readsThatMayAnswer(at: .seconds(9)) == [path])
    #expect(ledger.readsThatMayAnswer(at: .seconds(10)) == [])
    ledger.endRead(of: path, FileReading(of: path), at: .seconds(1))
    #expect(ledger.readsThatMayAnswer(at: .seconds(1)) == [])
  }

  @Test("an unreadable file keeps its last good data, and is tried again at every tick")
  func unreadable() throws {
    var ledger = FileLedger()
    let path = folder.path("nodes.json")
    try folder.write("nodes.json", OwnText.nodes("a"))
    let scan = FolderScan(root: folder.root)
    let outcomes: [FileReading] = [
      FileReading(of: path), FileReading(.failed(.unreadable(errno: EACCES))),
      FileReading(.failed(.unreadable(errno: EIO))),
    ]
    for (tick, outcome) in outcomes.enumerated() {
      // A stamp of its own at every tick, as of a file that is written to again and again.
      var scanned = scan
      if tick > 0 {
        try folder.write("nodes.json", OwnText.nodes("b"), age: 60 - tick)
        scanned = FolderScan(root: folder.root)
      }
      ledger.endScan(of: folder.root, scanned)
      #expect(ledger.due(at: .seconds(tick)) == [path])
      ledger.beginRead(of: path, at: .seconds(tick))
      ledger.endRead(of: path, outcome, at: .seconds(tick))
    }
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    #expect(ledger.due(at: .seconds(9)) == [path])
    let file = try #require(ledger.tell(at: .seconds(9)).first)
    #expect(file.fault == .unreadable(errno: EIO))
    #expect(file.document?.nodes.map(\.name) == ["a"])
  }

  @Test(
    "of many files the first are read first, each once, and one that changes meanwhile after the next scan")
  func inOrder() throws {
    var ledger = FileLedger()
    for name in ["d.json", "b.json", "c.json", "a.json"] { try folder.write(name, OwnText.nodes("n")) }
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    func names(atMost limit: Int) -> [SafeText] {
      ledger.due(at: .seconds(5), atMost: limit).map(\.lastComponent)
    }
    #expect(names(atMost: 2) == ["a.json", "b.json"])
    let (first, second) = (folder.path("a.json"), folder.path("b.json"))
    ledger.beginRead(of: second, at: .zero)
    #expect(names(atMost: 2) == ["a.json", "c.json"])
    ledger.beginRead(of: first, at: .zero)
    #expect(Set(ledger.reads) == [first, second])
    ledger.endRead(of: first, FileReading(of: first), at: .seconds(1))
    #expect(ledger.reads == [second])
    #expect(names(atMost: 9) == ["c.json", "d.json"])
    try folder.write("a.json", OwnText.nodes("m"))
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    #expect(names(atMost: 9) == ["a.json", "c.json", "d.json"])
    #expect(ledger.readsUnderWay(at: .seconds(5)) == 1)
  }

  /// A ledger of one file of one node, whose reading has begun.
  private func reading(_ name: String) throws -> (ledger: FileLedger, path: DataPath) {
    var ledger = FileLedger()
    try folder.write(name, OwnText.nodes("n"))
    let path = folder.path(name)
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    ledger.beginRead(of: path, at: .zero)
    return (ledger, path)
  }

  /// A reading that found no room for a file.
  private func refusal(of path: DataPath, beside others: Int = 0, kept: Int = 0) throws -> FileReading {
    var reading = FileReading(
      .failed(.tooMuchToKeep(limit: 9)), stamp: try FileStamp.of(path).stamp, cost: .seconds(1))
    reading.memoryOfOthers = MemoryMeter.Others(kept: kept, beingRead: others)
    return reading
  }

  @Test("what found no room beside others is read by itself at once, before it is refused")
  func readAlone() throws {
    var ledger = FileLedger()
    for name in ["a.json", "b.json", "c.json"] { try folder.write(name, OwnText.nodes("n")) }
    let (a, b, c) = (folder.path("a.json"), folder.path("b.json"), folder.path("c.json"))
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    #expect(ledger.next(at: .zero, atMost: 2) == [a, b])
    for path in [a, b] { ledger.beginRead(of: path, at: .zero) }
    ledger.endRead(of: b, try refusal(of: b, beside: 5), at: .zero)
    #expect(ledger.tell(at: .zero).isEmpty)
    #expect(ledger.next(at: .zero, atMost: 1).isEmpty)
    ledger.endRead(of: a, FileReading(of: a), at: .zero)
    #expect(ledger.next(at: .zero, atMost: 2) == [b])
    #expect(ledger.due(at: .zero) == [b, c])
    ledger.beginRead(of: b, at: .zero)
    #expect(ledger.next(at: .zero, atMost: 1).isEmpty)
    // One that waits for the file system keeps nothing else from being read.
    #expect(ledger.next(at: .seconds(1), atMost: 2) == [c])
    ledger.endRead(of: b, try refusal(of: b), at: .zero)
    let faults = ledger.tell(at: .zero).sorted { $0.path < $1.path }.map(\.fault)
    #expect(faults == [nil, .tooMuchToKeep(limit: 9)])
    #expect(ledger.due(at: .seconds(60)) == [c])
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    #expect(ledger.due(at: .seconds(60)) == [c])
  }

  @Test(
    "bytes that a scan saw while they were being read are not read again, and those that came meanwhile are")
  func scannedMeanwhile() throws {
    var (ledger, path) = try reading("a.json")
    let first = FileReading(of: path)
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    ledger.endRead(of: path, first, at: .zero)
    #expect(ledger.due(at: .seconds(60)).isEmpty)

    try folder.write("a.json", OwnText.nodes("n", "m"))
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    ledger.beginRead(of: path, at: .zero)
    let second = FileReading(of: path)
    try folder.write("a.json", OwnText.nodes("n", "m", "o"))
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    ledger.endRead(of: path, second, at: .zero)
    #expect(ledger.due(at: .seconds(60)) == [path])
  }

  @Test("what found no room beside others twice is said, and rests before it is read again")
  func crowdedAgain() throws {
    var ledger = FileLedger()
    try folder.write("a.json", OwnText.nodes("n"))
    let path = folder.path("a.json")
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    for _ in 0..<2 {
      #expect(ledger.next(at: .zero, atMost: 2) == [path])
      ledger.beginRead(of: path, at: .zero)
      ledger.endRead(of: path, try refusal(of: path, beside: 5), at: .zero)
    }
    #expect(ledger.tell(at: .zero).map(\.fault) == [.tooMuchToKeep(limit: 9)])
    #expect(ledger.next(at: .seconds(9), atMost: 2).isEmpty)
    #expect(ledger.next(at: .seconds(10), atMost: 2) == [path])
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    #expect(ledger.next(at: .seconds(10), atMost: 2) == [path])
  }

  @Test("what found no room is read again when less is kept than then, and not before")
  func moreRoom() throws {
    var ledger = FileLedger()
    for name in ["a.json", "b.json"] { try folder.write(name, OwnText.nodes("n")) }
    let (a, b) = (folder.path("a.json"), folder.path("b.json"))
    func read(_ path: DataPath, _ reading: FileReading, keeping bytes: Int = 0) {
      var reading = reading
      reading.keptMemory = bytes
      ledger.beginRead(of: path, at: .zero)
      ledger.endRead(of: path, reading, at: .zero)
      ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    }
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    read(a, FileReading(of: a), keeping: 500)
    read(b, try refusal(of: b, kept: 500))
    #expect(ledger.due(at: .seconds(60)).isEmpty)
    for bytes in [600, 550, 500] {
      read(a, FileReading(of: a), keeping: bytes)
      #expect(ledger.due(at: .seconds(60)).isEmpty)
    }
    read(a, FileReading(of: a), keeping: 499)
    #expect(ledger.due(at: .seconds(60)) == [b])
    read(b, try refusal(of: b, kept: 499))
    #expect(ledger.due(at: .seconds(60)).isEmpty)
  }

  @Test("a file below a folder that cannot be looked into is said to be so, and not to be gone")
  func belowFaults() throws {
    try folder.write("x/y/a.json", OwnText.nodes("a"))
    try folder.write("z/b.json", OwnText.nodes("b", cluster: "beta"))
    watch.tick()
    var scan = FolderScan()
    scan.note(.tooManyFiles(limit: 7), at: folder.root)
    scan.note(.hung(seconds: 9), at: folder.path("x"))
    scan.note(.unreadable(errno: EACCES), at: folder.path("x/y"))
    watch.ledger.endScan(of: folder.root, scan)
    let faults = watch.ledger.tell(at: .zero).reduce(into: [:]) { $0[$1.path] = $1.fault }
    #expect(faults[folder.path("x/y/a.json")] == .hung(seconds: 9))
    // What was not looked at may be there.
    #expect(faults[folder.path("z/b.json")] == .tooManyFiles(limit: 7))
    watch.ledger.endScan(of: folder.root, FolderScan())
    #expect(watch.ledger.tell(at: .zero).map(\.fault) == [.missing, .missing])
  }

  @Test("a read that does not come back is said to hang, and is never started twice")
  func hangs() throws {
    var (ledger, path) = try reading("nodes.json")
    #expect(ledger.isBusy(at: .seconds(9)))
    #expect(!ledger.isHanging(at: .seconds(9)))
    try folder.write("nodes.json", OwnText.nodes("b"))
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    #expect(ledger.due(at: .seconds(30)).isEmpty)
    #expect(!ledger.isBusy(at: .seconds(30)))
    #expect(ledger.isHanging(at: .seconds(30)))
    #expect(ledger.tell(at: .seconds(30)).map(\.fault) == [.hung(seconds: 30)])

    ledger.endRead(of: path, FileReading(of: path), at: .seconds(31))
    #expect(ledger.isChanged)
    #expect(ledger.tell(at: .seconds(31)).map(\.fault) == [nil])
  }

  @Test("a read that takes long because there is much does not hang as long as the file system answers")
  func answers() throws {
    var (ledger, path) = try reading("nodes.json")
    ledger.noteAnswer(to: path, at: .seconds(25))
    #expect(!ledger.isHanging(at: .seconds(30)))
    #expect(ledger.isBusy(at: .seconds(30)))
    #expect(ledger.activeReads(at: .seconds(25)) == 1)
    #expect(ledger.activeReads(at: .seconds(26)) == 0)
    #expect(ledger.tell(at: .seconds(35)).map(\.fault) == [.hung(seconds: 10)])
    ledger.endRead(of: path, FileReading(of: path), at: .seconds(36))
    #expect(ledger.tell(at: .seconds(90)).map(\.fault) == [nil])
  }

  @Test("a scan that does not come back is said of its root, and is never started twice")
  func scanHangs() {
    var ledger = FileLedger()
    let first = ledger.beginScan(of: folder.root, at: .zero)
    let second = ledger.beginScan(of: folder.root, at: .seconds(2))
    #expect(first && !second)
    let files = ledger.tell(at: .seconds(20))
    #expect(files.map(\.path) == [folder.root])
    #expect(files.map(\.fault) == [.hung(seconds: 20)])
  }
}
