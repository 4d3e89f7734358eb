import Model
import Testing
import Text

@testable import Telemetry

@Suite("Slurm's partitions, reservations and statistics")
struct SlurmPartitionTests {
  private static func partitions(_ records: String) throws -> ([Partition], SafeText?) {
    let document = try #require(try read("{\"partitions\": [\(records)]}"))
    guard case .partitions(let partitions) = document.content else { throw NoPartitions() }
    return (partitions, document.problem)
  }

  private struct NoPartitions: Error {}

  @Test(
    "A partition is read in every form",
    arguments: [
      (
        #""state": "DOWN", "max_time_limit": 720, "total_nodes": 64, "nodes": "gpu[001-064]""#,
        PartitionState.down, TimeLimit.minutes(720), 64
      ),
      (
        #""nodes": {"total": 80, "configured": "cn[001-080]"}, "maximums": {"time": {"set": false, "infinite": true, "number": 0}}"#,
        nil, .unlimited, 80
      ),
      (
        #""nodes": {"total": 4}, "maximums": {"nodes": {"set": false}, "time": {"set": true, "infinite": false, "number": 120}}, "partition": {"state": ["UP"]}"#,
        .up, .minutes(120), 4
      ),
      (
        #""partition": {"state": ["INACTIVE"]}, "maximums": {"time": "Infinity"}, "nodes": {"total": null}"#,
        .inactive, .unlimited, nil
      ),
      (#""partition": {"state": ["DRAIN"]}, "maximums": {"time": 5}"#, .drain, .minutes(5), nil),
    ] as [(String, PartitionState?, TimeLimit, Int?)])
  func forms(_ fields: String, _ state: PartitionState?, _ maxTime: TimeLimit, _ nodes: Int?) throws {
    let (partitions, problem) = try Self.partitions("{\"name\": \"gpu\", \(fields)}")
    #expect(partitions == [Partition(name: "gpu", state: state, maxTime: maxTime, nodeCount: nodes)])
    #expect(problem == nil)
  }

  @Test("An odd field costs that field, and a partition without a name that partition")
  func oddities() throws {
    let (partitions, problem) = try Self.partitions(
      #"{"name": "a", "partition": {"state": ["HAUNTED"]}, "maximums": {"time": 7}}, {"maximums": {}}, 3"#)
    #expect(partitions == [Partition(name: "a", maxTime: .minutes(7))])
    #expect(
      problem
        == "partition a: “state” is “HAUNTED”, not a state that is known here (and 2 more)")
  }

  @Test("What has not changed for long is no old data: last_update says when it changed")
  func lastUpdate() throws {
    let partition = #"{"name": "a", "partition": {"state": ["UP"]}}"#
    let document = try read("{\"partitions\": [\(partition)], \"last_update\": 1747754570}")
    #expect(document?.format == "slurm partitions")
    #expect(document?.dataAt == nil)
  }

  @Test("Lists of these names that are not Slurm's are left alone")
  func strangers() throws {
    for key in ["partitions", "reservations", "sinfo", "associations", "shares"] {
      #expect(try read("{\"\(key)\": [{\"name\": \"x\"}]}") == nil)
    }
    #expect(try read(#"{"shares": {"shares": [{"name": "x"}]}}"#) == nil)
    #expect(try read(#"{"statistics": {"mean": 3}}"#) == nil)
  }

  @Test(
    "A reservation is maintenance by its flag, in every form",
    arguments: [
      (#""flags": ["MAINT", "IGNORE_JOBS"], "start_time": 100, "end_time": 200, "node_count": 4"#, true, 4),
      (
        #""flags": ["FLEX"], "start_time": {"set": true, "infinite": false, "number": 100}, "end_time": {"set": true, "infinite": false, "number": 200}, "node_count": 2"#,
        false, 2
      ),
      (#""flags": "SPEC_NODES,MAINT", "start_time": 100, "end_time": 200, "node_count": null"#, true, nil),
    ] as [(String, Bool, Int?)])
  func reservations(_ fields: String, _ isMaintenance: Bool, _ nodes: Int?) throws {
    let document = try #require(
      try read("{\"reservations\": [{\"name\": \"r\", \"watts\": 4294967294, \(fields)}]}"))
    guard case .reservations(let reservations) = document.content else {
      Issue.record("\(document.content)")
      return
    }
    #expect(reservations.map(\.isMaintenance) == [isMaintenance])
    #expect(reservations.map(\.nodeCount) == [nodes])
    #expect(reservations.map(\.startsAt) == [Timestamp(secondsSince1970: 100)])
    #expect(reservations.map(\.endsAt) == [Timestamp(secondsSince1970: 200)])
    #expect(document.problem == nil)
  }

  @Test(
    "What a reservation holds and who may use it is read as Slurm writes it, and unknown where it does not say",
    arguments: [
      (
        #""node_list": "gpul[015-016]", "partition": "gpu", "tres": "cpu=256,gres/gpu=16,gres/gpu:h100=16", "flags": ["FLEX", "SPEC_NODES"], "accounts": "acme,-other", "users": "ada,bob""#,
        Reservation(
          name: "r", nodeList: "gpul[015-016]", gpus: 16, startsAt: Timestamp(secondsSince1970: 100),
          partition: "gpu", flags: ["FLEX", "SPEC_NODES"], accounts: ["acme", "-other"],
          users: ["ada", "bob"])
      ),
      (
        #""node_list": "", "partition": "", "tres": "cpu=16", "flags": [], "accounts": "", "users": """#,
        Reservation(name: "r", startsAt: Timestamp(secondsSince1970: 100))
      ),
      (
        #""node_list": null, "partition": null, "tres": null, "flags": "DAILY,MAINT", "accounts": ["a", "b"], "users": "(null)""#,
        Reservation(
          name: "r", startsAt: Timestamp(secondsSince1970: 100), flags: ["DAILY", "MAINT"],
          accounts: ["a", "b"])
      ),
    ])
  func holdings(_ fields: String, _ expected: Reservation) throws {
    let document = try #require(
      try read("{\"reservations\": [{\"name\": \"r\", \"start_time\": 100, \(fields)}]}"))
    guard case .reservations(let reservations) = document.content else {
      Issue.record("\(document.content)")
      return
    }
    #expect(reservations == [expected])
    #expect(document.problem == nil)
  }

  @Test("A list of nodes is kept to its end, and one longer than any is named")
  func longNodeList() throws {
    func nodes(_ count: Int) throws -> (SafeText?, SafeText?) {
      let list = (1...count).map { "node\($0)" }.joined(separator: ",")
      let document = try #require(
        try read(
          #"{"reservations": [{"name": "r", "start_time": 5, "flags": [], "node_list": "\#(list)"}]}"#))
      guard case .reservations(let records) = document.content else { return (nil, document.problem) }
      return (records.first?.nodeList, document.problem)
    }
    let (list, problem) = try nodes(3000)
    #expect(problem == nil)
    #expect(HostList(try #require(list)).contains("node3000"))
    let (none, tooLong) = try nodes(120_000)
    #expect(none == nil)
    #expect(
      tooLong == "reservation r: “node_list” is a text of more than 1048576 bytes, not a list of names")
  }

  @Test(
    "What is odd in a reservation costs that field, and is named",
    arguments: [
      (#""accounts": 3"#, "“accounts” is a number, not a list of texts"),
      (#""users": ["ada", 4]"#, "“users” is a list with a number in it, not a list of texts"),
      (#""node_list": {}"#, "“node_list” is an object, not text"),
      (#""partition": true"#, "“partition” is true, not text"),
      (#""tres": "gres/gpu=many""#, "“tres” is text without a count of GPUs, not a list of resources"),
    ])
  func oddHoldings(_ field: String, _ problem: String) throws {
    let document = try #require(
      try read(#"{"reservations": [{"name": "r", "start_time": 5, "flags": ["MAINT"], \#(field)}]}"#))
    guard case .reservations(let reservations) = document.content else {
      Issue.record("\(document.content)")
      return
    }
    #expect(
      reservations == [Reservation(name: "r", startsAt: Timestamp(secondsSince1970: 5), flags: ["MAINT"])])
    #expect(document.problem?.shown == "reservation r: \(problem)")
  }

  @Test("A reservation without a start is skipped and named")
  func noStart() throws {
    let document = try #require(
      try read(
        #"{"reservations": [{"name": "r", "flags": []}, {"name": "s", "flags": [], "start_time": 5}]}"#))
    #expect(document.records == 1)
    #expect(
      document.problem == "record 1 of “reservations”: it has no start_time, and the record is skipped")
  }

  @Test(
    "Statistics are read with their microseconds, and are as old as the request",
    arguments: [
      #""req_time": 1795405720, "dbd_agent_queue_size": 7, "bf_when_last_cycle": 1795405707"#,
      #""req_time": {"set": true, "infinite": false, "number": 1795405720}, "dbd_agent_queue_size": {"set": true, "infinite": false, "number": 7}, "bf_when_last_cycle": {"set": true, "infinite": false, "number": 1795405707}"#,
    ])
  func statistics(_ fields: String) throws {
    let document = try #require(
      try read(
        """
        {"statistics": {"schedule_cycle_last": 390075, "schedule_cycle_mean": 216640,
          "schedule_queue_length": 23782, "bf_cycle_last": 7859988, \(fields)}}
        """))
    guard case .scheduler(let health) = document.content else {
      Issue.record("\(document.content)")
      return
    }
    #expect(health.lastCycle == .microseconds(390_075))
    #expect(health.meanCycle == .microseconds(216_640))
    #expect(health.queueLength == 23_782)
    #expect(health.lastBackfill == .microseconds(7_859_988))
    #expect(health.meanBackfill == nil, "what is not there is not known")
    #expect(health.accountingBacklog == 7)
    #expect(health.backfilledAt == Timestamp(secondsSince1970: 1_795_405_707))
    #expect(document.dataAt == Timestamp(secondsSince1970: 1_795_405_720))
  }
}
