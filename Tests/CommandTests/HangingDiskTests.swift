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
    "A home that does not answer costs what is in it, with a remark, and no longer than --wait",
    arguments: [
      ("report", ""), ("snapshot", "--theme colour-blind-safe"), ("check", ""), ("triage list", ""),
    ])
  func home(command: String, options: String) throws {
    let output = try HangingDisk.run(
      """
      HOME=$PWD/disk/home XDG_CONFIG_HOME= timeout 9 \(Program.path) \(command) --data \(Program.sampleData) \
        --now \(Program.moment) --wait 1s \(options) 3<&- 2>complaints >answer; echo "status $?"
      XDG_CONFIG_HOME=/nonexistent \(Program.path) \(command) --data \(Program.sampleData) \
        --now \(Program.moment) \(options) 3<&- 2>/dev/null | cmp - answer && echo same
      cat complaints
      """)
    #expect(output.hasPrefix("status 0\nsame\n"))
    #expect(output.contains("/disk/home/.config/factorytop/config.toml is left out"))
  }

  @Test("info says what of a home does not answer, and which theme counts")
  func info() throws {
    let output = try HangingDisk.run(
      """
      export HOME=$PWD/disk/home XDG_CONFIG_HOME=
      timeout 9 \(Program.path) info --wait 1s 3<&-; echo "status $?"
      # Another home, of which the folder for themes alone does not answer.
      export HOME=/nonexistent XDG_DATA_HOME=$PWD/disk/data
      timeout 9 \(Program.path) snapshot --data \(Program.sampleData) --wait 1s --theme mine 3<&- 2>&1 >/dev/null
      echo "status $?"
      """)
    #expect(output.contains("/disk/home/.config/factorytop/config.toml  out of reach"))
    #expect(output.contains("/disk/home/.local/share/factorytop/themes"))
    #expect(output.contains("\ntheme\n  default-dark  "))
    #expect(output.contains("theme mine is not found, for nothing answers in "))
    #expect(output.split(separator: "\n").filter { $0 == "status 0" }.count == 2)
  }

  @Test(
    "config check and info say of a theme that does not answer what run says, in time, and which counts",
    arguments: [
      ("theme", "$PWD/disk/mine.toml", "theme FOLDER/disk/mine.toml does not answer; default-dark counts"),
      (
        "data", "mine",
        "theme mine is not found, for nothing answers in FOLDER/disk/data/factorytop/themes; default-dark counts"
      ),
    ])
  func theme(place: String, wanted: String, remark: String) throws {
    let output = try HangingDisk.run(
      """
      export HOME=/nonexistent XDG_CONFIG_HOME= XDG_DATA_DIRS=/nonexistent
      [ \(place) = data ] && export XDG_DATA_HOME=$PWD/disk/data
      printf 'theme = "%s"\\n' "\(wanted)" >config.toml
      echo "folder $PWD"
      timeout 40 \(Program.path) config check --config config.toml 3<&- 2>&1; echo "status $?"
      timeout 9 \(Program.path) info --config config.toml --wait 1s 3<&- 2>&1; echo "status $?"
      """)
    let lines = output.split(separator: "\n").map(String.init)
    let folder = try #require(lines.first?.dropFirst("folder ".count))
    let said = remark.replacing("FOLDER", with: folder)
    #expect(Array(lines[1...3]) == ["config.toml is valid", said, "status 0"], "\(output)")
    #expect(lines.contains("  \(wanted.replacing("$PWD", with: folder))  \(said)"))
    #expect(lines.last == "status 0")
    #expect(!output.contains("no theme called"))
  }

  /// What each command that has --wait names on the disk.
  static let commandsWithWait: [String: String] = {
    let config = "--config disk/config.toml"
    return [
      "report": config, "snapshot": config, "list": "nodes \(config)", "check": config, "info": config,
      "triage list": config, "triage show": "1 \(config)",
      "triage decide": "1 accept --seen portal:decision \(config)", "triage undo": "--yes \(config)",
      "triage verify": config, "triage export": config, "record verify": config,
      "record run": "--once \(config)",
      "record export": "--from 10:00 --to 11:00 -o made.ftrec \(config)",
      "record erase": "--account a --yes \(config)", "replay": "disk/recording --screen-reader",
      "config import-theme": "disk/night.theme",
    ]
  }()

  @Test("What was named and does not answer ends every command in words, after --wait")
  func named() throws {
    let commands = Self.commandsWithWait.sorted { $0.key < $1.key }
    let lines = commands.enumerated().map { place, command in
      """
      (timeout 9 \(Program.path) \(command.key) \(command.value) --wait 1s; echo "status $?") >\(place) 2>&1 3<&- &
      """
    }
    let files = commands.indices.map { "echo; cat \($0)" }
    let output = try HangingDisk.run((lines + ["wait"] + files).joined(separator: "\n"))
    let answers = output.split(separator: "\n\n")
    #expect(answers.count == commands.count)
    for (command, answer) in zip(commands, answers) {
      let isToldInWords = answer.contains("does not answer") && answer.contains("\nstatus 1")
      #expect(isToldInWords, "\(command.key): \(answer)")
    }
  }

  @Test("Recorded screens and files of screens that do not answer are said after --wait, with 1")
  func recordedScreens() throws {
    let output = try HangingDisk.run(
      """
      picture="timeout 9 \(Program.path) snapshot --data \(Program.sampleData) --now \(Program.moment) --wait 1s"
      printf '[[screen]]\\nname = "a"\\n[[screen]]\\nname = "b"\\n' >screens.toml
      printf '[[screen]]\\nname = "a"\\ntheme = "disk/a.toml"\\n' >themes.toml
      for options in "--expect disk/screen" "--expect disk/screen --record" "--screens screens.toml --expect disk" \
        "--screens disk/screens.toml" "--screens themes.toml --expect here --record"; do
        $picture $options 3<&- 2>&1; echo "status $?"
      done
      ls -d here 2>/dev/null
      """)
    let expected = [
      "factorytop: disk/screen does not answer; check its file system.", "status 1",
      "factorytop: disk/screen does not answer; check its file system.", "status 1",
      "factorytop: disk does not answer; check its file system.", "status 1",
      "factorytop: disk/screens.toml cannot be read: it does not answer; check its file system.", "status 1",
      "factorytop: theme ./disk/a.toml does not answer; default-dark counts",
      "factorytop: nothing is recorded, for it would have the colours of another theme.", "status 1",
    ]
    #expect(output.split(separator: "\n").map(String.init) == expected)
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
