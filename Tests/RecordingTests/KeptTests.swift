import Foundation
import Model
import Testing
import Text

@testable import Recording

@Suite("Recordings of every version of the form are read")
struct KeptTests {
  /// Two readings of the sample data and of what else a cluster tells, of which the second has a job less and other
  /// priorities, with users and names of jobs and a note in the journal. It is never made anew: a recording that is kept
  /// elsewhere is as old.
  @Test("Version 1")
  func version1() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("kept/version-1.ftrec").path
    let file = try RecordingFile(path: path)
    #expect(file.faults.isEmpty && file.isEnded)
    #expect(file.moments.map(\.rfc3339) == ["2026-11-23T09:50:00Z", "2026-11-23T09:51:00Z"])
    #expect(file.readings.map(\.kind) == [RecordKind.key.rawValue, RecordKind.difference.rawValue])
    // None of a reading's kinds is missing but the texts of histories, which have none here, and what was added since.
    let kinds = Set(file.readings.flatMap(\.parts).map(\.name.kind))
    #expect(
      kinds
        == Set(SectionKind.allCases.map(\.rawValue)).subtracting([
          SectionKind.about.rawValue, SectionKind.lastingTexts.rawValue, SectionKind.figures.rawValue,
          SectionKind.applicationFigures.rawValue, SectionKind.applicationSamples.rawValue,
        ]))
    let head = try #require(file.head)
    #expect(head.program == "factorytop 0.1.0")
    #expect(head.interval == .minutes(1))
    #expect(head.hidden == ["applicants"])
    #expect(head.policy.zone == EuropeanZone.central)
    #expect(head.policy.modes[.fastLane]?.promise == .workingDays(4))
    #expect(head.host == "login1")

    let first = try file.reading(number: 0)
    let last = try file.reading(number: 1)
    let factory = last.factory
    #expect(factory.clusters.map(\.name) == ["karolina", "leonardo", "lumi", "marenostrum5"])
    let lumi = try #require(factory.clusters.first { $0.name == "lumi" })
    let before = try #require(first.factory.clusters.first { $0.name == "lumi" }?.jobs)
    let jobs = try #require(lumi.jobs)
    #expect((before.jobs.count, jobs.jobs.count) == (16, 15))
    for (table, priority) in [(before, Int64(12_000)), (jobs, 12_005)] {
      let job = try #require(table.jobs.first { $0.id == 4002 })
      let texts = [job.name, job.user, job.account, job.partition].map { table.symbols[$0] }
      #expect(texts == ["pretrain-speech", "aif0002", "project_465909001", "standard-g"])
      #expect(job.state == JobState(.running))
      #expect(job.priority == priority)
      #expect((job.gpus, job.nodeCount, job.cpus) == (16, 2, 256))
      #expect(job.timeLimit == .minutes(720))
      #expect(job.startedAt == Timestamp(secondsSince1970: 1_795_406_395))
    }
    let nodes = try #require(lumi.nodes)
    #expect(nodes.count == 12)
    #expect(nodes.first { $0.name == "nid000008" }?.reason == "RAS: uncorrectable ECC on GCD 5")
    let acn = try #require(factory.clusters[0].nodes?.first { $0.name == "acn02" })
    #expect((acn.gpus, acn.gpusAllocated, acn.watts) == (8, 3, 2100))
    #expect(factory.applications?.count == 159)
    #expect(factory.allocations?.count == 14)
    #expect(factory.sources.contains { $0.path == "sample-data/lumi/squeue.json" && $0.records == 16 })
    #expect(!lumi.history.isEmpty)
    #expect(lumi.partitions?.first?.state == .drain)
    #expect(lumi.reservations?.first?.accounts == ["-project_465909001"])
    #expect(lumi.accounts?.first?.daily == [CivilDate(year: 2026, month: 11, day: 22): GresHours(512)])
    #expect(lumi.qos?.first?.gpusPerUser == 64)
    #expect(lumi.scheduler?.queueLength == 15)
    #expect(factory.balances.first?.value == 51_000)
    #expect(factory.quotas?.first?.fraction == 0.6)
    #expect(factory.allocations?.contains { !$0.history.isEmpty } == true)
    let note = try #require(last.decisions?["EHPC-AIF-2026PG01-9100"]?.entries.first?.record)
    #expect(note.kind == .note && note.note == "hidden" && note.author.host == "login1")
  }
}
