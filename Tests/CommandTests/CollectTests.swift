import Foundation
import Testing

@Suite("factorytop collect")
struct CollectTests {
  private let folder: TemporaryFolder

  /// A document that is true now, so that the history takes it.
  private let nodes: String

  init() throws {
    folder = try TemporaryFolder()
    let now = ISO8601DateFormatter().string(from: Date())
    nodes = """
      {"schema": "factorytop/nodes/1", "generated_at": "\(now)", "cluster": "alpha",
       "nodes": [{"name": "n1", "state": "MIXED", "partitions": ["gpu"], "gpus": 4, "alloc_gpus": 3}]}
      """
  }

  private func configure(_ text: String) throws -> String {
    try folder.write(text, to: "config.toml")
    return "\(folder.path)/config.toml"
  }

  private func text(_ name: String) -> String? {
    try? String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
  }

  @Test("--once writes the files below the configuration's folder, and the history beside them")
  func once() throws {
    try folder.write(nodes, to: "answer")
    let config = try configure(
      """
      [collect]
      folder = "data"
      [[collect.source]]
      command = ["cat", "\(folder.path)/answer"]
      file = "alpha/nodes.json"
      """)
    let result = try Program().run("collect", "--config", config, "--once")
    #expect(result.status == 0)
    #expect(result.complaints.isEmpty)
    #expect(text("data/alpha/nodes.json") == nodes)
    let history = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data/history")
    #expect(history.count == 1)
    #expect(history.first?.hasPrefix("alpha.") == true)
    #expect(try Program().run("check", "--data", "\(folder.path)/data").status == 0)
  }

  @Test(
    "A command's lists of array tasks are whole, unless the site has a length for them",
    arguments: [[:], ["SLURM_BITSTR_LEN": "64"], ["SLURM_BITSTR_LEN": ""]])
  func arrayLists(environment: [String: String]) throws {
    try folder.write(nodes, to: "answer")
    let config = try configure(
      """
      [collect]
      folder = "data"
      [[collect.source]]
      command = ["sh", "-c", 'sed "s/n1/<${SLURM_BITSTR_LEN-unset}>/" \(folder.path)/answer']
      file = "alpha/nodes.json"
      """)
    let result = try Program(environment: environment).run("collect", "--config", config, "--once")
    #expect(result.status == 0, "\(result.complaints)")
    let expected = environment["SLURM_BITSTR_LEN"] ?? "0"
    #expect(text("data/alpha/nodes.json")?.contains("\"<\(expected)>\"") == true)
  }

  @Test(
    "A source's limits end a command, its own before those of [collect]",
    arguments: [
      ("time_limit = \"1s\"", "", "sleep 1000"), ("", "time_limit = \"1s\"", "sleep 1000"),
      ("size_limit_mib = 1", "", "yes"), ("size_limit_mib = 900", "size_limit_mib = 1", "yes"),
    ])
  func limits(all: String, own: String, command: String) throws {
    let config = try configure(
      """
      [collect]
      folder = "data"
      \(all)
      [[collect.source]]
      command = ["sh", "-c", "\(command)"]
      file = "alpha/nodes.json"
      \(own)
      """)
    let began = ContinuousClock.now
    let result = try Program().run("collect", "--config", config, "--once")
    #expect(result.status == 1)
    #expect(result.complaints.contains(command == "yes" ? "1048576 bytes" : "1 s"), "\(result.complaints)")
    // Without the limit it would be a quarter of an hour, or 900 MiB.
    #expect(began.duration(to: .now) < .seconds(300))
    #expect(text("data/alpha/nodes.json") == nil)
  }

