import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Slurm's nodes")
struct SlurmNodeTests {
  /// The one node of a document that holds `fields`, and what was wrong.
  private static func node(_ fields: String) throws -> (Node, SafeText?) {
    let document = try #require(try read("{\"nodes\": [{\"name\": \"gpu01\", \(fields)}]}"))
    guard case .nodes(let nodes) = document.content else { throw NoNodes() }
    return (try #require(nodes.first), document.problem)
  }

  private struct NoNodes: Error {}

  @Test("A list of partitions that no cluster has costs the list, not the memory or the node")
  func endlessPartitions() throws {
    let list = (0..<2000).map { "\"p\($0)\"" }.joined(separator: ",")
    let (node, problem) = try Self.node(#""state": "idle", "partitions": [\#(list)]"#)
    #expect(node.partitions == nil)
    #expect(problem == "node gpu01: “partitions” is a list of more than 1024 texts, not a list of texts")
  }

  @Test(
    "Nobody took a node out of which no reason tells, whose number for that is 0",
    arguments: [(#""reason": """#, nil), (#""cpus": 4"#, nil), (#""reason": "fan""#, "root")]
      as [(String, SafeText?)])
  func takenOutBy(_ field: String, _ user: SafeText?) throws {
    let (node, _) = try Self.node(
      #""state": ["IDLE"], \#(field), "reason_set_by_user": "root", "reason_changed_at": 0"#)
    #expect(node.reasonSetBy == user)
  }

  @Test(
    "An empty list of partitions says that there are none; where there is no list nobody knows",
    arguments: [
      (#""partitions": []"#, []), (#""partitions": [""]"#, []), (#""partitions": ["a", "b"]"#, ["a", "b"]),
      (#""partitions": null"#, nil), (#""partitions": 7"#, nil), (#""partitions": """#, nil),
      (#""cpus": 4"#, nil), (#""partitions": "a""#, ["a"]),
    ] as [(String, [SafeText]?)])
  func partitions(_ field: String, _ expected: [SafeText]?) throws {
    let (node, _) = try Self.node(#""state": ["IDLE"], \#(field)"#)
    #expect(node.partitions == expected)
  }

  @Test(
    "Partitions are a list, or one text with commas, and Slurm's word for none is none",
    arguments: [
      (#"["gpu", "all"]"#, ["gpu", "all"]), (#""gpu,all""#, ["gpu", "all"]),
      (#"["gpu", "(null)", ""]"#, ["gpu"]),
      (#"["(null)"]"#, []), ("[]", []), (#""(null)""#, nil), (#""""#, nil), ("null", nil),
    ] as [(String, [SafeText]?)])
  func partitionWords(_ list: String, _ names: [SafeText]?) throws {
    let (node, problem) = try Self.node(#""state": "idle", "partitions": \#(list)"#)
    #expect(node.partitions == names)
    #expect(problem == nil)
  }

  @Test(
    "A state is read in the words of every form",
    arguments: [
      (#""state": "idle", "state_flags": []"#, NodeState(.idle)),
      (#""state": "mixed", "state_flags": ["DRAIN"]"#, NodeState(.mixed, .drain)),
      (
        #""state_flags": ["MAINTENANCE", "RESERVED", "PLANNED"], "state": "idle""#,
        NodeState(.idle, [.maintenance, .reserved, .planned])
      ),
      (#""state": "unknown", "state_flags": ["NOT_RESPONDING"]"#, NodeState(.unknown, .notResponding)),
      (#""state": ["IDLE"]"#, NodeState(.idle)),
      (
        #""state": ["DOWN", "RESERVED", "DRAIN", "NOT_RESPONDING"]"#,
        NodeState(.down, [.reserved, .drain, .notResponding])
      ),
      (#""state": ["DRAIN", "IDLE"], "state_flags": null"#, NodeState(.idle, .drain)),
    ])
  func states(_ fields: String, _ state: NodeState) throws {
    let (node, problem) = try Self.node(fields)
    #expect(node.state == state)
    #expect(problem == nil)
  }

  @Test("A state that is not known is named, and the others count")
  func unknownState() throws {
    let (node, problem) = try Self.node(#""state": ["IDLE", "HAUNTED"]"#)
    #expect(node.state == NodeState(.idle))
    #expect(problem == "1 record has a state that is not known here, such as node gpu01 (“HAUNTED”)")
  }

  @Test(
    "A node whose state has no word of Slurm's is unknown, not idle, and all of them are counted",
    arguments: [
      (#""state": []"#, "no word"), (#""state": null"#, "no word"), (#""state": 7"#, "a number"),
      (#""state": [7]"#, "a list with a number in it"),
      (#""state": ["IDLE", 7, null]"#, "a list with a number in it"),
      (#""state": "idle", "state_flags": ["DRAIN", {}]"#, "a list with an object in it"),
      (#""state": ["FOO"]"#, "“FOO”"), (#""state": "foo""#, "“foo”"),
      (#""state": {}"#, "an object"), (#""state": [""]"#, "“”"), (#""gres": "gpu:4""#, "none"),
    ])
  func noState(_ field: String, _ found: String) throws {
    let document = try #require(
      try read(
        #"{"nodes": [{"name": "a", "state": ["IDLE"], "gres": "gpu:4"}, {"name": "b", \#(field)}, {"name": "c", \#(field)}]}"#
      ))
    guard case .nodes(let nodes) = document.content else { throw NoNodes() }
    #expect(nodes.map(\.state) == [NodeState(.idle), NodeState(.unknown), NodeState(.unknown)])
    #expect(
      document.problem?.shown == "2 records have a state that is not known here, such as node b (\(found))")
  }

  @Test(
    "Partitions that are not all told are not known, and named",
    arguments: [#"["gpu", 5]"#, #"[5, "gpu"]"#, #"[{}, "gpu", "dev"]"#])
  func partitionsAmongOthers(_ list: String) throws {
    let (node, problem) = try Self.node(#""state": ["IDLE"], "partitions": \#(list)"#)
    #expect(node.partitions == nil)
    #expect(problem?.shown.contains("“partitions” is a list with ") == true, "\(problem?.shown ?? "nothing")")
    #expect(try Self.node(#""state": ["IDLE"], "partitions": ["gpu"]"#).0.partitions == ["gpu"])
  }

  @Test(
    "More GPUs in use than the node has are all that it has, and named",
    arguments: [
      (#""gres": "gpu:a100:4", "gres_used": "gpu:a100:6(IDX:0-5)""#, 4, "gres_used", 6),
      (#""gres": "gpu:4", "tres": "gres/gpu=4", "tres_used": "gres/gpu=9""#, 4, "tres_used", 9),
      (
        #""gres": "gpu:a100:2,gpu:h100:1", "gres_used": "gpu:a100:2(IDX:0-1),gpu:h100:2(IDX:2-3)""#, 3,
        "gres_used", 4
      ),
      (#""gres": "", "gres_used": "gpu:a100:1(IDX:0)""#, 0, "gres_used", 1),
      (#""gres": "gpu:a100:4", "gres_used": "gpu:a100:4(IDX:0-3)""#, 4, nil, 0),
      (#""gres": "gpu:1g.10gb:7", "tres": "gres/gpu=7", "tres_used": "gres/gpu=9""#, 0, nil, 0),
    ] as [(String, Int, String?, Int)])
  func usedBeyondTotal(_ fields: String, _ total: Int, _ field: String?, _ used: Int) throws {
    let (node, problem) = try Self.node("\"state\": [\"MIXED\"], \(fields)")
    #expect(node.gpus == total)
    #expect(node.gpusAllocated == total)
    #expect(
      problem?.shown
        == field.map { "node gpu01: “\($0)” is \(used) GPUs, not at most the \(total) that the node has" })
  }

  @Test("GPUs under a name in capitals, which Slurm takes for another resource, are unknown and named")
  func capitals() throws {
    for text in ["GPU:a100:4", "Gpu:4", "gpu:a100:4,GPU:h100:2", "GPU", "tmp:1,gPu:2(S:0)"] {
      let (node, problem) = try Self.node(#""state": ["IDLE"], "gres": "\#(text)""#)
      #expect(node.gpus == nil)
      #expect(
        problem
          == "node gpu01: “gres” is text with “gpu” in capitals, another name to Slurm, not a list of resources"
      )
    }
    #expect(try Self.node(#""state": ["IDLE"], "gres": "GPUMEM:4,MYGPU:2""#).0.gpus == 0)
  }

  @Test("Where some GPUs are in use, and how many is not known, no CPU in use does not make them none")
  func someGPUsInUse() throws {
    let fields =
      #""state": ["MIXED"], "gres": "gpu:a100:2,gpu:h100:2", "tres": "gres/gpu:a100=2", "alloc_cpus": 0"#
    #expect(try Self.node(fields + #", "tres_used": "gres/gpu:a100=1""#).0.gpusInUse == nil)
    #expect(try Self.node(fields + #", "tres_used": """#).0.gpusInUse == 0)
  }

  @Test("Numbers that are NaN or infinite are unknown, and said once with their count")
  func notNumbers() throws {
    let (node, problem) = try Self.node(
      #""state": ["IDLE"], "cpus": NaN, "alloc_cpus": Infinity, "reason_changed_at": {"set": true, "number": NaN}"#
    )
    #expect(node.cpus == nil && node.cpusAllocated == nil && node.reasonSetAt == nil)
    #expect(problem?.shown.contains("3 numbers are NaN or Infinity, and unknown") == true)
  }

  @Test(
    "GPUs in use come from tres_used where gres/gpu is tracked, else from gres_used, else they are unknown",
    arguments: [
      (#""gres": "gpu:a100:4", "gres_used": "gpu:a100:2(IDX:0,3),shard:0", "tres_used": "gres/gpu=1""#, 4, 2),
      (#""gres": "gpu:a100:4(S:0-1)", "gres_used": "gpu:a100:0(IDX:N/A)""#, 4, 0),
      (#""gres": "gpu:4", "gres_used": "gpu:1""#, 4, 1),
      (#""gres": "gpu:4", "gres_used": "gpu:0""#, 4, 0),
      (#""gres": "gpu:a100:4", "gres_used": "gpu:0,shard:0", "tres_used": null"#, 4, nil),
      (#""gres": "gpu:a100:4", "gres_used": "gpu:0", "tres_used": "cpu=2,gres/gpu=3,gres/gpu:a100=3""#, 4, 3),
      (#""gres": "gpu:a100:4", "tres": "cpu=64,gres/gpu=4", "tres_used": "cpu=8""#, 4, 0),
      (#""gres": "gpu:a100:4", "tres": "cpu=64", "tres_used": "cpu=8""#, 4, nil),
      // What is tracked of one type alone says nothing of the others.
      (
        #""gres": "gpu:a100:2,gpu:h100:2", "gres_used": "", "tres": "gres/gpu:a100=2", "tres_used": "gres/gpu:a100=1""#,
        4, nil
      ),
      (#""gres": "gpu:a100:2,gpu:h100:2", "tres": "gres/gpu:a100=2", "tres_used": """#, 4, nil),
      (#""gres": "gpu:a100:2", "tres": "gres/gpu:a100=2", "tres_used": "gres/gpu:a100=1""#, 2, 1),
      // After slurmctld's restart, for jobs that asked for three GPUs of no type each.
      (
        #""gres": "gpu:h100:8", "gres_used": "gpu:h100:2,shard:0", "tres": "cpu=128,gres/gpu=8,gres/gpu:h100=8", "tres_used": "cpu=2,gres/gpu=6,gres/gpu:h100=2""#,
        8, 6
      ),
      // And for one that has ended since.
      (
        #""gres": "gpu:a100:4", "gres_used": "gpu:a100:3,shard:0", "tres": "cpu=64,gres/gpu=4,gres/gpu:a100=4", "tres_used": "gres/gpu:a100=3""#,
        4, 0
      ),
      (
        #""gres": "gpu:a100:2(S:0),gpu:1g.10gb:14(S:1)", "gres_used": "gpu:a100:1(IDX:0),gpu:1g.10gb:3(IDX:2-4)", "tres": "cpu=64,gres/gpu=16", "tres_used": "gres/gpu=4""#,
        2, 1
      ),
      (#""tres": "cpu=64,gres/gpu=8,gres/gpu:h100=8", "tres_used": """#, 8, 0),
      (#""gres": "gpu:a100:4", "gres_used": null"#, 4, nil),
      (#""gres": "gpu:h100:4""#, 4, nil),
      (#""gres": "", "gres_used": "gpu:0,shard:0""#, 0, 0),
      (#""gres": "(null)""#, 0, 0),
      (#""state": ["IDLE"]"#, 0, 0),
      (
        #""gres": "gpu:a100:2,shard:a100:8", "gres_used": "gpu:a100:0(IDX:N/A),shard:a100:2(IDX:0-1)", "tres_used": "gres/gpu=1,gres/shard=5""#,
        2, 0
      ),
      (
        #""gres": "gpu:a100:2(S:0),gpu:1g.10gb:14(S:1)", "gres_used": "gpu:a100:1(IDX:0),gpu:1g.10gb:3(IDX:2-4)""#,
        2, 1
      ),
      (#""gres": "gpu:(null):4(S:0-1)", "gres_used": "gpu:(null):3(IDX:0,2-3)""#, 4, 3),
      (#""gres": "gpu:4", "gres_used": "gpu:(null):0(IDX:N/A),shard:(null):0""#, 4, 0),
      // What accounting counts on a node with parts of GPUs may be parts.
      (#""gres": "gpu:a100:2,gpu:1g.10gb:14", "tres": "gres/gpu=16", "tres_used": "gres/gpu=4""#, 2, nil),
      (#""gres": "gpu:a100:2,gpu:1g.10gb:14", "tres": "gres/gpu=16", "tres_used": """#, 2, 0),
      (
        #""gres": "gpu:mi300x_cpx:64", "gres_used": "gpu:mi300x_cpx:8(IDX:0-7)", "tres": "gres/gpu=64", "tres_used": "gres/gpu=8""#,
        0, 0
      ),
    ] as [(String, Int, Int?)])
  func gpus(_ fields: String, _ total: Int, _ allocated: Int?) throws {
    let (node, problem) = try Self.node("\"state\": [\"MIXED\"], \(fields)")
    #expect(node.gpus == total)
    #expect(node.gpusAllocated == allocated)
    #expect(problem == nil)
  }

  @Test(
    "A number of GPUs that cannot be read is unknown, unless accounting tells it",
    arguments: [
      (#""gres": "gpu:a100:4,gpu:h100:x""#, nil, nil),
      (#""gres": "gpu:a100:four", "gres_used": "gpu:a100:1(IDX:0)", "tres": "cpu=64""#, nil, 1),
      (#""gres": "gpu:a100:four", "tres": "cpu=64,gres/gpu=4", "tres_used": "gres/gpu=3""#, 4, 3),
      (
        #""gres": "gpu:1g.5gb:x,gpu:a100:4", "tres": "cpu=64,gres/gpu=11", "tres_used": "gres/gpu=3""#, nil,
        nil
      ),
      (#""gres": "gpu:a100:4", "gres_used": "gpu:a100:(IDX:0),gpu:h100:1""#, 4, nil),
    ] as [(String, Int?, Int?)])
  func unreadableGPUs(_ fields: String, _ total: Int?, _ allocated: Int?) throws {
    let (node, problem) = try Self.node("\"state\": [\"MIXED\"], \(fields)")
    #expect(node.gpus == total)
    #expect(node.gpusAllocated == allocated)
    #expect(problem?.shown.hasSuffix("is text without a count of GPUs, not a list of resources") == true)
  }

  @Test(
    "A node that offers parts of GPUs is told from one that has none",
    arguments: [
      (#""gres": "gpu:1g.5gb:7""#, true), (#""gres": "gpu:a100:1,gpu:1g.5gb:7""#, true),
      (#""gres": "gpu:7", "gres_used": "gpu:mi300x_cpx:2(IDX:0-1)""#, true),
      (#""gres": "gpu:a100:4""#, false),
      (#""gres": "shard:a100:8""#, false), (#""gres": """#, false),
    ])
  func parts(_ fields: String, _ hasParts: Bool) throws {
    #expect(try Self.node("\"state\": \"mixed\", \(fields)").0.hasGPUParts == hasParts)
  }

  @Test("GPUs of no type are unknown on a node of which parts are in use")
  func untypedParts() throws {
    let node = try Self.node(
      #""state": "mixed", "gres": "gpu:8", "gres_used": "gpu:mi300x_cpx:2(IDX:0-1)", "tres": "gres/gpu=8""#
    ).0
    #expect(node.gpus == nil)
  }

  @Test("Numbers of GPUs in use are told, but not those of a node that numbers parts of GPUs among them")
  func indices() throws {
    #expect(
      try Self.node(#""state": "mixed", "gres": "gpu:4", "gres_used": "gpu:(null):3(IDX:0,2-3)""#).0
        .gpuIndicesAllocated == [0, 2, 3])
    #expect(
      try Self.node(#""state": "mixed", "gres_used": "gpu:1g.5gb:2(IDX:0-1),gpu:a100:1(IDX:7)""#).0
        .gpuIndicesAllocated == nil)
  }

  @Test("The GPUs' type is named")
  func type() throws {
    #expect(
      try Self.node(#""state": "idle", "gres": "gpu:nvidia_h100_80gb_hbm3:4(S:0-1)""#).0.gpuType
        == "nvidia_h100_80gb_hbm3")
    #expect(try Self.node(#""state": "idle", "gres": "gpu:4""#).0.gpuType == nil)
  }

  @Test(
    "A reason is kept without the signature that some add, and with who set it and when",
    arguments: [
      (
        #""reason": "disk SMART", "reason_set_by_user": "root", "reason_changed_at": 1795404810"#,
        "disk SMART", "root", 1_795_404_810
      ),
      (
        #""reason": "disk SMART", "reason_set_by_user": "root", "reason_changed_at": {"set": true, "infinite": false, "number": 1795404810}"#,
        "disk SMART", "root", 1_795_404_810
      ),
      (
        #""reason": "disk SMART [eva@2026-11-23T03:33:30]", "reason_set_by_user": null, "reason_changed_at": 0"#,
        "disk SMART", "eva", nil
      ),
      (
        #""reason": "NVLink down, ticket \"INC-4711\" \/ café""#, "NVLink down, ticket \"INC-4711\" / café",
        nil, nil
      ),
      (#""reason": "see [wiki@home]""#, "see [wiki@home]", nil, nil),
      (#""reason": "", "reason_set_by_user": "root", "reason_changed_at": 0"#, nil, nil, nil),
      (#""reason": "(null)", "reason_set_by_user": """#, nil, nil, nil),
    ] as [(String, SafeText?, SafeText?, Int64?)])
  func reasons(_ fields: String, _ reason: SafeText?, _ setBy: SafeText?, _ setAt: Int64?) throws {
    let (node, problem) = try Self.node("\"state\": \"idle\", \(fields)")
    #expect(node.reason == reason)
    #expect(node.reasonSetBy == setBy)
    #expect(node.reasonSetAt == setAt.map(Timestamp.init(secondsSince1970:)))
    #expect(problem == nil)
  }

  @Test(
    "Power is what the node draws now, and unknown where nobody measures",
    arguments: [
      (#"{"average_watts": 100, "current_watts": {"set": true, "infinite": false, "number": 350}}"#, 350),
      (#"{"current_watts": 350}"#, 350),
      (#"{"current_watts": {"set": true, "infinite": false, "number": 0}}"#, nil),
      (#"{"current_watts": {"set": false, "infinite": false, "number": 0}}"#, nil),
      (#"{"current_watts": 4294967294}"#, nil), ("{}", nil), ("null", nil),
    ] as [(String, Double?)])
  func power(_ energy: String, _ watts: Double?) throws {
    let (node, problem) = try Self.node("\"state\": \"idle\", \"energy\": \(energy)")
    #expect(node.watts == watts)
    #expect(problem == nil)
  }

  @Test("A node that never had a slurmd is read whole")
  func neverStarted() throws {
    let (node, problem) = try Self.node(
      """
      "state": "unknown", "state_flags": ["NOT_RESPONDING"], "slurmd_version": "", "boot_time": 0,
      "cpu_load": 4294967294, "free_memory": -2, "cpus": 65534, "alloc_cpus": 0, "gres": "gpu:a100:4",
      "gres_used": "gpu:a100:0,shard:0", "tres_used": null, "partitions": ["gpu-standard", "gpu-all"]
      """)
    #expect(node.cpus == nil)
    #expect(node.cpusAllocated == 0)
    #expect(node.gpus == 4)
    #expect(node.gpusAllocated == 0)
    #expect(node.partitions == ["gpu-standard", "gpu-all"])
    #expect(problem == nil)
  }

  @Test("A node that comes twice is one node, as it came last")
  func twice() throws {
    let text = """
      {"nodes": [{"name": "a", "state": "idle"}, {"name": "b", "state": "idle"}, {"name": "a", "state": "down"}]}
      """
    let document = try #require(try read(text))
    guard case .nodes(let nodes) = document.content else { throw NoNodes() }
    #expect(nodes.map(\.name) == ["a", "b"])
    #expect(nodes.map(\.state.base) == [.down, .idle])
    #expect(document.records == 2)
  }

  @Test("One odd field costs that field, and is named")
  func oddField() throws {
    let (node, problem) = try Self.node(
      #""state": ["IDLE"], "cpus": [64], "alloc_cpus": 3, "reason_changed_at": "today""#)
    #expect(node.cpus == nil)
    #expect(node.cpusAllocated == 3)
    #expect(problem == "node gpu01: “cpus” is a list, not a count (and 1 more)")
  }

  @Test(
    "A record without a name is left out and counted, and the others are kept",
    arguments: [
      (#"{"state": ["IDLE"]}"#, "record 2 of “nodes”: it has no name, and the record is skipped"),
      ("\"gpu02\"", "record 2 of “nodes”: it is the text “gpu02”, not an object, and the record is skipped"),
    ])
  func namelessRecord(_ record: String, _ problem: String) throws {
    let good = #"{"name": "a", "state": "idle"}"#
    let document = try #require(
      try read("{\"nodes\": [\(good), \(record), {\"name\": \"b\", \"state\": \"idle\"}]}"))
    #expect(document.records == 2)
    #expect(document.skipped == 1)
    #expect(document.problem?.shown == problem)
  }
}
