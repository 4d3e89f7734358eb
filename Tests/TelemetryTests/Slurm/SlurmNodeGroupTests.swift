import Model
import Testing
import Text

@testable import Telemetry

@Suite("Slurm's sinfo from 23.02 on")
struct SlurmNodeGroupTests {
  private static func row(
    _ partition: String, _ nodes: String, state: String = #"["MIXED"]"#, used: String = "gpu:a100:1(IDX:0)"
  ) -> String {
    """
    {"cluster": "vega", "node": {"state": \(state)},
      "nodes": {"allocated": 1, "idle": 0, "other": 0, "hostnames": [], "nodes": [\(nodes)]},
      "gres": {"total": "gpu:a100:4(S:0-1)", "used": "\(used)"},
      "reason": {"description": "ECC", "time": 1795404931, "user": "root"},
      "cpus": {"allocated": 3, "total": 256, "load": {"minimum": 1, "maximum": 4}},
      "partition": {"name": "\(partition)", "nodes": {"total": 3}, "partition": {"state": ["UP"]},
        "maximums": {"time": {"set": true, "infinite": false, "number": 60}}}}
    """
  }

  private static func groups(_ rows: String...) throws -> (Document, [NodeGroup]) {
    let document = try #require(try read("{\"sinfo\": [\(rows.joined(separator: ", "))]}"))
    guard case .groups(let groups) = document.content else { throw NoGroups() }
    return (document, groups)
  }

  private struct NoGroups: Error {}

