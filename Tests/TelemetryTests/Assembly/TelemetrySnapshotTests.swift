import JSONStream
import Model
import SeedSupport
import Testing
import Text

@testable import Telemetry

@Suite("Joining files into one factory")
struct ReadingTests {
  /// A file that holds `text`; its folder's name is the last of the path's.
  private func file(_ path: String, _ text: String, fault: TelemetryError? = nil, isInRoot: Bool = false)
    throws
    -> TelemetryFile
  {
    let path = DataPath(path)
    return TelemetryFile(
      path: path, folderName: path.folder.lastComponent, isInRoot: isInRoot, document: try read(text),
      documentWrittenAt: .at("2026-11-23T09:59:00Z"), fault: fault)
  }

  private func factory(_ files: [TelemetryFile]) -> Factory {
    TelemetrySnapshot(of: files, untoldTime: .whenWritten).factory
  }

  private static let unnamed = OwnText.nodes("x", cluster: nil)

  @Test("a file that names no cluster takes the only one its neighbours name, else the folder's name")
  func naming() throws {
    let alone = factory([try file("data/lumi/nodes.json", Self.unnamed)])
    #expect(alone.clusters.map(\.name) == ["lumi"])
    let jobs = OwnText.document("jobs", cluster: "leonardo", #""jobs": []"#)
    let besideOne = factory([
      try file("data/lumi/nodes.json", Self.unnamed), try file("data/lumi/jobs.json", jobs),
      try file("data/other/nodes.json", OwnText.nodes("y", cluster: "karolina")),
    ])
    #expect(besideOne.clusters.map(\.name) == ["karolina", "leonardo"])
    #expect(besideOne.clusters.last?.nodes?.map(\.name) == ["x"])
    let besideTwo = factory([
      try file("data/nodes.json", Self.unnamed, isInRoot: true), try file("data/jobs.json", jobs),
      try file("data/more.json", OwnText.nodes("y", cluster: "karolina")),
    ])
    #expect(besideTwo.clusters.map(\.name) == ["data", "karolina", "leonardo"])
  }

  @Test("allocations that name no cluster take their neighbours', but never a folder's name")
  func allocationsNaming() throws {
    let text = OwnText.document(
      "allocations",
      #""allocations": [{"account": "a", "unit": "gpu_hours"}, {"account": "b", "unit": "gpu_hours", "cluster": "c"}]"#
    )
    let alone = factory([try file("data/allocations.json", text)])
    #expect(alone.allocations?.map(\.cluster) == [nil, "c"])
    #expect(alone.clusters.isEmpty)
    let beside = factory([
      try file("data/allocations.json", text),
      try file("data/nodes.json", OwnText.nodes("x", cluster: "lumi")),
    ])
    #expect(beside.allocations?.map(\.cluster) == ["lumi", "c"])
  }

  @Test(
    "of two records of a node the one with the newer data counts, at equal times that of the shorter name, then of the later path"
  )
  func precedence() throws {
    // Files of a partition each, with nodes that are in both.
    func nodes(_ partition: String, _ both: String, _ others: String..., at time: String, gpus: Int) -> String
    {
      let records = ([(both, "a\", \"b")] + others.map { ($0, partition) }).map { name, partitions in
        "{\"name\": \"\(name)\", \"state\": \"IDLE\", \"gpus\": \(gpus), \"partitions\": [\"\(partitions)\"]}"
      }
      return OwnText.document(
        "nodes", cluster: "alpha", at: time, "\"nodes\": [\(records.joined(separator: ", "))]")
    }
    let old = nodes("a", "n2", "n1", "n0", at: "2026-11-23T09:58:00Z", gpus: 1)
    let new = nodes("b", "n2", "n3", at: "2026-11-23T10:00:00Z", gpus: 2)
    let same = nodes("b", "n3", at: "2026-11-23T10:00:00Z", gpus: 3)
    let found = factory([
      try file("a/3.json", same), try file("a/1.json", new), try file("a/2.json", old),
    ]).clusters.first?.nodes
    #expect(found?.map(\.name) == ["n2", "n3", "n1", "n0"])
    #expect(found?.map(\.gpus) == [2, 3, 1, 1])
    let named = factory([try file("a/3 (copy).json", same), try file("a/1.json", new)]).clusters.first?.nodes
    #expect(named?.map(\.gpus) == [2, 2])
  }

  @Test("jobs of two files are joined by ID, their texts with them")
  func jobs() throws {
    func jobs(_ list: String, at time: String) -> String {
      OwnText.document("jobs", cluster: "c", at: time, #""jobs": [\#(list)]"#)
    }
    let one = jobs(
      #"{"job_id": 1, "job_state": "RUNNING", "name": "a", "user_name": "u", "partition": "a"}, {"job_id": 2, "job_state": "PENDING", "partition": "a,b"}, {"job_id": 4, "job_state": "PENDING", "partition": "a"}"#,
      at: "2026-11-23T09:58:00Z")
    let two = jobs(
      #"{"job_id": 2, "job_state": "RUNNING", "name": "b", "user_name": "u", "partition": "b"}, {"job_id": 3, "job_state": "PENDING", "partition": "b"}"#,
      at: "2026-11-23T10:00:00Z")
    let table = try #require(
      factory([try file("c/1.json", one), try file("c/2.json", two)]).clusters.first?.jobs)
    #expect(table.jobs.map(\.id) == [1, 2, 4, 3])
    #expect(table.jobs.map { table.symbols[$0.name] } == ["a", "b", "", ""])
    #expect(table.jobs.map { table.symbols[$0.user] } == ["u", "u", "", ""])
    #expect(table.jobs.map(\.state.base) == [.running, .running, .pending, .pending])
  }

  @Test("what Slurm says beside a reason stays with its job where files are joined")
  func jointDetails() throws {
    func page(_ id: Int, _ detail: String, cluster: String) -> String {
      #"{"meta": {"slurm": {"cluster": "\#(cluster)"}}, "jobs": [{"job_id": \#(id), "job_state": ["PENDING"], "name": "n\#(id)", "state_reason": "r", "state_description": "\#(detail)"}]}"#
    }
    let joined = try #require(
      factory([
        try file("data/lumi/1.json", page(1, "first", cluster: "lumi")),
        try file("data/lumi/2.json", page(2, "second", cluster: "lumi")),
      ]).clusters.first?.jobs)
    #expect(
      joined.jobs.map { "\($0.id) \(joined.symbols[$0.reasonDetail].shown)" }.sorted() == [
        "1 first", "2 second",
      ])
  }

  @Test("what a job waits for, its reservation and its licences stay with it where files are joined")
  func jointSurroundings() throws {
    func page(_ id: Int, _ fields: String) -> String {
      #"{"meta": {"slurm": {"cluster": "lumi"}}, "jobs": [{"job_id": \#(id), "job_state": ["PENDING"], "name": "n\#(id)", \#(fields)}]}"#
    }
    let joined = try #require(
      factory([
        try file(
          "data/lumi/1.json",
          page(1, #""dependency": "d1", "resv_name": "r1", "licenses": "l1", "scheduled_nodes": "s1""#)),
        try file(
          "data/lumi/2.json",
          page(2, #""licenses": "l2", "scheduled_nodes": "s2", "dependency": "d2", "resv_name": "r2""#)),
      ]).clusters.first?.jobs)
    let texts = joined.jobs.map { job in
      [job.dependency, job.reservation, job.licenses, job.plannedNodes].map { joined.symbols[$0].shown }
    }
    #expect(Set(texts) == [["d1", "r1", "l1", "s1"], ["d2", "r2", "l2", "s2"]])
  }

  @Test("allocations are told apart by account, cluster and unit")
  func allocations() throws {
    func allocations(_ used: Int, at time: String) -> String {
      let records = [("a", "lumi", "gpu_hours"), ("a", "lumi", "core_hours"), ("a", "leonardo", "gpu_hours")]
        .map {
          #"{"account": "\#($0)", "cluster": "\#($1)", "unit": "\#($2)", "used": \#(used)}"#
        }
      return OwnText.document(
        "allocations", at: time, #""allocations": [\#(records.joined(separator: ", "))]"#)
    }
    let joined = factory([
      try file("1.json", allocations(7, at: "2026-11-23T10:00:00Z")),
      try file("2.json", allocations(5, at: "2026-11-22T10:00:00Z")),
    ]).allocations
    #expect(joined?.map(\.used) == [7, 7, 7])
  }

  @Test("samples of all files come oldest first")
  func history() throws {
    func samples(_ hours: [Int]) -> String {
      let list = hours.map { #"{"at": "2026-11-23T0\#($0):00:00Z", "running_jobs": \#($0)}"# }.joined(
        separator: ", ")
      return OwnText.document("history", cluster: "c", #""samples": [\#(list)]"#)
    }
    let history = factory([try file("c/1.json", samples([5, 1])), try file("c/2.json", samples([3, 5]))])
      .clusters.first?.history
    #expect(history?.map(\.runningJobs) == [1, 3, 5])
  }

  @Test("what no file tells is unknown, what a file tells to be none is none")
  func unknownIsNotNone() throws {
    let nothing = factory([])
    #expect(nothing.applications == nil)
    #expect(nothing.allocations == nil)
    let none = factory([try file("a.json", OwnText.document("applications", #""applications": []"#))])
    #expect(none.applications == [])
    let cluster = factory([try file("c/a.json", OwnText.document("cluster", cluster: "c", #""site": "S""#))])
    #expect(cluster.site == "S")
    #expect(cluster.clusters.first?.nodes == nil)
    #expect(cluster.clusters.first?.jobs == nil)
  }

  @Test("two clusters of two sites have no site in common")
  func sites() throws {
    func site(_ name: String, _ site: String) -> String {
      OwnText.document("cluster", cluster: name, #""site": "\#(site)""#)
    }
    #expect(factory([try file("a/1", site("a", "S")), try file("b/1", site("b", "S"))]).site == "S")
    #expect(factory([try file("a/1", site("a", "S")), try file("b/1", site("b", "T"))]).site == nil)
  }

  @Test("a vanished file's nodes count only while no other file tells those of the cluster")
  func renamed() throws {
    let old = try file("c/old.json", OwnText.nodes("gone", cluster: "c"), fault: .missing)
    #expect(factory([old]).clusters.first?.nodes?.map(\.name) == ["gone"])
    let both = factory([old, try file("c/new.json", OwnText.nodes("here", cluster: "c"))])
    #expect(both.clusters.first?.nodes?.map(\.name) == ["here"])
    #expect(both.sources.map(\.isMissing) == [false, true])
  }

  @Test("with a fixed clock no time comes from the file system")
  func times() throws {
    let text = #"{"schema": "factorytop/nodes/1", "cluster": "c", "nodes": []}"#
    let files = [try file("c/a.json", text), try file("c/b.json", OwnText.nodes("n"))]
    #expect(
      TelemetrySnapshot(of: files, untoldTime: .whenWritten).factory.sources.map(\.dataAt)
        == [.at("2026-11-23T09:59:00Z"), .at("2026-11-23T10:00:00Z")])
    #expect(
      TelemetrySnapshot(of: files, untoldTime: .unknown).factory.sources.map(\.dataAt) == [
        nil, .at("2026-11-23T10:00:00Z"),
      ])
  }

  @Test("a source says what it is and what is wrong; a file that is no telemetry is no source")
  func sources() throws {
    let readme = TelemetryFile(
      path: DataPath("c/README.md"), folderName: "c", isInRoot: false, isUnrecognised: true)
    let torn = TelemetryFile(path: DataPath("c/torn.json"), folderName: "c", isInRoot: false, fault: .empty)
    let odd = OwnText.document(
      "nodes", cluster: "c", #""nodes": [{"name": "n", "state": "IDLE", "gpus": "x"}, 5]"#)
    let reading = TelemetrySnapshot(
      of: [torn, readme, try file("c/nodes.json", odd)], untoldTime: .whenWritten)
    #expect(reading.unrecognised == ["c/README.md"])
    #expect(
      reading.factory.sources == [
        Source(
          path: "c/nodes.json", kind: .nodes, format: "factorytop/nodes", version: "1", cluster: "c",
          dataAt: .at("2026-11-23T10:00:00Z"), statedAt: .at("2026-11-23T10:00:00Z"),
          writtenAt: .at("2026-11-23T09:59:00Z"), records: 1, skipped: 1,
          problem: "node n: “gpus” is the text “x”, not a count (and 1 more)"),
        Source(
          path: "c/torn.json", kind: .other, cluster: "c",
          problem: "is empty; check whether its producer ran, and let it rename a complete file into place",
          isReadable: false),
      ])
  }

  @Test("the order in which files are found changes nothing", arguments: 1...5 as ClosedRange<UInt64>)
  func shuffled(seed: UInt64) throws {
    var files: [TelemetryFile] = []
    for number in 0..<12 {
      let time = "2026-11-23T0\(number % 3):00:00Z"
      files.append(
        try file(
          "c\(number % 2)/\(number).json",
          OwnText.nodes("n\(number % 5)", "m", cluster: nil, at: time, gpus: number)))
      files.append(
        try file(
          "c\(number % 2)/j\(number).json",
          OwnText.document(
            "jobs", cluster: "k", at: time,
            #""jobs": [{"job_id": \#(number % 4 + 1), "job_state": "RUNNING", "name": "j\#(number)"}]"#)))
    }
    let expected = factory(files)
    var generator = SplitMix(state: seed)
    let shuffled = factory(files.shuffled(using: &generator))
    #expect(shuffled.sources == expected.sources)
    #expect(shuffled.clusters.map(\.name) == expected.clusters.map(\.name))
    #expect(shuffled.clusters.map(\.nodes) == expected.clusters.map(\.nodes))
    #expect(shuffled.clusters.map(jobs) == expected.clusters.map(jobs))
  }

  private func jobs(of cluster: Cluster) -> [String] {
    cluster.jobs.map { table in table.jobs.map { "\($0.id) \(table.symbols[$0.name].shown)" } } ?? []
  }
}
