import Model
package import Text

/// What differs between two moments, the later one told against the earlier one.
package struct ModelChanges: Sendable {
  /// A node whose word has changed.
  struct NodeChange: Sendable {
    let cluster: SafeText
    let name: SafeText
    let before: NodeState
    let after: NodeState
    let reason: SafeText?
  }

  /// The jobs of a cluster.
  struct JobChange: Sendable {
    let cluster: SafeText
    var started = 0
    /// No longer running.
    var ended = 0
    /// Of those, by a node that failed, by account.
    var lostByAccount: [SafeText: Int] = [:]
    var lost: Int { lostByAccount.values.reduce(0, +) }
    var submitted = 0
    var isEmpty: Bool { started == 0 && ended == 0 && submitted == 0 }
  }

  let earlier: DashboardModel
  let later: DashboardModel
  let came: [Alert]
  let gone: [Alert]
  let nodes: [NodeChange]
  let jobs: [JobChange]

  /// Linear in the nodes and jobs of both.
  package init(from earlier: DashboardModel, to later: DashboardModel) {
    self.earlier = earlier
    self.later = later
    let before = Dictionary(
      earlier.figures.alerts.map { (RowID($0), $0.severity) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      later.figures.alerts.map { (RowID($0), $0.severity) }, uniquingKeysWith: { first, _ in first })
    // What was a warning and is critical now has come as that.
    came = later.figures.alerts.filter { before[RowID($0)] != $0.severity }
    gone = earlier.figures.alerts.filter { after[RowID($0)] == nil }
    let clusters = Dictionary(
      earlier.factory.clusters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let both = later.factory.clusters.compactMap { cluster in clusters[cluster.name].map { ($0, cluster) } }
    nodes = both.flatMap(Self.changedNodes)
    jobs = both.map(Self.changedJobs)
  }

  private static func changedNodes(from before: Cluster, to after: Cluster) -> [NodeChange] {
    let states = Dictionary(
      (before.nodes ?? []).map { ($0.name, $0.state) }, uniquingKeysWith: { first, _ in first })
    return (after.nodes ?? []).compactMap { node in
      guard let before = states[node.name],
        before.word != node.state.word || before.outage != node.state.outage
      else { return nil }
      return NodeChange(
        cluster: after.name, name: node.name, before: before, after: node.state, reason: node.reason)
    }
  }

  private static func changedJobs(from before: Cluster, to after: Cluster) -> JobChange {
    var change = JobChange(cluster: after.name)
    guard let jobsBefore = before.jobs?.jobs, let table = after.jobs else { return change }
    var states = Dictionary(
      jobsBefore.map { ($0.id, $0.state.base) }, uniquingKeysWith: { first, _ in first })
    for job in table.jobs {
      let was = states.removeValue(forKey: job.id)
      let isRunning = job.state.base == .running
      if was == nil { change.submitted += 1 }
      if isRunning, was != .running { change.started += 1 }
      if !isRunning, was == .running { change.ended += 1 }
      if job.state.base == .nodeFail, was != .nodeFail {
        change.lostByAccount[table.symbols[job.account], default: 0] += 1
      }
    }
    change.ended += states.values.count { $0 == .running }
    return change
  }

  /// The applications whose promise has ended between the two.
  var breached: [SafeText] {
    let before = Set(Self.breached(in: earlier))
    let known = Set((earlier.figures.applications?.items ?? []).map(\.application.id))
    return Self.breached(in: later).filter { !before.contains($0) && known.contains($0) }
  }

  private static func breached(in model: DashboardModel) -> [SafeText] {
    (model.figures.applications?.items ?? []).filter { $0.serviceClass == .breached }.map(\.application.id)
  }

  /// Those that count as an event of their own: a node is lost, or is back.
  var outages: [NodeChange] {
    nodes.filter {
      ($0.before.outage?.isOutOfService ?? false) != ($0.after.outage?.isOutOfService ?? false)
    }
  }

  /// ` with 11 jobs of 6 accounts`.
  private func jobsLost(on cluster: SafeText) -> SafeText {
    guard let change = jobs.first(where: { $0.cluster == cluster }), change.lost > 0 else { return "" }
    let accounts = change.lostByAccount.count
    return
      " with \(SafeText.grouped(change.lost)) \(change.lost == 1 ? "job" : "jobs") of \(SafeText.grouped(accounts)) \(accounts == 1 ? "account" : "accounts")"
  }

  /// What has happened, in one sentence: the worst of it, and how much more; `nil` where nothing has that is an event.
  package var event: SafeText? {
    let told = events
    guard let first = told.first else { return nil }
    return told.count > 1 ? "\(first) · \(told.count - 1) more" : first
  }

  /// A sentence for each thing that has happened, the worst first.
  var events: [SafeText] {
    let lost = outages.filter { $0.after.outage?.isOutOfService ?? false }
    let returned = outages.filter { !($0.after.outage?.isOutOfService ?? false) }
    func sentences(_ severity: Alert.Severity) -> [SafeText] {
      came.filter { $0.severity == severity }.map {
        "\(SafeText(untrusted: severity.rawValue)): \($0.sentence(of: $0.text, nameWidth: 24))"
      }
    }
    var told = sentences(.critical) + breached.map { "\($0) past the promised time" }
    if let first = lost.first {
      let reason: SafeText = first.reason.map { ": \($0)" } ?? ""
      told.append(
        lost.count > 1
          ? "\(first.cluster): \(SafeText.grouped(lost.count)) nodes lost\(jobsLost(on: first.cluster)), \(first.name) first\(reason)"
          : "\(first.cluster): \(first.name) lost\(jobsLost(on: first.cluster))\(reason)")
    }
    told += sentences(.warning)
    if let first = returned.first {
      told.append(
        returned.count > 1
          ? "\(first.cluster): \(SafeText.grouped(returned.count)) nodes back, \(first.name) first"
          : "\(first.cluster): \(first.name) back")
    }
    return told + gone.map { "gone: \($0.sentence(of: $0.text, nameWidth: 24))" }
  }
}
