import Entities
import Journal
import Model
import Text

/// What triage prints for people.
enum TriageTable {
  static func list(_ items: [ApplicationItem], now: Timestamp) -> String {
    "\(now.rfc3339)\n"
      + columns.section(
        "applications",
        // Most have no remark, which is no dash.
        rows: items.map {
          columns.cells(of: ApplicationRow($0)).dropLast() + [$0.remarks.joined(separator: "; ")]
        })
  }

  private static let columns = FieldColumns(
    ApplicationFields.all,
    [
      ("application", "id"), ("mode", "mode"), ("state", "step"), ("says", "says"),
      ("assignee", "assignee"), ("GPU-h", "gpu-hours"), ("due", "due"), ("class", "class"),
      ("remarks", "remarks"),
    ])

  /// With every check and every record. Ends with what `decide` takes as `--seen`.
  static func show(_ item: ApplicationItem, on session: TriageSession) -> String {
    let application = item.application
    let standing = application.standing
    let fields: [(SafeText, SafeText)] = [
      ("application", application.id),
      ("title", application.title ?? .unknown),
      ("mode", application.mode.word),
      ("state", "\(application.state.word), says the \(origin(of: application))"),
      ("portal", standing?.portalState.word ?? application.state.word),
      ("journal", standing?.history.state?.word ?? .unknown),
      ("organisation", application.organisation ?? .unknown),
      ("country", application.country ?? .unknown),
      ("machine", application.machine ?? .unknown),
      ("GPU-hours", .compact(item.requested?.count)),
      ("submitted", time(application.submittedAt)),
      ("due", time(item.dueAt)),
      ("class", SafeText(untrusted: item.serviceClass.rawValue)),
      ("assignee", application.assignee ?? .unknown),
      ("decision", application.decision ?? .unknown),
    ]
    var text = "\(session.now.rfc3339)\n\n"
    for (label, value) in fields + item.remarks.map({ ("remark" as SafeText, $0) }) {
      text += label.shown + String(repeating: " ", count: 14 - label.width) + value.shown + "\n"
    }
    if !item.checks.isEmpty {
      text += PlainTable.section(
        "checks", [("check", false), ("verdict", false), ("rests on", false)],
        rows: item.checks.map {
          [SafeText(untrusted: $0.check.rawValue), SafeText(untrusted: $0.verdict.rawValue), $0.restsOn]
        })
    }
    let steps = application.portalSteps
    if !steps.isEmpty {
      text += PlainTable.section(
        "portal", [("at", false), ("what", false)],
        rows: steps.map { [time($0.at), $0.at > session.now ? "\($0.step), to come" : $0.step] })
    }
    if let entries = standing?.history.entries, !entries.isEmpty {
      text += PlainTable.section(
        "records",
        [
          ("at", false), ("by", false), ("what", false), ("leads to", false), ("standing", false),
          ("record", false), ("note", false),
        ], rows: entries.map { row($0, standing?.names ?? UserNames()) })
    }
    return text + "\nseen \(session.mark(of: application).tokens.joined(separator: ",").shown)\n"
  }

  /// What would be taken back, and of each that would not, why.
  static func takingBack(_ back: TakingBack) -> String {
    PlainTable.text(
      [
        ("application", false), ("what", false), ("leads to", false), ("at", false), ("record", false),
        ("left out", false),
      ],
      rows: back.parts.map { part in
        [
          part.found.application.id, part.record.summary(in: part.found.standing.history),
          part.record.to?.word ?? "", time(part.record.at), part.record.id, part.obstacle ?? "",
        ]
      })
  }

  static func verify(_ contents: JournalContents, _ findings: [JournalFinding]) -> String {
    var text = ""
    for finding in findings {
      let place: SafeText = finding.line.map { "\(finding.file), line \($0)" } ?? finding.file
      text += "\(place.shown): \(finding.kind.explanation.shown)\n"
    }
    if contents.unverified > 0 {
      text +=
        "unverified: \(contents.unverified) of \(contents.records.count) records, \(contents.outranked) of them beside verified ones\n"
    }
    return text
      + [
        SafeText.count(contents.files, "file", "files"),
        SafeText.count(contents.records.count, "record", "records"),
        SafeText.count(findings.count, "finding", "findings"),
      ].joined(separator: ", ").shown + "\n"
  }

  private static func row(_ entry: CaseHistory.Entry, _ names: UserNames) -> [SafeText] {
    let record = entry.record
    let author = record.author
    let standing = SafeText(untrusted: entry.standing.rawValue)
    let marks: [SafeText?] = [
      standing, record.isForced ? "forced" : nil, author.isVerified ? nil : "unverified author",
      record.isNewer ? "newer record" : nil, record.batch.map { "of the batch \($0)" },
    ]
    let what: SafeText =
      switch record.kind {
      case .assign(let assignee): "assign to \(assignee)"
      case .correction(let target): "take back \(target)"
      case .outcome, .ask, .answer, .decision, .note, .unknown: record.kind.name
      }
    return [
      time(record.at), "\(names.shown(author))@\(author.host)", what, record.to?.word ?? "",
      marks.compactMap(\.self).joined(separator: ", "), record.id, record.note ?? "",
    ]
  }

  private static func origin(of application: Application) -> SafeText {
    switch application.standing?.stateOrigin ?? .portal {
    case .portal: "portal"
    case .journal: "journal"
    }
  }

  private static func time(_ moment: Timestamp?) -> SafeText {
    moment.map { SafeText(untrusted: $0.rfc3339) } ?? .unknown
  }
}
