import Glibc
import Testing

@Suite(
  "The dashboard where the home does not answer", .serialized,
  .enabled(if: HangingHome.isAllowed, "needs the right to mount a file system of FUSE"))
struct HangingHomeTests {
  @Test("While it is waited for, that is said, and Ctrl-C ends the wait at once")
  func interrupted() throws {
    let terminal = try HangingHome.terminal(HangingHome.dashboard)
    try terminal.read(until: "waits up to 10 s for an answer of ")
    terminal.type("\u{03}")
    try terminal.read(until: "ended 130", within: .seconds(120))
    _ = try terminal.readUntilEnd()
  }

  @Test("After the wait the dashboard is there without it, says so, and ends by q")
  func drawn() throws {
    let terminal = try HangingHome.terminal(HangingHome.dashboard)
    try terminal.read(until: "marenostrum5", within: .seconds(120))
    #expect(terminal.shows("/disk/home/.config/factorytop/config.toml is left out"))
    terminal.type("q")
    try terminal.read(until: "ended 0", within: .seconds(120))
    _ = try terminal.readUntilEnd()
  }
}

/// A terminal with a shell on it in whose folder `disk` is a file system that never answers, and that nobody else sees.
private enum HangingHome {
  static let isAllowed: Bool = {
    guard let terminal = try? terminal("echo allowed") else { return false }
    return (try? terminal.read(until: "allowed")) != nil
  }()

  static let dashboard =
    "HOME=$PWD/disk/home \"$0\" --data \"$1\" --now 2026-11-23T10:00:00Z 3<&- 2>&1; echo \"ended $?\""

  static func terminal(_ script: String) throws -> PseudoTerminal {
    // The shell keeps the file system, and does not end by Ctrl-C.
    let whole = """
      trap : INT
      folder=$(mktemp -d) && cd "$folder" && mkdir disk && exec 3<>/dev/fuse || exit 9
      mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 none disk || exit 9
      \(script)
      umount -l disk; rmdir disk; cd /; rmdir "$folder"
      """
    return try PseudoTerminal(
      ["/usr/bin/unshare", "-m", "sh", "-c", whole, try builtProgram("factorytop"), sampleData],
      columns: 200, rows: 48, environment: ["XDG_CONFIG_HOME": ""])
  }
}
