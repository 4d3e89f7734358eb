import Dispatch
import Foundation
import Glibc
import Model
import Synchronization
import Testing
import Text

@testable import Recording

@Suite("What was recorded stays, whatever becomes of the recorder and of its disk")
struct CrashTests {
  @Test("Killed at any moment, nothing of what it said was recorded is lost")
  func killed() throws {
    let rounds = ProcessInfo.processInfo.environment["FACTORYTOP_KILLS"].flatMap { Int($0) } ?? 50
    var count = 0
    var torn = 0
    for round in 0..<rounds {
      let folder = try TestFolder()
      let (process, output) = try Probe.start([Probe.path, folder.path, "100000"])
      var said = Data()
      for _ in 0..<(round % 4) { said += output.availableData }
      usleep(UInt32.random(in: 0...30_000))
      kill(process.processIdentifier, SIGKILL)
      said += output.readDataToEndOfFile()
      process.waitUntilExit()
      let recorded = String(decoding: said, as: UTF8.self).recordedMinutes
      let found = try Probe.minutes(in: folder.path)
      #expect(found.isSuperset(of: recorded), "round \(round)")
      // At most the one that it was about to acknowledge.
      #expect(found.count <= recorded.count + 1)
      count += recorded.count
      torn += faults(in: folder).count
    }
    #expect(count > rounds)
    if rounds > 50 { print("killed \(rounds) times: \(count) readings, \(torn) torn, none lost") }
  }

  private func faults(in folder: TestFolder) -> [RecordingFile.Fault] {
    var faults: [RecordingFile.Fault] = []
    (try? RecordingFolder(folder.path))?.eachFile { faults += (try? $0.get().faults) ?? [] }
    return faults
  }

  @Test(
    "Whichever write or sync fails, what came before is read, the error is told, and recording goes on in a new file",
    .enabled(if: Self.mayTrace, "needs strace, and the right to trace a process"),
    arguments: ["write", "fdatasync"], ["ENOSPC", "EIO"])
  func failing(call: String, error: String) throws {
    var number = 0
    var isReached = true
    var recoveries = 0
    while isReached, number < 100 {
      number += 1
      let folder = try TestFolder()
      let log = "\(folder.path)/trace"
      let output = try Probe.run(
        "strace", "-qq", "-y", "-s", "8", "-o", log, "-e", "trace=write,fdatasync", "-e",
        "inject=\(call):error=\(error):when=\(number)", Probe.path, folder.path, "4")
      let injected = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").filter {
        $0.contains("(INJECTED)")
      }
      isReached = !injected.isEmpty
      let found = try Probe.minutes(in: folder.path)
      let recorded = output.recordedMinutes
      #expect(found.isSuperset(of: recorded), "\(call) \(number)")
      let isOfFile = injected.contains { $0.contains(".ftrec") }
      // The last write ends the file, and nothing is lost with it; the others are of the probe's own output.
      guard isOfFile, recorded.count < 4 else { continue }
      recoveries += 1
      #expect(recorded.count == 3)
      #expect(output.contains("failed "), "\(call) \(number): \(output)")
      #expect(output.contains(call == "write" ? "writing " : "the disk did not take "))
      #expect(try folder.files.count { $0.hasSuffix(".ftrec") } == (recorded.contains(3) ? 2 : 1))
    }
    #expect(!isReached, "no call was left to fail")
    // The head and four readings.
    #expect(recoveries == 5)
  }

  @Test("A disk that takes a part of a record costs that record alone")
  func torn() throws {
    let folder = try TestFolder()
    // So many kilobytes a file, and what goes beyond is refused.
    let output = try Probe.run(
      "bash", "-c", "trap '' XFSZ; ulimit -f 6; exec \"$0\" \"$@\"", Probe.path, folder.path, "40")
    let recorded = output.recordedMinutes
    #expect(recorded.count > 20 && recorded.count < 40, "\(recorded.count)")
    #expect(output.contains("failed writing "))
    #expect(try Probe.minutes(in: folder.path) == recorded)
    #expect(try folder.files.count == 40 - recorded.count + (recorded.contains(39) ? 1 : 0))
  }

  /// Threads of their own: the tests beside this one would keep tasks waiting until all is recorded.
  @Test("Readers beside a recorder see whole readings, the right ones, and never fewer than before")
  func readers() throws {
    let folder = try TestFolder()
    // What it says fits into the pipe.
    let (_, output) = try Probe.start([Probe.path, folder.path, "1500"])
    let first = Seen(in: folder.path)
    let second = Seen(in: folder.path)
    let seen = [first, second].map { $0.wait() }
    #expect(String(decoding: output.readDataToEndOfFile(), as: UTF8.self).recordedMinutes.count == 1500)
    #expect(try Probe.minutes(in: folder.path).count == 1500)
    for minutes in seen {
      #expect(minutes.last == 1499)
      #expect(minutes == minutes.sorted())
      #expect(Set(minutes).count > 2)
    }
  }

  /// The newest readings that a reader saw one after the other, until it saw the last.
  private final class Seen: Sendable {
    private let minutes = Mutex<[Int64]>([])
    private let isDone = DispatchSemaphore(value: 0)

    init(in path: String) {
      Thread.detachNewThread {
        let end = ContinuousClock.now.advanced(by: .seconds(240))
        while self.minutes.withLock({ $0.last }) != 1499, ContinuousClock.now < end {
          guard let newest = try? RecordingFolder(path).reading(at: moment + .days(400)) else { continue }
          self.minutes.withLock { $0.append((newest.reading.at - moment).count / 60) }
          _ = Probe.checkedMinute(of: newest.reading)
        }
        self.isDone.signal()
      }
    }

    func wait() -> [Int64] {
      isDone.wait()
      return minutes.withLock { $0 }
    }
  }

  static let mayTrace =
    (try? Probe.run("strace", "-qq", "-o", "/dev/null", "echo", "yes"))?.contains("yes") ?? false
}
