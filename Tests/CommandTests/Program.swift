import Foundation
import Testing

/// The built program, or another one that runs it, without a terminal.
struct Program {
  var executable = Program.path
  var environment: [String: String] = [:]
  /// What it reads on standard input; nothing unless a test gives it something.
  var input: String?

  init(environment: [String: String] = [:], input: String? = nil) {
    self.environment = environment
    self.input = input
  }

  struct Result {
    let status: Int32
    let output: String
    let complaints: String
  }

  /// Beside the test bundle, where SwiftPM puts every product of a build.
  static let path: String = {
    let executable = ProcessInfo.processInfo.arguments[0]
    for candidate in [executable, Bundle.main.bundlePath, Bundle.main.executablePath ?? ""] {
      var folder = URL(filePath: candidate)
      for _ in 0..<4 {
        folder.deleteLastPathComponent()
        let program = folder.appending(path: "factorytop").path
        if FileManager.default.isExecutableFile(atPath: program) { return program }
      }
    }
    return "factorytop"
  }()

  static let sampleData = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../sample-data").standardized.path

  static let moment = "2026-11-23T10:00:00Z"

  func run(_ arguments: String...) throws -> Result { try run(arguments) }

  func run(_ arguments: [String]) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    // No configuration of whoever runs the tests.
    let ours = ["PATH": "/usr/bin:/bin", "HOME": NSTemporaryDirectory(), "XDG_CONFIG_HOME": "/nonexistent"]
    process.environment = ours.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      // Less than a pipe holds, so that this does not wait for the program.
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    }
    let output = Pipe()
    let complaints = Pipe()
    process.standardOutput = output
    process.standardError = complaints
    try process.run()
    let outputBytes = output.fileHandleForReading.readDataToEndOfFile()
    let complaintBytes = complaints.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: outputBytes, as: UTF8.self),
      complaints: String(decoding: complaintBytes, as: UTF8.self))
  }
}

/// A folder that goes when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "factorytop-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }
}
