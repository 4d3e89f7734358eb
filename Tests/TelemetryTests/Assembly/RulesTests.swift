import Model
import Testing
import Text

@testable import Telemetry

@Suite("What a site says of its telemetry")
struct RulesTests {
  /// Documents as files at the paths given, read by the rules.
  private func reading(_ documents: [(path: String, text: String)], _ rules: TelemetryRules) throws
    -> TelemetrySnapshot
  {
    let files = try documents.map { path, text in
      let path = DataPath(path)
      return TelemetryFile(
        path: path, folderName: path.folder.lastComponent, isInRoot: false, document: try ownDocument(text))
    }
    return TelemetrySnapshot(of: files, untoldTime: .unknown, rules: rules)
  }

  private func ownDocument(_ text: String) throws -> Document? {
    let folder = try TemporaryFolder()
    try folder.write("d.json", text)
    guard case .document(let document) = FileReading(of: folder.path("d.json")).outcome else { return nil }
    return document
  }

  private func nodes(_ cluster: String?) -> String {
    let name = cluster.map { #""cluster": "\#($0)", "# } ?? ""
    return
      #"{"schema": "factorytop/nodes/1", "generated_at": "2026-11-23T10:00:00Z", \#(name)"nodes": [{"name": "n1", "state": "IDLE"}]}"#
  }

  @Test("Names of clusters that differ in case alone are of one cluster, in lower case where both are told")
  func spellings() throws {
    func file(_ path: String, _ text: String) throws -> TelemetryFile {
      let path = DataPath(path)
      return TelemetryFile(
        path: path, folderName: path.folder.lastComponent, isInRoot: path.folder == DataPath("d"),
        document: try read(text))
    }
    func slurm(_ key: String, _ record: String, _ cluster: String) -> String {
      "{\"\(key)\": [\(record)], \"meta\": {\"plugin\": {\"type\": \"\"}, \"slurm\": {\"cluster\": \"\(cluster)\"}}}"
    }
    let job = #"{"job_id": 7, "job_state": "RUNNING"}"#
    let row =
      #"{"node": {"state": ["IDLE"]}, "nodes": {"nodes": ["n1"]}, "gres": {"total": "gpu:4"}, "partition": {"name": "p", "partition": {"state": ["UP"]}}}"#
    let share = #"{"name": "a", "cluster": "alpha", "type": ["ASSOCIATION"], "tres": {"usage": []}}"#
    let budget = OwnText.document(
      "allocations",
      #""allocations": [{"account": "a", "cluster": "Alpha", "unit": "gpu_hours", "granted": 5}, {"account": "b", "cluster": "BETA", "unit": "gpu_hours", "granted": 5}]"#
    )
    let power =
      #"{"status": "success", "data": {"resultType": "vector", "result": [{"metric": {"__name__": "facility_power_watts", "cluster": "aLPHA"}, "value": [1795428000, "500"]}]}}"#
    let files = [
      try file("d/q.json", slurm("jobs", job, "alpha")), try file("d/s.json", slurm("sinfo", row, "ALPHA")),
      try file("d/share.json", #"{"shares": {"shares": [\#(share)]}}"#), try file("d/b.json", budget),
      try file("d/p.json", power), try file("d/Gamma/q.json", "{\"jobs\": [\(job)]}"),
      try file("d/GAMMA/s.json", "{\"sinfo\": [\(row)]}"), try file("d/Delta/q.json", "{\"jobs\": [\(job)]}"),
      try file(
        "d/app.json",
        OwnText.document(
          "applications",
          #""applications": [{"id": "A", "mode": "playground", "state": "submitted", "machine": "ALPHA"}]"#)),
    ]
    for files in [files, files.reversed()] {
      let factory = TelemetrySnapshot(of: files, untoldTime: .unknown).factory
      #expect(factory.clusters.map(\.name) == ["Delta", "alpha", "gamma"])
      let alpha = try #require(factory.clusters.first { $0.name == "alpha" })
      #expect(alpha.jobs?.jobs.count == 1)
      #expect(alpha.nodes?.count == 1)
      #expect(alpha.accounts?.map(\.name) == ["a"])
      #expect(alpha.facilityWatts == 500)
      #expect(factory.allocations?.map(\.cluster) == ["alpha", "BETA"])
      #expect(factory.applications?.map(\.machine) == ["alpha"])
      // What the site itself calls it counts first.
      let rules = TelemetryRules(clusters: [ClusterRules(name: "Alpha")])
      let named = TelemetrySnapshot(of: files, untoldTime: .unknown, rules: rules).factory
      #expect(named.clusters.map(\.name) == ["Alpha", "Delta", "gamma"])
      #expect(named.allocations?.map(\.cluster) == ["Alpha", "BETA"])
    }
  }

  @Test("A cluster goes by the name that the site gives it, whichever its files use")
  func aliases() throws {
    let rules = TelemetryRules(clusters: [ClusterRules(name: "lumi", aliases: ["LUMI-G"])])
    let reading = try reading(
      [
        ("/d/x/nodes.json", nodes("Lumi-G")),
        (
          "/d/x/jobs.json",
          #"{"schema": "factorytop/jobs/1", "generated_at": "2026-11-23T10:00:00Z", "cluster": "LUMI", "jobs": []}"#
        ),
      ], rules)
    #expect(reading.factory.clusters.map(\.name) == ["lumi"])
    #expect(reading.factory.clusters.first?.jobs != nil)
    #expect(reading.factory.clusters.first?.nodes?.count == 1)
    #expect(reading.factory.sources.map(\.cluster) == ["lumi", "lumi"])
  }

  @Test(
    "What Slurm calls a cluster is kept beside the site's name of it, and is not known where no file of Slurm's tells"
  )
  func slurmNames() throws {
    let rules = TelemetryRules(clusters: [ClusterRules(name: "lumi", aliases: ["prod"])])
    func jobs(_ meta: String) -> String {
      #"{"meta": {\#(meta)}, "jobs": [{"job_id": 1, "job_state": ["PENDING"], "name": "n"}]}"#
    }
    let told = try reading([("/d/x/jobs.json", jobs(#""slurm": {"cluster": "Prod"}"#))], rules)
    #expect(told.factory.clusters.map(\.name) == ["lumi"])
    #expect(told.factory.clusters.map(\.slurmName) == ["Prod"])
    let untold = try reading(
      [("/d/x/jobs.json", jobs("")), ("/d/lumi/nodes.json", nodes("lumi"))], rules)
    #expect(untold.factory.clusters.map(\.name) == ["lumi", "x"])
    #expect(untold.factory.clusters.map(\.slurmName) == [nil, nil])
  }

  @Test("The machines that an application names go by the site's names too")
  func aliasesOfApplications() throws {
    let rules = TelemetryRules(clusters: [ClusterRules(name: "lumi", aliases: ["LUMI-G"])])
    let applications =
      #"{"schema": "factorytop/applications/1", "generated_at": "2026-11-23T10:00:00Z", "applications": [{"id": "A", "mode": "playground", "state": "submitted", "machine": "LUMI-G", "machines": ["lumi-g", "Lumi", "vega"]}]}"#
    let read = try reading([("/d/a.json", applications)], rules).factory.applications?.first
    #expect(read?.machine == "lumi")
    #expect(read?.technical.machines == ["lumi", "lumi", "vega"])
  }

  @Test("A cluster's own data belong to it where they name none, before neighbours and folders are asked")
  func data() throws {
    let rules = TelemetryRules(
      clusters: [
        ClusterRules(name: "vega", data: [DataPath("/d/spool")]),
        ClusterRules(name: "one", data: [DataPath("/e/nodes.json")]),
      ])
    let reading = try reading(
      [
        ("/d/spool/x/a.json", nodes(nil)), ("/d/spool/x/b.json", nodes("other")),
        ("/e/nodes.json", nodes(nil)),
        ("/d/spooler/c.json", nodes(nil)),
      ], rules)
    #expect(reading.factory.sources.map(\.cluster) == ["vega", "other", "spooler", "one"])
    #expect(reading.factory.clusters.map(\.name) == ["vega", "one", "other", "spooler"])
  }

  @Test("The site's factors and order count before a document's, figure by figure")
  func factors() throws {
    let description =
      #"{"schema": "factorytop/cluster/1", "generated_at": "2026-11-23T10:00:00Z", "cluster": "c", "factors": {"gpu_hours_per_node_hour": 4, "core_hours_per_gpu_hour": 8}, "partitions": ["a", "b"]}"#
    let rules = TelemetryRules(
      clusters: [ClusterRules(name: "C", gpuHoursPerNodeHour: 8, gresPerGPU: 2, partitionOrder: ["b"])])
    let cluster = try #require(try reading([("/d/c.json", description)], rules).factory.clusters.first)
    #expect(cluster.name == "C")
    #expect(
      cluster.factors == UnitFactors(gpuHoursPerNodeHour: 8, coreHoursPerGPUHour: 8, gresPerGPU: 2))
    #expect(cluster.partitionOrder == ["b"])
  }

  @Test("An account is mapped on its cluster, else everywhere; one that is not mapped keeps its proposal")
  func proposals() throws {
    let allocations =
      #"{"schema": "factorytop/allocations/1", "generated_at": "2026-11-23T10:00:00Z", "allocations": [{"account": "p", "cluster": "x", "unit": "gpu_hours"}, {"account": "p", "cluster": "y", "unit": "gpu_hours"}, {"account": "q", "proposal": "Q", "unit": "gpu_hours"}]}"#
    let rules = TelemetryRules(
      proposals: [
        ProposalOfAccount(account: "p", proposal: "EVERYWHERE"),
        ProposalOfAccount(account: "p", cluster: "Y", proposal: "THERE"),
      ])
    let told = try reading([("/d/a.json", allocations)], rules).factory.allocations
    #expect(told?.map(\.proposal) == ["EVERYWHERE", "THERE", "Q"])
  }

  @Test("Accounts that only Slurm knows get their proposal too")
  func slurmAccounts() {
    var parts = ClusterParts()
    let record = AccountRecord(cluster: nil, account: SlurmAccount(name: "p", limit: GresHours(10)))
    parts.add(record, from: .shares, countedAt: nil, rank: 0)
    let rules = TelemetryRules(proposals: [ProposalOfAccount(account: "p", proposal: "P")])
    let factory = Factory(clusters: [parts.cluster(named: "c", rules: rules)])
    let figures = Figures(of: factory, policy: .standard, now: Timestamp(secondsSince1970: 0))
    #expect(figures.budgets?.map(\.allocation.proposal) == ["P"])
  }
}
