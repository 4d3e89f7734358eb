import Foundation
import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Captures of real Slurm clusters", .enabled(if: Captures.areThere))
struct SlurmCaptureTests {
  @Test("Every capture is recognised, without an odd field", arguments: Captures.folders)
  func recognised(_ folder: String) throws {
    let files = try Captures.files(in: folder)
    #expect(!files.isEmpty)
    for file in files {
      let foundation = try Captures.foundation(file)
      let records = foundation.values.compactMap { $0 as? [[String: Any]] }.filter { !$0.isEmpty }
      let errors = foundation["errors"] as? [[String: Any]] ?? []
      do {
        let document = try #require(
          try Captures.document(file), "\(file.lastPathComponent) is not recognised")
        // Two accounts of the labs have limits of single types.
        let isOfAccounts = folder.hasPrefix("lab") && document.format != "slurm jobs"
        let isAboutTypes = document.problem?.shown.contains("of one type of GPU is not counted") ?? false
        #expect(document.problem == nil || (isOfAccounts && isAboutTypes), "\(file.lastPathComponent)")
        #expect(document.skipped == 0)
        #expect(errors.isEmpty)
        #expect(document.version?.shown.hasPrefix("v0.0.") == true)
        #expect(document.format.shown.hasPrefix("slurm "))
      } catch TelemetryError.producerFailed(let reason) {
        #expect(!errors.isEmpty)
        #expect(records.count <= 1, "\(file.lastPathComponent) has records beside its error")
        let description = errors.first?["error"] as? String ?? "none"
        #expect(reason.shown.contains(description))
      }
    }
  }

  @Test("Jobs have the values that Foundation reads", arguments: Captures.folders)
  func jobs(_ folder: String) throws {
    for file in try Captures.files(in: folder) {
      let foundation = try Captures.foundation(file)
      let records = foundation["jobs"] as? [[String: Any]] ?? []
      guard records.first?["job_state"] != nil else { continue }
      let document = try #require(try Captures.document(file))
      guard case .jobs(let table) = document.content else {
        Issue.record("\(file.lastPathComponent) holds no jobs")
        continue
      }
      #expect(table.jobs.count == records.count)
      for (job, record) in zip(table.jobs, records) {
        let found = FoundJob(job, table.symbols)
        let expected = FoundJob(record)
        #expect(found == expected, "\(file.lastPathComponent)")
      }
    }
  }

  @Test("Nodes have the values that Foundation reads", arguments: Captures.folders)
  func nodes(_ folder: String) throws {
    for file in try Captures.files(in: folder) {
      let foundation = try Captures.foundation(file)
      guard let records = foundation["nodes"] as? [[String: Any]] else { continue }
      let document = try #require(try Captures.document(file))
      guard case .nodes(let nodes) = document.content else {
        Issue.record("\(file.lastPathComponent) holds no nodes")
        continue
      }
      #expect(nodes.count == records.count)
      for (node, record) in zip(nodes, records) {
        #expect(FoundNode(node) == FoundNode(record), "\(file.lastPathComponent)")
      }
    }
  }

  @Test(
    "Nodes of the lab are what sinfo printed beside them",
    arguments: ["lab-22.05/1000jobs", "lab-22.05/300jobs"])
  func sinfoText(_ folder: String) throws {
    let base = Captures.slurm.appending(path: folder)
    let document = try #require(try Captures.document(base.appending(path: "sinfo.json")))
    guard case .nodes(let nodes) = document.content else {
      Issue.record("no nodes")
      return
    }
    let byName = Dictionary(uniqueKeysWithValues: nodes.map { ($0.name.shown, $0) })
    var gpus: [String: Int] = [:]
    var words: [String: String] = [:]
    for line in try String(contentsOf: base.appending(path: "sinfo-o.txt"), encoding: .utf8).split(
      separator: "\n")
    {
      let columns = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let node = try #require(byName[columns[0]])
      let partition = columns[1].last == "*" ? String(columns[1].dropLast()) : columns[1]
      #expect(node.cpus == Int(columns[4]))
      #expect(node.partitions?.contains { $0.shown == partition } == true || partition == "gpu-all")
      #expect((node.reason?.shown ?? "none") == columns[10])
      gpus[columns[0]] = columns[9].firstMatch(of: /gpu:[a-z0-9]+:(\d+)/).flatMap { Int($0.1) } ?? 0
      words[columns[0]] = columns[2]
    }
    #expect(gpus.count == nodes.count)
    #expect(gpus.values.reduce(0, +) == 328)
    for node in nodes {
      #expect(node.gpus == gpus[node.name.shown])
    }
    let shown = Dictionary(
      uniqueKeysWithValues: nodes.map {
        ($0.name.shown, $0.state.word.rawValue + ($0.state.suffix.map(String.init) ?? ""))
      })
    let different = words.filter { shown[$0.key] != $0.value }
    // Between the two commands of the busier capture a few jobs ended.
    #expect(different.count <= (folder == "lab-22.05/300jobs" ? 0 : 4), "\(different)")
  }

  @Test(
    "Jobs of the lab are those that squeue printed beside them",
    arguments: ["lab-22.05/1000jobs", "lab-22.05/300jobs"])
  func squeueText(_ folder: String) throws {
    let base = Captures.slurm.appending(path: folder)
    let document = try #require(try Captures.document(base.appending(path: "squeue.json")))
    guard case .jobs(let table) = document.content else {
      Issue.record("no jobs")
      return
    }
    let lines = try String(contentsOf: base.appending(path: "squeue-o.txt"), encoding: .utf8)
      .split(separator: "\n").map {
        $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      }
    #expect(lines.count == table.jobs.count)
    // `211_[2-3%4]`, `109_0` and `37+1` are written as squeue writes them.
    let byLabel = Dictionary(grouping: table.jobs) { job in
      if job.hetID != 0 { return "\(job.hetID)+\(job.hetOffset)" }
      if let task = job.arrayTaskID { return "\(job.arrayID)_\(task)" }
      return job.arrayTasks == .empty
        ? "\(job.id)" : "\(job.arrayID)_[\(table.symbols[job.arrayTasks].shown)]"
    }
    var movedOn = 0
    for line in lines {
      let job = try #require(byLabel[line[0]]?.first, "\(line[0])")
      #expect(table.symbols[job.partition].shown == line[6])
      #expect(table.symbols[job.account].shown == line[7])
      #expect(table.symbols[job.user].shown == line[8])
      #expect(table.symbols[job.name].shown == line[18...].joined(separator: "|"))
      if job.state.word.rawValue != line[4].lowercased() || table.symbols[job.reason].shown != line[5] {
        movedOn += 1
      }
    }
    #expect(movedOn <= 16, "between two commands a few jobs start or end, not \(movedOn)")
  }

  @Test(
    "GPUs of the lab's running jobs add up to those that its nodes have in use",
    arguments: ["lab-22.05/1000jobs", "lab-22.05/300jobs"])
  func gpusAddUp(_ folder: String) throws {
    let base = Captures.slurm.appending(path: folder)
    guard case .jobs(let table)? = try Captures.document(base.appending(path: "squeue.json"))?.content,
      case .nodes(let nodes)? = try Captures.document(base.appending(path: "sinfo.json"))?.content
    else {
      Issue.record("no jobs or no nodes")
      return
    }
    let held = table.jobs.filter { $0.state.base == .running }.compactMap(\.gpus).reduce(0) { $0 + Int($1) }
    let used = nodes.compactMap(\.gpusAllocated).reduce(0, +)
    #expect(nodes.allSatisfy { $0.gpusAllocated != nil })
    // The commands ran a moment apart.
    #expect(abs(held - used) <= 8, "jobs hold \(held), nodes use \(used)")
    #expect(used > 200)
  }
}
