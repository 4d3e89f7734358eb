import Foundation
import Testing

@Suite("factorytop collect, two at a time and in a wrong time")
struct CollectTogetherTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A document of `count` nodes, of now.
  private func nodes(_ count: Int) -> String {
    let now = ISO8601DateFormatter().string(from: Date())
    let nodes = (0..<count).map { #"{"name": "n\#($0)", "state": "IDLE", "gpus": 4, "alloc_gpus": 0}"# }
    return """
      {"schema": "factorytop/nodes/1", "generated_at": "\(now)", "cluster": "alpha",
       "nodes": [\(nodes.joined(separator: ","))]}
      """
  }

  private func start(_ config: String, _ environment: [String: String] = [:]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["collect", "--config", "\(folder.path)/\(config)", "--once"]
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func configure(_ name: String, command: String) throws {
    try folder.write(
      """
      [collect]
      folder = "data"
      [[collect.source]]
      command = \(command)
      file = "nodes.json"
      """, to: name)
  }

  @Test("Two collectors of one folder take turns: a reader finds one answer or the other, whole")
  func two() throws {
    let answers = [nodes(2000), nodes(3)]
    for (number, answer) in answers.enumerated() {
      try folder.write(answer, to: "answer\(number)")
      try configure("\(number).toml", command: "[\"cat\", \"\(folder.path)/answer\(number)\"]")
    }
    var found: Set<String> = []
    for _ in 0..<8 {
      let running = try [start("0.toml"), start("1.toml")]
      while running.contains(where: \.isRunning) {
        let text = try? String(contentsOfFile: "\(folder.path)/data/nodes.json", encoding: .utf8)
        if let text { found.insert(text) }
        usleep(500)
      }
      for process in running { #expect(process.terminationStatus == 0) }
    }
    #expect(found.isSubset(of: answers))
    #expect(!found.isEmpty)
    let left = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data")
    #expect(Set(left) == ["history", "nodes.json"])
    let history = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/data/history")
    #expect(history.allSatisfy { $0.hasPrefix("alpha.") })
    #expect(try Program().run("check", "--data", "\(folder.path)/data").status == 0)
  }

  @Test(
    "Over midnight and with a clock that is set back, every minute is in the history of its day, in order",
    .enabled(if: Libfaketime.path != nil, "needs Debian's package libfaketime"))
  func clock() throws {
    // The command tells the same wrong time: that of its environment.
    let script = """
      printf '{"schema": "factorytop/nodes/1", "generated_at": "%s", "cluster": "alpha", "nodes": \
      [{"name": "n", "state": "IDLE", "gpus": 4, "alloc_gpus": 0}]}' "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
      """
    try folder.write(script, to: "answer")
    try configure("config.toml", command: "[\"sh\", \"\(folder.path)/answer\"]")
    for time in ["23 23:59:10", "24 00:00:10", "24 00:01:10", "23 23:58:10", "24 00:01:40"] {
      let process = try start(
        "config.toml",
        ["LD_PRELOAD": Libfaketime.path ?? "", "FAKETIME": "2026-11-\(time)", "TZ": "UTC"])
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    for (day, minutes) in [("23", ["23T23:58", "23T23:59"]), ("24", ["24T00:00", "24T00:01"])] {
      let text = try String(
        contentsOfFile: "\(folder.path)/data/history/alpha.2026-11-\(day).history.json", encoding: .utf8)
      let found = text.components(separatedBy: "\"at\":\"2026-11-").dropFirst().map { String($0.prefix(8)) }
      #expect(found == minutes)
    }
  }
}

/// A library that lets a program live in another time.
enum Libfaketime {
  static let path = ["x86_64", "aarch64"]
    .map { "/usr/lib/\($0)-linux-gnu/faketime/libfaketime.so.1" }
    .first { FileManager.default.fileExists(atPath: $0) }
}
