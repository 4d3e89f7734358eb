import Entities
import Model
import Text

/// A thing that is called as somebody typed, or whose name begins so.
struct FoundThing: Sendable {
  let row: RowID
  let name: SafeText
  /// What tells it from others of that name: its kind, its cluster, how it stands.
  let words: SafeText
  /// Whether it is called just so.
  let isExact: Bool
}

extension DashboardModel {
  /// Of what only begins so, more is not offered.
  private static let mostFound = 200

  /// Everything whose name begins with a text, in any case, what is called just so first; of applications also what the
  /// programme's name stands before, of files the name in their folder. With a kind, only such things. Where nothing is
  /// called just so, the applications whose ID ends so behind its last hyphen are.
  ///
  /// Linear in the jobs, the nodes and all other things that have names; no job's number is written out for it.
  func things(named text: SafeText, of kind: ListKind? = nil) -> [FoundThing] {
    let begun = text.shown.lowercased()
    guard !begun.isEmpty, begun.utf8.count <= 256 else { return [] }
    var search = NameSearch(begun: begun, most: Self.mostFound)
    for wanted in ListKind.allCases where kind == nil || kind == wanted { find(wanted, &search) }
    if kind == nil || kind == .applications, !search.found.contains(where: \.isExact) {
      findByEnd(&search)
    }
    return search.found.filter(\.isExact) + search.found.filter { !$0.isExact }
  }

  private func find(_ kind: ListKind, _ search: inout NameSearch) {
    switch kind {
    case .jobs: for queue in jobQueues { findJobs(of: queue, &search) }
    case .nodes:
      for cluster in nodes {
        for row in cluster.ordered {
          let node = row.node
          search.note(node.name) {
            (
              .entity(EntityID(.node, node.name, cluster: cluster.name)),
              "node \(row.nodeClass.word), \(cluster.name)"
            )
          }
        }
      }
    case .accounts, .users, .qos: findShares(kind, &search)
    case .clusters:
      for cluster in figures.clusters { search.note(cluster.name) { (.cluster(cluster.name), "cluster") } }
    case .partitions:
      for cluster in figures.clusters {
        for partition in cluster.partitions {
          search.note(partition.name) {
            (.partition(cluster: cluster.name, name: partition.name), "partition, \(cluster.name)")
          }
        }
      }
    case .applications:
      for item in figures.applications?.items ?? [] {
        let application = item.application
        search.note(application.id, also: application.id.withoutProgramme) {
          (.application(application.id), application.words)
        }
      }
    case .allocations:
      for budget in budgets {
        let allocation = budget.allocation
        guard let proposal = allocation.proposal else { continue }
        // By its account it is found among the accounts.
        search.note(proposal, also: proposal.withoutProgramme) {
          (budget.row, "allocation of \(allocation.account)")
        }
      }
    case .reservations:
      for cluster in factory.clusters {
        for reservation in cluster.reservations ?? [] {
          search.note(reservation.name) {
            (
              .entity(EntityID(.reservation, reservation.name, cluster: cluster.name)),
              "reservation, \(cluster.name)"
            )
          }
        }
      }
    case .sources:
      for figures in figures.sources {
        let path = figures.source.path
        search.note(path, also: path.inItsFolder) { (.entity(EntityID(.source, path)), "source") }
      }
    // They are about things of other kinds.
    case .alerts: break
    }
  }

  private func findByEnd(_ search: inout NameSearch) {
    for item in figures.applications?.items ?? [] {
      let application = item.application
      let end = application.id.shown.lowercased().split(separator: "-").dropFirst().last
      guard let end, end == search.begun else { continue }
      search.noteCalledSo(application.id, as: .application(application.id), application.words)
    }
  }

