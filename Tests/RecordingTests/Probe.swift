import Foundation
import Model
import Testing

@testable import Recording

/// Runs of the recorder that tests stop and starve.
enum Probe {
  static let path: String = {
    var path = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &path, path.count)
    let here = String(decoding: path.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    for candidate in [here] + CommandLine.arguments where candidate.contains("/") {
      let folder = URL(filePath: candidate).deletingLastPathComponent()
      let program = folder.appending(path: "RecordingProbe").path
      if access(program, X_OK) == 0 { return program }
    }
    return "RecordingProbe"
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

  /// Which reading of the recorder it is; that it is that one, and whole, is expected.
  static func checkedMinute(of reading: RecordedReading) -> Int64 {
    let minute = (reading.at - moment).count / 60
    let jobs = reading.factory.clusters.first?.jobs?.jobs ?? []
    let isRight = jobs.count == Int(100 + minute % 10) && jobs.allSatisfy { $0.priority == minute }
    #expect(isRight, "the reading of minute \(minute) is another one")
    return minute
  }

  /// Which readings a folder shows, each held against what the recorder wrote then. A record that is not finished is no
  /// damage; anything else is.
  static func minutes(in path: String) throws -> Set<Int64> {
    let folder = try RecordingFolder(path)
    folder.eachFile { result in
      do throws(RecordingError) {
        let file = try result.get()
        // Its head may be what was not written.
        #expect(!file.isDamaged || file.head == nil && file.readings.isEmpty, "\(file.path): \(file.faults)")
      } catch {
        Issue.record("\(error.sentence)")
      }
    }
    var minutes: Set<Int64> = []
    let span = try RecordedSpan(folder, from: moment, to: moment + .days(400))
    let lost = try span.each { part in
      minutes.insert(checkedMinute(of: part.reading))
    }
    #expect(lost == 0)
    return minutes
  }
}

extension String {
  /// What the recorder says is recorded; a line that is not whole says nothing.
  var recordedMinutes: Set<Int64> {
    Set(
      split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .compactMap { $0.hasPrefix("recorded ") ? Int64($0.dropFirst(9)) : nil })
  }
}
