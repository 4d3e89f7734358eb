import Foundation
import Journal
import Model
import Testing
import Text

/// What the kernel is asked for, and in which order, as strace sees it; and what happens when it refuses.
@Suite("System calls", .enabled(if: Trace.isAllowed, "needs strace, and the right to trace a process"))
struct SystemCallTests {
  @Test(
    "A record is written in one call and made durable, file first, folder second, before it is acknowledged")
  func order() throws {
    let folder = try TemporaryFolder()
    let trace = try Trace(of: folder, records: 3)
    #expect(trace.output.recordedIDs.count == 3)
    #expect(trace.falseAcknowledgements.isEmpty)
    #expect(trace.calls.count { $0.hasPrefix("write(") && $0.contains(".jsonl") } == 3)
    #expect(trace.calls.count { $0.hasPrefix("fsync(") && $0.contains(".jsonl") } == 3)
    #expect(trace.calls.count { $0.hasPrefix("fsync(") && !$0.contains(".jsonl") } == 1)
    let made = try #require(trace.calls.first { $0.contains("O_CREAT") })
    for flag in ["O_EXCL", "O_WRONLY", "O_APPEND", "O_CLOEXEC", "O_NOFOLLOW", "0640"] {
      #expect(made.contains(flag))
    }
  }

  @Test(
    "Whichever write, fsync or close fails, nothing is called recorded that is not",
    arguments: ["write", "fsync", "close"], ["EIO", "EDQUOT"])
  func failing(call: String, error: String) throws {
    var number = 0
    var isReached = true
    var recoveries = 0
    while isReached, number < 100 {
      number += 1
      let folder = try TemporaryFolder()
      let trace = try Trace(of: folder, records: 2, inject: "\(call):error=\(error):when=\(number)")
      isReached = trace.calls.contains { $0.contains("(INJECTED)") }
      #expect(trace.falseAcknowledgements.isEmpty, "\(call) \(number): \(trace.falseAcknowledgements)")
      let found = try folder.journal()
      #expect(Set(found.records.map(\.id)).isSuperset(of: trace.output.recordedIDs))
      // A record that went into a second file is still one record.
      #expect(found.records.count <= 2)
      if isReached, trace.output.recordedIDs.count == 2 { recoveries += 1 }
    }
    #expect(!isReached, "no call was left to fail")
    #expect(recoveries > 0)
  }

  @Test(
    "When every write or fsync fails, nothing is recorded, and that is said",
    arguments: ["fsync:error=EIO", "write:error=ENOSPC:when=1+2", "openat:error=EDQUOT:when=10+"])
  func hopeless(inject: String) throws {
    let folder = try TemporaryFolder()
    // The writer's own output is a write too: those between are let through.
    let trace = try Trace(of: folder, records: 1, inject: inject)
    #expect(trace.falseAcknowledgements.isEmpty)
    if inject.hasPrefix("fsync") {
      #expect(trace.output.recordedIDs.isEmpty)
      #expect(trace.output.contains("failed NOT RECORDED"))
    }
  }

  @Test(
    "Wherever the disk is full in the middle of a batch, what came before is whole and the rest is told",
    arguments: 1...4)
  func batchOnFullDisk(at number: Int) throws {
    let folder = try TemporaryFolder()
    // The record goes once more into a new file, and that write fails as well; nothing further is tried.
    let trace = try Trace(
      of: folder, records: 4, isBatch: true, inject: "write:error=ENOSPC:when=\(number)..\(number + 1)")
    #expect(trace.falseAcknowledgements.isEmpty)
    #expect(trace.output.recordedIDs.count == number - 1)
    #expect(trace.output.split(separator: "\n").count { $0.hasPrefix("failed NOT RECORDED") } == 5 - number)
    let found = try folder.journal()
    #expect(found.findings.isEmpty)
    #expect(Set(found.records.map(\.id)) == Set(trace.output.recordedIDs))
    #expect(trace.calls.count { $0.contains("O_CREAT") } <= 2)
  }

  @Test(
    "One write, fsync or close that fails in a batch costs none of its records",
    arguments: ["write", "fsync"],
    1...5)
  func batchWithOneFault(call: String, number: Int) throws {
    let folder = try TemporaryFolder()
    let trace = try Trace(
      of: folder, records: 4, isBatch: true, inject: "\(call):error=EIO:when=\(number)")
    #expect(trace.falseAcknowledgements.isEmpty)
    let found = try folder.journal()
    #expect(Set(found.records.map(\.id)).isSuperset(of: trace.output.recordedIDs))
    #expect(found.records.count == 4)
    #expect(Set(found.records.map(\.batch)).count == 1)
  }
}

/// One run of the writer under strace.
struct Trace {
  let output: String
  let calls: [String]

  static let isAllowed =
    (try? Programs.run("strace", "-qq", "-o", "/dev/null", "echo", "yes"))?.contains("yes") ?? false

  init(of folder: TemporaryFolder, records: Int, isBatch: Bool = false, inject: String? = nil) throws {
    let log = NSTemporaryDirectory() + "trace-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: log) }
    let arguments = ["-y", "-qq", "-s", "64", "-o", log, "-e", "trace=openat,write,fsync,close"]
    let (process, handle) = try Programs.start(
      ["strace"] + arguments + (inject.map { ["-e", "inject=\($0)"] } ?? []) + [
        Programs.probe
      ] + (isBatch ? ["--batch", folder.path, "\(records)"] : [folder.path, "A", "\(records)"]))
    output = String(decoding: handle.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// The IDs that were called recorded before one file had them whole, was on the disk, and was in its folder there.
  var falseAcknowledgements: [String] {
    var written: [String: [String]] = [:]
    var durable: [String: Set<String>] = [:]
    var inFolder: Set<String> = []
    var wrong: [String] = []
    for call in calls {
      let isDone = !call.contains(" = -1 ")
      let file = call.firstMatch(of: #/<([^<>]*\.jsonl)>/#).map { String($0.1) }
      if call.hasPrefix("write("), let file, isDone {
        guard let id = call.firstMatch(of: #/\\"id\\":\\"([0-9a-f]+:\d+)/#),
          let size = call.firstMatch(of: #/, (\d+)\) += (\d+)/#), size.1 == size.2
        else { continue }
        written[file, default: []].append(String(id.1))
      } else if call.hasPrefix("fsync("), isDone {
        if let file {
          durable[file, default: []].formUnion(written[file] ?? [])
        } else {
          inFolder.formUnion(written.keys)
        }
      } else if let said = call.firstMatch(of: #/^write\(1.*"recorded ([0-9a-f]+:\d+)/#), isDone {
        let id = String(said.1)
        if !durable.contains(where: { $0.value.contains(id) && inFolder.contains($0.key) }) {
          wrong.append(id)
        }
      }
    }
    return wrong
  }
}
