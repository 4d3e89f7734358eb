package import Text

/// One thing that deserves a look now. Rule and entity together say which alert it is, reading after reading.
package struct Alert: Sendable, Equatable {
  /// By the word that reports and metrics have for it; what is critical is listed first.
  package enum Severity: String, Sendable, CaseIterable {
    case critical, warning
  }

  /// What is held against what, each by the word that reports and metrics have for it. The words stay.
  package enum Rule: String, Sendable, CaseIterable {
    case nodesOutOfService = "nodes_out_of_service"
    case partitionDown = "partition_down"
    case idleWhileWaiting = "idle_while_waiting"
    case allocatedIdle = "allocated_idle"
    case oldestWait = "oldest_wait"
    case backlogDrain = "backlog_drain"
    case accountingBacklog = "accounting_backlog"
    /// Of the time that the standard configuration gives; a site may set another.
    case maintenance = "maintenance_in_24h"
    case applicationBreached = "application_breached"
    case applicationDue = "application_due"
    case decisionConflict = "decision_conflict"
    case cutoffNear = "cutoff_near"
    case budgetExhausted = "budget_100"
    case budgetUnused = "budget_unused"
    case storageQuota = "storage_quota"
    case fileQuota = "file_quota"
    case configurationInvalid = "configuration_invalid"
    case journalDamaged = "journal_damaged"
    case journalUnverified = "journal_unverified"
    case sourceStale = "source_stale"
    case sourceIncomplete = "source_incomplete"
    case sourceClock = "source_clock"
  }

  package var rule: Rule
  package var severity: Severity
  package var entity: EntityID
  /// Since when it is as it is told, by a stamp of Slurm's own; `nil` where Slurm stamps nothing of the kind, because
  /// one reading does not say what was before it.
  package var since: Timestamp?
  /// One clause, without the name of the entity.
  package var text: SafeText

  package init(
    _ rule: Rule, _ severity: Severity, _ entity: EntityID, since: Timestamp? = nil, text: SafeText
  ) {
    self.rule = rule
    self.severity = severity
    self.entity = entity
    self.since = since
    self.text = text
  }
}

extension [Alert] {
  /// Critical first, then the newest; what has no time comes after what has, in the order in which it was found.
  package func byUrgency() -> [Alert] {
    enumerated().sorted { left, right in
      if left.element.severity != right.element.severity { return left.element.severity == .critical }
      if left.element.since != right.element.since {
        guard let leftSince = left.element.since else { return false }
        return right.element.since.map { leftSince > $0 } ?? true
      }
      return left.offset < right.offset
    }.map(\.element)
  }
}
