import Model
import Text

/// Joins what a site's own files tell with what a portal tells of the same.
///
/// The own record counts, field by field: what it leaves out is taken from the portal's.
enum OwnBeforePortal {
  /// Applications of the same ID, in any case, are the same. `nil` when neither side has a list.
  static func join(_ own: [Application]?, _ portal: [Application]?) -> [Application]? {
    guard let portal else { return own }
    var joined = own ?? []
    let places = Dictionary(
      joined.indices.map { (joined[$0].id.shown.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    for application in portal {
      if let place = places[application.id.shown.lowercased()] {
        joined[place].fill(from: application)
      } else {
        joined.append(application)
      }
    }
    return joined
  }

  /// Allocations of the same account on the same cluster, in any case, in the same unit are the same; in another unit
  /// they are of other resources. An own one without any amount only tells the account's dates and proposal: it takes
  /// the unit of the portal's.
  static func join(_ own: [Allocation]?, _ portal: [Allocation]?) -> [Allocation]? {
    guard let portal else { return own }
    var joined = own ?? []
    let places = Dictionary(grouping: joined.indices) { Place(joined[$0]) }
    var filled: Set<Int> = []
    for allocation in portal {
      let candidates = places[Place(allocation)] ?? []
      let same = candidates.first { joined[$0].unit == allocation.unit && !filled.contains($0) }
      let mapping = candidates.first { !joined[$0].hasAmounts && !filled.contains($0) }
      if let place = same ?? mapping {
        joined[place].fill(from: allocation)
        filled.insert(place)
      } else {
        joined.append(allocation)
      }
    }
    return joined
  }

  private struct Place: Hashable {
    var account: SafeText
    var cluster: String?

    init(_ allocation: Allocation) {
      account = allocation.account
      cluster = allocation.cluster?.shown.lowercased()
    }
  }
}

extension Application {
  fileprivate mutating func fill(from portal: Application) {
    title = title ?? portal.title
    organisation = organisation ?? portal.organisation
    country = country ?? portal.country
    organisationKind = organisationKind ?? portal.organisationKind
    sector = sector ?? portal.sector
    machine = machine ?? portal.machine
    partition = partition ?? portal.partition
    requested = requested ?? portal.requested
    durationDays = durationDays ?? portal.durationDays
    createdAt = createdAt ?? portal.createdAt
    submittedAt = submittedAt ?? portal.submittedAt
    cutoffAt = cutoffAt ?? portal.cutoffAt
    dueAt = dueAt ?? portal.dueAt
    decidedAt = decidedAt ?? portal.decidedAt
    accessAt = accessAt ?? portal.accessAt
    assignee = assignee ?? portal.assignee
    decision = decision ?? portal.decision
    applicant = applicant?.filled(from: portal.applicant) ?? portal.applicant
  }
}

extension Allocation {
  fileprivate var hasAmounts: Bool { granted != nil || used != nil || committed != nil }

  fileprivate mutating func fill(from portal: Allocation) {
    if !hasAmounts { unit = portal.unit }
    proposal = proposal ?? portal.proposal
    mode = mode ?? portal.mode
    granted = granted ?? portal.granted
    startsAt = startsAt ?? portal.startsAt
    endsAt = endsAt ?? portal.endsAt
    standing = standing ?? portal.standing
    guard used == nil, portal.used != nil else { return }
    used = portal.used
    countedAt = portal.countedAt
    if history.isEmpty { history = portal.history }
  }
}
