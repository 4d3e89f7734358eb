import Glibc
import Testing

@Suite("The folder of the demo", .serialized)
final class DemoFolderTests {
  private let base: String

  init() throws {
    var folder = Array("/tmp/factorytop-tmpdir-XXXXXX".utf8CString)
    try #require(mkdtemp(&folder) != nil)
    base = String(decoding: folder.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { _ = try? output(of: "/bin/rm", "-r", base) }

  private var names: [String] {
    (try? output(of: "/bin/ls", "-A", base))?.split(separator: "\n").map(String.init) ?? []
  }

  /// How many files lie in a demo's folder.
  private func files(in name: String) -> Int {
    (try? output(of: "/usr/bin/find", "\(base)/\(name)", "-name", "*.json"))?.split(separator: "\n").count
      ?? 0
  }

  /// A demo that has written its files; what it draws is not read.
  private func demo(columns: UInt16 = 120, rows: UInt16 = 40) throws -> PseudoTerminal {
    let before = Set(names)
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--demo"], columns: columns, rows: rows, environment: ["TMPDIR": base])
    let end = ContinuousClock.now + .seconds(120)
    while !names.contains(where: { !before.contains($0) && files(in: $0) >= 5 }) {
      try #require(ContinuousClock.now < end, "no files in \(base)")
    }
    return terminal
  }

  @Test(
    "It goes when the demo ends by a key, by a signal, and with its terminal",
    arguments: [0, SIGTERM])
  func ends(signal: Int32) throws {
    let terminal = try demo()
    try terminal.read(until: "GPU-h")
    if signal == 0 { terminal.type("q") } else { terminal.send(signal) }
    #expect(try terminal.readUntilEnd() == .status(signal == 0 ? 0 : 128 + signal))
    #expect(names.isEmpty)
  }

  @Test(
    "It goes when a signal ends the demo while its terminal takes no output",
    arguments: [SIGTERM, SIGHUP])
  func blocked(signal: Int32) throws {
    let terminal = try demo(columns: 400, rows: 200)
    terminal.send(signal)
    #expect(try terminal.waitUntilEnd(within: .seconds(60)) == .status(128 + signal))
    #expect(names.isEmpty)
  }

  @Test("So does that of an hour that goes wrong, which is made up, recorded and played")
  func replayed() throws {
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "replay", "--demo", "--speed", "3600"], columns: 120, rows: 40,
      environment: ["TMPDIR": base])
    try terminal.read(until: "REPLAY", within: .seconds(300))
    try terminal.read(until: "the recording ends here")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(names.isEmpty)
  }

  @Test("It goes in a crash", arguments: [SIGSEGV])
  func crash(signal: Int32) throws {
    let terminal = try demo()
    try terminal.read(until: "GPU-h")
    terminal.send(signal)
    #expect(try terminal.readUntilEnd() == .signal(signal))
    #expect(names.isEmpty)
  }

  @Test("What a demo leaves that was killed, the next one removes, but not the folder of one that runs")
  func sweeps() throws {
    let killed = try demo()
    killed.send(SIGKILL)
    #expect(try killed.readUntilEnd() == .signal(SIGKILL))
    let left = names
    #expect(left.count == 1)
    let first = try demo()
    let running = names
    #expect(running.count == 1 && running != left)
    let second = try demo()
    #expect(names.count == 2 && names.contains(running[0]))
    for terminal in [first, second] {
      try terminal.read(until: "GPU-h")
      terminal.type("q")
      #expect(try terminal.readUntilEnd() == .status(0))
    }
    #expect(names.isEmpty)
  }

  @Test("Nothing else is removed: no link is followed, and what others may enter is none of a demo's")
  func foreign() throws {
    let shell = """
      cd '\(base)'; mkdir -m 700 mine; mkdir other factorytop-demo-Open01 factorytop-demo-long123 xfactorytop-demo-abcdef
      mkdir -m 700 factorytop-demo-Mine01
      touch mine/file other/file factorytop-demo-Open01/file factorytop-demo-long123/file factorytop-demo-plain1
      ln -s ../mine factorytop-demo-Mine01/inner; ln -s mine factorytop-demo-linked
      mkdir factorytop-demo-Mine01/folder; touch factorytop-demo-Mine01/folder/file
      """
    _ = try output(of: "/bin/sh", "-c", shell)
    let terminal = try demo()
    try terminal.read(until: "GPU-h")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(
      Set(names) == [
        "mine", "other", "factorytop-demo-Open01", "factorytop-demo-long123", "xfactorytop-demo-abcdef",
        "factorytop-demo-plain1", "factorytop-demo-linked",
      ])
    for kept in ["mine/file", "other/file", "factorytop-demo-Open01/file"] {
      #expect(access("\(base)/\(kept)", F_OK) == 0)
    }
  }
}
