import Model
import Text

/// Joins what a site's own files tell with what a portal tells of the same.
///
/// The own record counts, field by field: what it leaves out is taken from the portal's.
enum NativeBeforePortal {
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

  /// Allocations of the same account on the same cluster, both in any case, in the same unit are the same, unless their dates
  /// say that they are of different times; in another unit they are of other resources. An own one without any amount
  /// only tells the account's dates and proposal: it takes the unit of the portal's. One without dates tells of each
  /// that the portal has.
  static func join(_ own: [Allocation]?, _ portal: [Allocation]?) -> [Allocation]? {
    guard let portal else { return own }
    let own = own ?? []
    var joined = own
    let places = Dictionary(grouping: own.indices, by: { own[$0].place.folded })
    // The account that is written alike counts before one that differs in case.
    func matching(_ allocation: Allocation) -> [Int] {
      let all = places[allocation.place.folded] ?? []
      let exact = all.filter { own[$0].account == allocation.account }
      return exact.isEmpty ? all : exact
    }
    var filled: Set<Int> = []
    func same(as allocation: Allocation, among indices: [Int], _ isSame: (Allocation) -> Bool) -> Int? {
      let candidates = indices.filter { isSame(own[$0]) }
      return candidates.first { own[$0].unit == allocation.unit }
        ?? candidates.first { !own[$0].hasAmounts }
    }
    // What begins on the same day belongs together, before anything that may.
    var matches = [Int?](repeating: nil, count: portal.count)
    for isExact in [true, false] {
      for (index, allocation) in portal.enumerated() where matches[index] == nil {
        let free = matching(allocation).filter { !filled.contains($0) }
        let match = same(as: allocation, among: free) { record in
          isExact
            ? record.firstDay != nil && record.firstDay == allocation.firstDay : record.mayOverlap(allocation)
        }
        guard let match else { continue }
        matches[index] = match
        filled.insert(match)
      }
    }
    for (allocation, match) in zip(portal, matches) {
      if let match {
        joined[match].fill(from: allocation)
      } else if let undated = same(
        as: allocation, among: matching(allocation), { $0.startsAt == nil && $0.endsAt == nil })
      {
        var copy = own[undated]
        copy.fill(from: allocation)
        joined.append(copy)
      } else {
        joined.append(allocation)
      }
    }
    return joined
  }
}

extension Application {
  fileprivate mutating func fill(from portal: Application) {
    title = title ?? portal.title
    organisation = organisation ?? portal.organisation
    country = country ?? portal.country
    organisationKind = organisationKind ?? portal.organisationKind
    sector = sector ?? portal.sector
    if machine == nil, technical.machines == nil {
      machine = portal.machine
      technical.machines = portal.technical.machines
    }
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
    if startsAt == nil, endsAt == nil, portal.startsAt != nil || portal.endsAt != nil {
      source = portal.source
    }
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
