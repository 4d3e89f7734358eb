import Model
import Testing
import Text

@testable import Telemetry

@Suite("Measurements joined to nodes")
struct MeasurementTests {
  private func factory(
    _ files: [(path: String, text: String)], rules: TelemetryRules = .standard
  ) throws -> Factory {
    let files = try files.map { path, text in
      let path = DataPath(path)
      return TelemetryFile(
        path: path, folderName: path.folder.lastComponent, isInRoot: path.folder == DataPath("d"),
        document: try read(text))
    }
    return Reading(of: files, untoldTime: .unknown, rules: rules).factory
  }

  private static let at = 1_795_428_000

  private static func sample(
    _ metric: String?, _ labels: String, _ value: String, at moment: Int = at
  ) -> String {
    let name = metric.map { "\"__name__\": \"\($0)\"" }
    let all = [name, labels.isEmpty ? nil : labels].compactMap(\.self).joined(separator: ", ")
    return "{\"metric\": {\(all)}, \"value\": [\(moment).5, \"\(value)\"]}"
  }

  private static func answer(_ samples: String...) -> String {
    "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": [\(samples.joined(separator: ", "))]}}"
  }

  private static let util = "DCGM_FI_DEV_GPU_UTIL"
  private static let nodes = ("d/alpha/nodes.json", OwnText.nodes("gpu01", "gpu02"))

  private func busy(
    _ answer: String, at path: String = "d/alpha/busy.json", rules: TelemetryRules = .standard
  ) throws -> [GPUBusy?] {
    try factory([Self.nodes, (path, answer)], rules: rules).clusters[0].nodes?.map(\.gpuBusy) ?? []
  }

  @Test(
    "The node is found by any of its labels, with a port, and with a domain",
    arguments: [
      #""Hostname": "gpu01""#, #""hostname": "gpu01.cluster.example""#, #""instance": "gpu01:9400""#,
      #""instance": "gpu01.cluster.example:9400""#,
      #""Hostname": "dcgm-exporter-x7k2", "instance": "gpu01:9400""#,
      #""Hostname": "", "node": "gpu01""#,
    ])
  func node(_ labels: String) throws {
    let found = try busy(Self.answer(Self.sample(Self.util, "\(labels), \"gpu\": \"3\"", "97")))
    #expect(found == [GPUBusy(byIndex: [3: 0.97]), nil])
  }

  @Test("A node that has a domain in Slurm too is found under its full name")
  func fullName() throws {
    let factory = try factory([
      ("d/alpha/nodes.json", OwnText.nodes("gpu01.example")),
      ("d/alpha/b.json", Self.answer(Self.sample(Self.util, #""instance": "gpu01.example:9400""#, "50"))),
    ])
    #expect(factory.clusters[0].nodes?.map(\.gpuBusy) == [GPUBusy(mean: 0.5)])
  }

  @Test(
    "A GPU is told by the label of its exporter",
    arguments: [
      (#""gpu": "2", "UUID": "GPU-1", "device": "nvidia7""#, GPUBusy(byIndex: [2: 0.5])),
      (#""device": "nvidia7""#, GPUBusy(byIndex: [7: 0.5])),
      (#""card": "card1""#, GPUBusy(byIndex: [1: 0.5])),
      (#""gpu_id": "0""#, GPUBusy(byIndex: [0: 0.5])), (#""UUID": "GPU-ab""#, GPUBusy(unnumbered: [0.5])),
      (#""job": "dcgm""#, GPUBusy(mean: 0.5)),
    ])
  func gpu(_ labels: String, _ expected: GPUBusy) throws {
    let answer = Self.answer(Self.sample(Self.util, "\"Hostname\": \"gpu01\", \(labels)", "50"))
    #expect(try busy(answer)[0] == expected)
  }

  @Test(
    "What measures nothing is unknown, never 0",
    arguments: ["NaN", "+Inf", "-1", "9223372036854775794", "106"])
  func noMeasurement(_ value: String) throws {
    let answer = Self.answer(Self.sample(Self.util, #""Hostname": "gpu01", "gpu": "0""#, value))
    #expect(try busy(answer) == [nil, nil])
  }

  @Test("A MIG slice is no GPU")
  func slices() throws {
    let answer = Self.answer(
      Self.sample("DCGM_FI_PROF_GR_ENGINE_ACTIVE", #""Hostname": "gpu01", "gpu": "0", "GPU_I_ID": "7""#, "1"),
      Self.sample("DCGM_FI_PROF_GR_ENGINE_ACTIVE", #""Hostname": "gpu02", "gpu": "0", "GPU_I_ID": """#, "1"))
    #expect(try busy(answer) == [nil, GPUBusy(byIndex: [0: 1])])
  }

  @Test("The newer sample counts, then the finer metric; a series that has ended does not")
  func newest() throws {
    let labels = #""Hostname": "gpu01", "gpu": "0""#
    let answer = Self.answer(
      Self.sample("DCGM_FI_PROF_GR_ENGINE_ACTIVE", labels, "0.25"), Self.sample(Self.util, labels, "90"),
      Self.sample(Self.util, #""Hostname": "gpu01", "gpu": "1""#, "90", at: Self.at - 301),
      Self.sample(Self.util, #""Hostname": "gpu01", "gpu": "2""#, "90", at: Self.at - 300))
    #expect(try busy(answer)[0] == GPUBusy(byIndex: [0: 0.25, 2: 0.9]))
    let older = Self.answer(Self.sample("DCGM_FI_PROF_GR_ENGINE_ACTIVE", labels, "0.5", at: Self.at - 60))
    let newer = Self.answer(Self.sample(Self.util, labels, "10"))
    let both = try factory([Self.nodes, ("d/alpha/a.json", newer), ("d/alpha/b.json", older)])
    #expect(both.clusters[0].nodes?[0].gpuBusy == GPUBusy(byIndex: [0: 0.1]))
    #expect(both.clusters[0].busyMeasuredAt == Timestamp(secondsSince1970: Int64(Self.at)))
  }

  @Test("An aggregation without a name is of the metric that its file is named for")
  func fileName() throws {
    let answer = Self.answer(Self.sample(nil, #""Hostname": "gpu01""#, "50"))
    #expect(try busy(answer, at: "d/alpha/DCGM_FI_DEV_GPU_UTIL.json") == [GPUBusy(mean: 0.5), nil])
    let other = try factory([Self.nodes, ("d/alpha/busy.json", answer)])
    #expect(
      other.sources.map(\.notUsed) == [
        "it has no metric's name; name the file for the metric, such as DCGM_FI_DEV_GPU_UTIL.json", nil,
      ])
  }

  @Test("A metric that no rule knows is named, and so are nodes and clusters that no file tells of")
  func notUsed() throws {
    func why(_ answer: String) throws -> SafeText? {
      try factory([Self.nodes, ("d/alpha/a.json", answer)]).sources[0].notUsed
    }
    #expect(
      try why(Self.answer(Self.sample("up", #""instance": "gpu01:9100""#, "1")))
        == "no rule says what the metric “up” measures")
    #expect(
      try why(
        Self.answer(
          Self.sample(Self.util, #""Hostname": "gpu01""#, "1"),
          Self.sample(Self.util, #""Hostname": "login1""#, "1")))
        == "1 of 2 series, for example because no file of nodes has “login1”")
    #expect(
      try why(Self.answer(Self.sample(Self.util, #""Hostname": "gpu01", "cluster": "beta""#, "1")))
        == "no other file tells of the cluster “beta”")
    #expect(try why(Self.answer(Self.sample(Self.util, #""Hostname": "gpu01""#, "NaN"))) == nil)
  }

  @Test("The cluster is the label's, by its aliases too; else the file's; else the one that has the node")
  func clusters() throws {
    let files = [Self.nodes, ("d/beta/nodes.json", OwnText.nodes("gpu01", "x1", cluster: "beta"))]
    func measured(_ labels: String, _ path: String, rules: TelemetryRules = .standard) throws -> [String] {
      let answer = Self.answer(Self.sample(Self.util, labels, "1"))
      return try factory(files + [(path, answer)], rules: rules).clusters.flatMap { cluster in
        (cluster.nodes ?? []).filter { $0.gpuBusy != nil }.map { "\(cluster.name.shown) \($0.name.shown)" }
      }
    }
    #expect(try measured(#""node": "gpu01", "cluster": "beta""#, "d/alpha/a.json") == ["beta gpu01"])
    #expect(try measured(#""node": "gpu01""#, "d/alpha/a.json") == ["alpha gpu01"])
    #expect(try measured(#""node": "x1""#, "d/a.json") == ["beta x1"])
    #expect(try measured(#""node": "gpu01""#, "d/a.json") == [], "two clusters have such a node")
    let rules = TelemetryRules(clusters: [ClusterRules(name: "beta", aliases: ["prod-eu1"])])
    #expect(
      try measured(#""node": "gpu01", "cluster": "PROD-EU1""#, "d/a.json", rules: rules) == ["beta gpu01"])
  }

  @Test("Power by Prometheus counts before a node's own; several meters of a metric are one facility")
  func power() throws {
    let answer = Self.answer(
      Self.sample("node_power_watts", #""node": "gpu01""#, "2100"),
      Self.sample("node_power_watts", #""node": "gpu02""#, "0"),
      Self.sample("facility_power_watts", #""row": "1""#, "3000"),
      Self.sample("facility_power_watts", #""row": "2""#, "2500"))
    let nodes =
      #"{"schema": "factorytop/nodes/1", "cluster": "alpha", "generated_at": "2026-11-23T10:00:00Z", "nodes": [{"name": "gpu01", "state": "IDLE", "current_watts": 900}, {"name": "gpu02", "state": "IDLE", "current_watts": 950}]}"#
    let cluster = try factory([("d/alpha/nodes.json", nodes), ("d/power.json", answer)]).clusters[0]
    #expect(cluster.nodes?.map(\.watts) == [2100, 950])
    #expect(cluster.facilityWatts == 5500)
  }

  @Test(
    "A facility of which a meter has no value is not known, and the remark says so; one at 0 adds nothing",
    arguments: [("NaN", nil), ("-1", nil), ("0", 3000.0)])
  func brokenMeter(value: String, watts: Double?) throws {
    let answer = Self.answer(
      Self.sample("facility_power_watts", #""row": "1""#, "3000"),
      Self.sample("facility_power_watts", #""row": "2""#, value))
    let factory = try factory([Self.nodes, ("d/power.json", answer)])
    #expect(factory.clusters.map(\.facilityWatts) == [watts])
    let remark = factory.sources.compactMap(\.notUsed).first
    #expect((remark?.shown.contains("no usable value") ?? false) == (watts == nil))
  }

  @Test("An answer alone makes no cluster")
  func alone() throws {
    let factory = try factory([
      ("d/alpha/a.json", Self.answer(Self.sample(Self.util, #""Hostname": "gpu01""#, "1")))
    ])
    #expect(factory.clusters.isEmpty)
    #expect(factory.sources.map(\.notUsed) == ["no other file tells of the cluster “alpha”"])
  }

  @Test(
    "Slurm's IDX says which GPUs of a node are in use",
    arguments: [
      ("gpu:a100:4(IDX:0-3)", [0, 1, 2, 3]), ("gpu:a100:3(IDX:0-1,3),shard:0", [0, 1, 3]),
      ("gpu:h100:1(IDX:0),gpu:h200:2(IDX:4-5)", [0, 4, 5]), ("shard:a100:2(IDX:1),gpu:a100:1(IDX:2)", [2]),
      ("gpu:a100:0(IDX:N/A)", nil), ("gpu:2", nil), ("gpu:a100:1(IDX:x)", nil),
      ("gpu:a100:9(IDX:0-99999)", nil),
      ("", nil),
    ] as [(String, [Int]?)])
  func indices(_ text: String, _ expected: [Int]?) {
    #expect(Array(text.utf8).withUnsafeBytes { GresIndices.ofGPUs(in: $0) } == expected)
  }
}
