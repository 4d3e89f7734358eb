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
    return TelemetrySnapshot(of: files, untoldTime: .unknown, rules: rules).factory
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
    "The node is found by any of its labels, in either case and after relabelling, with a port and a domain",
    arguments: [
      #""exported_Hostname": "gpu01", "Hostname": "x1", "instance": "10.0.0.1:9400""#,
      #""kubernetes_node": "gpu01", "Hostname": "dcgm-exporter-x7k2""#, #""HOSTNAME": "gpu01""#,
      #""exported_exported_instance": "gpu01""#, #""nodeName": "gpu01""#, #""Node": "gpu01""#,
      // Where it was scraped is not what was measured.
      #""instance": "gpu02:9100", "exported_instance": "gpu01:9400""#,
      #""hostname": "gpu02", "exported_hostname": "gpu01""#,
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
      (#""job": "dcgm""#, GPUBusy(mean: 0.5)), (#""GPU": "1""#, GPUBusy(byIndex: [1: 0.5])),
      (#""exported_gpu": "3", "gpu": "0""#, GPUBusy(byIndex: [3: 0.5])),
      (#""gpu_use_percent": "2", "productname": "mi250""#, GPUBusy(byIndex: [2: 0.5])),
      (#""device": "amd1""#, GPUBusy(byIndex: [1: 0.5])), (#""gpu": "gpu-12""#, GPUBusy(byIndex: [12: 0.5])),
      // The digits at the end of an address or of a UUID are no number of a GPU.
      (#""gpu": "0000:47:00.0""#, GPUBusy(unnumbered: [0.5])),
      (#""gpu": "GPU-7b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0""#, GPUBusy(unnumbered: [0.5])),
      (#""gpu": "0000:47:00.0", "minor_number": "3""#, GPUBusy(byIndex: [3: 0.5])),
    ])
  func gpu(_ labels: String, _ expected: GPUBusy) throws {
    let answer = Self.answer(Self.sample(Self.util, "\"Hostname\": \"gpu01\", \(labels)", "50"))
    #expect(try busy(answer)[0] == expected)
  }

  @Test(
    "A value out of its measure's range is named, and nothing of the metric in that answer is believed",
    arguments: [
      (util, "-1", "has the value -1, where 0 to 100"),
      (util, "9223372036854775794", "has the value 9.223372036854776e+18, where 0 to 100"),
      (util, "+Inf", "has the value +Inf, where 0 to 100"), (util, "-Inf", "has the value -Inf, where"),
      (util, "101", "has the value 101,"), (util, "380", "has the value 380,"),
      ("DCGM_FI_PROF_GR_ENGINE_ACTIVE", "97", "has the value 97, where 0 to 1 is"),
      ("DCGM_FI_PROF_GR_ENGINE_ACTIVE", "1.25", "has the value 1.25, where 0 to 1 is"),
    ])
  func beyondRange(_ metric: String, _ value: String, _ named: String) throws {
    for values in [["0.5", value], [value, "0.5"]] {
      let series = values.enumerated().map { number, value in
        Self.sample(metric, "\"Hostname\": \"gpu01\", \"gpu\": \"\(number)\"", value)
      }
      let other = metric == Self.util ? "amd_gpu_use_percent" : Self.util
      let good = Self.sample(other, #""Hostname": "gpu02", "gpu": "0""#, "25")
      let factory = try factory([Self.nodes, ("d/alpha/busy.json", Self.answer(series[0], good, series[1]))])
      #expect(factory.clusters[0].nodes?.map(\.gpuBusy) == [nil, GPUBusy(byIndex: [0: 0.25])])
      let remark = try #require(factory.sources.first { $0.kind == .measurements }?.notUsed?.shown)
      #expect(remark.hasPrefix("2 of 3 series, for example because “\(metric)” \(named)"), "\(remark)")
    }
  }

  @Test("A GPU without a number costs its series, and is named")
  func noNumber() throws {
    let value = "NaN"
    for values in [["50", value], [value, "50"]] {
      let series = values.enumerated().map { number, value in
        Self.sample(Self.util, "\"Hostname\": \"gpu01\", \"gpu\": \"\(number)\"", value)
      }
      let factory = try factory([Self.nodes, ("d/alpha/busy.json", Self.answer(series[0], series[1]))])
      let measured = try #require(values.firstIndex(of: "50"))
      #expect(factory.clusters[0].nodes?.first?.gpuBusy == GPUBusy(byIndex: [measured: 0.5]))
      let remark = factory.sources.first { $0.kind == .measurements }?.notUsed?.shown
      #expect(remark == "1 of 2 series, for example because “\(Self.util)” has a value that is no number")
    }
  }

  @Test("A rate that is a little too high is whole", arguments: [("100.4", 1.0), ("100", 1.0), ("0", 0.0)])
  func roundedUp(_ value: String, _ expected: Double) throws {
    let answer = Self.answer(Self.sample(Self.util, #""Hostname": "gpu01", "gpu": "0""#, value))
    #expect(try busy(answer)[0] == GPUBusy(byIndex: [0: expected]))
  }

  @Test("Another cluster's values of the metric, and another answer's, count on")
  func rangeOfOneCluster() throws {
    let bad = Self.sample(Self.util, #""Hostname": "gpu01", "cluster": "alpha", "gpu": "0""#, "200")
    let good = Self.sample(Self.util, #""Hostname": "x1", "cluster": "beta", "gpu": "0""#, "20")
    let later = Self.sample(Self.util, #""Hostname": "gpu01", "cluster": "alpha", "gpu": "1""#, "30")
    let files = [Self.nodes, ("d/beta/nodes.json", OwnText.nodes("x1", cluster: "beta"))]
    let factory = try factory(
      files + [("d/a.json", Self.answer(bad, good)), ("d/b.json", Self.answer(later))])
    #expect(
      factory.clusters.map { $0.nodes?[0].gpuBusy } == [
        GPUBusy(byIndex: [1: 0.3]), GPUBusy(byIndex: [0: 0.2]),
      ])
  }

  @Test("More series than the node has GPUs are named, and none of them counts; those of other nodes do")
  func tooMany() throws {
    let many = (0..<8).map { Self.sample(Self.util, "\"Hostname\": \"gpu01\", \"gpu\": \"\($0)\"", "97") }
    let few = Self.sample(Self.util, #""Hostname": "gpu02", "gpu": "0""#, "50")
    let factory = try factory([
      Self.nodes,
      (
        "d/alpha/a.json",
        "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": [\((many + [few]).joined(separator: ","))]}}"
      ),
    ])
    #expect(factory.clusters[0].nodes?.map(\.gpuBusy) == [nil, GPUBusy(byIndex: [0: 0.5])])
    #expect(
      factory.sources.first { $0.kind == .measurements }?.notUsed
        == "8 of 9 series, for example because “gpu01” has 4 GPUs, and “DCGM_FI_DEV_GPU_UTIL” tells of 8")
  }

  @Test("Two exporters that call a node's GPUs by different names do not make more of them")
  func twoExporters() throws {
    let series = (0..<4).flatMap { number in
      [
        Self.sample(Self.util, "\"Hostname\": \"gpu01\", \"gpu\": \"\(number)\"", "10"),
        Self.sample("site_busy", "\"Hostname\": \"gpu01\", \"uuid\": \"u\(number)\"", "0.5"),
      ]
    }
    var rules = TelemetryRules()
    rules.prometheus.gpuBusy["site_busy"] = 1
    let text =
      "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": [\(series.joined(separator: ","))]}}"
    #expect(try busy(text, rules: rules)[0] == GPUBusy(unnumbered: [0.5, 0.5, 0.5, 0.5]))
  }

  @Test("GPUs of one number that have UUIDs of their own are told apart by these")
  func sameNumber() throws {
    func gpu(_ uuid: String, _ value: String) -> String {
      Self.sample(Self.util, "\"Hostname\": \"gpu01\", \"gpu\": \"0\", \"UUID\": \"\(uuid)\"", value)
    }
    #expect(try busy(Self.answer(gpu("a", "10"), gpu("b", "90")))[0] == GPUBusy(unnumbered: [0.1, 0.9]))
    // The same GPU scraped by two jobs is one.
    let twice = ["a", "b"].map {
      Self.sample(
        Self.util, "\"Hostname\": \"gpu01\", \"gpu\": \"0\", \"job\": \"\($0)\"", $0 == "a" ? "40" : "30")
    }
    #expect(try busy(Self.answer(twice[0], twice[1]))[0] == GPUBusy(byIndex: [0: 0.4]))
    #expect(try busy(Self.answer(twice[1], twice[0]))[0] == GPUBusy(byIndex: [0: 0.4]))
  }

  @Test("Several series of a node that do not say which GPU each is of are named, and none counts")
  func unnamed() throws {
    let series = ["a", "b"].map {
      Self.sample(Self.util, "\"Hostname\": \"gpu01\", \"pod\": \"\($0)\"", "50")
    }
    let factory = try factory([Self.nodes, ("d/alpha/a.json", Self.answer(series[0], series[1]))])
    #expect(factory.clusters[0].nodes?[0].gpuBusy == nil)
    #expect(
      factory.sources.first { $0.kind == .measurements }?.notUsed
        == "several series of “DCGM_FI_DEV_GPU_UTIL” are of “gpu01”, and no label says which GPU each is of")
  }

  private struct Replicas {
    var labels: [String]
    var values: [String]
    var watts: Double?
  }

  @Test(
    "Replicas of a series count once, and series that differ in another label add up, in every order",
    arguments: [
      Replicas(
        labels: [#""prometheus_replica": "p-0""#, #""prometheus_replica": "p-1""#], values: ["500", "500"],
        watts: 500),
      Replicas(labels: [#""replica": "a""#, #""replica": "b""#], values: ["500", "500"], watts: 500),
      Replicas(
        labels: [#""__replica__": "a""#, #""__replica__": "b""#], values: ["500", "490"], watts: 500),
      Replicas(labels: [#""Replica": "a""#, ""], values: ["500", "500"], watts: 500),
      Replicas(
        labels: [#""ruler_replica": "a""#, #""ruler_replica": "b""#], values: ["500", "500"], watts: 500),
      Replicas(
        labels: [#""receive_replica": "a""#, #""receive_replica": "b""#], values: ["490", "500"], watts: 500),
      Replicas(
        labels: [#""thanos_receive_replica": "a""#, #""exported_replica": "b""#], values: ["500", "500"],
        watts: 500),
      Replicas(labels: [#""replica": "a""#, #""replica": "b""#], values: ["NaN", "500"], watts: 500),
      Replicas(labels: [#""replica": "a""#, #""replica": "b""#], values: ["NaN", "-3"], watts: nil),
      Replicas(labels: [#""psu": "1""#, #""psu": "2""#], values: ["500", "510"], watts: 1010),
      Replicas(labels: [#""psu": "1""#, #""psu": "2""#], values: ["500", "0"], watts: 500),
      Replicas(labels: [#""psu": "1""#, #""psu": "2""#], values: ["500", "NaN"], watts: nil),
      Replicas(
        labels: [#""psu": "1", "replica": "a""#, #""replica": "b", "psu": "1""#], values: ["500", "500"],
        watts: 500),
      // What differs only in how it was scraped is one thing.
      Replicas(labels: [#""job": "ipmi""#, #""job": "redfish""#], values: ["500", "500"], watts: 500),
      Replicas(labels: [#""job": "ipmi""#, #""job": "redfish""#], values: ["500", "510"], watts: nil),
      Replicas(labels: [#""pod": "a""#, #""exported_job": "b""#], values: ["500", "500"], watts: 500),
      Replicas(labels: [#""pod": "a""#, #""pod": "b""#], values: ["NaN", "500"], watts: 500),
      Replicas(
        labels: [#""psu": "1", "pod": "a""#, #""psu": "2", "pod": "b""#], values: ["500", "500"],
        watts: 1000),
    ])
  private func replicas(_ kind: Replicas) throws {
    for order in [[0, 1], [1, 0]] {
      for (metric, subject) in [
        ("node_power_watts", #""instance": "gpu01""#), ("facility_power_watts", #""instance": "bms""#),
      ] {
        let series = order.map { index in
          Self.sample(
            metric, ([subject, kind.labels[index]].filter { !$0.isEmpty }).joined(separator: ", "),
            kind.values[index])
        }
        // In one answer, and in an answer each.
        let inOne = try factory([Self.nodes, ("d/alpha/p.json", Self.answer(series[0], series[1]))])
        let inTwo = try factory([
          Self.nodes, ("d/alpha/p.json", Self.answer(series[0])), ("d/alpha/q.json", Self.answer(series[1])),
        ])
        func watts(_ factory: Factory) -> Double? {
          metric == "node_power_watts"
            ? factory.clusters[0].nodes?[0].watts : factory.clusters[0].facilityWatts
        }
        #expect(watts(inOne) == kind.watts)
        #expect(watts(inTwo) == kind.watts)
      }
    }
  }

  @Test("A sum beside its parts is not added to them, nor is what an older copy of an answer tells")
  func sums() throws {
    let rows = Self.answer(
      Self.sample("facility_power_watts", #""row": "1""#, "3000"),
      Self.sample("facility_power_watts", #""row": "2""#, "2500"))
    let sum = Self.answer(Self.sample(nil, "", "5400", at: Self.at - 60))
    let copy = Self.answer(
      Self.sample("facility_power_watts", #""row": "1""#, "2900", at: Self.at - 600),
      Self.sample("facility_power_watts", #""row": "3""#, "900", at: Self.at - 600))
    let factory = try factory([
      Self.nodes, ("d/alpha/a.json", rows), ("d/alpha/facility_power_watts.json", sum),
      ("d/alpha/z.json", copy),
    ])
    #expect(factory.clusters[0].facilityWatts == 5500)
  }

  private struct Copies {
    var name: String
    var live: [String]
    var copy: [String]
    var busy: [GPUBusy?]
  }

  private static func gpu(
    _ number: Int, _ value: String, more: String = "", node: String = "gpu01", age: Int = 0
  ) -> String {
    sample(util, "\"Hostname\": \"\(node)\", \"gpu\": \"\(number)\"\(more)", value, at: at - age)
  }

  private static let oldCopies: [Copies] = [
    Copies(
      name: "the same labels", live: [gpu(0, "10"), gpu(1, "30")],
      copy: [gpu(0, "90", age: 60), gpu(1, "90", age: 60)], busy: [GPUBusy(byIndex: [0: 0.1, 1: 0.3]), nil]),
    Copies(
      name: "another pod", live: [gpu(0, "10", more: #", "pod": "b""#)],
      copy: [gpu(0, "90", more: #", "pod": "a""#, age: 15)], busy: [GPUBusy(byIndex: [0: 0.1]), nil]),
    Copies(
      name: "a GPU that has been replaced",
      live: [gpu(0, "10", more: #", "UUID": "u2""#), gpu(1, "10", more: #", "UUID": "v""#)],
      copy: [
        gpu(0, "90", more: #", "UUID": "u1""#, age: 60), gpu(1, "90", more: #", "UUID": "v""#, age: 60),
      ],
      busy: [GPUBusy(byIndex: [0: 0.1, 1: 0.1]), nil]),
    Copies(
      name: "a GPU that is gone", live: [gpu(0, "10")], copy: [gpu(0, "90", age: 60), gpu(1, "90", age: 60)],
      busy: [GPUBusy(byIndex: [0: 0.1]), nil]),
    Copies(
      name: "a node that is gone", live: [gpu(0, "10")],
      copy: [gpu(0, "90", age: 900), gpu(0, "90", node: "gpu02", age: 900)],
      busy: [GPUBusy(byIndex: [0: 0.1]), nil]),
    Copies(
      name: "a node that is gone, all of them relabelled", live: [gpu(0, "10", more: #", "pod": "b""#)],
      copy: [
        gpu(0, "90", more: #", "pod": "a""#, age: 900),
        gpu(0, "90", more: #", "pod": "a""#, node: "gpu02", age: 900),
      ], busy: [GPUBusy(byIndex: [0: 0.1]), nil]),
    Copies(
      name: "means of nodes, relabelled",
      live: [sample(util, #""instance": "gpu01:9400", "job": "b""#, "10")],
      copy: [sample(util, #""instance": "gpu01:9400", "job": "a""#, "90", at: at - 60)],
      busy: [GPUBusy(mean: 0.1), nil]),
    Copies(
      name: "names in place of numbers",
      live: [0, 1, 2, 3].map { sample(util, "\"Hostname\": \"gpu01\", \"UUID\": \"a\($0)\"", "10") },
      copy: [0, 1, 2, 3].map {
        sample(util, "\"Hostname\": \"gpu01\", \"UUID\": \"b\($0)\"", "90", at: at - 60)
      },
      busy: [GPUBusy(unnumbered: [0.1, 0.1, 0.1, 0.1]), nil]),
    // No copies: a file a GPU, a file a node.
    Copies(
      name: "another GPU", live: [gpu(0, "10")], copy: [gpu(1, "90", age: 10)],
      busy: [GPUBusy(byIndex: [0: 0.1, 1: 0.9]), nil]),
    Copies(
      name: "another node", live: [gpu(0, "10")], copy: [gpu(0, "90", node: "gpu02", age: 900)],
      busy: [GPUBusy(byIndex: [0: 0.1]), GPUBusy(byIndex: [0: 0.9])]),
  ]

  @Test(
    "An old copy of an answer does not mix with the newer one, under whatever name",
    arguments: oldCopies.indices
  )
  func copies(_ index: Int) throws {
    let copies = Self.oldCopies[index]
    func answer(_ samples: [String]) -> String {
      "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": [\(samples.joined(separator: ", "))]}}"
    }
    let isCopy = !copies.name.hasPrefix("another ") || copies.name == "another pod"
    for (live, copy) in [("a.json", "a.json.bak"), ("b.json", "a.json")] {
      let factory = try factory([
        Self.nodes, ("d/alpha/\(live)", answer(copies.live)), ("d/alpha/\(copy)", answer(copies.copy)),
      ])
      #expect(factory.clusters[0].nodes?.map(\.gpuBusy) == copies.busy, "\(copies.name)")
      let source = try #require(factory.sources.first { $0.path.shown == "d/alpha/\(copy)" })
      #expect(
        source.notUsed?.shown
          == (isCopy ? "“d/alpha/\(live)” tells of “DCGM_FI_DEV_GPU_UTIL” too, and is newer" : nil))
      #expect(source.kind == (isCopy ? .other : .measurements))
    }
  }

  @Test(
    "Power of an old copy is not added, that of another supply is",
    arguments: [
      ([#""psu": "1""#, #""psu": "2""#], [#""psu": "1""#, #""psu": "2""#], 60, 200.0),
      ([#""psu": "1""#], [#""psu": "1""#, #""psu": "2""#], 60, 100),
      ([#""psu": "1", "pod": "b""#], [#""psu": "1", "pod": "a""#], 60, 100),
      ([#""pod": "b""#], [#""pod": "a""#], 15, 100), ([""], [""], 15, 100),
      ([#""psu": "1", "job": "b""#], [#""psu": "1""#], 15, 100),
      ([#""psu": "1""#], [#""psu": "2""#], 15, 1000), ([#""psu": "1""#], [#""psu": "2""#], 301, 100),
    ])
  func powerOfCopies(_ live: [String], _ copy: [String], _ age: Int, _ watts: Double) throws {
    func answer(_ labels: [String], _ value: String, age: Int) -> String {
      let samples = labels.map { labels in
        Self.sample(
          "node_power_watts", #""instance": "gpu01""# + (labels.isEmpty ? "" : ", \(labels)"), value,
          at: Self.at - age)
      }
      return
        "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": [\(samples.joined(separator: ", "))]}}"
    }
    for names in [["a", "b"], ["b", "a"]] {
      let factory = try factory([
        Self.nodes, ("d/alpha/\(names[0]).json", answer(live, "100", age: 0)),
        ("d/alpha/\(names[1]).json", answer(copy, "900", age: age)),
      ])
      #expect(factory.clusters[0].nodes?[0].watts == watts)
    }
  }

  @Test(
    "A MIG slice is no GPU, whatever became of its labels; a label without a value says nothing",
    arguments: [
      (#""GPU_I_ID": "7""#, true), (#""gpu_i_id": "0""#, true), (#""exported_GPU_I_ID": "1""#, true),
      (#""GPU_I_PROFILE": "1g.10gb""#, true), (#""gpu_i_profile": "1g.10gb""#, true),
      (#""UUID": "MIG-1f6a""#, true), (#""GPU_I_ID": "", "GPU_I_PROFILE": """#, false),
      (#""GPU_I_ID": "N/A""#, false), (#""UUID": "GPU-1f6a""#, false),
      (#""gpu_partition_id": "1", "gpu_compute_partition_type": "dpx""#, true),
      (#""gpu_partition_id": "0", "gpu_compute_partition_type": "CPX""#, true),
      (#""gpu_partition_id": "0", "gpu_compute_partition_type": "SPX""#, false),
      (#""gpu_partition_id": "0""#, false),
      // As amd-smi and exporters over it call them.
      (#""partition_id": "3""#, true), (#""exported_partition_id": "1""#, true),
      (#""partition_id": "0""#, false),
      (#""compute_partition": "CPX""#, true), (#""Compute_Partition": "DPX""#, true),
      (#""partition_id": "0", "compute_partition": "SPX""#, false),
      (#""compute_partition": "SPX_NPS1""#, false),
      (#""compute_partition": "N/A""#, false), (#""gpu_compute_partition": "qpx""#, true),
      (#""partition_id": "gpu-standard""#, false),
      (#""mig": "1g.10gb""#, true), (#""MIG": "true""#, true), (#""mig": "false""#, false),
      (#""mig": """#, false), (#""mig_uuid": "MIG-1f6a""#, true), (#""mig_device": "0""#, true),
      (#""compute_instance_id": "0""#, true), (#""gi": "2""#, true), (#""gpu_instance_id": "N/A""#, false),
      (#""modelName": "NVIDIA A100-SXM4-40GB MIG 1g.5gb""#, true),
      (#""modelName": "NVIDIA H100 80GB HBM3""#, false), (#""card_model": "AMD Instinct MI300X""#, false),
    ])
  func parts(_ labels: String, _ isPart: Bool) throws {
    let answer = Self.answer(
      Self.sample(Self.util, "\"Hostname\": \"gpu01\", \"gpu\": \"0\", \(labels)", "50"))
    let factory = try factory([Self.nodes, ("d/alpha/busy.json", answer)])
    #expect(factory.clusters[0].nodes?[0].gpuBusy == (isPart ? nil : GPUBusy(byIndex: [0: 0.5])))
    let remark: SafeText? = isPart ? "a MIG slice or a partition of a GPU is no GPU" : nil
    #expect(factory.sources.first { $0.kind == .measurements }?.notUsed == remark)
  }

  @Test("No series of a GPU that one series shows to be partitioned is of the whole GPU, in either order")
  func partitions() throws {
    let series = ["0": "100", "1": "0"].map { number, value in
      Self.sample(
        "amd_gpu_gfx_activity",
        "\"hostname\": \"gpu01\", \"gpu_id\": \"0\", \"gpu_partition_id\": \"\(number)\"", value)
    }
    let whole = Self.sample(
      "amd_gpu_gfx_activity", #""hostname": "gpu01", "gpu_id": "1", "gpu_partition_id": "0""#, "40")
    for order in [series, series.reversed()] {
      let found = try busy(Self.answer(order[0], whole, order[1]))
      #expect(found == [GPUBusy(byIndex: [1: 0.4]), nil])
    }
  }

  @Test(
    "Two users of a GPU at the same time leave it unknown where they tell different things, in every order",
    arguments: ["pod", "exported_pod", "namespace", "Container", "pid", "hpc_job", "job_id"])
  func twoUsers(_ label: String) throws {
    func series(_ user: String, _ value: String, gpu: Int = 0, at moment: Int = Self.at) -> String {
      Self.sample(
        Self.util, "\"Hostname\": \"gpu01\", \"gpu\": \"\(gpu)\", \"\(label)\": \"\(user)\"", value,
        at: moment)
    }
    let sound = series("c", "75", gpu: 1)
    for order in [[series("a", "20"), series("b", "90")], [series("b", "90"), series("a", "20")]] {
      let factory = try factory([
        Self.nodes, ("d/alpha/busy.json", Self.answer(order[0], sound, order[1])),
      ])
      #expect(factory.clusters[0].nodes?[0].gpuBusy == GPUBusy(byIndex: [1: 0.75]))
      #expect(
        factory.sources.first { $0.kind == .measurements }?.notUsed?.shown
          == "2 of 3 series, for example because series of “\(Self.util)” for one GPU of “gpu01” differ in “\(label)” and in their values at the same time, and none of them is used; let the query make one of them"
      )
    }
    // What they agree in is known, and of different times the newer one counts.
    let same = Self.answer(series("a", "40"), series("b", "40"), sound)
    #expect(try busy(same)[0] == GPUBusy(byIndex: [0: 0.4, 1: 0.75]))
    for order in [
      [series("a", "90", at: Self.at - 60), series("b", "30")],
      [series("b", "30"), series("a", "90", at: Self.at - 60)],
    ] {
      #expect(try busy(Self.answer(order[0], order[1]))[0] == GPUBusy(byIndex: [0: 0.3]))
    }
    // An older contradiction is none.
    let settled = Self.answer(
      series("a", "90", at: Self.at - 60), series("b", "80", at: Self.at - 60), series("c", "30"))
    #expect(try busy(settled)[0] == GPUBusy(byIndex: [0: 0.3]))
  }

  @Test("A slice is left out beside the GPU that it is of")
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
    #expect(
      try why(
        Self.answer(
          Self.sample(Self.util, #""Hostname": "gpu01""#, "200"), Self.sample("up", "", "1"),
          Self.sample("up", "", "0")))
        == "1 of 3 series, for example because “DCGM_FI_DEV_GPU_UTIL” has the value 200, where 0 to 100 is expected, and nothing of it is used; mend the query, or the metric's factor in [prometheus]; 2 of 3 series, for example because no rule says what the metric “up” measures",
      "the gravest comes first, and hides no other")
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
    for labels in [
      #""cluster": "BETA""#, #""Cluster": "beta""#, #""cluster": "k8s-1", "exported_cluster": "beta""#,
      #""cluster_name": "beta""#, #""exported_Cluster": "Beta", "cluster": "alpha""#,
    ] {
      #expect(try measured("\"node\": \"gpu01\", \(labels)", "d/alpha/a.json") == ["beta gpu01"])
    }
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
    let expected = value == "NaN" ? "a value that is no number" : "where 0 to 1000000000 is expected"
    #expect((remark?.shown.contains(expected) ?? false) == (watts == nil))
  }

  /// What `check` says of each answer, by its name.
  private func remarks(_ factory: Factory) -> [String: String?] {
    Dictionary(
      factory.sources.filter { !$0.path.shown.hasSuffix("nodes.json") }.map {
        ($0.path.shown, $0.notUsed?.shown)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// An answer over a range of time; each series has its labels and its samples, each so many seconds before the newest.
  private static func range(_ series: [(labels: String, samples: [(age: Int, watts: Int)])]) -> String {
    let result = series.map { labels, samples in
      let values = samples.map { "[\(at - $0.age), \"\($0.watts)\"]" }.joined(separator: ", ")
      return
        "{\"metric\": {\"__name__\": \"node_power_watts\", \"instance\": \"gpu01\", \(labels)}, \"values\": [\(values)]}"
    }
    return
      "{\"status\": \"success\", \"data\": {\"resultType\": \"matrix\", \"result\": [\(result.joined(separator: ", "))]}}"
  }

  @Test(
    "Power under labels that were renamed within a range of time is counted once, and what is replaced is named",
    arguments: [
      // Both supplies under new names, with the same labels and with others.
      (
        [
          (#""psu": "PSU1""#, [240]), (#""psu": "PSU2""#, [240]), (#""psu": "1""#, [0]),
          (#""psu": "2""#, [0]),
        ], 1000, true
      ),
      ([(#""gpu": "0", "model": "x""#, [240, 120]), (#""gpu_id": "0""#, [60, 0])], 500, true),
      // Long ago.
      ([(#""psu": "PSU1""#, [900, 840]), (#""psu": "1""#, [60, 0])], 500, true),
      // One after another.
      (
        [(#""psu": "a""#, [900, 840]), (#""psu": "b""#, [780, 240]), (#""psu": "c""#, [120, 0])], 500, true
      ),
      // Scraped elsewhere since, a step later.
      (
        [
          (#""psu": "PSU1", "job": "a""#, [240, 180]), (#""psu": "1", "job": "b""#, [120, 60, 0]),
        ], 500, true
      ),
      // Scraped by two at their own times.
      ([(#""psu": "1", "job": "a""#, [75, 15]), (#""psu": "2", "job": "b""#, [60, 0])], 1000, false),
      ([(#""psu": "1", "job": "a""#, [15]), (#""psu": "2", "job": "b""#, [0])], 1000, false),
      // Two that are there at one time.
      ([(#""psu": "1""#, [240, 120]), (#""psu": "2""#, [120, 0])], 1000, false),
      // One that ended before one of the two began.
      ([(#""psu": "a""#, [240]), (#""psu": "2""#, [240, 120, 0]), (#""psu": "1""#, [120, 0])], 1000, true),
      // Told on for some minutes by a server that was restarted, and two of which one missed a scrape.
      (
        [(#""psu": "PSU1""#, [240, 180, 120, 60]), (#""psu": "1""#, [120, 60, 0])], nil, true
      ),
      ([(#""psu": "1""#, [240, 180, 120, 60]), (#""psu": "2""#, [180, 120, 60, 0])], 1000, false),
      ([(#""psu": "1""#, [240, 180, 120, 60, 0]), (#""psu": "2""#, [60, 0])], 1000, false),
      // One in the place of two.
      ([(#""psu": "1""#, [240]), (#""psu": "2""#, [240]), (#""sum": "all""#, [0])], nil, true),
    ] as [([(String, [Int])], Double?, Bool)])
  func powerOfRenamedLabels(series: [(String, [Int])], watts: Double?, isNamed: Bool) throws {
    for series in [series, series.reversed()] {
      let answer = Self.range(series.map { (labels: $0.0, samples: $0.1.map { (age: $0, watts: 500) }) })
      let factory = try factory([Self.nodes, ("d/alpha/power.json", answer)])
      #expect(factory.clusters[0].nodes?[0].watts == watts)
      let remark = try #require(remarks(factory)["d/alpha/power.json"])
      #expect((remark?.contains("ended ") ?? false) == isNamed, "\(remark ?? "nothing")")
      #expect((remark?.contains("none of them is used") ?? false) == (isNamed && watts == nil))
    }
  }

  @Test(
    "Two names of one label's meaning are one part of a power at one time, and names that mean others are several",
    arguments: [
      (#""gpu": "0", "UUID": "x""#, #""gpu_id": "0", "gpu_uuid": "x""#, "400", 400),
      (#""gpu": "0""#, #""exported_gpu": "0""#, "400", 400),
      (#""psu_id": "1""#, #""PSUID": "1""#, "400", 400),
      (#""gpu": "0""#, #""gpu_id": "0""#, "410", nil), (#""gpu": "0""#, #""socket": "0""#, "400", 800),
      (#""gpu": "0""#, #""gpu": "1""#, "400", 800),
      (#""minor_number": "0", "index": "1""#, #""minor_number": "1", "index": "0""#, "400", 800),
    ] as [(String, String, String, Double?)])
  func powerOfNamesAlike(one: String, other: String, value: String, watts: Double?) throws {
    let answer = Self.answer(
      Self.sample("node_power_watts", #""instance": "gpu01", \#(one)"#, "400"),
      Self.sample("node_power_watts", #""instance": "gpu01", \#(other)"#, value))
    let factory = try factory([Self.nodes, ("d/alpha/power.json", answer)])
    #expect(factory.clusters[0].nodes?[0].watts == watts)
    let remark = try #require(remarks(factory)["d/alpha/power.json"])
    #expect((remark?.contains("mean the same, so that none of them is used") ?? false) == (watts == nil))
  }

  @Test(
    "An exporter that moves within an answer is counted once, its newest sample, and a contradiction is named",
    arguments: [
      (#""instance": "10.0.0.1:9290", "pod": "a""#, #""instance": "10.0.0.2:9290", "pod": "b""#, "600", 120),
      (#""job": "ipmi""#, #""exported_job": "ipmi", "job": "federate""#, "500", 0),
      (#""container": "x", "endpoint": "m""#, #""service": "s", "namespace": "n""#, "500", 0),
      (#""pod": "a""#, #""pod": "b""#, "600", 400), (#""pod": "a""#, #""pod": "b""#, "600", 0),
    ])
  func movedExporter(_ old: String, _ new: String, _ oldValue: String, _ age: Int) throws {
    for (metric, subject) in [("node_power_watts", #""node": "gpu01""#), ("facility_power_watts", nil)] {
      let series = [(old, oldValue, Self.at - age), (new, "500", Self.at)].map { labels, value, moment in
        Self.sample(
          metric, [subject, labels].compactMap(\.self).joined(separator: ", "), value, at: moment)
      }
      let isContradiction = age == 0 && oldValue != "500"
      for order in [series, series.reversed()] {
        let factory = try factory([Self.nodes, ("d/alpha/p.json", Self.answer(order[0], order[1]))])
        let cluster = factory.clusters[0]
        let watts = subject == nil ? cluster.facilityWatts : cluster.nodes?[0].watts
        #expect(watts == (isContradiction ? nil : 500))
        let remark = try #require(remarks(factory)["d/alpha/p.json"])
        #expect(
          (remark?.contains("differ in “pod” and in their values at the same time") ?? false)
            == isContradiction)
      }
    }
  }

  @Test("Meters of a facility on hosts of their own add up")
  func metersOfHosts() throws {
    let answer = Self.answer(
      Self.sample("facility_power_watts", #""host": "pdu1""#, "3000"),
      Self.sample("facility_power_watts", #""host": "pdu2""#, "2500"))
    #expect(try factory([Self.nodes, ("d/alpha/p.json", answer)]).clusters[0].facilityWatts == 5500)
  }

  @Test(
    "A newer value out of range, or without a number, is named, and no older file stands in for it",
    arguments: [
      ("380", 30, "has the value 380"), ("380", 7200, "has the value 380"), ("NaN", 30, "is no number"),
      ("380", 0, "has the value 380"),
    ])
  func newerOutOfRange(_ value: String, _ age: Int, _ named: String) throws {
    for (bad, good) in [("a", "b"), ("b", "a")] {
      let factory = try factory([
        Self.nodes, ("d/alpha/\(bad).json", Self.answer(Self.gpu(0, value))),
        ("d/alpha/\(good).json", Self.answer(Self.gpu(0, "50", age: age))),
      ])
      #expect(factory.clusters[0].nodes?[0].gpuBusy ?? GPUBusy() == GPUBusy())
      let remarks = remarks(factory)
      #expect(remarks["d/alpha/\(bad).json"]??.contains(named) == true)
      #expect(remarks["d/alpha/\(good).json"]??.hasPrefix("“d/alpha/\(bad).json”") == true)
    }
  }

  @Test(
    "A sum is not known when one of its parts has ended, and is when it has only been scraped in another way",
    arguments: [
      (#""psu": "1""#, 301, nil), (#""psu": "1""#, 300, 1010.0), (#""psu": "2", "pod": "b""#, 301, 510),
      ("", 301, 510),
    ])
  func endedPart(_ labels: String, _ age: Int, _ watts: Double?) throws {
    for (metric, subject) in [
      ("node_power_watts", #""node": "gpu01""#), ("facility_power_watts", #""job": "j""#),
    ] {
      let ended = Self.sample(
        metric, labels.isEmpty ? subject : "\(subject), \(labels)", "500", at: Self.at - age)
      let current = Self.sample(metric, "\(subject), \"psu\": \"2\"", "510")
      let factory = try factory([Self.nodes, ("d/alpha/p.json", Self.answer(ended, current))])
      let cluster = factory.clusters[0]
      #expect((metric == "node_power_watts" ? cluster.nodes?[0].watts : cluster.facilityWatts) == watts)
      let remark = try #require(remarks(factory)["d/alpha/p.json"])
      #expect((remark?.contains("ended more than five minutes before") ?? false) == (watts == nil))
    }
  }

  @Test("One series with two values at one time is not known, in whichever file, and both files are named")
  func twoValues() throws {
    for (metric, labels) in [
      (Self.util, #""Hostname": "gpu01", "gpu": "0""#), ("node_power_watts", #""node": "gpu01""#),
      ("facility_power_watts", ""),
    ] {
      let factory = try factory([
        Self.nodes, ("d/alpha/a.json", Self.answer(Self.sample(metric, labels, "50"))),
        ("d/alpha/b.json", Self.answer(Self.sample(metric, labels, "80"))),
      ])
      #expect(factory.clusters[0].nodes?[0].gpuBusy ?? GPUBusy() == GPUBusy())
      #expect(factory.clusters[0].nodes?[0].watts == nil)
      #expect(factory.clusters[0].facilityWatts == nil)
      let remarks = remarks(factory)
      for (path, other) in [("a", "b"), ("b", "a")] {
        #expect(
          remarks["d/alpha/\(path).json"]
            == "“d/alpha/\(other).json” has another value of “\(metric)” at the same time, for the same labels"
        )
      }
      // A newer sample settles it.
      let newer = Self.answer(Self.sample(metric, labels, "60", at: Self.at + 15))
      let settled = try self.factory([
        Self.nodes, ("d/alpha/a.json", Self.answer(Self.sample(metric, labels, "50"))),
        ("d/alpha/b.json", Self.answer(Self.sample(metric, labels, "80"))), ("d/alpha/c.json", newer),
      ])
      let cluster = settled.clusters[0]
      #expect(cluster.nodes?[0].gpuBusy == (metric == Self.util ? GPUBusy(byIndex: [0: 0.6]) : nil))
      #expect(cluster.nodes?[0].watts ?? cluster.facilityWatts == (metric == Self.util ? nil : 60))
      #expect(self.remarks(settled)["d/alpha/a.json"]??.contains("is newer") == true)
    }
  }

  @Test("A metric of power that does not count is named, and so are 0 W and a number beyond the node's GPUs")
  func namedBeside() throws {
    func remark(_ samples: [String]) throws -> String? {
      let files = samples.enumerated().map { ("d/alpha/\($0).json", Self.answer($1)) }
      return try remarks(factory([Self.nodes] + files))["d/alpha/0.json"] ?? nil
    }
    #expect(
      try remark([
        Self.sample("ipmi_dcmi_power_consumption_watts", #""node": "gpu01""#, "700"),
        Self.sample("node_power_watts", #""node": "gpu01""#, "650"),
      ])
        == "“node_power_watts” tells the power of “gpu01” too, and counts before “ipmi_dcmi_power_consumption_watts”"
    )
    #expect(
      try remark([Self.sample("node_power_watts", #""node": "gpu01""#, "0")])
        == "“node_power_watts” is 0 W for “gpu01”, which is not measured then")
    #expect(
      try remark([Self.sample("facility_power_watts", "", "0")])
        == "“facility_power_watts” is 0 W for the facility of “alpha”, which is not measured then")
    #expect(
      try remark([Self.gpu(4, "50")])
        == "“gpu01” has 4 GPUs, numbered from 0, and “\(Self.util)” tells of number 4, which jobs do not hold where Slurm tells the numbers of theirs"
    )
    #expect(try remark([Self.gpu(3, "50")]) == nil)
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
      ("gpu:a100:9(IDX:0-99999)", nil), ("gpu:a100:1(IDX:-1)", nil), ("", nil),
      ("gpu:a100:9(IDX:0-1023)", Array(0...1023)), ("gpu:a100:9(IDX:0-1023,0)", nil),
      ("gpu:a100:9(IDX:0-1023),gpu:h100:1(IDX:0)", nil),
      ("gpu:a100:9(IDX:" + String(repeating: "0-1023,", count: 1_000_000) + "0)", nil),
    ] as [(String, [Int]?)])
  func indices(_ text: String, _ expected: [Int]?) {
    #expect(Array(text.utf8).withUnsafeBytes { GresIndices.ofGPUs(in: $0) } == expected)
  }
}
