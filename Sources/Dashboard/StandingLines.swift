import Model
import Screen
import Text

extension CaseStanding {
  /// Which of portal and journal the state is from, and what the portal makes of the journal's; above it what is in
  /// conflict, under it what is missing.
  var lines: [Line] {
    var lines = history.conflicts.map(line)
    if let besideLine { lines.append(besideLine) }
    lines.append(originLine)
    if !history.missing.isEmpty {
      let records: SafeText = history.missing.count == 1 ? "record is" : "records are"
      lines.append(Line(wrapping: "\(history.missing.count) \(records) missing: ask triage verify", .warning))
    }
    return lines
  }

  private var originLine: Line {
    let journalState = history.state?.title ?? .unknown
    return switch relation {
    case .noRecord where history.conflicts.contains { $0.aspect == .state }:
      Line(wrapping: "state from the portal until that is settled", .muted)
    case .noRecord where history.entries.isEmpty:
      Line(wrapping: "state from the portal; the journal has none", .muted)
    case .noRecord: Line(wrapping: "state from the portal; the journal has no state of it", .muted)
    case .journalAhead:
      Line(wrapping: "state from the journal; the portal says \(portalState.title)", .accent)
    case .caughtUp: Line(wrapping: "state from the portal, which has caught up with the journal", .ok)
    case .portalAhead: Line(wrapping: "state from the portal, which has gone on from \(journalState)", .muted)
    case .disagree:
      Line(wrapping: "state from the portal, which disagrees: the journal says \(journalState)", .warning)
    }
  }

  /// `conflict about the state: accept (anna), reject (ben)`.
  private func line(of conflict: CaseHistory.Conflict) -> Line {
    let subject: SafeText =
      switch conflict.aspect {
      case .state: "state"
      case .assignment: "assignee"
      }
    return Line(wrapping: "conflict about the \(subject): \(sides(conflict.records))", .critical)
  }

  /// `unverified, beside what counts: reject (anna)`.
  private var besideLine: Line? {
    guard !history.outranked.isEmpty else { return nil }
    return Line(wrapping: "unverified, beside what counts: \(sides(history.outranked))", .warning)
  }

  private func sides(_ records: [SafeText]) -> SafeText {
    records.compactMap { history.entry($0)?.record }
      .map { "\($0.summary(in: history)) (\(names.shown($0.author)))" as SafeText }.joined(separator: ", ")
  }
}
