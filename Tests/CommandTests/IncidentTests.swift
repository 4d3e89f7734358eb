import Foundation
import Testing

@Suite("Incidents that are recorded")
struct IncidentTests {
  private let folder: TemporaryFolder
  private let program = Program()

  init() throws { folder = try TemporaryFolder() }

  @Test("What is simulated at speed is recorded step by step, and reads back")
  func simulated() throws {
    let recording = folder.path + "/recording"
    try FileManager.default.createDirectory(atPath: recording, withIntermediateDirectories: true)
    let simulated = try program.run([
      "simulate", "--clusters", "1", "--nodes", "12", "--jobs", "30", "--applications", "4", "--out",
      folder.path + "/data", "--now", "2026-11-24T10:00:00Z", "--interval", "20m", "--for", "1h", "--record",
      recording, "--incident",
    ])
    #expect(simulated.status == 0)
    for (asked, moment) in [("10:00", "10:00"), ("10:25", "10:20"), ("10:59", "10:40"), ("11:01", "11:00")] {
      let report = try program.run([
        "report", "--recording", recording, "--at", "2026-11-24T\(asked):00Z",
      ])
      #expect(report.output.contains("\"now\": \"2026-11-24T\(moment):00Z\""), "\(asked)")
    }
    #expect(try list("nodes", "reason:PDU", at: "10:00", of: recording).isEmpty)
    #expect(try list("nodes", "reason:PDU", at: "10:20", of: recording).count == 2)
  }

  /// The names of what is listed at a moment of a recording.
  private func list(_ kind: String, _ words: String, at moment: String, of recording: String = sample) throws
    -> [String]
  {
    let result = try program.run([
      "list", kind, "--where", words, "--format", "csv", "--recording", recording, "--at",
      "2026-11-24T\(moment):00Z",
    ])
    #expect(result.status == 0)
    return result.output.split(separator: "\n").dropFirst().map(String.init)
  }

  private static let sample = Program.sampleData + "/incident.ftrec"

  @Test(
    "Options that mean nothing alone are refused",
    arguments: [["--record", "/r"], ["--for", "1h", "--once"], ["--for", "1h", "--interval", "500ms"]])
  func refused(options: [String]) throws {
    let result = try program.run(["simulate", "--out", folder.path + "/data"] + options)
    #expect(result.status == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/data"))
  }

  @Test("The sample's incident tells when a budget, a rack and a promise went, and when jobs piled up")
  func sample() throws {
    let budget = "rule=budget_100 name:AIFAC_P02_9017"
    #expect(try list("alerts", budget, at: "13:14").isEmpty)
    #expect(try list("alerts", budget, at: "13:15").count == 1)
    let late = "id=EHPC-AIF-2026PG01-9427 class=breached"
    #expect(try list("applications", late, at: "13:16").isEmpty)
    #expect(try list("applications", late, at: "13:18").count == 1)
    let rack = "down cluster:leonardo reason:PDU"
    #expect(try list("nodes", rack, at: "13:19").isEmpty)
    #expect(try list("nodes", rack, at: "13:20").count > 5)
    let waiting = "pending cluster:leonardo"
    let before = try list("jobs", waiting, at: "13:24").count
    #expect(try list("jobs", waiting, at: "13:26").count > before + 30)
  }

  @Test("It is no telemetry: no source, no cluster, no remark comes of it")
  func noTelemetry() throws {
    let check = try program.run(["check", "--data", Program.sampleData, "--now", Program.moment])
    #expect(check.output.contains("incident.ftrec: not telemetry, left alone"))
    #expect(!check.output.contains("incident.ftrec: ok"))
  }
}
