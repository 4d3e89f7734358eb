import Model
import Testing
import Text

@testable import Telemetry

@Suite("Which of several sources counts")
struct PrecedenceTests {
  private func factory(_ files: [(path: String, text: String)]) throws -> Factory {
    let files = try files.map { path, text in
      let path = DataPath(path)
      return TelemetryFile(
        path: path, folderName: path.folder.lastComponent, isInRoot: false, document: try read(text),
        documentWrittenAt: .at("2026-11-23T09:00:00Z"))
    }
    return TelemetrySnapshot(of: files, untoldTime: .whenWritten).factory
  }

  private static let sinfo =
    #"{"sinfo": [{"node": {"state": ["IDLE"]}, "nodes": {"nodes": ["n1", "n2"]}, "partition": {"name": "p", "partition": {"state": ["DOWN"]}}}]}"#
  private static let shares =
    #"{"shares": {"shares": [{"name": "acme", "type": ["ASSOCIATION"], "tres": {"group_minutes": [{"name": "gres/gpu", "value": 60}], "usage": [{"name": "gres/gpu", "value": 1800}]}}]}}"#
  private static let associations =
    #"{"associations": [{"account": "all", "max": {"tres": {"group": {"minutes": [{"type": "gres", "name": "gpu", "count": 6000}]}}}}, {"account": "acme", "parent_account": "all", "max": {"tres": {"group": {"minutes": [{"type": "gres", "name": "gpu", "count": 600}]}}}}, {"account": "idle", "parent_account": "all", "max": {"tres": {"group": {"minutes": [{"type": "gres", "name": "gpu", "count": 60}]}}}}]}"#

  private static func jobs(_ account: String, gpus: Int, start: Int = 1_795_388_400) -> String {
    #"{"jobs": [{"job_id": 1, "account": "\#(account)", "state": {"current": ["COMPLETED"]}, "time": {"start": \#(start), "elapsed": 3600}, "tres": {"allocated": [{"type": "gres", "name": "gpu", "count": \#(gpus)}]}}]}"#
  }

  @Test("Nodes one by one count before sinfo's rows, whose partitions count still")
  func nodes() throws {
    let alone = try factory([("d/c/sinfo.json", Self.sinfo)])
    #expect(alone.clusters.map(\.name) == ["c"])
    #expect(alone.clusters.first?.nodes?.map(\.name) == ["n1", "n2"])
    #expect(alone.sources.map(\.notUsed) == [nil])
    let both = try factory([
      ("d/c/sinfo.json", Self.sinfo), ("d/c/nodes.json", OwnText.nodes("n1", cluster: "c")),
    ])
    #expect(both.clusters.first?.nodes?.map(\.name) == ["n1"])
    #expect(both.clusters.first?.partitions?.map(\.state) == [.down])
    #expect(
      both.sources.map(\.notUsed) == [nil, "its nodes, for another file has the nodes of c one by one"])
  }

  @Test("A vanished file of nodes gives way to sinfo's rows")
  func vanished() throws {
    let gone = TelemetryFile(
      path: DataPath("d/c/nodes.json"), folderName: "c", isInRoot: false,
      document: try read(OwnText.nodes("old", cluster: "c")), fault: .missing)
    let sinfo = TelemetryFile(
      path: DataPath("d/c/sinfo.json"), folderName: "c", isInRoot: false, document: try read(Self.sinfo))
    let reading = TelemetrySnapshot(of: [gone, sinfo], untoldTime: .unknown)
    #expect(reading.factory.clusters.first?.nodes?.map(\.name) == ["n1", "n2"])
    #expect(reading.factory.sources.map(\.notUsed) == [nil, nil])
  }

  @Test("Shares count before associations and jobs, which say so")
  func accounts() throws {
    let factory = try factory([
      ("d/c/sshare.json", Self.shares), ("d/c/assoc.json", Self.associations),
      ("d/c/sacct.json", Self.jobs("acme", gpus: 5)),
    ])
    let counted = Timestamp.at("2026-11-23T09:00:00Z")
    #expect(
      factory.clusters.first?.accounts == [
        SlurmAccount(name: "acme", limit: GresHours(1), used: GresHours(0.5), countedAt: counted)
      ])
    let why: SafeText = "another file has the shares of c, which tell limits and use together"
    #expect(factory.sources.map(\.notUsed) == [why, why, nil])
  }

  @Test("Without shares, limits are joined with the use of an account's jobs and of those below it")
  func rolledUp() throws {
    let accounts = try #require(
      try factory([
        ("d/c/assoc.json", Self.associations), ("d/c/sacct.json", Self.jobs("acme", gpus: 5)),
      ]).clusters.first?.accounts)
    #expect(accounts.map(\.name) == ["all", "acme", "idle"])
    #expect(accounts.map(\.limit) == [GresHours(100), GresHours(10), GresHours(1)])
    #expect(accounts.map(\.used) == [GresHours(5), GresHours(5), GresHours(0)])
    let limitsAlone = try factory([("d/c/assoc.json", Self.associations)]).clusters.first?.accounts
    #expect(limitsAlone?.map(\.used) == [nil, nil, nil], "without jobs nobody knows")
  }

  @Test(
    "Use that one job leaves unknown is unknown in every account above, and in what other files add to it")
  func unknownUse() throws {
    let odd = Self.jobs("acme", gpus: -2)
    for files in [[odd], [odd, Self.jobs("acme", gpus: 5)], [Self.jobs("acme", gpus: 5), odd]] {
      let jobs = files.enumerated().map { (path: "d/c/\($0.offset).json", text: $0.element) }
      let accounts = try #require(
        try factory([("d/c/assoc.json", Self.associations)] + jobs).clusters.first?.accounts)
      #expect(accounts.map(\.name) == ["all", "acme", "idle"])
      #expect(accounts.map(\.used) == [nil, nil, GresHours(0)])
      #expect(accounts.map(\.daily) == [[:], [:], [:]])
    }
  }

  @Test("Several files of jobs are joined by day; a day in two of them counts once")
  func jobsOfTwoFiles() throws {
    let accounts = try factory([
      ("d/c/a.json", Self.jobs("acme", gpus: 5)), ("d/c/b.json", Self.jobs("acme", gpus: 3)),
      ("d/c/c.json", Self.jobs("acme", gpus: 1, start: 1_795_388_400 - 86_400)),
    ]).clusters.first?.accounts
    #expect(accounts?.map(\.used) == [GresHours(6)])
  }

  @Test("Accounts whose parents form a ring are each counted once")
  func ring() throws {
    let ring =
      #"{"associations": [{"account": "a", "parent_account": "b", "max": {"tres": {}}}, {"account": "b", "parent_account": "a", "max": {"tres": {}}}]}"#
    let accounts = try factory([("d/c/r.json", ring), ("d/c/j.json", Self.jobs("a", gpus: 2))])
      .clusters.first?.accounts
    #expect(accounts?.map(\.used) == [GresHours(2), GresHours(2)])
  }

  @Test("What no pane shows is said to be not used")
  func unused() throws {
    let tres = #"{"tres": [], "meta": {"plugin": {"data_parser": "data_parser/v0.0.44"}}}"#
    #expect(try factory([("d/c/tres.json", tres)]).sources.map(\.notUsed) == ["no pane shows what it holds"])
  }
}
