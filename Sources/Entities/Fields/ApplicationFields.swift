package import Model
package import Text

/// An application for who looks at it.
package struct ApplicationRow: Sendable {
  package let item: ApplicationItem
  /// Who looks, as applications are assigned; `nil` where that is not known.
  package let user: [UInt8]?

  /// For whoever looks.
  package init(_ item: ApplicationItem) { self.init(item: item, user: nil) }

  init(item: ApplicationItem, user: [UInt8]?) {
    self.item = item
    self.user = user
  }

  package var application: Application { item.application }
}

/// What is told of an application. Of persons nothing but to whom it is assigned.
package enum ApplicationFields {
  package static let all = Fields<ApplicationRow>(
    [
      Field("id", title: "application", .name, searched: true, "its number") { .told($0.application.id) },
      Field("mode", .choice(modes), "EuroHPC's access mode") { .choice($0.application.mode.word, of: modes) },
      Field("step", .choice(steps, isRanked: true), "the step that it is in") {
        .choice($0.application.state.word, of: steps)
      },
      Field("organisation", .name, searched: true, "who applies") { .told($0.application.organisation) },
      Field("title", .prose, searched: true, usual: false, "what it is called") {
        .told($0.application.title)
      },
      Field("country", .name, "the country of the organisation") { .told($0.application.country) },
      Field("sector", .name, usual: false, "the sector of the organisation") { .told($0.application.sector) },
      Field("machine", .name, "the system that it asks for") { .told($0.application.machine) },
      Field("partition", .name, usual: false, "the partition that it asks for") {
        .told($0.application.partition)
      },
      Field("assignee", .name, "to whom it is assigned: a team, a role or a user") {
        .told($0.application.assignee)
      },
      Field("gpu-hours", title: "GPU-h", .amount, unit: .gpuHours, "what it asks for") {
        .amount($0.item.requested?.count)
      },
      Field("left", .span, unit: .seconds, "working time left of the promise, negative when it is over") {
        .span($0.item.left)
      },
      Field("submitted", .moment, usual: false, "when it was submitted") {
        .moment($0.application.submittedAt)
      },
      Field("due", .moment, "when the promise ends") { .moment($0.item.dueAt) },
      Field("class", .choice(classes.offered), "how it stands against the promise") {
        classes[$0.item.serviceClass]
      },
      Field(
        "says", .choice(origins.offered), usual: false,
        "who tells the step: the portal, or a journal ahead of it"
      ) {
        origins[$0.application.standing?.stateOrigin ?? .portal]
      },
      Field("portal", .choice(steps, isRanked: true), usual: false, "the step that the portal tells") {
        .choice(($0.application.standing?.portalState ?? $0.application.state).word, of: steps)
      },
      Field("remarks", .prose, usual: false, "what of the journal's records deserves a look") {
        .told($0.item.remarks.joined(separator: "; "))
      },
      Field("decided", .moment, usual: false, "when it was decided on") { .moment($0.application.decidedAt) },
      Field("decision", .name, usual: false, "what was decided") { .told($0.application.decision) },
    ],
    flags: [
      FieldFlag("mine", "assigned to who looks") { row in
        row.user != nil && row.application.assignee.map { FoldedText.name($0) == row.user } ?? false
      },
      FieldFlag("waiting", "the applicant is asked for something, and has yet to answer") {
        $0.application.state == .infoRequested
      },
      FieldFlag("decided", "the site has answered") { $0.application.isDecided },
      FieldFlag("pending", "somebody has to act before access is given") { $0.item.isPending },
      FieldFlag("breached", "past the promised time") { $0.item.serviceClass == .breached },
      FieldFlag("due", "the promise ends today") { $0.item.serviceClass == .dueToday },
      FieldFlag("risk", "little is left of the promise") { $0.item.serviceClass == .atRisk },
      FieldFlag(
        "conflict", "records of the journal contradict each other or the portal, or one cannot be verified"
      ) {
        $0.application.standing.map { $0.isToSettle || $0.relation == .disagree } ?? false
      },
    ])

  private static let modes = AccessMode.known.map {
    FieldChoice($0.word, code: $0.code, otherNames: [$0.title])
  }
  private static let steps = ApplicationState.known.map { FieldChoice($0.word, otherNames: [$0.title]) }
  private static let origins = Choices([CaseStanding.Origin.portal, .journal])
  private static let classes = Choices(ServiceClass.allCases)

  /// A list of those at `order`, for whoever looks.
  package static func list(_ items: [ApplicationItem], in order: [Int], user: SafeText?) -> EntityList {
    let user = user.map(FoldedText.name)
    return EntityList(.applications, all, count: order.count) {
      ApplicationRow(item: items[order[$0]], user: user)
    }
  }

  /// In the order of triage: breached, then by due time, then by GPU-hours asked.
  package static func rows(of figures: Figures, user: SafeText?) -> [ApplicationRow] {
    let user = user.map(FoldedText.name)
    return (figures.applications?.items ?? []).map { ApplicationRow(item: $0, user: user) }
  }
}
