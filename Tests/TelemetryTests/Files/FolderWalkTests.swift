import Dispatch
import Glibc
import Testing
import Text

@testable import Telemetry

/// Calls that wait until the test ends.
private final class DeadCalls: Sendable {
  private let gate = DispatchSemaphore(value: 0)
  private let count: Int

  /// So many calls at the most will wait.
  init(_ count: Int) { self.count = count }
  func wait() { gate.wait() }
  deinit { for _ in 0..<count { gate.signal() } }
}

@Suite("Looking into folders on file systems that do not answer", .timeLimit(.minutes(60)))
struct FolderWalkTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func scan(
    calls: CallsUnderWay = CallsUnderWay(), _ questions: FolderWalk.Questions
  ) -> FolderScan {
    FolderWalk(
      root: folder.root, roots: DataRoots([folder.root]), fileLimit: 100, patience: .milliseconds(700),
      calls: calls, questions: questions
    ).result()
  }

  private func isHung(_ fault: FolderScan.Fault) -> Bool {
    if case .hung = fault.error { true } else { false }
  }

  @Test("A file whose stamp does not come is said, and the others are found")
  func stampHangs() throws {
    for name in ["a.json", "b.json", "c/d.json"] { try folder.write(name, "{}") }
    let dead = DeadCalls(1)
    var questions = FolderWalk.Questions()
    questions.stamp = { path throws(TelemetryError) in
      if path.lastComponent == "b.json" { dead.wait() }
      return try FileStamp.of(path)
    }
    let scan = scan(questions)
    #expect(Set(scan.files.map(\.path)) == [folder.path("a.json"), folder.path("c/d.json")])
    #expect(scan.faults.map(\.path) == [folder.path("b.json")])
    #expect(scan.faults.allSatisfy(isHung))
  }

  @Test("A folder whose names do not come is said, and the rest is found")
  func namesHang() throws {
    for name in ["a.json", "b/x.json", "c/d.json"] { try folder.write(name, "{}") }
    let dead = DeadCalls(1)
    var questions = FolderWalk.Questions()
    questions.names = { path, roots, room throws(TelemetryError) in
      if path.lastComponent == "b" { dead.wait() }
      return try FolderScan.names(in: path, of: roots, room: room)
    }
    let scan = scan(questions)
    #expect(Set(scan.files.map(\.path)) == [folder.path("a.json"), folder.path("c/d.json")])
    #expect(scan.faults.map(\.path) == [folder.path("b")])
    #expect(scan.faults.allSatisfy(isHung))
  }

  @Test("A folder that a link took the place of between looking and opening is not looked into")
  func swapped() throws {
    try folder.write("b/x.json", "{}")
    let outside = try TemporaryFolder()
    try outside.write("secret.json", "{}")
    let (inside, target) = (folder.path("b"), outside.path)
    let aside = "\(folder.path)/.aside"
    var questions = FolderWalk.Questions()
    questions.stamp = { path throws(TelemetryError) in
      let answer = try FileStamp.of(path)
      if path == inside {
        _ = inside.withCString { rename($0, aside) }
        _ = inside.withCString { symlink(target, $0) }
      }
      return answer
    }
    let scan = scan(questions)
    #expect(scan.files.isEmpty)
    let resolved = try #require(outside.root.resolved)
    #expect(
      scan.faults == [FolderScan.Fault(path: inside, error: .linkOutside(target: resolved.text))])
  }

  @Test("Where much does not answer, all of it is said, and no more than eight threads wait")
  func muchHangs() throws {
    for number in 0..<20 { try folder.write("\(number).json", "{}") }
    let dead = DeadCalls(20)
    let calls = CallsUnderWay()
    var questions = FolderWalk.Questions()
    let root = folder.root
    questions.stamp = { path throws(TelemetryError) in
      if path != root { dead.wait() }
      return try FileStamp.of(path)
    }
    let scan = scan(calls: calls, questions)
    #expect(scan.files.isEmpty)
    #expect(scan.faults.count == 20)
    #expect(scan.faults.allSatisfy(isHung))
    let waiting = (0..<20).count { calls.silence(at: folder.path("\($0).json")) != nil }
    #expect((1...8).contains(waiting))
  }

  @Test("A path where somebody still waits is not asked again")
  func notTwice() throws {
    for name in ["a.json", "b.json"] { try folder.write(name, "{}") }
    let calls = CallsUnderWay()
    let caller = calls.begin(on: folder.path("a.json"))
    let walk = FolderWalk(
      root: folder.root, roots: DataRoots([folder.root]), fileLimit: 100, patience: .zero, calls: calls)
    #expect(walk.result().faults.contains { $0.path == folder.path("a.json") && isHung($0) })
    caller.end()
    #expect(scan(calls: calls, FolderWalk.Questions()).files.count == 2)
  }
}

@Suite("Who waits for the file system")
struct CallsUnderWayTests {
  @Test("Work on an answer is no silence, and who is done does not wait")
  func silence() async throws {
    let calls = CallsUnderWay()
    let path = DataPath("/data/a.json")
    #expect(calls.silence(at: path) == nil)
    let caller = calls.begin(on: path)
    let first = try #require(calls.silence(at: path))
    while CallsUnderWay.now() == CallsUnderWay.now() {}
    #expect(try #require(calls.silence(at: path)) > first)
    caller.noteAnswer()
    #expect(calls.silence(at: path) == .zero)
    caller.noteQuestion()
    while calls.silence(at: path) == .zero {}
    caller.end()
    #expect(calls.silence(at: path) == nil)
  }
}
