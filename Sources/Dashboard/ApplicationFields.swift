import Model
import Screen
import Text

extension PaneContext {
  /// Everything that an application tells, in groups; `effect`, if any, stands behind what is asked for.
  func fieldGroups(of item: ApplicationItem, with effect: FieldGroup?) -> [FieldGroup] {
    let application = item.application
    return [
      FieldGroup(title: "application", fields: caseFields(of: item)),
      FieldGroup(title: "request", fields: requestFields(of: item)), effect,
      FieldGroup(title: "applicant", fields: applicantFields(of: application)),
      FieldGroup(title: "declared", fields: declaredFields(of: application.declared)),
    ].compactMap(\.self)
  }

  private func caseFields(of item: ApplicationItem) -> [FieldGroup.Field] {
    let application = item.application
    var serviceClock = serviceClock(of: item)
    if item.pausedFor > Seconds(0) {
      serviceClock = serviceClock.and(
        "paused before for", SafeText.duration(seconds: Int(item.pausedFor.count)))
    }
    var fields: [FieldGroup.Field] = [
      ("title", Line(value: application.title)),
      ("mode", Line(value: application.mode.title)),
      ("step", Line(value: application.state.title)),
      ("service clock", serviceClock),
      ("due", Line(value: item.dueAt.map(dayAndTime))),
      (
        "submitted",
        Line(value: application.submittedAt.map(dayAndTime))
          .and("cut-off", application.cutoffAt.map(dayAndTime))
      ),
      ("assignee", Line(value: application.assignee)),
      ("decision", Line(value: application.decision)),
    ]
    // The frame tells the ID, but not what of it is altered.
    if application.id.isAltered { fields.insert(("ID", Line(value: application.id)), at: 0) }
    return fields
  }

  private func requestFields(of item: ApplicationItem) -> [FieldGroup.Field] {
    let (application, technical) = (item.application, item.application.technical)
    var requested = Line(value: application.requested.map(\.inWords))
    if application.requested?.unit != .gpuHours {
      requested = requested.and("in GPU-hours", item.requested.map { SafeText.amount($0.count) })
    }
    var fields: [FieldGroup.Field] = [
      ("machine", Line(value: application.machine).and("partition", application.partition)),
      ("fallback", Line(value: technical.fallback)),
    ]
    // Few forms can name more than one.
    if let systems = technical.machines {
      fields.append(("systems", Line(value: systems.joined(separator: ", "))))
    }
    fields += [
      ("asked for", requested),
      ("duration", Line(value: application.durationDays.map { .count($0, "day", "days") })),
      ("GPUs at once", Line(value: technical.maxGPUs.map(SafeText.grouped))),
      ("built for", Line(value: technical.architectures?.joined(separator: ", "))),
    ]
    return fields
  }

  private func applicantFields(of application: Application) -> [FieldGroup.Field] {
    let facts = application.facts
    let contact = ContactLines(of: application, isRevealed: revealed == application.id, keys: keys)
    return [("organisation", Line(value: application.organisation))] + contact.fields + [
      ("country", Line(value: application.country)),
      ("kind", Line(value: application.organisationKind)),
      ("sector", Line(value: application.sector)),
      ("registry code", Line(value: facts.registryCode).and("VAT", facts.vat)),
      ("PIC", Line(value: facts.pic)),
      (
        "founded",
        Line(value: facts.foundedYear.map { "\($0)" }).and("staff", facts.staff.map(SafeText.grouped))
      ),
      (
        "turnover",
        Line(value: facts.turnover.map(SafeText.euros)).and("balance", facts.balance.map(SafeText.euros))
      ),
      ("linked firms", Line(value: facts.countsLinked.map { $0 ? "counted in these" : "not counted" })),
    ]
  }

  private func declaredFields(of declared: Declarations) -> [FieldGroup.Field] {
    let funding: [Line] =
      switch declared.otherFunding {
      case nil: [Line(value: nil)]
      case []?: [Line(value: "none")]
      case let some?: some.map { Line(value: $0.inFull) }
      }
    var fields: [FieldGroup.Field] = [
      ("purpose", Line(value: declared.hasCivilianPurpose.map { $0 ? "civilian" : "not civilian" })),
      (
        "personal data",
        Line(value: declared.personalData?.word)
          .and("agreement", declared.hasProcessingAgreement.map { $0 ? "signed" : "not signed" })
      ),
    ]
    for (index, line) in funding.enumerated() { fields.append((index == 0 ? "other funding" : "", line)) }
    fields += [
      ("AI Act class", Line(value: declared.aiActClass?.word)),
      (
        "PI's contract",
        Line(value: declared.contractEnd.map { "until \(SafeText(untrusted: $0.iso8601))" })
      ),
    ]
    return fields
  }
}

extension OtherFunding {
  /// `horizon_europe 101070000, EUR 200,000`.
  fileprivate var inFull: SafeText {
    var words = programme ?? "programme \(SafeText.unknown)"
    if let grantNumber { words.append(" \(grantNumber)") }
    if let amount { words.append(", \(SafeText.euros(amount))") }
    return words
  }
}
