import Model

extension ClusterSimulation {
  private struct Fault {
    var kind: Outage.Kind
    var reason: String
    var setBy: String
    /// Hours until the node returns, at least and at most.
    var hours: ClosedRange<Int>
  }

  private static let faults = [
    Weighted(Fault(kind: .dead, reason: "Not responding", setBy: "slurm", hours: 1...9), 4),
    Weighted(Fault(kind: .dead, reason: "PSU failure, INC-90417", setBy: "hwops", hours: 12...60), 1),
    Weighted(
      Fault(kind: .drained, reason: "XID 79: GPU has fallen off the bus", setBy: "hwops", hours: 6...48), 3),
    Weighted(Fault(kind: .drained, reason: "ECC: row remap pending", setBy: "healthcheck", hours: 2...20), 3),
    Weighted(Fault(kind: .drained, reason: "Kill task failed", setBy: "slurm", hours: 1...6), 3),
    Weighted(
      Fault(kind: .drained, reason: "NHC: /scratch not mounted", setBy: "healthcheck", hours: 1...4), 2),
    Weighted(
      Fault(kind: .drained, reason: "IB link width degraded on hca0", setBy: "hwops", hours: 4...30), 2),
    Weighted(
      Fault(kind: .drained, reason: "cooling: CDU flow below limit", setBy: "hwops", hours: 3...12), 1),
  ]

  /// So that about one node in twenty-five is out at any time.
  mutating func scheduleFault() {
    let hours = 300 / Double(floor.nodes.count) * random.exponential()
    events.schedule(.fault, at: now + Seconds(Int64(hours * 3600) + 1))
  }

  mutating func breakNode() {
    let node = random.below(floor.nodes.count)
    guard floor.nodes[node].outage == nil else { return }
    let fault = random.pick(Self.faults)
    let hours = random.between(fault.hours.lowerBound, fault.hours.upperBound)
    takeOut(node, fault, since: now, until: now + .hours(Int64(hours)))
    if fault.kind.isDown { endJobs(on: node) }
  }

  /// Lets a node fail with what runs on it.
  mutating func breakNode(_ node: Int, reason: String, hours: Int) {
    guard floor.nodes[node].outage == nil else { return }
    let fault = Fault(kind: .dead, reason: reason, setBy: "slurm", hours: hours...hours)
    takeOut(node, fault, since: now, until: now + .hours(Int64(hours)))
    endJobs(on: node)
  }

  private mutating func endJobs(on node: Int) {
    for tenant in floor.nodes[node].tenants { endJob(tenant.job, as: .nodeFail) }
    for tenant in floor.nodes[node].tenants { forgetTenancy(of: tenant.job) }
  }

  /// Nodes that broke days before the simulation began and still wait for parts.
  mutating func breakSomeNodes() {
    for _ in 0..<(floor.nodes.count / 60) {
      let since = now + .hours(-Int64(random.between(30, 400)))
      takeOut(
        random.below(floor.nodes.count), random.pick(Self.faults), since: since,
        until: now + .days(Int64(random.between(4, 9))))
    }
  }

  private mutating func takeOut(_ node: Int, _ fault: Fault, since: Timestamp, until: Timestamp) {
    guard floor.nodes[node].outage == nil else { return }
    floor.nodes[node].outage = Outage(
      kind: fault.kind, reason: fault.reason, setBy: fault.setBy, reservation: "", since: since, until: until)
    events.schedule(.nodeReturns(node: node), at: until)
  }

  /// A row of neighbours for maintenance, or for a training; the next follows when these are back.
  mutating func reserveNodes() {
    let isMaintenance = random.happens(0.5)
    let count = min(4, floor.nodes.count / 20)
    guard count > 0 else { return }
    let first = random.below(floor.nodes.count - count + 1)
    let until = now + .hours(Int64(random.between(5, 12)))
    for node in first..<(first + count) where floor.nodes[node].outage == nil {
      floor.nodes[node].outage = Outage(
        kind: isMaintenance ? .maintenance : .reserved, reason: "", setBy: "",
        reservation: isMaintenance ? "firmware" : "aif-training", since: now, until: until)
      events.schedule(.nodeReturns(node: node), at: until)
    }
    events.schedule(.reservation, at: until + .hours(Int64(random.below(3))))
  }
}
