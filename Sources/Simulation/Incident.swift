import Model

/// What goes wrong in a factory that is asked for it: in the first cluster a rack fails, jobs pile up before what is left,
/// and a budget runs out.
enum Incident: CaseIterable, Sendable {
  case budgetIsShort, rackFails, jobsPileUp

  /// How long after the start.
  var after: Seconds {
    switch self {
    case .budgetIsShort: .minutes(5)
    case .rackFails: .minutes(20)
    case .jobsPileUp: .minutes(25)
    }
  }
}

extension ClusterSimulation {
  mutating func scheduleIncident() {
    for incident in Incident.allCases { events.schedule(.incident(incident), at: now + incident.after) }
  }

  mutating func begin(_ incident: Incident) {
    switch incident {
    case .budgetIsShort: grantOnlyWhatLasts()
    case .rackFails: failRack()
    case .jobsPileUp: pileUpJobs()
    }
  }

  /// A fifth of the nodes, neighbours, and no fewer than two.
  private mutating func failRack() {
    let count = max(2, floor.nodes.count / 5)
    let first = floor.nodes.count / 4
    for node in first..<min(first + count, floor.nodes.count) {
      breakNode(node, reason: "rack 3: PDU tripped, INC-90512", hours: 7)
    }
    requestSchedule()
  }

  /// A third of the queue once more, as after a deadline was announced.
  private mutating func pileUpJobs() {
    let open = streams.indices.filter { accounts[streams[$0].account].allocation == nil }
    guard !open.isEmpty else { return }
    for _ in 0..<max(20, targetJobs / 3) { submit(from: open[random.below(open.count)]) }
  }

  /// Of the account that computes most, so that its running jobs use up the rest within the hour.
  private mutating func grantOnlyWhatLasts() {
    let open = accounts.indices.filter { accounts[$0].allocation.map { $0.endsAt > now } ?? false }
    guard let account = open.max(by: { accounts[$0].runningGPUs < accounts[$1].runningGPUs }) else { return }
    let hours = 0.15
    let burn = Double(accounts[account].runningGPUs) / machine.factors.gresPerGPU
    let granted = (used(by: account, at: now) + burn * hours).rounded(.up)
    accounts[account].allocation?.granted = granted
  }
}