  /// Those whose number, or whose array's, begins so.
  private func findJobs(of queue: JobsOfCluster, _ search: inout NameSearch) {
    let digits = search.begun.prefix(while: \.isNumber)
    guard let number = Int64(digits), number > 0, digits.first != "0" else { return }
    let rest = search.begun.dropFirst(digits.count)
    let task = rest.first == "_" ? Int(rest.dropFirst()) : nil
    var arrays: Set<Int64> = []
    for (place, job) in queue.table.jobs.enumerated() {
      let base = job.arrayID != 0 ? job.arrayID : job.hetID != 0 ? job.hetID : job.id
      // To write numbers costs most, and of those that are offered no more one may still be just this one.
      guard
        search.isFull
          ? base == number || job.id == number
          : base.begins(with: number) || job.id.begins(with: number)
      else { continue }
      let record = JobRecord(queue: queue, place: place)
      let isRow = job.arrayTaskID == nil
      // Of the tasks of an array one stands for all, unless its own number is asked for.
      let isOfArray = job.arrayID != 0 && base.begins(with: number) && digits.count == search.begun.count
      if isOfArray, !arrays.insert(job.arrayID).inserted, job.id != number { continue }
      // A task that waits has no record of its own.
      if let task, base == number, isRow, job.arrayTasks != .empty,
        ArrayTasks.mayHave(task, in: queue.table.symbols[job.arrayTasks].shown)
      {
        search.note(SafeText(untrusted: "\(number)_\(task)")) {
          (
            .job(cluster: queue.name, id: job.id),
            "job \(job.state.word.text), one of \(record.number), \(queue.name)"
          )
        }
        continue
      }
      let name = isOfArray && job.id != number ? SafeText(untrusted: "\(job.arrayID)") : record.number
      search.note(name, also: SafeText(untrusted: "\(job.id)")) {
        let row: RowID =
          isRow || isOfArray
          ? .job(cluster: queue.name, id: job.id)
          : .entity(EntityID(.job, SafeText(untrusted: "\(job.id)"), cluster: queue.name))
        return (row, "job \(job.state.word.text), \(queue.name)")
      }
    }
  }

  /// Those that jobs name, and those that accounting or the portal knows.
  private func findShares(_ kind: ListKind, _ search: inout NameSearch) {
    let entity: EntityID.Kind = kind == .accounts ? .account : kind == .users ? .user : .qos
    func note(_ name: SafeText, _ cluster: SafeText?, _ search: inout NameSearch) {
      guard !name.isEmpty else { return }
      search.noteOnce(
        EntityID(entity, name, cluster: cluster), "\(kind.one)\(cluster.map { ", \($0)" } ?? "")")
    }
    for queue in jobQueues {
      var isNamed = [Bool](repeating: false, count: queue.table.symbols.texts.count)
      for job in queue.table.jobs {
        let symbol = kind == .accounts ? job.account : kind == .users ? job.user : job.qos
        isNamed[Int(symbol.index)] = true
      }
      for (index, isNamed) in isNamed.enumerated() where isNamed {
        note(queue.table.symbols.texts[index], queue.name, &search)
      }
    }
    for cluster in factory.clusters {
      if kind == .qos { for qos in cluster.qos ?? [] { note(qos.name, cluster.name, &search) } }
      if kind == .accounts {
        for account in cluster.accounts ?? [] { note(account.name, cluster.name, &search) }
      }
    }
    if kind == .accounts {
      for budget in budgets { note(budget.allocation.account, budget.allocation.cluster, &search) }
    }
  }
}

/// What begins with a text, as it is found.
private struct NameSearch {
  /// In lower case.
  let begun: String
  /// So many of those that are not called just so.
  let most: Int
  private(set) var found: [FoundThing] = []
  private var onlyBegun = 0
  private var known: Set<EntityID> = []

  init(begun: String, most: Int) {
    self.begun = begun
    self.most = most
  }

  var isFull: Bool { onlyBegun >= most }

  /// Notes a thing where its name, or the other one, begins so; `thing` tells what it is.
  mutating func note(_ name: SafeText, also other: SafeText? = nil, _ thing: () -> (RowID, SafeText)) {
    let names = [name, other].compactMap(\.self).map { $0.shown.lowercased() }
    let isExact = names.contains(begun)
    guard isExact || !isFull && names.contains(where: { $0.hasPrefix(begun) }) else { return }
    if !isExact { onlyBegun += 1 }
    let (row, words) = thing()
    found.append(FoundThing(row: row, name: name, words: words, isExact: isExact))
  }

  /// Notes a thing that is called just so by a part of its name.
  mutating func noteCalledSo(_ name: SafeText, as row: RowID, _ words: SafeText) {
    found.append(FoundThing(row: row, name: name, words: words, isExact: true))
  }

  /// The same of what several sources name; an account is the same in any case.
  mutating func noteOnce(_ entity: EntityID, _ words: SafeText) {
    var folded = entity
    folded.name = entity.name.map { SafeText(untrusted: $0.shown.lowercased()) }
    guard let name = entity.name, name.shown.lowercased().hasPrefix(begun), known.insert(folded).inserted
    else { return }
    note(name) { (.entity(entity), words) }
  }
}

extension Application {
  fileprivate var words: SafeText { "application, \(organisation ?? .unknown)" }
}

extension Int64 {
  /// Whether its decimal digits begin with those of another number above 0.
  fileprivate func begins(with number: Int64) -> Bool {
    var rest = self
    while rest > number { rest /= 10 }
    return rest == number
  }
}
