import Entities
import Model
import Text

/// Two clusters whose tables of strings have other texts in the same places, with records at the edges of what is told.
enum TwoClusters {
  static let now = EntityFixture.now

  static let factory = Factory(
    clusters: [
      cluster(
        "leonardo", nodes: ["a2", "a1"],
        [
          Told(
            1, .running, user: "zoe", nodes: "a1", gpus: 4, starts: now + .hours(-1), ends: now + .hours(-1)),
          Told(2, .completed, user: "zoe", nodes: "a1", starts: now + .hours(-9), ends: now + .hours(-6)),
        ]),
      cluster(
        "lumi", nodes: ["b1"],
        [
          Told(11, .running, user: "anna", nodes: "b1", gpus: nil, starts: now + .hours(-1)),
          Told(12, .pending, user: "anna", gpus: 0, eligible: now + .hours(1)),
          Told(13, .pending, user: "ben", gpus: 2, parts: true, eligible: now),
          Told(14, .pending, user: "ben", gpus: 0, parts: true, eligible: now),
        ]),
    ])

  static let figures = Figures(of: factory, policy: .standard, now: now)

  static func list(_ kind: ListKind) -> EntityList { EntityList(kind, of: factory, figures: figures) }

  /// What a query leaves, by the first field of each row.
  static func listed(_ words: SafeText, _ kind: ListKind) -> [String] {
    let list = list(kind)
    let query = QueryReading(words, kind.schema).query
    return Listing(list, by: query, now: now, zone: .central).places.map {
      list.value(0, of: Int($0)).shown.shown
    }
  }

  private struct Told {
    var job: Job
    let user: SafeText
    let nodes: SafeText

    init(
      _ id: Int64, _ state: JobState.Base, user: SafeText, nodes: SafeText = "", gpus: Int32? = 0,
      parts: Bool = false, eligible: Timestamp? = nil, starts: Timestamp? = nil, ends: Timestamp? = nil
    ) {
      job = Job(
        id: id, state: JobState(state), eligibleAt: eligible, startedAt: starts, endsAt: ends, gpus: gpus)
      job.hasGPUParts = parts
      (self.user, self.nodes) = (user, nodes)
    }
  }

  private static func cluster(_ name: SafeText, nodes: [SafeText], _ told: [Told]) -> Cluster {
    var symbols = SymbolTable()
    let jobs = told.map { told in
      var job = told.job
      job.user = symbols.intern(told.user)
      job.account = symbols.intern("physics")
      job.nodeList = symbols.intern(told.nodes)
      return job
    }
    return Cluster(
      name: name, nodes: nodes.map { Node(name: $0, state: NodeState(.idle), gpus: 4) },
      jobs: JobTable(symbols: symbols, jobs: jobs))
  }
}
