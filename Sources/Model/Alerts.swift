package import Text

extension Figures {
  /// What the thresholds of `policy` make of these figures: critical first, then the newest, then what is larger.
  func alerts(by policy: Policy) -> [Alert] {
    let factory = EntityID(.factory, site)
    let all =
      clusters.flatMap { $0.alerts(by: policy.alerts, now: now) }
      + (applications?.alerts(of: factory, by: policy.alerts, now: now) ?? [])
      + (budgets ?? []).compactMap { $0.alert(by: policy.alerts, now: now) }
      + StorageQuota.alerts(fullQuotas, of: factory)
      + sources.flatMap { [$0.alert, $0.alertOfAuthors].compactMap(\.self) }
    return all.byUrgency()
  }
}

extension SourceFigures {
  /// A file that tells nothing new is a warning, however it came to that: what was good of it is shown still, and the
  /// machines may be well.
  fileprivate var alert: Alert? {
    let entity = EntityID(.source, source.path, cluster: source.cluster)
    if source.kind == .configuration, let problem = source.problem {
      return Alert(.configurationInvalid, .warning, entity, text: problem)
    }
    if source.kind == .journal, let problem = source.problem {
      // What cannot be believed may be a decision that somebody relies on.
      return Alert(.journalDamaged, source.isReadable ? .warning : .critical, entity, text: problem)
    }
    switch state {
    case .ok: return nil
    case .missing: return Alert(.sourceStale, .warning, entity, text: "file is missing")
    case .error where isIncomplete:
      let records: SafeText = source.skipped == 1 ? "1 record" : "\(source.skipped) records"
      return Alert(.sourceIncomplete, .warning, entity, text: "\(records) could not be read")
    case .error:
      return Alert(.sourceStale, .warning, entity, text: source.problem ?? "cannot be read")
    case .clock: return Alert(.sourceClock, .warning, entity, text: lead?.inWords ?? "is dated ahead")
    case .stale: return Alert(.sourceStale, .warning, entity, text: "is stale")
    }
  }
}

extension SourceFigures {
  /// All unverified records of a journal in one: after a restore they may be all of them.
  fileprivate var alertOfAuthors: Alert? {
    guard let text = source.unverifiedInWords else { return nil }
    return Alert(
      .journalUnverified, .warning, EntityID(.source, source.path, cluster: source.cluster), text: text)
  }
}

extension Source {
  /// How many records of a journal are unverified and what to do, in one clause; `nil` when none is.
  package var unverifiedInWords: SafeText? {
    guard unverified > 0 else { return nil }
    let all: SafeText =
      unverified == 1
      ? "1 record is unverified: its file does not belong to its author"
      : "\(unverified) records are unverified: their files do not belong to their authors"
    let beside: SafeText =
      switch outranked {
      case 0: ""
      case 1: ", and 1 stands beside a verified one"
      default: ", and \(outranked) stand beside verified ones"
      }
    return "\(all)\(beside); factorytop triage verify tells why"
  }
}

extension ApplicationFigures {
  fileprivate func alerts(
    of factory: EntityID, by thresholds: AlertThresholds, now: Timestamp
  ) -> [Alert] {
    var alerts: [Alert] = []
    if breached > 0 {
      let text: SafeText = "\(Self.applications(breached)) past the promised time"
      alerts.append(Alert(.applicationBreached, .critical, factory, text: text))
    }
    if conflicts > 0 {
      let text: SafeText =
        "\(Self.applications(conflicts)) in conflict: decisions that did not know of each other"
      alerts.append(Alert(.decisionConflict, .critical, factory, text: text))
    }
    let soon = items.count { item in
      guard let left = item.left, item.serviceClass != .breached, item.serviceClass != .paused else {
        return false
      }
      return left < thresholds.dueWithin
    }
    if soon > 0 {
      let text: SafeText =
        "\(Self.applications(soon)) due within \(SafeText.count(thresholds.dueWithin.count / 3600, "working hour", "working hours"))"
      alerts.append(Alert(.applicationDue, .warning, factory, text: text))
    }
    if let next = nextCutoff, next.at - now <= thresholds.cutoffWithin {
      let text: SafeText =
        "cut-off of \(next.mode.word) within \(SafeText.count(thresholds.cutoffWithin.count / 3600, "hour", "hours"))"
      alerts.append(Alert(.cutoffNear, .warning, factory, text: text))
    }
    return alerts
  }

  private static func applications(_ count: Int) -> SafeText {
    .count(count, "application", "applications")
  }
}

extension BudgetFigures {
  fileprivate func alert(by thresholds: AlertThresholds, now: Timestamp) -> Alert? {
    let entity = EntityID(.allocation, allocation.account, cluster: allocation.cluster)
    switch state {
    case .exhausted: return Alert(.budgetExhausted, .critical, entity, text: "is used up")
    case .idleStart:
      guard let start = allocation.startsAt, now - start > thresholds.idleBudgetAfter else { return nil }
      let text: SafeText = "is unused after \(SafeText.count((now - start).count / 86_400, "day", "days"))"
      return Alert(.budgetUnused, .warning, entity, text: text)
    case .notStarted, .under, .onPace, .ahead, .ending, .ended, .unknown: return nil
    }
  }
}
