import Foundation
import Model
import Telemetry
import Testing
import Text

@testable import Simulation

/// The same simulated factory in every form of Slurm's JSON, read by the readers of real telemetry.
@Suite("simulate --slurm-form")
struct SlurmFormTests {
  /// A moment of the plan at which a job is completing, which takes a job a few seconds only.
  private static let moment: Timestamp = {
    var factory = SimulatedFactory(smallPlan, at: start)
    while factory.now < start + .hours(2) {
      factory.advance(to: factory.now + Seconds(10))
      let jobs = factory.documents.filter { $0.path.hasSuffix("squeue.json") }
      if jobs.contains(where: { String(decoding: $0.contents, as: UTF8.self).contains(",\"COMPLETING\"]") }) {
        break
      }
    }
    return factory.now
  }()

  private static func read(_ form: SlurmForm) async throws -> Factory {
    let folder = TemporaryFolder()
    var writer = FolderWriter(folder: folder.path)
    var factory = SimulatedFactory(smallPlan, at: start, slurmForm: form)
    factory.advance(to: moment)
    try writer.write(factory.documents)
    return await TelemetrySnapshot.once(roots: [folder.path], fixedNow: factory.now).factory
  }

  @Test("Names are those of Slurm's forms, and no others")
  func names() {
    #expect(SlurmForm.all.map(\.name).first == "v0.0.37")
    #expect(SlurmForm.all.count == 13)
    #expect(SlurmForm(name: "v0.0.43+complex")?.name == "v0.0.43+complex")
    for odd in ["v0.0.36", "v0.0.46", "v0.0.41+complex", "0.0.41", "v0.0.41+", ""] {
      #expect(SlurmForm(name: odd) == nil, "\(odd)")
    }
  }

  @Test("What is read back is the form that was asked for, without a problem", arguments: SlurmForm.all)
  func format(form: SlurmForm) async throws {
    let sources = try await Self.read(form).sources.filter { $0.format?.shown.hasPrefix("slurm") == true }
    #expect(sources.count == 4)
    for source in sources {
      #expect(source.version?.shown == form.name)
      #expect(source.problem == nil && source.skipped == 0 && source.notUsed == nil)
    }
  }

  /// What the forms of old cannot tell: v0.0.37 and v0.0.38 have no power; up to v0.0.39 a job that is completing
  /// says nothing of how it ended.
  @Test("Every form gives the same model, except what the old ones cannot tell", arguments: SlurmForm.all)
  func equality(form: SlurmForm) async throws {
    let expected = try await Self.read(.standard)
    let told = try await Self.read(form)
    #expect(told.site == expected.site)
    #expect(told.clusters.map(\.name) == expected.clusters.map(\.name))
    #expect(told.applications == expected.applications)
    // They are in two folders.
    func allocations(_ factory: Factory) -> [Allocation]? {
      factory.allocations?.map {
        var allocation = $0
        allocation.source = nil
        return allocation
      }
    }
    #expect(allocations(told) == allocations(expected))
    var completing = 0
    for (cluster, reference) in zip(told.clusters, expected.clusters) {
      #expect(cluster.factors == reference.factors)
      #expect(cluster.history == reference.history)
      #expect(cluster.partitionOrder == reference.partitionOrder)
      let nodes = try #require(reference.nodes).map { node in
        var node = node
        if form.isBeforeDataParser { node.watts = nil }
        return node
      }
      #expect(cluster.nodes == nodes)
      let (table, other) = (try #require(cluster.jobs), try #require(reference.jobs))
      #expect(table.jobs.count == other.jobs.count)
      for (job, same) in zip(table.jobs, other.jobs) {
        var same = PlainJob(same, other)
        if same.state.flags.contains(.completing) {
          completing += 1
          if form.number <= 39 { same.state = JobState(.unknown, [.completing]) }
        }
        #expect(PlainJob(job, table) == same)
      }
    }
    #expect(completing > 0, "the plan shows no job that is completing")
    #expect(try #require(expected.clusters.first?.nodes).contains { $0.watts != nil })
    #expect(try #require(expected.clusters.first?.jobs).jobs.contains { $0.arrayTaskID != nil })
  }

  /// Captures of a form, where there are some.
  private static let captures: [String: (jobs: [String], nodes: String)] = [
    "v0.0.38": (["lab-22.05/300jobs/squeue.json"], "lab-22.05/300jobs/sinfo.json"),
    "v0.0.39": (
      ["slurm-web/23.02-at-c13bce4d/slurm-jobs.json"], "slurm-web/23.02-at-c13bce4d/slurm-nodes.json"
    ),
    "v0.0.40": (
      ["slurm-web/23.11-at-55be709a/slurm-jobs.json"], "slurm-web/23.11-at-55be709a/slurm-nodes.json"
    ),
    "v0.0.41": (
      ["slurm-web/24.05-v0.0.41/slurm-jobs.json", "slurm-web/24.05-v0.0.41/slurm-job-gpus-running.json"],
      "slurm-web/24.05-v0.0.41/slurm-nodes.json"
    ),
    "v0.0.42": (["lab-24.11/scontrol-jobs.json"], "lab-24.11/nodes.json"),
    "v0.0.42+complex": (
      ["lab-24.11/forms/squeue.v0.0.42+complex.json"], "lab-24.11/forms/nodes.v0.0.42+complex.json"
    ),
    "v0.0.44": (
      ["slurm-web/25.11-v0.0.44/slurm-jobs.json", "slurm-web/25.11-v0.0.44/slurm-job-gpus-running.json"],
      "slurm-web/25.11-v0.0.44/slurm-nodes.json"
    ),
    "v0.0.45": (["lab-26.05/scontrol-jobs.json"], "lab-26.05/nodes.json"),
    "v0.0.45+complex": (
      ["lab-26.05/forms/squeue.v0.0.45+complex.json"], "lab-26.05/forms/nodes.v0.0.45+complex.json"
    ),
  ]
  private static let folder = ProcessInfo.processInfo.environment["FACTORYTOP_CORPORA"]

