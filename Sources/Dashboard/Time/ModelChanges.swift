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

    /// Whether what ran there cannot run on.
    var isLost: Bool { after.outage?.endsJobs == true && before.outage?.endsJobs != true }
    /// Whether somebody has taken it out, so that it gets no more jobs.
    var isTakenOut: Bool {
      !isLost && after.outage?.isOutOfService == true && before.outage?.isOutOfService != true
    }
    var isBack: Bool { before.outage?.isOutOfService == true && after.outage?.isOutOfService != true }
  }

  /// The jobs of a cluster.
  struct JobChange: Sendable {
    let cluster: SafeText
    var started = 0
    /// No longer running.
    var ended = 0
    /// That ran on a node which was lost, by account: what Slurm has ended as NODE_FAIL, what it has put back into the
    /// queue, and what its list, being older, has running there still.
    var lostByAccount: [SafeText: Int] = [:]
    var lost: Int { lostByAccount.values.reduce(0, +) }
    /// Tasks, as they were submitted: those that Slurm splits off an array are none.
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
    let lost = Dictionary(grouping: nodes.filter(\.isLost), by: \.cluster).mapValues { $0.map(\.name) }
    jobs = both.map { Self.changedJobs(from: $0, to: $1, lost: lost[$1.name] ?? []) }
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

  private static func changedJobs(from before: Cluster, to after: Cluster, lost nodes: [SafeText])
    -> JobChange
  {
    var change = JobChange(cluster: after.name)
    guard let old = before.jobs, let table = after.jobs else { return change }
    var former = Dictionary(old.jobs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let arrays = Set(old.jobs.lazy.map(\.arrayID)).subtracting([0])
    for job in table.jobs {
      let was = former.removeValue(forKey: job.id)
      let isRunning = job.state.base == .running
      let wasRunning = was?.state.base == .running
      if was == nil, !arrays.contains(job.arrayID) { change.submitted += Int(job.taskCount) }
      if isRunning, !wasRunning { change.started += 1 }
      if !isRunning, wasRunning { change.ended += 1 }
      let failed = job.state.base == .nodeFail && was?.state.base != .nodeFail
      // Of nodes and jobs one list may be older than the other.
      let ranThere =
        was.map { isHit($0, now: job, by: nodes, in: old) } ?? false
      if failed || ranThere { change.lostByAccount[table.symbols[job.account], default: 0] += 1 }
    }
    change.ended += former.values.count { $0.state.base == .running }
    return change
  }

  /// Whether a job that was there before has lost one of these nodes.
  private static func isHit(
    _ was: Job, now job: Job, by nodes: [SafeText], in table: JobTable
  ) -> Bool {
    guard !nodes.isEmpty else { return false }
    // Ended already, of a node whose list did not tell of it yet.
    let hadEnded = was.state.base == .nodeFail
    // Put back into the queue, started anew elsewhere since, or, by a list that is older, running still.
    let wasPutBack = was.state.base == .running && [.pending, .running].contains(job.state.base)
    guard hadEnded || wasPutBack else { return false }
    let list = HostList(table.symbols[was.nodeList])
    return nodes.contains { list.contains($0) }
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
    func sentences(_ severity: Alert.Severity) -> [SafeText] {
      came.filter { $0.severity == severity }.map {
        "\(SafeText(untrusted: severity.rawValue)): \($0.sentence(of: $0.text, nameWidth: 24))"
      }
    }
    /// A sentence for each cluster.
    func told(
      _ nodes: [NodeChange], many: SafeText, one: (NodeChange) -> SafeText, hasReason: Bool = true,
      with jobs: (_ cluster: SafeText) -> SafeText = { _ in "" }
    ) -> [SafeText] {
      var clusters: [SafeText] = []
      for node in nodes where !clusters.contains(node.cluster) { clusters.append(node.cluster) }
      return clusters.compactMap { cluster in
        let own = nodes.filter { $0.cluster == cluster }
        return own.first.map { first in
          let reason: SafeText = hasReason ? first.reason.map { ": \($0)" } ?? "" : ""
          return own.count > 1
            ? "\(cluster): \(SafeText.grouped(own.count)) \(many)\(jobs(cluster)), \(first.name) first\(reason)"
            : "\(cluster): \(first.name) \(one(first))\(jobs(cluster))\(reason)"
        }
      }
    }
    var sum = sentences(.critical) + breached.map { "\($0) past the promised time" }
    sum += told(nodes.filter(\.isLost), many: "nodes lost", one: { _ in "lost" }, with: jobsLost)
    sum += told(nodes.filter(\.isTakenOut), many: "nodes taken out", one: \.after.word.text)
    sum += sentences(.warning)
    sum += told(nodes.filter(\.isBack), many: "nodes back", one: { _ in "back" }, hasReason: false)
    return sum + gone.map { "gone: \($0.sentence(of: $0.text, nameWidth: 24))" }
  }
}
