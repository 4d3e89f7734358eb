import Model
import Testing
import Text

/// An application that passes every check of its mode, in a factory that tells all that the checks need, so that each
/// test changes the one thing it is about.
struct CheckCase {
  var application: Application
  var others: [Application] = []
  var allocations: [Allocation] = []
  var nodes: [Node]? = [
    Node(name: "n1", state: NodeState(.idle), partitions: ["small-g"], gpus: 8),
    Node(name: "n2", state: NodeState(.idle), partitions: ["small-g"], gpus: 8),
    Node(name: "n3", state: NodeState(.idle), partitions: ["small"], gpus: 0),
  ]
  var jobs: JobTable?
  var factors = UnitFactors(gpuHoursPerNodeHour: 4, gresPerGPU: 2)
  var policy = Policy.standard
  let now: Timestamp

  init(_ mode: AccessMode = .playground) throws {
    now = try moment("2026-11-23T10:00:00Z")
    let (amount, days, kind): (Amount, Int, SafeText) =
      switch mode {
      case .playground: (Amount(5000, .gpuHours), 61, "sme")
      case .fastLane: (Amount(20_000, .gpuHours), 92, "startup")
      case .largeScale, .other: (Amount(200_000, .gpuHours), 182, "sme")
      default: (Amount(20_000, .nodeHours), 182, "academia")
      }
    application = Application(
      id: "EHPC-AIF-2026PG01-9001", mode: mode, state: .adminCheck, organisation: "Kobalt Vision",
      country: "PL", organisationKind: kind, sector: "digital", machine: "LUMI", partition: "small-g",
      requested: amount, durationDays: days, submittedAt: try moment("2026-11-20T08:00:00Z"),
      cutoffAt: try moment("2026-11-20T09:00:00Z"),
      facts: OrganisationFacts(
        registryCode: "0000123456", staff: 38, turnover: Euros(4_200_000), balance: Euros(1_900_000),
        countsLinked: true),
      declared: Declarations(
        hasCivilianPurpose: true, personalData: .basic, hasProcessingAgreement: true, otherFunding: [],
        aiActClass: .limited, contractEnd: try day("2029-01-31")),
      technical: TechnicalRequest(machines: ["LUMI"], architectures: ["x86_64", "rocm"], maxGPUs: 8))
    var lumi = MachineRules(processor: .x86, accelerator: .rocm)
    lumi.pools = [mode: GPUHours(400_000)]
    policy.checks.machines = [SafeText("lumi").foldedName: lumi]
  }

  var figures: Figures {
    let factory = Factory(
      clusters: [Cluster(name: "lumi", factors: factors, nodes: nodes, jobs: jobs)],
      applications: [application] + others, allocations: allocations)
    return Figures(of: factory, policy: policy, now: now)
  }

  func results() throws -> [CheckResult] { try item().checks }

  func item() throws -> ApplicationItem {
    try #require(figures.applications?.items.first { $0.application.id == application.id })
  }

  /// What `check` found; `nil` when it has nothing to check.
  func result(_ check: Check) throws -> CheckResult? { try results().first { $0.check == check } }

  func verdict(_ check: Check) throws -> Verdict? { try result(check)?.verdict }
}