  @Test(
    "A simulated record has the keys of a real one, each with values of the same kind",
    .enabled(if: folder != nil), arguments: captures.keys.sorted())
  func keys(name: String) throws {
    let form = try #require(SlurmForm(name: name))
    let files = try #require(Self.captures[name])
    var factory = SimulatedFactory(smallPlan, at: start, slurmForm: form)
    factory.advance(to: Self.moment)
    let (jobs, nodes) = (Shapes(), Shapes())
    for document in factory.documents {
      let value = try JSONSerialization.jsonObject(with: Data(document.contents))
      if document.path.hasSuffix("squeue.json") { jobs.add(value, under: "jobs") }
      if document.path.hasSuffix("nodes.json") { nodes.add(value, under: "nodes") }
    }
    let (realJobs, realNodes) = (Shapes(), Shapes())
    let root = URL(filePath: Self.folder ?? "").appending(path: "fixtures/slurm")
    let real = files.jobs.map { (realJobs, $0, "jobs") } + [(realNodes, files.nodes, "nodes")]
    for (shapes, file, key) in real {
      // Foundation refuses a file with bytes that are no UTF-8, such as some jobs' names have.
      let text = String(decoding: try Data(contentsOf: root.appending(path: file)), as: UTF8.self)
      shapes.add(try JSONSerialization.jsonObject(with: Data(text.utf8)), under: key)
    }
    #expect(jobs.paths.count > 40 && nodes.paths.count > 20)
    for (simulated, real) in [(jobs, realJobs), (nodes, realNodes)] {
      // The clusters of 23.02 and 23.11 have no GPUs; the lists are texts in the forms before and after.
      for (path, kinds) in simulated.paths where path != ".gres_detail[]" || ![39, 40].contains(form.number) {
        let known = real.paths[path]
        #expect(known != nil, "\(path) is no key of \(form.name)")
        if let known { #expect(kinds.isSubset(of: known), "\(path) is \(kinds), and in a capture \(known)") }
      }
    }
  }
}

extension SlurmFormTests {
  @Test(
    "Plans are told with their nodes and their time by the forms that have these", arguments: SlurmForm.all)
  func plans(form: SlurmForm) async throws {
    for (cluster, expected) in zip(
      try await Self.read(form).clusters, try await Self.read(.standard).clusters)
    {
      let (table, whole) = (try #require(cluster.jobs), try #require(expected.jobs))
      func plans(_ table: JobTable) -> [JobPlan?] { table.jobs.map { table.plan(of: $0, now: Self.moment) } }
      #expect(plans(table).map { $0?.startsAt } == plans(whole).map { $0?.startsAt })
      #expect(plans(whole).contains { $0?.startsAt != nil })
      for plan in plans(table).compactMap(\.self) {
        #expect((plan.nodes != nil) == (form.number >= 39))
        #expect((plan.asOf != nil) == (form.number >= 40))
      }
    }
  }
}

/// Everything that the model keeps of a job, with its texts in place of symbols, which are numbered table by table.
private struct PlainJob: Equatable {
  var state: JobState
  let texts: [SafeText]
  let numbers: [Int64?]
  let times: [Timestamp?]
  let timeLimit: TimeLimit

  init(_ job: Job, _ table: JobTable) {
    state = job.state
    texts = [
      job.arrayTasks, job.name, job.user, job.account, job.partition, job.qos, job.reason, job.nodeList,
    ].map { table.symbols[$0] }
    numbers =
      [job.id, job.arrayID, job.arrayTaskID, job.hetID, job.priority]
      + [job.hetOffset, job.taskCount, job.nodeCount, job.cpus, job.gpus].map { $0.map(Int64.init) }
    times = [job.submittedAt, job.eligibleAt, job.startedAt, job.endsAt]
    timeLimit = job.timeLimit
  }
}

/// Which keys the records of a document have, down to the last, and of what kinds their values are.
private final class Shapes {
  private(set) var paths: [String: Set<String>] = [:]

  func add(_ document: Any, under key: String) {
    guard let records = (document as? [String: Any])?[key] as? [Any] else { return }
    for record in records { note(record, "") }
  }

  private func note(_ value: Any, _ path: String) {
    switch value {
    case let object as [String: Any]:
      paths[path, default: []].insert("object")
      for (key, value) in object { note(value, "\(path).\(key)") }
    case let list as [Any]:
      paths[path, default: []].insert("list")
      for element in list { note(element, "\(path)[]") }
    case is String: paths[path, default: []].insert("text")
    case is NSNull: paths[path, default: []].insert("null")
    case let number as NSNumber:
      paths[path, default: []].insert(number.objCType.pointee == 99 ? "bool" : "number")
    default: paths[path, default: []].insert("?")
    }
  }
}
