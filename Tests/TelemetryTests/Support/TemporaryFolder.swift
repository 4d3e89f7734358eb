import Foundation
import Glibc

@testable import Telemetry

/// A folder that is removed with everything in it when the test lets go of it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("telemetry-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    path = base.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var root: DataPath { DataPath(path) }

  func path(_ name: String) -> DataPath { DataPath("\(path)/\(name)") }

  /// Writes a file in place, making its folders. Older than any writer would be at work, unless told otherwise.
  func write(_ name: String, _ bytes: [UInt8], age: Int = 60) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    if let handle = FileHandle(forWritingAtPath: file.path) {
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(bytes))
      try handle.close()
    } else {
      try Data(bytes).write(to: file)
    }
    setAge(name, age)
  }

  func write(_ name: String, _ text: String, age: Int = 60) throws {
    try write(name, Array(text.utf8), age: age)
  }

  func setAge(_ name: String, _ seconds: Int) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    now.tv_sec -= seconds
    let times = [now, now]
    _ = utimensat(AT_FDCWD, "\(path)/\(name)", times, 0)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

  /// As a careful writer does: complete, under another name, then in one step.
  func replace(_ name: String, _ text: String) throws {
    try write(".\(name).new", text)
    _ = rename("\(path)/.\(name).new", "\(path)/\(name)")
  }
}
