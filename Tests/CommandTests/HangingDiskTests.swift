import Foundation
import Testing

@Suite(
  "Commands where a FUSE file system does not answer",
  .enabled(if: HangingDisk.isAllowed, "needs the right to mount a file system of FUSE"))
struct HangingDiskTests {
  @Test("What is ignored when a command starts, as under nohup, does not end it; what is not, does")
  func ignored() throws {
    // Whoever starts it has it ignore SIGHUP, or not.
    for (trap, status) in [("trap '' HUP", "status 1"), ("true", "status 129")] {
      let output = try HangingDisk.run(
        """
        \(trap)
        \(Program.path) report --data disk --wait 1s >/dev/null 2>&1 3<&- &
        pid=$!
        # A child does the work, and from then on a signal is meant for it too.
        while kill -0 $pid && ! grep -q . /proc/$pid/task/$pid/children; do :; done
        kill -HUP $pid
        wait $pid; echo "status $?"
        """)
      #expect(output == "\(status)\n")
    }
  }

  @Test(
    "A folder to collect into that does not answer is named at the start, and the others are collected into")
  func collecting() throws {
    let output = try HangingDisk.run(
      """
      cat >config.toml <<END
      [collect]
      folder = "."
      history = false
      interval = "1s"
      [[collect.source]]
      command = ["cat", "$PWD/answer"]
      file = "nodes.json"
      [[collect.source]]
      command = ["cat", "$PWD/answer"]
      file = "disk/nodes.json"
      END
      echo '{"schema": "factorytop/nodes/1", "generated_at": "2026-11-23T10:00:00Z", "cluster": "a", "nodes": []}' >answer
      \(Program.path) collect --config config.toml 2>log 3<&- &
      pid=$!
      n=0
      while kill -0 $pid && [ $n -lt 600 ] && ! { [ -e nodes.json ] && grep -q 'does not answer' log; }; do
        sleep 0.05; n=$((n+1))
      done
      cat log
      kill -KILL $pid
      """)
    #expect(output.contains("/disk does not answer, and is not written into before it does"))
    #expect(output.contains("collects 2 sources"))
  }
}

/// A shell in a folder where `disk` is a file system that never answers and that nobody else sees.
private enum HangingDisk {
  static let isAllowed: Bool = (try? run("echo yes")) == "yes\n"

  static func run(_ script: String) throws -> String {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "unshare", "-m", "sh", "-c",
      """
      cd \(folder.path) && mkdir disk && exec 3<>/dev/fuse || exit 9
      mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 none disk || exit 9
      \(script)
      """,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
