import Foundation
import Journal
import Model
import Testing
import Text

/// A folder that goes when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { "\(path)/\(name)" }
  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path(name)))
  }
  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path(name)))) }

  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

  /// What a reader that comes along finds.
  func journal() throws -> JournalContents {
    var reader = JournalReader(try JournalFolder(path))
    return try reader.read()
  }
}

/// Programs that are run with arguments and asked for their output.
enum Programs {
  /// The writer of the tests, beside the test bundle.
  static let probe: String = {
    var path = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &path, path.count)
    let here = String(decoding: path.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    for candidate in [here] + CommandLine.arguments where candidate.contains("/") {
      let folder = URL(filePath: candidate).deletingLastPathComponent()
      let program = folder.appending(path: "JournalProbe").path
      if access(program, X_OK) == 0 { return program }
    }
    return "JournalProbe"
  }()

  static func start(_ arguments: [String]) throws -> (process: Process, output: FileHandle) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    return (process, pipe.fileHandleForReading)
  }

  static func run(_ arguments: String...) throws -> String {
    let (process, output) = try start(arguments)
    let bytes = output.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// The IDs that the writer of the tests says are recorded; a line that is not whole says nothing.
  var recordedIDs: [SafeText] {
    split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .filter { $0.hasPrefix("recorded ") }
      .map { SafeText(untrusted: String($0.dropFirst(9))) }
  }
}

/// A record that can be written at any time.
func sample(_ writer: JournalWriter, _ kind: DecisionKind = .note, note: String = "plain") -> DecisionRecord {
  let target = kind.target(from: .decision, mode: .playground)
  return DecisionRecord(
    id: writer.nextID(), application: "EHPC-AIF-2026PG01-9102", kind: kind, note: SafeText(untrusted: note),
    from: target == nil ? nil : .decision, to: target, portal: .decision, author: writer.author,
    at: Timestamp(secondsSince1970: 1_795_428_000))
}

/// Bit by bit, as a second opinion.
func crc32c(_ bytes: some Sequence<UInt8>) -> UInt32 {
  var crc: UInt32 = ~0
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
  }
  return ~crc
}
