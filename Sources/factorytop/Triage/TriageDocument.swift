import JSONStream
import Journal
import Model
import Text

/// What triage prints for scripts: as in the report, unknown is `null`, and no key is left out.
enum TriageDocument {
  static func list(_ items: [ApplicationItem], on session: TriageSession) -> JSONValue {
    [
      "schema": "factorytop/triage-list/1",
      "now": time(session.now),
      "journal": session.journal.map(journal) ?? .null,
      "applications": .array(items.map { application($0, on: session) }),
    ]
  }

  static func show(_ item: ApplicationItem, on session: TriageSession) -> JSONValue {
    let history = item.application.standing?.history
    return [
      "schema": "factorytop/triage-show/1",
      "now": time(session.now),
      "journal": session.journal.map(journal) ?? .null,
      "application": application(item, on: session),
      "pauses": .array(
        (history?.pauses ?? []).map { ["from": time($0.from), "to": time($0.to)] }),
      "missing_records": .array((history?.missing ?? []).map(text)),
      "records": .array(
        (history?.entries ?? []).map { record($0, item.application.standing?.names ?? UserNames()) }),
    ]
  }

  static func verify(_ contents: JournalContents, _ findings: [JournalFinding]) -> JSONValue {
    [
      "schema": "factorytop/triage-verify/1",
      "files": .integer(Int64(contents.files)),
      "records": .integer(Int64(contents.records.count)),
      "unverified_records": .integer(Int64(contents.unverified)),
      "outranked_records": .integer(Int64(contents.outranked)),
      "findings": .array(
        findings.map { finding in
          [
            "file": text(finding.file),
            "line": finding.line.map { .integer(Int64($0)) } ?? .null,
            "kind": text(finding.kind.word),
            "harmless": .bool(finding.isHarmless),
            "explanation": text(finding.kind.explanation),
          ]
        }),
    ]
  }

  static func decision(_ recorded: RecordedEntry, _ names: UserNames) -> JSONValue {
    [
      "schema": "factorytop/triage-decision/1",
      "record": record(recorded.entry, names),
      "conflicts": .array(recorded.conflicts.map(conflict)),
    ]
  }

  static func decisions(
    _ recorded: [RecordedEntry], _ leftOut: [RecordingPlan.LeftOut], _ names: UserNames
  ) -> JSONValue {
    [
      "schema": "factorytop/triage-decisions/1",
      "decisions": .array(
        recorded.map {
          ["record": record($0.entry, names), "conflicts": .array($0.conflicts.map(conflict))]
        }),
      "left_out": .array(
        leftOut.map { ["application": text($0.application), "reason": text($0.reason)] }),
    ]
  }

  static func record(_ entry: CaseHistory.Entry, _ names: UserNames) -> JSONValue {
    let record = entry.record
    return [
      "id": text(record.id),
      "application": text(record.application),
      "kind": text(record.kind.word),
      "value": text(record.kind.value),
      "note": text(record.note),
      "from": text(record.from?.word),
      "to": text(record.to?.word),
      "portal": text(record.portal?.word),
      "forced": .bool(record.isForced),
      "seen": .array(record.seen.map(text)),
      "batch": text(record.batch),
      "by": text(record.author.name),
      "uid": .integer(Int64(record.author.uid)),
      "author": text(names.shown(record.author)),
      "author_verified": .bool(record.author.isVerified),
      "author_named": names.isNamed(record.author).map { .bool($0) } ?? .null,
      "host": text(record.author.host),
      "at": time(record.at),
      "newer": .bool(record.isNewer),
      "standing": .string(entry.standing.rawValue),
    ]
  }

  private static func journal(_ journal: OpenJournal) -> JSONValue {
    [
      "path": text(journal.folder.name),
      "files": .integer(Int64(journal.contents.files)),
      "records": .integer(Int64(journal.contents.records.count)),
      "findings": .integer(Int64(journal.contents.findings.count { !$0.isHarmless })),
      "unverified_records": .integer(Int64(journal.contents.unverified)),
      "outranked_records": .integer(Int64(journal.contents.outranked)),
      "read_only": text(journal.folder.obstacle),
    ]
  }

  private static func application(_ item: ApplicationItem, on session: TriageSession) -> JSONValue {
    let application = item.application
    let standing = application.standing
    return [
      "id": text(application.id),
      "title": text(application.title),
      "mode": text(application.mode.word),
      "state": text(application.state.word),
      "state_origin": .string((standing?.stateOrigin ?? .portal).rawValue),
      "portal_state": text(standing?.portalState.word ?? application.state.word),
      "journal_state": text(standing?.history.state?.word),
      "portal_relation": standing.map { .string($0.relation.rawValue) } ?? .null,
      "conflicts": .array((standing?.history.conflicts ?? []).map(conflict)),
      "outranked": .array((standing?.history.outranked ?? []).map(text)),
      "organisation": text(application.organisation),
      "country": text(application.country),
      "machine": text(application.machine),
      "requested_gpu_hours": item.requested.map { .real($0.count) } ?? .null,
      "submitted_at": time(application.submittedAt),
      "due_at": time(item.dueAt),
      "left_seconds": item.left.map { .integer($0.count) } ?? .null,
      "service_class": .string(item.serviceClass.rawValue),
      "paused_seconds": .integer(item.pausedFor.count),
      "info_requested_at": time(application.infoRequestedAt),
      "assignee": text(application.assignee),
      "assignee_origin": text(standing?.assigneeOrigin.map { SafeText(untrusted: $0.rawValue) }),
      "decision": text(application.decision),
      "decided_at": time(application.decidedAt),
      "checks": .array(item.checks.map(ReportDocument.check)),
      "seen": .array(session.mark(of: application).tokens.map(text)),
    ]
  }

  private static func conflict(_ conflict: CaseHistory.Conflict) -> JSONValue {
    ["about": .string(conflict.aspect.rawValue), "records": .array(conflict.records.map(text))]
  }

  static func text(_ text: SafeText?) -> JSONValue { text.map { .string($0.shown) } ?? .null }
  private static func time(_ value: Timestamp?) -> JSONValue { value.map { .string($0.rfc3339) } ?? .null }
}
