import Entities
import Model
import Testing
import Text

@Suite("Accounts, users and QOS")
struct AccountListTests {
  private static let now = EntityFixture.now

  private static func rows(_ kind: ListKind, of factory: Factory, _ keys: [String]) throws -> [[FieldValue]] {
    let list = EntityList(kind, of: factory, figures: Figures(of: factory, policy: .standard, now: now))
    let fields = try keys.map { try #require(kind.schema.place(of: $0)) }
    return (0..<list.count).map { row in fields.map { list.value($0, of: row) } }
  }

  private static func queue(
    _ jobs: [(account: SafeText, partition: SafeText, state: JobState.Base, gpus: Int32, areParts: Bool)]
  ) -> JobTable {
    var symbols = SymbolTable()
    let records = jobs.enumerated().map { number, told in
      var job = Job(
        id: Int64(number + 1), state: JobState(told.state), user: symbols.intern("anna"),
        account: symbols.intern(told.account), partition: symbols.intern(told.partition),
        qos: symbols.intern("normal"), gpus: told.gpus)
      job.timeLimit = .minutes(60)
      job.hasGPUParts = told.areParts
      return job
    }
    return JobTable(symbols: symbols, jobs: records)
  }

  @Test(
    "Slices of GPUs count as no GPU, whether jobs hold them or wait for them",
    arguments: [
      ListKind.accounts, .users, .qos,
    ])
  func slices(kind: ListKind) throws {
    let cluster = Cluster(
      name: "lumi",
      nodes: [
        Node(name: "a", state: NodeState(.idle), partitions: ["mig"], gpus: 0, hasGPUParts: true),
        Node(name: "b", state: NodeState(.idle), partitions: ["gpu"], gpus: 4),
      ],
      jobs: Self.queue([
        ("project_1", "mig", .pending, 1, false), ("project_1", "gpu", .pending, 2, false),
        ("project_1", "mig", .running, 0, true), ("project_1", "gpu", .running, 3, false),
      ]))
    #expect(
      try Self.rows(kind, of: Factory(clusters: [cluster]), ["gpus", "gpu-hours"])
        == [[.count(3), .amount(2)]])
  }

  @Test("An account is one row in whatever case jobs and allocations call it, and called as its jobs call it")
  func anyCase() throws {
    let jobs = Self.queue([
      ("project_x", "gpu", .running, 1, false), ("Project_x", "gpu", .running, 2, false),
    ])
    let factory = Factory(
      clusters: [Cluster(name: "lumi", jobs: jobs, accounts: [SlurmAccount(name: "PROJECT_X")])],
      allocations: [
        Allocation(account: "Project_X", cluster: "LUMI", unit: .gpuHours, granted: 100, used: 40)
      ])
    let rows = try Self.rows(.accounts, of: factory, ["cluster", "running", "gpus", "granted", "left"])
    #expect(rows == [[.text("lumi"), .count(2), .count(3), .amount(100), .amount(60)]])
  }

  @Test("The cluster of an allocation for no cluster is unknown, and its jobs are")
  func withoutCluster() throws {
    let factory = Factory(
      clusters: [Cluster(name: "lumi", jobs: Self.queue([("project_x", "gpu", .running, 1, false)]))],
      allocations: [Allocation(account: "project_x", unit: .gpuHours, granted: 100)])
    let rows = try Self.rows(.accounts, of: factory, ["name", "cluster", "running", "granted"])
    #expect(
      rows == [
        [.text("project_x"), .unknown, .unknown, .amount(100)],
        [.text("project_x"), .text("lumi"), .count(1), .unknown],
      ])
  }

  @Test(
    "What several allocations of an account grant is told together in GPU-hours, without what is of other resources",
    arguments: [
      ([(AccountingUnit.gpuHours, 100), (.nodeHours, 10), (.coreHours, 7000)], FieldValue.amount(180)),
      ([(.gpuHours, 100), (.nodeHours, nil)], .unknown), ([(.coreHours, 7000)], .unknown),
    ] as [([(AccountingUnit, Double?)], FieldValue)])
  func severalAllocations(_ granted: [(AccountingUnit, Double?)], _ sum: FieldValue) throws {
    let cluster = Cluster(name: "lumi", factors: UnitFactors(gpuHoursPerNodeHour: 8))
    let factory = Factory(
      clusters: [cluster],
      allocations: granted.map { unit, amount in
        Allocation(account: "project_x", cluster: "lumi", unit: unit, granted: amount, used: 0)
      })
    #expect(try Self.rows(.accounts, of: factory, ["granted", "left"]) == [[sum, sum]])
  }

  @Test(
    "A field whose explanation names its unit has that unit, and scripts find it under the key that they know"
  )
  func units() throws {
    for kind in ListKind.allCases {
      for field in kind.schema.fields {
        guard field.explanation.shown.contains("GPU-hours") else { continue }
        #expect(field.unit == .gpuHours, "\(kind.rawValue) \(field.key)")
      }
    }
    let accounts = ListKind.accounts.schema.fields.filter { $0.unit == .gpuHours }
    #expect(accounts.map(\.jsonKey) == ["gpu_hours", "granted", "used", "left"])
  }
}
