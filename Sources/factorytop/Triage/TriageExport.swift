import ArgumentParser
import Configuration
import JSONStream
import Journal
import Model
import Text

struct TriageExport: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what was decided as CSV or JSON, for the portal.",
    discussion: """
      Assignments, outcomes, questions, answers and decisions that count, by application and in the order in which they \
      were made. What a spreadsheet would take for a formula in the CSV's texts has an apostrophe before it, also behind a \
      semicolon, at which some countries' spreadsheets cut.
      """)

  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case csv, json
  }

  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions
  /// Nothing is read of it: one set of options does for all commands of triage.
  @OptionGroup(visibility: .hidden) var data: DataOptions

  @Flag(help: "Write every record: notes, and what was taken back or is in dispute, too.")
  var all = false

  @Option(help: "csv or json.")
  var format: OutputFormat = .csv

  func run() throws {
    let configuration = try files.read(Overrides(journal: journal), waiting: wait).configuration
    let open = try configuration.openNamedJournal(waiting: wait)
    open.complainOfFindings()
    let histories = open.contents.histories.values.sorted { $0.application < $1.application }
    let entries = histories.flatMap(\.entries).filter { all || $0.isForPortal }
    switch format {
    case .csv: try output(Self.csv(entries, open.names).utf8)
    case .json:
      try output([
        "schema": "factorytop/triage-export/1",
        "records": .array(entries.map { TriageDocument.record($0, open.names) }),
      ])
    }
  }

  private static let titles = [
    "application", "record", "at", "by", "uid", "author_verified", "kind", "value", "from", "to", "portal",
    "forced", "standing", "note", "author", "author_named", "batch",
  ]

  /// As RFC 4180 has it, lines ended by CRLF.
  private static func csv(_ entries: [CaseHistory.Entry], _ names: UserNames) -> String {
    let rows = entries.map { entry in
      let record = entry.record
      let texts: [SafeText?] = [
        record.application, record.id, SafeText(untrusted: record.at.rfc3339), record.author.name,
        "\(record.author.uid)", record.author.isVerified ? "true" : "false", record.kind.word,
        record.kind.value, record.from?.word, record.to?.word, record.portal?.word,
        record.isForced ? "true" : "false", SafeText(untrusted: entry.standing.rawValue), record.note,
        names.shown(record.author), names.isNamed(record.author).map { $0 ? "true" : "false" },
        record.batch,
      ]
      return texts.map { field($0?.shown ?? "") }
    }
    return ([titles] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let guarded = withoutFormulas(text)
    guard guarded.utf8.contains(where: { ",\";".utf8.contains($0) }) else {
      return guarded
    }
    return "\"" + guarded.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

extension TriageExport {
  /// The text with an apostrophe before every sign that begins a formula, at its beginning and where a spreadsheet may
  /// cut it, full-width signs among them. A quotation mark that a cell begins with is no part of what is in the cell.
  fileprivate static func withoutFormulas(_ text: String) -> String {
    var guarded = ""
    var isAtStart = true
    for scalar in text.unicodeScalars {
      if isAtStart, signs.contains(scalar) { guarded.unicodeScalars.append("'") }
      guarded.unicodeScalars.append(scalar)
      isAtStart = cuts.contains(scalar) || (isAtStart && (scalar == "\"" || scalar.properties.isWhitespace))
    }
    return guarded
  }

  private static let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
  private static let cuts: Set<Unicode.Scalar> = [";", "\t", "|"]
}

extension CaseHistory.Entry {
  /// Whether the portal has to learn of it.
  fileprivate var isForPortal: Bool {
    guard standing == .counts else { return false }
    switch record.kind {
    case .assign, .outcome, .ask, .answer, .decision: return true
    case .note, .correction, .unknown: return false
    }
  }
}
