import Foundation

/// A folder of its own in which commands are tried: a small cluster, applications, a journal, a recording. In arguments
/// and outcomes `@` is the folder and `%` the record that the journal holds.
final class Workspace {
  private let folder: TemporaryFolder
  private let original: Original
  private var path: String { "\(folder.path)/w" }

  init() throws {
    original = try Original.made.get()
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: original.folder.path, toPath: path)
  }

  /// What comes of commands, one after the other: how they end, what they print, and which files are made, changed and
  /// gone then, with permissions. What has not ended after so many seconds is ended, with exit code 124.
  func outcome(of commands: [[String]], input: String? = nil, endingAfter seconds: Int? = nil) throws
    -> String
  {
    let before = try contents()
    var told = ""
    for command in commands where !command.isEmpty {
      let words = command.map {
        $0.replacingOccurrences(of: "@", with: path).replacingOccurrences(of: "%", with: original.record)
      }
      var program = Program(environment: ["TERM": "dumb"], input: input)
      if seconds != nil { program.executable = "/usr/bin/timeout" }
      let result = try program.run((seconds.map { ["\($0)", Program.path] } ?? []) + words)
      told += "exit \(result.status)\n\(result.output)\(result.complaints)"
    }
    let after = try contents()
    for (file, found) in after.sorted(by: { $0.key < $1.key }) where before[file] != found {
      told += "\nfile \(file) \(found.permissions)\n\(String(decoding: found.bytes, as: UTF8.self))"
    }
    for file in before.keys.sorted() where after[file] == nil { told += "\nno file \(file)" }
    return told.replacingOccurrences(of: path, with: "@")
  }

  /// A document of one node, of no cluster.
  static func nodes(at moment: String) -> String {
    #"{"schema": "factorytop/nodes/1", "generated_at": "\#(moment)", "nodes": [{"name": "n1", "state": "IDLE"}]}"#
  }

  func write(_ text: String, to name: String) throws {
    try folder.write(text.replacingOccurrences(of: "@", with: path), to: "w/\(name)")
  }

  private struct Contents: Equatable {
    /// As `chmod` takes them.
    let permissions: String
    let bytes: Data
  }

  private func contents() throws -> [String: Contents] {
    var contents: [String: Contents] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      let file = "\(path)/\(name)"
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
      contents[file] = Contents(
        permissions: String(permissions, radix: 8), bytes: try Data(contentsOf: URL(filePath: file)))
    }
    return contents
  }
}

/// What every workspace is a copy of.
private struct Original: Sendable {
  let folder: TemporaryFolder
  let record: String

  static let made: Result<Original, any Error> = {
    // What is static is never given back.
    atexit { try? FileManager.default.removeItem(atPath: Original.made.get().folder.path) }
    return Result { try Original() }
  }()

  private init() throws {
    folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    for name in ["data", "journal", "recording", "collected", "spare", "large"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
    }
    try FileManager.default.copyItem(
      atPath: "\(Program.sampleData)/karolina", toPath: "\(data)/karolina")
    try folder.write(Self.applications("PG01-9001", "FL01-9002"), to: "data/applications.json")
    try folder.write(Self.applications("FL01-9009"), to: "other/applications.json")
    try folder.write(Workspace.nodes(at: Program.moment), to: "other/nodes.json")
    try folder.write(
      """
      site = "Kaleva"
      read_only = true
      [[cluster]]
      name = "vega"
      [record]
      folder = "recording"
      [privacy]
      hide = ["organisations"]
      """, to: "config.toml")
    try folder.write("journal = \"journal\"", to: "journal.toml")
    try folder.write(
      """
      [collect]
      folder = "collected"
      [[collect.source]]
      command = ["echo", '\(Workspace.nodes(at: Program.moment))']
      file = "a.json"
      """,
      to: "collect.toml")
    // As large as many readings are.
    for ending in ["ftrec", "ftlog"] {
      try Data(count: 1_500_000).write(
        to: URL(filePath: "\(folder.path)/large/20261123T060000Z-a-1-0123456789abcdef.\(ending)"))
    }
    try folder.write("{}", to: "collected/history/alpha.2020-01-01.history.json")
    try folder.write("[[screen]]\nname = \"night\"\n", to: "screens.toml")
    try folder.write("theme[main_bg]=\"#101010\"\n", to: "night.theme")
    let decided = try Program().run(
      "triage", "decide", "2026PG01-9001", "assign", "--to", "anna", "--note", "call back", "--seen",
      "portal:decision", "--data", data, "--journal", "\(folder.path)/journal", "--now", Program.moment)
    record = decided.output.trimmingCharacters(in: .whitespacesAndNewlines)
    for moment in ["2026-11-23T09:58:00Z", Program.moment] {
      _ = try Program().run(
        "record", "--once", "--data", data, "--folder", "\(folder.path)/recording", "--now", moment)
    }
  }

  /// A document with applications of such IDs: one of a playground waits for a decision, one of a fast lane is active,
  /// but for a third.
  private static func applications(_ ids: String...) -> String {
    let list = ids.map { id in
      let mode = id.hasPrefix("PG") ? "playground" : "fast_lane"
      let state = id.hasSuffix("2") ? "active" : "decision"
      return
        #"{"id": "EHPC-AIF-2026\#(id)", "mode": "\#(mode)", "state": "\#(state)", "title": "Title of \#(id)", "org": {"name": "Nordlys", "country": "FI"}, "machine": "karolina", "submitted_at": "2026-11-23T09:00:00Z", "requested": {"amount": 5000, "unit": "gpu_hours"}}"#
    }
    return
      #"{"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:50:00Z", "applications": [\#(list.joined(separator: ", "))]}"#
  }
}