  @Test("history = false keeps none, and history_days says how many days stay")
  func historyKeys() throws {
    try folder.write(nodes, to: "answer")
    func days(_ keys: String) throws -> [String] {
      let old = "2020-01-01"
      try folder.write("{}", to: "data/history/alpha.\(old).history.json")
      let yesterday = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -86_400)).prefix(10)
      try folder.write("{}", to: "data/history/alpha.\(yesterday).history.json")
      #expect(try collect(keys).status == 0)
      defer { try? FileManager.default.removeItem(atPath: "\(folder.path)/data/history") }
      return try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data/history")
    }
    // Two old files that nobody touches; the day's own and yesterday's; the day's own alone.
    #expect(try days("history = false").count == 2)
    #expect(try days("history_days = 2").count == 2)
    #expect(try days("history_days = 1").count == 1)
  }

  @Test("With a folder in [record] the same is recorded, and with none that can be used --once exits with 1")
  func record() throws {
    try folder.write(nodes, to: "answer")
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/recording", withIntermediateDirectories: true)
    func collect(into recording: String) throws -> Program.Result {
      let config = try configure(
        """
        [record]
        folder = "\(recording)"
        [collect]
        folder = "data"
        [[collect.source]]
        command = ["cat", "\(folder.path)/answer"]
        file = "alpha/nodes.json"
        """)
      return try Program().run("collect", "--config", config, "--once")
    }
    let result = try collect(into: "recording")
    #expect(result.status == 0)
    #expect(result.complaints.isEmpty)
    let then = try Program().run(
      "list", "nodes", "--recording", "\(folder.path)/recording", "--format", "csv")
    #expect(then.output.contains("n1"), "\(then.complaints)")
    let verified = try Program().run("record", "verify", "\(folder.path)/recording")
    #expect(verified.output.contains(": 1 readings"))
    #expect(!verified.output.contains("not ended"))
    let refused = try collect(into: "none")
    #expect(refused.status == 1)
    #expect(refused.complaints.contains("none cannot be used: No such file"))
    #expect(chmod("\(folder.path)/recording", 0o777) == 0)
    let open = try collect(into: "recording")
    #expect(open.status == 1)
    #expect(open.complaints.contains("recording may be written by everybody"), "\(open.complaints)")
  }

  @Test("A command that fails makes --once exit with 1, and what it says is made safe to show")
  func failure() throws {
    let config = try configure(
      """
      [collect]
      folder = "data"
      [[collect.source]]
      command = ["sh", "-c", "printf 'no \\\\033[2J route' >&2; exit 255"]
      file = "squeue.json"
      """)
    let result = try Program().run("collect", "--config", config, "--once")
    #expect(result.status == 1)
    #expect(result.complaints.contains("status 255"))
    #expect(result.complaints.contains("no ␛[2J route"))
    #expect(!result.complaints.contains("\u{1B}"))
  }

  @Test(
    "SIGTERM and SIGINT end it at once, with the command that runs and its children",
    arguments: [(SIGTERM, []), (SIGINT, []), (SIGTERM, ["--once"])])
  func terminated(signal: Int32, mode: [String]) throws {
    let script = "trap '' TERM INT; sleep 1000 & echo $! > \(folder.path)/pid.tmp; mv pid.tmp pid; wait"
    let config = try configure(
      """
      [collect]
      folder = "data"
      interval = "1s"
      time_limit = "1h"
      [[collect.source]]
      command = ["sh", "-c", "cd \(folder.path); \(script)"]
      file = "squeue.json"
      """)
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["collect", "--config", config] + mode
    process.standardError = FileHandle.nullDevice
    try process.run()
    let limit = ContinuousClock.now + .seconds(300)
    while text("pid") == nil, ContinuousClock.now < limit { usleep(1000) }
    let child = try #require(
      text("pid").flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) })
    let asked = ContinuousClock.now
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    // Its command would take a quarter of an hour.
    #expect(asked.duration(to: .now) < .seconds(120))
    #expect(process.terminationStatus == (mode.isEmpty ? 0 : 1))
    #expect(process.terminationReason == .exit)
    while isAlive(child), ContinuousClock.now < limit { usleep(1000) }
    #expect(!isAlive(child))
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data") == [])
  }

  @Test("Under nohup it outlives the end of its terminal, and ends when it is asked to")
  func withoutHangup() throws {
    try folder.write(nodes, to: "answer")
    let config = try configure(
      """
      [collect]
      folder = "data"
      interval = "1s"
      [[collect.source]]
      command = ["sh", "-c", "cd \(folder.path); echo run >> runs; cat answer"]
      file = "nodes.json"
      """)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "trap '' HUP; exec \(Program.path) collect --config \(config)"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    let limit = ContinuousClock.now + .seconds(300)
    func awaitRuns(_ count: Int) {
      while process.isRunning, ContinuousClock.now < limit {
        if let runs = text("runs"), runs.split(separator: "\n").count >= count { return }
        usleep(1000)
      }
    }
    awaitRuns(1)
    kill(process.processIdentifier, SIGHUP)
    awaitRuns(3)
    #expect(process.isRunning)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private func collect(_ keys: String = "", file: String = "alpha/nodes.json") throws -> Program.Result {
    try folder.write(nodes, to: "answer")
    let config = try configure(
      """
      [collect]
      folder = "data"
      \(keys)
      [[collect.source]]
      command = ["cat", "\(folder.path)/answer"]
      file = "\(file)"
      """)
    return try Program().run("collect", "--config", config, "--once")
  }

  private func permissions(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")
    return try #require(attributes[.posixPermissions] as? Int)
  }

  private func setPermissions(_ name: String, _ mode: Int) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: "\(folder.path)/\(name)")
  }

  @Test("What is new is for its owner and group, or as mode says; what was there keeps its permissions")
  func modes() throws {
    #expect(try collect().status == 0)
    for (name, mode) in [
      ("data", 0o750), ("data/alpha", 0o750), ("data/alpha/nodes.json", 0o640), ("data/history", 0o750),
    ] { #expect(try permissions(name) == mode, "\(name)") }
    let history = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data/history")
    for name in history { #expect(try permissions("data/history/\(name)") == 0o640) }
    try setPermissions("data/alpha/nodes.json", 0o604)
    #expect(try collect().status == 0)
    #expect(try permissions("data/alpha/nodes.json") == 0o604)
    #expect(try collect("mode = \"0664\"", file: "beta/nodes.json").status == 0)
    #expect(try permissions("data/beta/nodes.json") == 0o664)
    #expect(try permissions("data/beta") == 0o775)
  }

  @Test("A file that everybody may read already is named, unless everybody is to")
  func readable() throws {
    #expect(try collect().complaints.isEmpty)
    try setPermissions("data/alpha/nodes.json", 0o644)
    let complaints = try collect().complaints
    #expect(complaints.contains("data/alpha/nodes.json may be read by everybody"))
    #expect(!complaints.contains("of the history"))
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data/history") {
      try setPermissions("data/history/\(name)", 0o644)
    }
    #expect(try collect().complaints.contains("data/history holds 1 file of the history that everybody"))
    #expect(try collect("mode = \"0644\"").complaints.isEmpty)
  }

  @Test(
    "A history that is a link leads to nothing that is removed, and a day's file that is one to none that is copied"
  )
  func linkedHistory() throws {
    #expect(try collect().status == 0)
    let (history, elsewhere) = ("\(folder.path)/data/history", "\(folder.path)/elsewhere")
    let day = try #require(try FileManager.default.contentsOfDirectory(atPath: history).first)
    try FileManager.default.moveItem(atPath: history, toPath: elsewhere)
    let before = text("elsewhere/\(day)")
    try FileManager.default.createSymbolicLink(atPath: history, withDestinationPath: "../elsewhere")
    // As of a process that was killed, and a day that is not kept any more.
    let old = [".a.json.1.tmp", "alpha.2001-01-01.history.json"]
    for name in old {
      try folder.write("{}", to: "elsewhere/\(name)")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: "\(elsewhere)/\(name)")
    }
    let result = try collect()
    #expect(result.status == 1)
    #expect(result.complaints.contains("history is not recorded"))
    let entries = try FileManager.default.contentsOfDirectory(atPath: elsewhere)
    #expect(Set(entries) == Set(old + [day]))
    // The folder is one, and the file is the link.
    try FileManager.default.removeItem(atPath: history)
    try FileManager.default.createDirectory(atPath: history, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(history)/\(day)", withDestinationPath: "\(elsewhere)/\(day)")
    let again = try collect()
    #expect(again.status == 1)
    #expect(again.complaints.contains("history is not recorded"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(history)/\(day)") == "\(elsewhere)/\(day)")
    #expect(text("elsewhere/\(day)") == before)
  }

  @Test("A folder below the data folder that is a link is not entered, and the data folder may be one")
  func links() throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/elsewhere/alpha", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/data", withDestinationPath: "elsewhere")
    #expect(try collect("history = false").status == 0)
    #expect(text("elsewhere/alpha/nodes.json") == nodes)
    try FileManager.default.removeItem(atPath: "\(folder.path)/elsewhere/alpha")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/elsewhere/alpha", withDestinationPath: folder.path)
    let result = try collect("history = false")
    #expect(result.status == 1)
    #expect(
      result.complaints.contains("cannot enter the folder \(folder.path)/data/alpha: it is a link; put a"))
    #expect(text("nodes.json") == nil)
  }

  @Test(
    "A folder to collect into that everybody may write is refused, and so is a group that is not there",
    arguments: ["data", "data/alpha", "data/history"], [0o777, 0o1777])
  func refusedFolder(_ name: String, mode: Int) throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
    try setPermissions(name, mode)
    let result = try collect()
    #expect(result.status == 1)
    #expect(result.complaints.contains("/\(name) may be written by everybody"))
    #expect(text("data/alpha/nodes.json") == nil)
    try setPermissions(name, 0o755)
    let group = try collect("group = \"no such group\"")
    #expect(group.status == 1)
    #expect(group.complaints.contains("no group “no such group”"))
  }

  @Test(
    "A folder that was there and is closed to the group of new files is named",
    .enabled(if: geteuid() == 0 && getgrnam("daemon") != nil, "needs root and a group named daemon"))
  func closedToGroup() throws {
    let group = "group = \"daemon\""
    #expect(try collect(group).complaints.isEmpty)
    let number = try #require(getgrnam("daemon")).pointee.gr_gid
    for (owner, mode, isClosed) in [
      (0, 0o750, true), (0, 0o755, false), (number, 0o750, false), (number, 0o705, true),
    ] {
      #expect(chown("\(folder.path)/data", 0, owner) == 0)
      try setPermissions("data", mode)
      let result = try collect(group)
      #expect(result.status == 0)
      #expect(
        result.complaints.contains("“daemon” may not look into \(folder.path)/data,") == isClosed, "\(mode)")
      #expect(!result.complaints.contains("data/alpha,"))
    }
  }

  @Test("Root runs nothing that others could have written", .enabled(if: geteuid() == 0))
  func refusedConfiguration() throws {
    #expect(try collect().status == 0)
    try FileManager.default.createDirectory(atPath: "\(folder.path)/c", withIntermediateDirectories: true)
    func run() throws -> Program.Result {
      try Program().run("collect", "--config", "\(folder.path)/c/config.toml", "--once")
    }
    try folder.write(
      """
      [collect]
      folder = "../data"
      [[collect.source]]
      command = ["cat", "\(folder.path)/answer"]
      file = "alpha/nodes.json"
      """, to: "c/config.toml")
    #expect(try run().status == 0)
    for (name, mode) in [("c/config.toml", 0o666), ("c", 0o777)] {
      let before = try permissions(name)
      try setPermissions(name, mode)
      let result = try run()
      #expect(result.status == 1)
      #expect(result.complaints.contains("may be written by others than root"))
      try setPermissions(name, before)
    }
    #expect(chown("\(folder.path)/c/config.toml", 65_534, 0) == 0)
    #expect(try run().status == 1)
  }

  @Test(
    "Root runs nothing to which somebody else may lead the way: every folder above and every link counts",
    .enabled(if: geteuid() == 0))
  func refusedWay() throws {
    #expect(try collect().status == 0)
    try folder.write(
      """
      [collect]
      folder = "\(folder.path)/data"
      [[collect.source]]
      command = ["cat", "\(folder.path)/answer"]
      file = "alpha/nodes.json"
      """, to: "far/c/d/config.toml")
    let way = "\(folder.path)/way"
    try FileManager.default.createDirectory(atPath: way, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: "\(way)/link", withDestinationPath: "../far/c/../c")
    let (straight, linked) = ("\(folder.path)/far/c/d/config.toml", "\(way)/link/d/config.toml")
    func refusal(of path: String) throws -> String? {
      let result = try Program().run("collect", "--config", path, "--once")
      return result.status == 0 ? nil : result.complaints
    }
    func expectRefusals(naming place: String, of paths: [String], others: [String]) throws {
      for path in paths {
        #expect(try refusal(of: path)?.hasPrefix("factorytop: \(place) may be written by others") == true)
      }
      for path in others { #expect(try refusal(of: path) == nil) }
    }
    try expectRefusals(naming: "", of: [], others: [straight, linked])
    for name in ["far", "far/c"] {
      let place = "\(folder.path)/\(name)"
      #expect(chown(place, 65_534, 0) == 0)
      try expectRefusals(naming: place, of: [straight, linked], others: [])
      #expect(chown(place, 0, 0) == 0)
      try setPermissions(name, 0o777)
      try expectRefusals(naming: place, of: [straight, linked], others: [])
      try setPermissions(name, 0o1777)
      try expectRefusals(naming: "", of: [], others: [straight, linked])
      try setPermissions(name, 0o755)
    }
    #expect(lchown("\(way)/link", 65_534, 0) == 0)
    try expectRefusals(naming: "\(way)/link", of: [linked], others: [straight])
  }

  @Test(
    "A configuration that cannot be is refused with exit code 2, the key and what to do",
    arguments: [
      ("", "[collect]"), ("[collect", "line 1"),
      ("[collect]\nfolder = \"d\"", "[[collect.source]]"),
      ("[collect]\n[[collect.source]]\ncommand = [\"x\"]\nfile = \"a.json\"", "collect.folder"),
      ("[collect]\nfolder = \"d\"\nintervall = \"60s\"", "“interval”"),
      ("[collect]\nfolder = \"d\"\ninterval = 60", "collect.interval"),
      ("[collect]\nfolder = \"d\"\ninterval = \"10ms\"", "collect.interval"),
      ("[collect]\nfolder = \"d\"\nhistory_days = 0", "collect.history_days"),
      ("[collect]\nfolder = \"d\"\nhistory = \"no\"", "collect.history"),
      ("[collect]\nfolder = \"d\"\nmode = \"0666\"", "collect.mode"),
      ("[collect]\nfolder = \"d\"\nmode = \"0440\"", "collect.mode"),
      ("[collect]\nfolder = \"d\"\nmode = 640", "collect.mode"),
      ("[collect]\nfolder = \"d\"\nsource = 7", "collect.source"),
      ("[collect]\nfolder = \"d\"\n[[collect.source]]\nfile = \"a.json\"", "needs a command"),
      (
        "[collect]\nfolder = \"d\"\n[[collect.source]]\ncommand = \"squeue --json\"\nfile = \"a\"",
        "list of texts"
      ),
      ("[collect]\nfolder = \"d\"\n[[collect.source]]\ncommand = [\"x\"]\nfile = \"../a.json\"", "../a.json"),
      ("[collect]\nfolder = \"d\"\n[[collect.source]]\ncommand = [\"x\"]\nfile = \".a.json\"", "hidden"),
      (
        "[collect]\nfolder = \"d\"\n[[collect.source]]\ncommand = [\"x\"]\nfile = \"a.json\"\nfiel = 1",
        "“file”"
      ),
      (
        """
        [collect]
        folder = "d"
        [[collect.source]]
        command = ["x"]
        file = "a.json"
        [[collect.source]]
        command = ["y"]
        file = "a.json"
        """, "source 2"
      ),
    ])
  func refused(text: String, evidence: String) throws {
    let config = try configure(text)
    let result = try Program().run("collect", "--config", config, "--once")
    #expect(result.status == 2)
    #expect(result.complaints.contains(config))
    #expect(result.complaints.contains(evidence), "\(result.complaints)")
  }

  @Test("A configuration that is not there is named")
  func missing() throws {
    let result = try Program().run("collect", "--config", "\(folder.path)/none.toml")
    #expect(result.status == 2)
    #expect(result.complaints.contains("none.toml cannot be read: No such file or directory."))
  }

  @Test("The README's configuration is one")
  func readme() throws {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let block = try #require(text.components(separatedBy: "```toml\n").dropFirst().first)
    let example = try #require(block.components(separatedBy: "```").first)
    let config = try configure(example.replacing("/var/lib/factorytop", with: "data"))
    let result = try Program().run("collect", "--config", config, "--once")
    #expect(result.status != 2, "\(result.complaints)")
  }

  private func isAlive(_ pid: pid_t) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    let state = status?.split(separator: ")").last?.first { $0 != " " }
    return state != nil && state != "Z" && state != "X"
  }
}
