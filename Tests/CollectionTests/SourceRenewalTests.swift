import Foundation
import Telemetry
import Testing
import Text

@testable import Collection

@Suite("One run of a command")
struct SourceRenewalTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("old", to: "nodes.json")
  }

  private func source(_ command: [String], time: Duration = .seconds(900), size: Int64 = 1 << 20)
    -> CollectedSource
  {
    var source = CollectedSource(command: command, target: folder.path("nodes.json"))
    source.limits.time = time
    source.limits.size = size
    return source
  }

  private func failure(of source: CollectedSource) async -> CollectionFailure? {
    let failure = await #expect(throws: CollectionFailure.self) { try await source.renew() }
    #expect(folder.text("nodes.json") == "old")
    #expect(folder.entries == ["nodes.json"])
    return failure
  }

  @Test("A complete document becomes the file, byte for byte")
  func renewed() async throws {
    try folder.write(OwnText.nodes(), to: "answer")
    try await source(["cat", folder.path("answer")]).renew()
    #expect(folder.text("nodes.json") == OwnText.nodes())
    #expect(folder.entries == ["answer", "nodes.json"])
  }

  @Test("Output that takes more memory than there is leaves the file as it was, and gives back what it took")
  func noRoom() async throws {
    try folder.write(OwnText.nodes(), to: "answer")
    let memory = MemoryMeter(limit: 10)
    let failure = await #expect(throws: CollectionFailure.self) {
      try await source(["cat", folder.path("answer")]).renew(memory: memory)
    }
    #expect(failure?.cause == .refused(.tooMuchToKeep(limit: 10)))
    #expect(folder.text("nodes.json") == "old")
    #expect(memory.reserve(10))
  }

  @Test("Output that finds no room beside what others read waits for it until the command's time is over")
  func waitsForRoom() async throws {
    try folder.write(OwnText.nodes(), to: "answer")
    let memory = MemoryMeter(limit: 2_000_000)
    #expect(memory.reserve(2_000_000))
    let failure = await #expect(throws: CollectionFailure.self) {
      try await source(["cat", folder.path("answer")], time: .seconds(1)).renew(memory: memory)
    }
    #expect(failure?.cause == .tookTooLong(limit: .seconds(1)))
    memory.endReading(2_000_000)
    try await source(["cat", folder.path("answer")]).renew(memory: memory)
    #expect(folder.text("nodes.json") == OwnText.nodes())
  }

  @Test("No shell reads the command")
  func noShell() async throws {
    let odd = "$(touch x); `id` *"
    try folder.write(OwnText.nodes(), to: odd)
    try await source(["/bin/cat", folder.path(odd)]).renew()
    #expect(folder.text("nodes.json") == OwnText.nodes())
  }

  @Test("A command has a session of its own, and no terminal")
  func session() async throws {
    try folder.write(OwnText.nodes(), to: "answer")
    let script = """
      read -r _ _ _ _ _ session _ < /proc/self/stat; [ "$session" = $$ ] || exit 3
      cat \(folder.path("answer"))
      """
    try await source(["sh", "-c", script]).renew()
    #expect(folder.text("nodes.json") == OwnText.nodes())
  }

  @Test("A megabyte of complaints does not keep the command from going on")
  func muchComplaint() async throws {
    try folder.write(OwnText.nodes(), to: "answer")
    let script = "head -c 1000000 /dev/zero | tr '\\0' 'x' >&2; cat \(folder.path("answer"))"
    try await source(["sh", "-c", script]).renew()
    #expect(folder.text("nodes.json") == OwnText.nodes())
  }

  @Test("A child that is left behind with the output open delays nothing, and ends with the command")
  func leftBehind() async throws {
    try folder.write(OwnText.nodes(), to: "answer")
    let script = "cat \(folder.path("answer")); sleep 1000 & echo $! > \(folder.path("pid"))"
    try await source(["sh", "-c", script]).renew()
    #expect(folder.text("nodes.json") == OwnText.nodes())
    #expect(hasEnded(try pid("pid")))
  }

  @Test("A command that fails is named with its status and what it said, made safe to show")
  func failed() async throws {
    let script = "printf 'slurm_load_jobs error:\\033[2J Unable to contact\\n\\ncontroller\\n' >&2; exit 3"
    let failure = await failure(of: source(["sh", "-c", script]))
    #expect(failure?.cause == .exited(status: 3))
    #expect(failure?.complaint?.shown == "slurm_load_jobs error:␛[2J Unable to contact | controller")
  }

  @Test("Output of a command that fails does not count, however good it looks")
  func failedWithOutput() async throws {
    try folder.write(OwnText.nodes(), to: "../answer-\(ProcessInfo.processInfo.processIdentifier)")
    let answer = folder.path("../answer-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(atPath: answer) }
    #expect(
      await failure(of: source(["sh", "-c", "cat \(answer); kill -9 $$"]))?.cause == .killed(signal: 9))
  }

  @Test("A program that is not there is said to be so", arguments: ["no-such-program", "/no/such/program"])
  func notFound(program: String) async {
    let cause = await failure(of: source([program]))?.cause
    #expect(cause == .notFound)
  }

  @Test(
    "Output that is no complete document of a known form is refused",
    arguments: [
      ("", TelemetryError.empty), ("Connection closed", .text(firstLine: nil)),
      ("{\"a\": 1}", .unknownFormat),
      ("{\"jobs\": [], \"errors\": [{\"error\": \"down\", \"error_number\": 1}], \"meta\": {}}", nil),
      ("{\"schema\": \"factorytop/nodes/1\", \"generated_at\": \"2026-11-23T10:00:00Z\", \"nodes\": [", nil),
      ("{\"meta\": {\"plugin\": {}}, \"errors\": [], \"jobs\": [{\"job_id\": 1, \"job_st", nil),
      (
        "<!DOCTYPE html>\n<html><body>502 Bad Gateway</body></html>",
        .text(firstLine: "<!DOCTYPE html>")
      ),
      (
        "squeue: error: slurm_receive_msg: Zero Bytes\n\(OwnText.nodes())",
        .text(firstLine: "squeue: error: slurm_receive_msg: Zero Bytes")
      ),
      ("\(OwnText.nodes())\nsqueue: error: slurm_receive_msg: Zero Bytes", nil),
      ("\(OwnText.nodes())\(OwnText.nodes())", nil),
    ])
  func refused(output: String, why: TelemetryError?) async {
    guard case .refused(let error) = await failure(of: source(["printf", "%s", output]))?.cause else {
      Issue.record("was not refused")
      return
    }
    if let why { #expect(error == why) }
  }

  @Test("What took the hidden name of the output meanwhile is not taken for it")
  func swapped() async throws {
    try folder.write(OwnText.nodes(), to: "planted")
    let script = """
      cd \(folder.path); for new in .nodes.json.*.tmp; do mv planted "$new"; done; printf nonsense
      """
    let cause = await failure(of: source(["sh", "-c", script]))?.cause
    #expect(cause == .notWritten(ReplacementError(.write, folder.path("nodes.json"), ESTALE)))
  }

  @Test("A command that writes too much is ended at once")
  func tooMuch() async {
    let cause = await failure(of: source(["cat", "/dev/zero"], size: 100_000))?.cause
    #expect(cause == .wroteTooMuch(limit: 100_000))
  }

  @Test("A command that writes for ever is ended with its children, also when it listens to no signal")
  func endless() async throws {
    let script = """
      trap '' TERM INT HUP PIPE; sh -c 'trap "" TERM PIPE; while :; do echo y; done' & echo $! > \(pidPath)
      while :; do echo x; done
      """
    defer { try? FileManager.default.removeItem(atPath: pidPath) }
    let cause = await failure(of: source(["sh", "-c", script], size: 100_000))?.cause
    #expect(cause == .wroteTooMuch(limit: 100_000))
    let text = try String(contentsOfFile: pidPath, encoding: .utf8)
    #expect(hasEnded(try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))))
  }

  @Test("A folder that is removed while the command runs is said, and made anew by the next run")
  func folderRemoved() async throws {
    try folder.write(OwnText.nodes(), to: "answer")
    var source = source(["sh", "-c", "rm -r \(folder.path("sub")); cat \(folder.path("answer"))"])
    source.target = folder.path("sub/nodes.json")
    let failure = await #expect(throws: CollectionFailure.self) { try await source.renew() }
    let sentence = failure?.sentence(about: source).shown
    #expect(
      sentence?.contains("cannot write \(source.target): No such file or directory") == true,
      "\(sentence ?? "")")
    source.command = ["cat", folder.path("answer")]
    try await source.renew()
    #expect(folder.text("sub/nodes.json") == OwnText.nodes())
  }

  @Test("A command that hangs is ended with its children, also when it does not listen")
  func hung() async throws {
    let script =
      "trap '' TERM; echo waiting >&2; sh -c 'trap \"\" TERM; sleep 1000; sleep 1000' & echo $! > \(pidPath); wait"
    defer { try? FileManager.default.removeItem(atPath: pidPath) }
    let failure = await failure(of: source(["sh", "-c", script], time: .seconds(3)))
    #expect(failure?.cause == .tookTooLong(limit: .seconds(3)))
    #expect(failure?.complaint == "waiting")
    let text = try String(contentsOfFile: pidPath, encoding: .utf8)
    #expect(hasEnded(try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))))
  }

  @Test("A cancelled task ends its command, and the old file stays", .timeLimit(.minutes(60)))
  func cancelled() async throws {
    let source = source(["sh", "-c", "touch \(folder.path("started")); sleep 1000"])
    let task = Task { try await source.renew() }
    // Another process sends no event that could be waited for.
    while folder.text("started") == nil { try await Task.sleep(for: .milliseconds(1)) }
    task.cancel()
    _ = await task.result
    #expect(folder.text("nodes.json") == "old")
    #expect(folder.entries == ["nodes.json", "started"])
  }

  /// Beside the folder, whose entries are looked at.
  private var pidPath: String { folder.path + ".pid" }

  private func pid(_ name: String) throws -> pid_t {
    let text = try #require(folder.text(name))
    return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// Whether a process is gone, or dead and only not yet waited for.
  private func hasEnded(_ pid: pid_t) -> Bool {
    for _ in 0..<1000 {
      let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
      guard let state = status?.split(separator: ")").last?.first(where: { $0 != " " }) else { return true }
      if state == "Z" || state == "X" { return true }
      usleep(1000)
    }
    return false
  }
}
