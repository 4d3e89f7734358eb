import Foundation
import Glibc
import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Reading one telemetry file")
struct FileReadingTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func outcome(_ name: String, limit: Int64 = FileReading.largestFile) -> FileReading.Outcome {
    FileReading(of: folder.path(name), limit: limit).outcome
  }

  private func failure(_ name: String, limit: Int64 = FileReading.largestFile) -> TelemetryError? {
    if case .failed(let error) = outcome(name, limit: limit) { error } else { nil }
  }

  @Test("a document is read with the stamp of its bytes")
  func sound() throws {
    try folder.write("nodes.json", OwnText.nodes("a", "b"))
    let reading = FileReading(of: folder.path("nodes.json"))
    guard case .document(let document) = reading.outcome else {
      Issue.record("\(reading.outcome)")
      return
    }
    #expect(document.nodes.map(\.name) == ["a", "b"])
    #expect(reading.stamp == (try FileStamp.of(folder.path("nodes.json")).stamp))
    #expect(reading.isSettled)
    #expect(!reading.isRecent)
  }

  @Test("a byte order mark and white space before the document are passed over")
  func byteOrderMark() throws {
    try folder.write("a.json", "\u{FEFF}" + String(repeating: "\n", count: 300) + OwnText.nodes("a"))
    guard case .document = outcome("a.json") else {
      Issue.record("\(outcome("a.json"))")
      return
    }
  }

  @Test("bytes that are no UTF-8 are told, whatever becomes of their record")
  func repaired() throws {
    let name = Array("caf".utf8) + [0xE9]
    let head = #"{"schema":"factorytop/nodes/1","generated_at":"2026-11-23T10:00:00Z","nodes":[{"name":""#
    try folder.write("latin1.json", Array(head.utf8) + name + Array(#"","state":"IDLE"}]}"#.utf8))
    guard case .document(let document) = outcome("latin1.json") else {
      Issue.record("no document")
      return
    }
    #expect(document.records == 1)
    #expect(document.problem == "1 place in its texts can be no UTF-8, shown as U+FFFD")
  }

  @Test("what was just written is read again, for its stamp may not tell the next change")
  func unsettled() throws {
    try folder.write("nodes.json", OwnText.nodes("a"), age: 0)
    let reading = FileReading(of: folder.path("nodes.json"))
    #expect(!reading.isSettled)
    #expect(reading.isRecent)
  }

  @Test(
    "A stamp of whole seconds tells two writes apart after two seconds only, a finer one at once",
    arguments: [
      (written: 10_000_000_001, now: 10_050_000_000, isSettled: false),
      (10_000_000_001, 10_051_000_000, true), (10_000_000_001, 9_000_000_000, true),
      (10_000_000_000, 11_999_999_999, false), (10_000_000_000, 12_000_000_001, true),
      (10_000_000_000, 5_000_000_000, false), (700_000_000_000, 10_000_000_000, true),
    ])
  func wholeSeconds(written: Int64, now: Int64, isSettled: Bool) {
    let stamp = FileStamp(device: 1, inode: 1, size: 1, modified: written, changed: written)
    #expect(stamp.isSettled(atWallNanoseconds: now) == isSettled)
  }

  @Test(
    "a date centuries away stops nobody: the file is found and read, and found unchanged again",
    arguments: [10_413_792_000, -11_676_096_000, 253_402_300_800])
  func farDates(seconds: Int) async throws {
    try folder.write("nodes.json", OwnText.nodes("a"))
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, "\(folder.path)/nodes.json", [time, time], 0) == 0)
    let file = try #require(FolderScan(root: folder.root).files.first)
    let reading = FileReading(of: file.path)
    #expect(!reading.isRecent)
    #expect(reading.stamp == file.stamp)
    let watched = await TelemetrySnapshot.once(roots: [folder.path])
    #expect(watched.factory.sources.map(\.isReadable) == [true])
  }

  @Test("a pipe, a socket, a device and a folder are refused without waiting for anybody")
  func notFiles() throws {
    #expect(folder.path("pipe.json").withCString { mkfifo($0, 0o600) } == 0)
    #expect(failure("pipe.json") == .notAFile(.pipe))

    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    try bind(socket, to: "\(folder.path)/socket.json")
    // Linux does not even open one.
    #expect(failure("socket.json") == .unreadable(errno: ENXIO))
    #expect(FolderScan(root: folder.root).faults.contains { $0.error == .notAFile(.socket) })

    #expect(symlink("/dev/zero", "\(folder.path)/device.json") == 0)
    #expect(failure("device.json") == .notAFile(.device))
    #expect(mkdir("\(folder.path)/folder.json", 0o700) == 0)
    #expect(failure("folder.json") == .notAFile(.folder))
  }

  private func bind(_ socket: Int32, to path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
  }

  @Test("a link to nothing is missing, and one to itself is named as such")
  func links() throws {
    #expect(symlink("nowhere", "\(folder.path)/a.json") == 0)
    #expect(failure("a.json") == .missing)
    #expect(symlink("b.json", "\(folder.path)/b.json") == 0)
    #expect(failure("b.json") == .unreadable(errno: ELOOP))
  }

  @Test(
    "a file that this user may not read says so", .enabled(if: geteuid() != 0, "root may read everything"))
  func unreadable() throws {
    try folder.write("a.json", OwnText.nodes("a"))
    #expect(chmod("\(folder.path)/a.json", 0) == 0)
    #expect(failure("a.json") == .unreadable(errno: EACCES))
  }

  @Test("a sparse file of 5 GB is refused by its size, one that lies about its size by the bytes that come")
  func tooLarge() throws {
    try folder.write("huge.json", "{")
    #expect(truncate("\(folder.path)/huge.json", 5_000_000_000) == 0)
    #expect(failure("huge.json") == .tooLarge(limit: FileReading.largestFile))
    try folder.write("a.json", OwnText.nodes("a"))
    #expect(failure("a.json", limit: 20) == .tooLarge(limit: 20))
    let file = try OpenFile(folder.path("a.json"), in: DataRoots([folder.root]))
    let caller = CallsUnderWay().begin(on: folder.path("a.json"))
    let source = file.source(limit: 20, caller: caller)
    var buffer = [UInt8](repeating: 0, count: 16)
    #expect(buffer.withUnsafeMutableBytes { source($0) } == 16)
    #expect(buffer.withUnsafeMutableBytes { source($0) } == Int(-EFBIG))
  }

  @Test(
    "what is no document says what it is instead",
    arguments: [
      ([], TelemetryError.empty), (Array(" \n\t".utf8), .empty),
      ([0x1F, 0x8B, 0x08, 0x00], .compressed(by: "gzip")),
      ([0x28, 0xB5, 0x2F, 0xFD], .compressed(by: "zstd")),
      (
        Array("squeue: error: slurm_load_jobs\nmore".utf8), .text(firstLine: "squeue: error: slurm_load_jobs")
      ),
      ([0x7F, 0x45, 0x4C, 0x46, 0x00, 0x01], .binary),
      (Array("CLUSTER: a\n             JOBID PARTITION\n".utf8), .text(firstLine: "CLUSTER: a")),
      (Array("CLUSTER: a\n".utf8), .text(firstLine: "CLUSTER: a")),
      (Array("root:$y$j9T$secret\nmore".utf8), .text(firstLine: nil)),
      (Array("squeuepassword: x\n".utf8), .text(firstLine: nil)),
      (Array("slurm_password: x\n".utf8), .text(firstLine: nil)),
      (Array("slurm_load_jobs_password: x\n".utf8), .text(firstLine: nil)),
      (Array("slurm_load_jobs error: no\n".utf8), .text(firstLine: "slurm_load_jobs error: no")),
      (Array("slurm_load_partitions: no\n".utf8), .text(firstLine: "slurm_load_partitions: no")),
      (Array("\u{1B}]0;x\u{07}".utf8), .text(firstLine: nil)),
    ])
  func noDocument(bytes: [UInt8], error: TelemetryError) throws {
    try folder.write("jobs.json", bytes)
    #expect(failure("jobs.json") == error)
    try folder.write("README", bytes)
    guard case .unrecognised(let why) = outcome("README") else {
      Issue.record("\(outcome("README"))")
      return
    }
    #expect(why == error)
  }

  @Test("JSON of no known form is left alone, whatever its name")
  func unknown() throws {
    try folder.write("package.json", #"{"name": "x", "dependencies": {}}"#)
    guard case .unrecognised(.unknownFormat) = outcome("package.json") else {
      Issue.record("\(outcome("package.json"))")
      return
    }
  }

  @Test("concatenated documents and trailing garbage are refused where they begin")
  func concatenated() throws {
    let document = OwnText.nodes("a")
    try folder.write("a.json", document + "\n" + document)
    guard case .json(let error) = failure("a.json") else {
      Issue.record("\(outcome("a.json"))")
      return
    }
    #expect(error.line == 2)
    #expect(error.column == 1)
    try folder.write("a.json", Array(document.utf8) + [0, 0])
    #expect(failure("a.json") != nil)
  }

  @Test("a file that grows while it is read is neither the old nor the new one")
  func changing() throws {
    try folder.write("a.json", OwnText.nodes("a"))
    let file = try OpenFile(folder.path("a.json"), in: DataRoots([folder.root]))
    #expect(try !file.hasChanged())
    try folder.write("a.json", OwnText.nodes("a", "b"))
    #expect(try file.hasChanged())
  }

  @Test("every error says in one sentence what is wrong and what to do")
  func sentences() throws {
    let errors: [TelemetryError] = [
      .missing, .unreadable(errno: EACCES), .unreadable(errno: EIO), .unreadable(errno: ESTALE),
      .notAFile(.pipe),
      .linkOutside(target: "/x"), .tooDeep(limit: 4), .tooLarge(limit: 5), .changing, .hung(seconds: 12),
      .tooManyFiles(limit: 9), .empty,
      .compressed(by: "gzip"),
      .text(firstLine: "x"), .text(firstLine: nil), .binary, .unknownFormat, .unknownSchema("factorytop/x/1"),
      .schemaAfterRecords(field: "nodes"), .recordsMissing(field: "nodes"), .producerFailed("no"),
    ]
    for error in errors {
      let parts = error.explanation.shown.split(separator: "; ")
      #expect(parts.count == 2)
      #expect(!error.explanation.shown.hasSuffix("."))
    }
    #expect(
      TelemetryError.notAFile(.pipe).explanation == "is a pipe, not a file; put a regular file in its place")
  }
}
