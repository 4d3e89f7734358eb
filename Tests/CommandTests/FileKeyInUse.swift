import Foundation
import Testing

/// One key of a configuration that says which files are read and written, and what it changes.
struct FileKeyInUse: CustomTestStringConvertible, Sendable {
  let key: String
  /// The configuration without the key.
  let before: String
  let after: String
  /// What is run by it, but for `--config`.
  let command: [String]
  let input: String?
  /// A command that shows what came of it.
  let then: [String]
  let evidence: OptionInUse.Evidence
  /// What goes on is ended after so many seconds.
  let seconds: Int?
  var testDescription: String { key }

  init(
    _ key: String, _ after: String, _ command: [String], before: String = "", input: String? = nil,
    then: [String] = [], _ evidence: OptionInUse.Evidence, endingAfter seconds: Int? = nil
  ) {
    self.key = key
    self.before = before
    self.after = after
    self.command = command
    self.input = input
    self.then = then
    self.evidence = evidence
    self.seconds = seconds
  }

  static let all = read + recorded + collected + sources

  private static let report = ["report"] + OptionsInUse.now

  private static let read: [FileKeyInUse] = [
    FileKeyInUse("data", "data = [\"data\"]", report, .shows("\"name\": \"karolina\"")),
    FileKeyInUse(
      "cluster.data", "[[cluster]]\nname = \"vega\"\ndata = [\"other\"]", report,
      before: "[[cluster]]\nname = \"vega\"", .shows("\"name\": \"vega\"")),
    FileKeyInUse(
      "screen_reader", "screen_reader = true", ["run"] + OptionsInUse.data, input: "quit\n",
      .shows("factorytop> quit")),
  ]

  private static func record(
    _ key: String, _ line: String, into folder: String = "spare", at clock: [String] = OptionsInUse.now,
    then: [String] = [], _ evidence: OptionInUse.Evidence
  ) -> FileKeyInUse {
    let table = "[record]\nfolder = \"\(folder)\"\n"
    return FileKeyInUse(
      "record.\(key)", table + line, ["record", "run", "--once", "--data", "@/data"] + clock, before: table,
      then: then, evidence)
  }

  private static let verify = ["record", "verify", "@/spare"]
  private static let daysLater = ["--now", "2026-11-26T10:00:00Z"]

  private static let recorded: [FileKeyInUse] = [
    FileKeyInUse(
      "record.folder", "[record]\nfolder = \"spare\"", ["record", "run", "--once"] + OptionsInUse.data,
      .shows("file @/spare/")),
    record(
      "interval", "interval = \"2h\"", into: "recording", at: ["--now", "2026-11-23T09:00:00Z"],
      then: ["snapshot", "--recording", "@/recording", "--at", "2026-11-23T09:30:00Z"],
      .lacks("there is no reading between")),
    record(
      "tables_days", "tables_days = 1", into: "recording", at: daysLater,
      .shows("no file @/recording/20261123T095800Z")),
    record("tables_size", "tables_size = \"1 MB\"", into: "large", .shows("cdef.ftrec")),
    record(
      "log_days", "log_days = 1", into: "recording", at: daysLater,
      .shows("no file @/recording/20261123T095800Z")),
    record("log_size", "log_size = \"1 MB\"", into: "large", at: daysLater, .shows("cdef.ftlog")),
    record("with", "with = [\"users\"]", then: verify, .lacks("without users")),
    record("hide", "hide = [\"titles\"]", then: verify, .shows("titles")),
  ]

  /// A collector of one file, with a line more in its table and one more in that of its source.
  private static func collector(
    _ command: String = "\"echo\", '\(nodes)'", folder: String = "collected",
    file: String = "alpha/nodes.json", line: String = "", source: String = ""
  ) -> String {
    """
    [collect]
    folder = "\(folder)"
    \(line)
    [[collect.source]]
    command = [\(command)]
    file = "\(file)"
    \(source)
    """
  }

  /// Stands for the time at which the command runs, so that the history takes what it collects.
  fileprivate static let now = "NOW"
  private static let nodes = Workspace.nodes(at: now)
  private static let once = ["collect", "--once"]
  private static let slow = "\"sleep\", \"2\""
  private static let large = "\"head\", \"-c\", \"2000000\", \"/dev/zero\""
  /// Leaves a letter for every time that it runs.
  private static let counted = "\"sh\", \"-c\", \"printf x >>@/ran\""
  private static let oldHistory = "no file @/collected/history/alpha.2020-01-01"

  private static let collected: [FileKeyInUse] = [
    FileKeyInUse(
      "collect.folder", collector(folder: "spare"), once, before: collector(),
      .shows("file @/spare/alpha/nodes.json")),
    FileKeyInUse(
      "collect.mode", collector(line: "mode = \"0644\""), once, before: collector(),
      .shows("file @/collected/alpha/nodes.json 644")),
    FileKeyInUse(
      "collect.group", collector(line: "group = \"no-such-group\""), once, before: collector(),
      .shows("no-such-group")),
    FileKeyInUse(
      "collect.interval", collector(counted, line: "interval = \"1s\""), ["collect"],
      before: collector(counted),
      .shows("xx"), endingAfter: 4),
    FileKeyInUse(
      "collect.time_limit", collector(slow, line: "time_limit = \"1s\""), once, before: collector(slow),
      .shows("1 s")),
    FileKeyInUse(
      "collect.size_limit_mib", collector(large, line: "size_limit_mib = 1"), once, before: collector(large),
      .shows("1048576 bytes")),
    FileKeyInUse(
      "collect.history", collector(line: "history = false"), once, before: collector(), .lacks(oldHistory)),
    FileKeyInUse(
      "collect.history_days", collector(line: "history_days = 9000"), once, before: collector(),
      .lacks(oldHistory)),
  ]

  private static let sources: [FileKeyInUse] = [
    FileKeyInUse(
      "collect.source.command", collector("\"cat\", \"@/other/nodes.json\""), once,
      before: collector("\"cat\", \"@/data/karolina/nodes.json\""),
      .shows("file @/collected/alpha/nodes.json 640\n{\"schema\": \"factorytop/nodes/1\"")),
    FileKeyInUse(
      "collect.source.file", collector(file: "b.json"), once, before: collector(),
      .shows("file @/collected/b.json")),
    FileKeyInUse(
      "collect.source.interval", collector(counted, source: "interval = \"1s\""), ["collect"],
      before: collector(counted), .shows("xx"), endingAfter: 4),
    FileKeyInUse(
      "collect.source.time_limit", collector(slow, source: "time_limit = \"1s\""), once,
      before: collector(slow), .shows("1 s")),
    FileKeyInUse(
      "collect.source.size_limit_mib", collector(large, source: "size_limit_mib = 1"), once,
      before: collector(large), .shows("1048576 bytes")),
  ]
}

@Suite("Keys of a configuration for files")
struct FileKeyInUseTests {
  @Test("Every key has its effect", arguments: FileKeyInUse.all)
  func effects(key: FileKeyInUse) throws {
    func outcome(_ configuration: String) throws -> String {
      let place = try Workspace()
      let moment = ISO8601DateFormatter().string(from: Date())
      try place.write(configuration.replacing(FileKeyInUse.now, with: moment), to: "c.toml")
      return try place.outcome(
        of: [key.command + ["--config", "@/c.toml"], key.then], input: key.input, endingAfter: key.seconds)
    }
    key.evidence.expect(with: try outcome(key.after), without: try outcome(key.before), of: key.key)
  }
}
