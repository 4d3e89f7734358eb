import Text

extension ApplicationFigures {
  /// Counts and sorts the applications of `factory`, by the clocks of `policy`; `nil` when no source holds any.
  /// `clusters` and `allocations` are what is derived of the same factory.
  init?(
    of factory: Factory, clusters: [ClusterFigures], allocations: [Allocation], policy: Policy, now: Timestamp
  ) {
    guard let applications = factory.applications else { return nil }
    let ground = CheckContext(
      factory: factory, clusters: clusters, allocations: allocations, policy: policy, now: now)
    self.init(
      pending: 0, byState: [:], pendingByMode: [:], byMode: [:], dueToday: 0, breached: 0, items: [],
      nextCutoff: policy.nextCutoff(after: now))
    items.reserveCapacity(applications.count)
    for application in applications {
      byState[application.state, default: 0] += 1
      byMode[application.mode, default: 0] += 1
      if application.state.isPending {
        pending += 1
        pendingByMode[application.mode, default: [:]][application.state, default: 0] += 1
      }
      if application.standing?.isInConflict == true { conflicts += 1 }
      let clock = policy.serviceClock(of: application, at: now)
      switch clock.serviceClass {
      case .breached: breached += 1
      case .dueToday: dueToday += 1
      case .atRisk, .ok, .paused, .notStarted: break
      }
      let factors = factory.factors(of: application.machine) ?? UnitFactors()
      items.append(
        ApplicationItem(
          application: application, isPending: application.state.isPending, serviceClass: clock.serviceClass,
          dueAt: clock.dueAt, left: clock.left, pausedFor: policy.pausedTime(of: application, at: now),
          requested: application.requested.flatMap(factors.gpuHours(in:)), ground: ground))
    }
    // Items are large: they are moved once, and not at every comparison.
    let order = items.indices.sorted { items[$0].comesBefore(items[$1]) }
    items = order.map { items[$0] }
  }
}

extension ApplicationItem {
  /// The order of triage: pending before drafts before the rest; breached first, then by due time, then the larger
  /// request, then by ID.
  func comesBefore(_ other: ApplicationItem) -> Bool {
    if urgency != other.urgency { return urgency < other.urgency }
    if dueAt != other.dueAt {
      guard let due = dueAt else { return false }
      return other.dueAt.map { due < $0 } ?? true
    }
    if requested != other.requested {
      guard let requested else { return false }
      return other.requested.map { requested > $0 } ?? true
    }
    return application.id < other.application.id
  }

  private var urgency: Int {
    if serviceClass == .breached { return 0 }
    if isPending { return 1 }
    return application.state == .draft ? 2 : 3
  }
}

extension Policy {
  /// The first cut-off of any mode that is not over at `now`; of several at once, the first mode's.
  package func nextCutoff(after now: Timestamp) -> Cutoff? {
    let invented = modes.keys.filter { !AccessMode.known.contains($0) }.sorted { $0.word < $1.word }
    var next: Cutoff?
    for mode in AccessMode.known + invented {
      guard let at = modes[mode]?.cutoffs.first(where: { $0 >= now }) else { continue }
      if next.map({ at < $0.at }) ?? true { next = Cutoff(mode: mode, at: at) }
    }
    return next
  }
}
