import Entities
import Model
import Screen
import Text

extension PageBuilder {
  /// Fields and what granting would do at the left, what belongs to it, checks and time line at the right.
  mutating func application(_ item: ApplicationItem) -> PageContents {
    let application = item.application
    let organisation: SafeText = application.organisation.map { " · \($0)" } ?? ""
    let standing = context.standing(of: item)
    let labelWidth = Self.labelWidthOfApplications
    var groups = [
      FieldGroup(title: "application", fields: context.caseFields(of: item)),
      FieldGroup(title: "request", fields: context.requestFields(of: item)),
      FieldGroup(title: "applicant", fields: context.applicantFields(of: application)),
      FieldGroup(title: "declared", fields: context.declaredFields(of: application.declared)),
    ]
    if let effect = item.grantEffect {
      groups.insert(FieldGroup(title: "if granted", fields: GrantLines(effect: effect).fields), at: 2)
    }
    let fields = groups.map { PageSection($0.title, $0.fields, labelWidth: labelWidth) }
    let clock = clock
    let undo = context.undoRemark(on: application)
    @Sendable func checks(_ width: Int, titleWidth: Int) -> [Line] {
      let groups = CheckLines(results: item.checks, titleWidth: titleWidth).groups(width: width)
      return groups.isEmpty
        ? [Line("none for this mode", .muted)] : Array(groups.joined(separator: [Line()]))
    }
    @Sendable func timeLine(_ width: Int) -> [Line] {
      let moments = TimeLine(
        application: application, standing: application.standing, clock: clock,
        timeWidth: Self.titleWidth(width), undo: undo
      ).whole(width: width)
      return moments.isEmpty ? [Line("no date is told", .muted)] : moments
    }
    let findings = [
      PageSection(
        Line("checks", .strong), in: .right,
        .drawn(
          { checks($0, titleWidth: Self.titleWidth($0)) }, words: checks(PageSection.anyWidth, titleWidth: 2))
      ),
      PageSection(
        Line("time line", .strong), in: .right, .drawn(timeLine, words: timeLine(PageSection.anyWidth))),
      PageSection("belongs to it", in: .right, relations(of: item), labelWidth: labelWidth),
    ]
    return PageContents(
      title: "\(application.id)\(organisation)", headline: Line(joining: standing),
      // The step is told by the fields too.
      shortHeadline: standing.last, sections: fields + findings, isWideAtRight: true)
  }

  private static let labelWidthOfApplications = 14

  private static func titleWidth(_ width: Int) -> Int { width < 46 ? 2 : labelWidthOfApplications }

  /// The partition that it asks for, the account that it was granted, and what else the same organisation asks for.
  private mutating func relations(of item: ApplicationItem) -> [FieldGroup.Field] {
    let application = item.application
    var fields: [FieldGroup.Field] = []
    let granted = content.budgets.filter { $0.allocation.proposal == application.id }
    for budget in granted.prefix(Self.mostRelated) {
      let allocation = budget.allocation
      var line = link(
        to: .allocation(cluster: allocation.cluster, account: allocation.account, unit: allocation.unit))
      line.add(budget.state.title, budget.state.role)
      if let used = budget.usedFraction { line.add(", \(SafeText.percent(used)) used") }
      fields.append((fields.isEmpty ? "account" : "", line))
    }
    if let machine = content.cluster(named: application.machine) {
      var names = [link(to: .cluster(machine))]
      if let partition = application.partition { names.append(link(toPartition: partition, of: machine)) }
      fields.append(("asks for", Self.beside(names)))
    }
    let others = content.figures.applications?.items.filter {
      $0.application.id != application.id && application.organisation != nil
        && $0.application.organisation == application.organisation
    }
    // Those that can still be decided on come first.
    let ordered = (others ?? []).filter(\.isPending) + (others ?? []).filter { !$0.isPending }
    for (index, other) in ordered.prefix(Self.mostRelated).enumerated() {
      var line = link(to: .application(other.application.id))
      line.add(other.application.state.title, .muted)
      fields.append((index == 0 ? "same applicant" : "", line))
    }
    if let organisation = application.organisation, let others, others.count > Self.mostRelated {
      fields.append(
        (
          "",
          link(.list(.applications, "organisation=\(organisation.asFilterValue)"), "all \(others.count + 1)")
        ))
    }
    return fields
  }

  static let mostRelated = 5
}

extension PaneBuilder {
  /// The step, and how it stands against the promised time: `decision · due in 3h 30m`.
  fileprivate func standing(of item: ApplicationItem) -> [Line] {
    let step = Line(item.application.state.title, .strong)
    guard case .text(let left, let style) = timeLeft(of: item), !left.isEmpty else { return [step] }
    return [step, Line(left, style.role)]
  }

  fileprivate func caseFields(of item: ApplicationItem) -> [FieldGroup.Field] {
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

  fileprivate func requestFields(of item: ApplicationItem) -> [FieldGroup.Field] {
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

  fileprivate func applicantFields(of application: Application) -> [FieldGroup.Field] {
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

  fileprivate func declaredFields(of declared: Declarations) -> [FieldGroup.Field] {
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
