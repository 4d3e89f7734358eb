import Entities
import Model
import Text

/// Where a thing is in what is known. Nothing of it is kept from one reading to the next.
extension DashboardModel {
  /// Whether there is such a thing. Linear in the things of its kind.
  func has(_ row: RowID, user: SafeText?) -> Bool { item(row, user: user) != nil }

  /// A thing in the list of its kind, with its fields; `nil` where there is none. Linear in the things of its kind.
  func item(_ row: RowID, user: SafeText?) -> EntityItem? {
    switch row {
    case .divider: return nil
    case .job:
      return record(of: row).map { record in
        EntityItem(list: JobFields.list(count: 1) { _ in record }, place: 0)
      }
    case .entity(let entity) where entity.kind == .job:
      return record(of: row).map { record in
        EntityItem(list: JobFields.list(count: 1) { _ in record }, place: 0)
      }
    case .allocation:
      // In the unit that each was granted in, which is one of the fields.
      let list = EntityList(.allocations, AllocationFields.all, budgets)
      return allocationRows.firstIndex(of: row).map { EntityItem(list: list, place: $0) }
    case .cluster, .partition, .application, .entity, .alert:
      guard let kind = row.kind else { return nil }
      let list = list(of: kind, user: user)
      return rows(of: list).firstIndex(of: row).map { EntityItem(list: list, place: $0) }
    }
  }

  /// The record of a job, with all tasks that its row stands for; of a thing that is no row, the one record. Linear in the
  /// records of its cluster, and in the rows of the jobs.
  func record(of row: RowID) -> JobRecord? {
    switch row {
    case .job(let cluster, let id):
      guard let (number, place) = job(id, of: cluster) else { return nil }
      let row = jobRows.first { $0.cluster == number && $0.job == place }
      return row.map(record) ?? JobRecord(queue: jobQueues[number], place: place)
    case .entity(let entity) where entity.kind == .job:
      guard let id = entity.name.flatMap({ Int64($0.shown) }), let cluster = entity.cluster,
        let (number, place) = job(id, of: cluster)
      else { return nil }
      return JobRecord(queue: jobQueues[number], place: place)
    case .cluster, .divider, .partition, .application, .allocation, .entity, .alert: return nil
    }
  }

  private func job(_ id: Int64, of cluster: SafeText) -> (queue: Int, place: Int)? {
    guard let number = jobQueues.firstIndex(where: { $0.name == cluster }),
      let place = jobQueues[number].table.jobs.firstIndex(where: { $0.id == id })
    else { return nil }
    return (number, place)
  }

  /// A node by its name. Linear in the nodes of its cluster.
  func node(_ entity: EntityID) -> NodeRow? {
    nodes.first { $0.name == entity.cluster }?.ordered.first { $0.node.name == entity.name }
  }

  func cluster(_ name: SafeText?) -> Cluster? { factory.clusters.first { $0.name == name } }

  /// The cluster of that name, as people write it in a form: in any case.
  func cluster(named name: SafeText?) -> SafeText? {
    guard let name = name?.shown.lowercased() else { return nil }
    return factory.clusters.first { $0.name.shown.lowercased() == name }?.name
  }

  func figures(ofCluster name: SafeText?) -> ClusterFigures? { figures.clusters.first { $0.name == name } }

  /// The budgets of an account on a cluster, those that go on first. An account is the same in any case.
  func budgets(ofAccount account: SafeText, on cluster: SafeText?) -> [BudgetFigures] {
    let place = AllocationPlace(account: account, cluster: cluster?.shown.lowercased()).folded
    let found = budgets.filter { $0.allocation.place.folded == place }
    return found.filter { $0.state != .ended } + found.filter { $0.state == .ended }
  }
}

/// A thing in the list of its kind.
struct EntityItem {
  let list: EntityList
  let place: Int

  /// What a field says of it; `unknown` where the kind has no such field.
  func value(_ key: String) -> FieldValue {
    list.schema.place(of: key).map { list.value($0, of: place) } ?? .unknown
  }
}

/// The rows of jobs that have something in common, in the order of the list of jobs.
struct JobsInCommon {
  let content: DashboardModel
  let rows: [JobRow]

  /// Of one cluster, or with `nil` of all, those of which a record is among some. Linear in the rows.
  init(_ content: DashboardModel, of cluster: SafeText?, where holds: (JobsOfCluster) -> (Job) -> Bool) {
    self.content = content
    let tests = content.jobQueues.map { queue in
      cluster == nil || queue.name == cluster ? holds(queue) : { _ in false }
    }
    rows = content.jobRows.filter { row in
      let jobs = content.jobQueues[row.cluster].table.jobs
      let test = tests[row.cluster]
      return test(jobs[row.job]) || row.otherJobs.contains { test(jobs[Int($0)]) }
    }
  }

  var records: some RandomAccessCollection<JobRecord> { rows.lazy.map(content.record) }

  /// Those that run, those that wait, and those that do neither.
  var running: [JobRecord] { records.filter { $0.job.state.base == .running } }
  var waiting: [JobRecord] { records.filter { $0.job.state.isWaiting } }
  var others: [JobRecord] { records.filter { !$0.job.state.isWaiting && $0.job.state.base != .running } }
}

extension JobsOfCluster {
  /// Whether a job has this text in a part of its record, in any case where `ignoringCase`. Linear in the distinct texts of
  /// the cluster's queue, once.
  func test(
    _ part: @escaping (Job) -> Symbol, is text: SafeText, ignoringCase: Bool = false
  ) -> (Job) -> Bool {
    let folded = text.shown.lowercased()
    let symbols = Set(
      table.symbols.texts.indices.filter { index in
        let other = table.symbols.texts[index]
        return other == text
          || ignoringCase && other.shown.utf8.count == folded.utf8.count && other.shown.lowercased() == folded
      }.map { Symbol(index: UInt32($0)) })
    return { symbols.contains(part($0)) }
  }
}