  @Test("A node in two partitions is one node, and GRES are one node's")
  func onceEach() throws {
    let (document, groups) = try Self.groups(
      Self.row("gpu", #""g1", "g2""#),
      Self.row("gpu", #""g3""#, state: #"["IDLE", "DRAIN"]"#, used: "gpu:a100:0(IDX:N/A)"),
      Self.row("all", #""g2", "g1", "g3""#))
    let nodes = groups.distinctNodes
    #expect(nodes.map(\.name) == ["g1", "g2", "g3"])
    #expect(nodes.map(\.partitions) == [["gpu", "all"], ["gpu", "all"], ["gpu", "all"]])
    #expect(nodes.map(\.gpus) == [4, 4, 4])
    #expect(nodes.map(\.gpusAllocated) == [1, 1, 0])
    #expect(nodes.map(\.state) == [NodeState(.mixed), NodeState(.mixed), NodeState(.idle, .drain)])
    #expect(nodes.first?.gpuType == "a100")
    #expect(nodes.first?.reason == "ECC")
    #expect(nodes.first?.reasonSetBy == "root")
    #expect(nodes.first?.reasonSetAt == Timestamp(secondsSince1970: 1_795_404_931))
    #expect(groups.distinctPartitions.map(\.name) == ["gpu", "all"])
    #expect(groups.distinctPartitions.first?.maxTime == .minutes(60))
    #expect(document.format == "slurm sinfo")
    #expect(document.cluster == "vega")
    #expect(
      document.problem == "node g3 is in rows of different states (drained, mixed), of which the worst counts"
    )
  }

  @Test(
    "A reason is an object or a text",
    arguments: [
      (#"{"description": "disk [anna@2026-11-23T09:12:00]", "time": 0, "user": ""}"#, "disk", "anna"),
      (#""disk""#, "disk", nil), (#""""#, nil, nil), ("null", nil, nil),
    ] as [(String, SafeText?, SafeText?)])
  func reasons(_ reason: String, _ words: SafeText?, _ user: SafeText?) throws {
    let row =
      #"{"node": {"state": ["DOWN"]}, "nodes": {"nodes": ["g"]}, "reason": \#(reason), "partition": {"name": "p"}}"#
    let (document, groups) = try Self.groups(row)
    #expect(groups.distinctNodes.first?.reason == words)
    #expect(groups.distinctNodes.first?.reasonSetBy == user)
    #expect(document.problem == nil)
  }

  @Test("GPUs of no type count, and a number of them that cannot be read is unknown, not 0 and not the rest")
  func untypedGPUs() throws {
    let (document, groups) = try Self.groups(
      Self.row("gpu", #""g1""#, used: "gpu:(null):3(IDX:0,2-3)"),
      Self.row("gpu", #""g2""#, used: "gpu:a100:1(IDX:0),gpu:h100:(IDX:1)"))
    #expect(groups.distinctNodes.map(\.gpusAllocated) == [3, nil])
    #expect(document.problem != nil)
  }

  @Test("A partition without nodes is one of the partitions")
  func emptyPartition() throws {
    let (_, groups) = try Self.groups(Self.row("spare", ""))
    #expect(groups.distinctNodes.isEmpty)
    #expect(groups.distinctPartitions.map(\.name) == ["spare"])
  }

  @Test("A list in brackets, and one in one text, are the nodes that they name")
  func brackets() throws {
    let (document, groups) = try Self.groups(
      Self.row("gpu", #""g[08-10]", "h1""#),
      #"{"node": {"state": ["IDLE"]}, "nodes": {"nodes": "r[1-2],s"}, "partition": {"name": "p"}}"#,
      #"{"node": {"state": ["IDLE"]}, "nodes": {"nodes": "(null)"}, "partition": {"name": "q"}}"#)
    #expect(groups.map { $0.nodes.map(\.name) } == [["g08", "g09", "g10", "h1"], ["r1", "r2", "s"], []])
    #expect(document.problem == nil)
  }

  @Test("A row of twenty thousand nodes has them all, named one by one or folded")
  func manyNodes() throws {
    let names = (10_000..<30_000).map { "\"nid\($0)\"" }.joined(separator: ", ")
    let (document, groups) = try Self.groups(
      Self.row("gpu", names), Self.row("gpu", #""cn[000001-100000]""#))
    #expect(groups.map(\.nodes.count) == [20_000, 100_000])
    #expect(groups.first?.nodes.last?.name == "nid29999")
    #expect(groups.last?.nodes.last?.name == "cn100000")
    #expect(document.skipped == 0)
    #expect(document.problem == nil)
  }

  @Test(
    "A row whose nodes cannot be told is dropped, and said to be",
    arguments: [
      (#""n[1-200000]""#, "its list of nodes, “n[1-200000]”, is none, or of too many"),
      (#""n[1-100000]", "m[1-100000]""#, "it names more than 131072 nodes"),
      (#""n[1-""#, "its list of nodes, “n[1-”, is none, or of too many"),
    ] as [(String, SafeText)])
  func tooManyNodes(_ names: String, _ why: SafeText) throws {
    let (document, groups) = try Self.groups(Self.row("gpu", names), Self.row("gpu", #""g1""#))
    #expect(groups.distinctNodes.map(\.name) == ["g1"])
    #expect(document.skipped == 1)
    #expect(document.problem == "record 1 of “sinfo”: \(why), and the record is skipped")
  }

  @Test("What is no name in a row's list is counted as a node that could not be read, and the others stay")
  func lostNodes() throws {
    let (document, groups) = try Self.groups(Self.row("gpu", #""g1", 7, "g2", null"#))
    #expect(groups.distinctNodes.map(\.name) == ["g1", "g2"])
    #expect(document.records == 1)
    #expect(document.skipped == 2)
    #expect(
      document.problem
        == "row of partition gpu: “nodes” has a number in it, not the name of a node (and 1 more)")
  }

  @Test(
    "Who set a reason stands in it or beside it",
    arguments: [
      (#""reason": {"description": "PSU", "time": 1795404931, "user": "anna"}"#, "anna"),
      (#""reason": {"description": "PSU", "time": 1795404931}, "reason_set_by_user": "anna""#, "anna"),
      (
        #""reason_set_by_user": "anna", "reason": {"description": "PSU", "time": 1795404931, "user": ""}"#,
        "anna"
      ),
      (
        #""reason": {"description": "PSU", "time": 1795404931, "user": "anna"}, "reason_set_by_user": """#,
        "anna"
      ),
      (#""reason": {"description": "PSU", "time": 1795404931}, "reason_set_by_user": """#, nil),
      (#""reason": {"description": "PSU [bob@2026-11-23T09:12:00]"}, "reason_set_by_user": "anna""#, "anna"),
    ] as [(String, SafeText?)])
  func reasonUser(_ fields: String, _ user: SafeText?) throws {
    let (document, groups) = try Self.groups(
      #"{"node": {"state": ["DOWN"]}, "nodes": {"nodes": ["g"]}, \#(fields), "partition": {"name": "p"}}"#)
    #expect(groups.distinctNodes.first?.reasonSetBy == user)
    #expect(groups.distinctNodes.first?.reason == "PSU")
    #expect(document.problem == nil)
  }

  @Test("A row with odd values keeps what is sound")
  func odd() throws {
    let text = #"""
      {"sinfo": [{"node": {"state": 3}, "nodes": {"nodes": "g1"}, "gres": {"total": null, "used": ""},
        "reason": null, "partition": {"name": "p"}}, {"node": {"state": ["IDLE"]}, "partition": {}}, 7]}
      """#
    let document = try #require(try read(text))
    guard case .groups(let groups) = document.content else {
      Issue.record("\(document.content)")
      return
    }
    #expect(groups.distinctNodes.map(\.name) == ["g1"])
    #expect(groups.distinctNodes.first?.state.base == .unknown)
    #expect(document.skipped == 2)
    #expect(
      document.problem
        == "record 2 of “sinfo”: it names no partition, and the record is skipped (and 1 more); 1 record has a state that is not known here, such as row of partition p (a number)"
    )
  }

  @Test(
    "Nodes that a row counts and does not name are said; a row that names none of them is dropped",
    arguments: [
      (#""total": 12"#, nil, "record 1 of “sinfo”: its “nodes” has a total of 12 and no names, "),
      (#""total": 3, "nodes": []"#, nil, "record 1 of “sinfo”: its “nodes” has a total of 3 and no names, "),
      (
        #""nodes": ["g[1-2]"], "total": 3"#, ["g1", "g2"],
        "row of partition p: “nodes” has a total of 3 and names 2, "
      ),
      (
        #""total": {"set": true, "infinite": false, "number": 2}, "nodes": null"#, nil,
        "record 1 of “sinfo”: its “nodes” has a total of 2 and no names, "
      ),
      (
        #""total": 2, "nodes": ["g1", 7]"#, ["g1"],
        "row of partition p: “nodes” has a number in it, not the name of a node"
      ),
      (#""total": 2, "nodes": ["g1", "g2"]"#, ["g1", "g2"], nil), (#""total": 0, "nodes": []"#, [], nil),
      (#""nodes": ["g1"]"#, ["g1"], nil),
    ] as [(String, [SafeText]?, String?)])
  func withoutNames(_ nodes: String, _ names: [SafeText]?, _ problem: String?) throws {
    let (document, groups) = try Self.groups(
      #"{"node": {"state": ["IDLE"]}, "nodes": {\#(nodes)}, "partition": {"name": "p"}}"#)
    #expect(groups.map(\.partition.name) == (names == nil ? [] : ["p"]))
    #expect(groups.distinctNodes.map(\.name) == names ?? [])
    #expect(document.skipped == (problem == nil ? 0 : 1))
    let said = document.problem?.shown
    #expect(
      problem.map { said?.hasPrefix($0) == true } ?? (said == nil), "\(said ?? "")")
  }

  @Test("A node in rows of different states is in the worst of them, whatever the order, and is named")
  func differentStates() throws {
    let rows = [
      Self.row("gpu", #""g1""#, state: #"["IDLE"]"#), Self.row("all", #""g1""#, state: #"["DOWN"]"#),
    ]
    for order in [rows, rows.reversed()] {
      let (document, groups) = try Self.groups(order[0], order[1])
      #expect(groups.distinctNodes.map(\.state.base) == [.down])
      #expect(Set(groups.distinctNodes[0].partitions ?? []) == ["gpu", "all"])
      #expect(
        document.problem
          == "node g1 is in rows of different states (down, idle), of which the worst counts")
    }
    let (same, _) = try Self.groups(rows[0], Self.row("all", #""g1""#, state: #"["IDLE"]"#))
    #expect(same.problem == nil)
  }

  @Test("Where a row names no nodes the names of their machines count")
  func hostNames() throws {
    func names(_ lists: String) throws -> [SafeText] {
      try Self.groups(
        #"{"node": {"state": ["IDLE"]}, "nodes": {\#(lists)}, "partition": {"name": "p"}}"#
      ).1.distinctNodes.map(\.name)
    }
    #expect(try names(#""total": 2, "nodes": [], "hostnames": ["a", "b"]"#) == ["a", "b"])
    #expect(try names(#""hostnames": ["a"], "nodes": ["g1"], "total": 1"#) == ["g1"])
  }

  @Test("Rows tell of more GPUs in use than there are, and of states that are not known, as nodes do")
  func oddRows() throws {
    let (document, groups) = try Self.groups(
      Self.row("gpu", #""g1""#, used: "gpu:a100:5(IDX:0-4)"), Self.row("gpu", #""g2""#, state: #"["FOO"]"#),
      Self.row("gpu", #""g3""#, state: "[]"), Self.row("spare", "", state: "[]"))
    #expect(groups.distinctNodes.map(\.gpusAllocated) == [4, 1, 1])
    #expect(groups.distinctNodes.map(\.state.base) == [.mixed, .unknown, .unknown])
    #expect(
      document.problem
        == "row of partition gpu: “used” is 5 GPUs, not at most the 4 that each node has; 2 records have a state that is not known here, such as row of partition gpu (“FOO”)"
    )
  }
}
