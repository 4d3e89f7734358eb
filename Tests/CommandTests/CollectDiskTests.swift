import Foundation
import Testing

@Suite("factorytop collect on a bad disk", .enabled(if: Tmpfs.isAllowed, "needs the right to mount a tmpfs"))
struct CollectDiskTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let now = ISO8601DateFormatter().string(from: Date())
    try folder.write(
      """
      {"schema": "factorytop/nodes/1", "generated_at": "\(now)", "cluster": "alpha",
       "nodes": [{"name": "n1", "state": "MIXED", "partitions": ["gpu"], "gpus": 4, "alloc_gpus": 3}]}
      """, to: "answer")
    try folder.write(
      """
      [collect]
      folder = "disk"
      interval = "1s"
      [[collect.source]]
      command = ["cat", "\(folder.path)/answer"]
      file = "nodes.json"
      """, to: "config.toml")
    try FileManager.default.createDirectory(atPath: "\(folder.path)/disk", withIntermediateDirectories: true)
  }

  private var collect: String { "\(Program.path) collect --config \(folder.path)/config.toml" }

  /// In a folder where `disk` is a small disk of its own, `$answer` the new document, and `awaits TEXT` waits until the
  /// log has it, a minute at most.
  private func run(_ script: String) throws -> String {
    try Tmpfs.run(
      """
      cd \(folder.path); answer=answer
      awaits() { n=0; while ! grep -q "$1" log; do sleep 0.05; n=$((n+1)); [ $n -lt 1200 ] || exit 8; done; }
      mount -t tmpfs -o size=16k,mode=0755 none disk || exit 9
      \(script)
      """)
  }

  @Test("A full disk costs no file that is there, and is said")
  func full() throws {
    let result = try run(
      """
      echo old > disk/nodes.json
      head -c 100000 /dev/zero > disk/full 2>/dev/null
      \(collect) --once
      echo "status $?"; cat disk/nodes.json; ls -A disk
      rm disk/full
      \(collect) --once
      echo "status $?"; cmp disk/nodes.json $answer && echo renewed
      """)
    #expect(result.contains("No space left on device; make room"))
    #expect(result.contains("status 1\nold\nfull\nnodes.json\n"))
    #expect(result.contains("status 0\nrenewed"))
  }

  @Test("A full disk keeps the history that is there, and is said of it too")
  func fullHistory() throws {
    let result = try run(
      """
      \(collect) --once
      cp disk/history/*.history.json before
      head -c 100000 /dev/zero > disk/full 2>/dev/null
      \(collect) --once; echo "status $?"
      cmp disk/history/*.history.json before && echo kept
      rm disk/full
      \(collect) --once; echo "status $?"
      """)
    #expect(result.contains("history is not recorded: cannot write"))
    #expect(result.contains("status 1\nkept\nstatus 0"))
  }

  @Test("It goes on while the disk is full, complains once, and says when it is over")
  func goesOn() throws {
    let result = try run(
      """
      head -c 100000 /dev/zero > disk/full 2>/dev/null
      \(collect) 2>log &
      awaits 'No space left'
      # The second try, which says nothing new, comes two to four seconds later.
      sleep 4
      rm disk/full
      awaits 'renewed again'
      cmp disk/nodes.json $answer && echo renewed
      kill $!; wait $!; echo "status $?"; ls -A disk; cat log
      """)
    #expect(result.contains("renewed\nstatus 0\nnodes.json\n"))
    let lines = result.split(separator: "\n")
    #expect(lines.count { $0.contains("error factorytop") } == 1)
    #expect(lines.count { $0.contains("is renewed again, after ") } == 1)
  }

  @Test("A disk that may only be read is said, with the user who may not write")
  func readOnly() throws {
    let result = try run(
      """
      echo old > disk/nodes.json
      mount -o remount,ro disk
      \(collect) --once
      echo "status $?"; cat disk/nodes.json; ls -A disk
      """)
    #expect(result.contains("Read-only file system; make it writable for user "))
    #expect(result.contains("status 1\nold\nnodes.json\n"))
  }
}

/// A shell that may mount a small disk which nobody else sees.
private enum Tmpfs {
  static let isAllowed: Bool = (try? run("mount -t tmpfs none /mnt && echo yes"))?.contains("yes") ?? false

  static func run(_ script: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["unshare", "-Urm", "sh", "-c", script]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
