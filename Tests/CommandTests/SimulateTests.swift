import Foundation
import Testing

@Suite("simulate")
struct SimulateTests {
  private func simulate(into folder: TemporaryFolder, seed: String = "7") throws {
    let result = try Program().run(
      "simulate", "--out", folder.path, "--once", "--now", Program.moment, "--seed", seed, "--clusters", "2",
      "--nodes",
      "20", "--jobs", "60", "--applications", "12")
    #expect(result.status == 0, "\(result.complaints)")
  }

  private func contents(_ folder: TemporaryFolder) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    let files = try #require(FileManager.default.enumerator(atPath: folder.path))
    for case let name as String in files {
      let path = "\(folder.path)/\(name)"
      if let data = FileManager.default.contents(atPath: path) { contents[name] = data }
    }
    return contents
  }

  @Test("The same seed writes the same bytes, another one others, and nothing temporary stays")
  func seeds() throws {
    let folders = try (0..<3).map { _ in try TemporaryFolder() }
    try simulate(into: folders[0])
    try simulate(into: folders[1])
    try simulate(into: folders[2], seed: "8")
    let first = try contents(folders[0])
    #expect(first.count >= 8)
    #expect(try contents(folders[1]) == first)
    #expect(try contents(folders[2]) != first)
    #expect(!first.keys.contains { $0.hasPrefix(".") || $0.contains("/.") })
  }

  @Test("What it writes is read without a word of complaint")
  func check() throws {
    let folder = try TemporaryFolder()
    try simulate(into: folder)
    let result = try Program().run("check", "--data", folder.path, "--now", Program.moment)
    #expect(result.status == 0, "\(result.output)")
    #expect(!result.output.contains("left alone"))
  }

  @Test(
    "check names the form that was asked for",
    arguments: ["v0.0.37", "v0.0.40", "v0.0.44+complex", "v0.0.45"])
  func form(name: String) throws {
    let folder = try TemporaryFolder()
    let written = try Program().run(
      "simulate", "--out", folder.path, "--once", "--now", Program.moment, "--clusters", "1", "--nodes", "8",
      "--jobs", "20", "--slurm-form", name)
    #expect(written.status == 0, "\(written.complaints)")
    let result = try Program().run("check", "--data", folder.path, "--now", Program.moment)
    #expect(result.status == 0, "\(result.output)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.filter { $0.contains("ok, slurm jobs \(name) of ") }.count == 1)
    #expect(lines.filter { $0.contains("ok, slurm nodes \(name) of ") }.count == 1)
  }

  @Test("It writes again where it wrote, in another form too, and never beside telemetry of others")
  func foreign() throws {
    let folder = try TemporaryFolder()
    try simulate(into: folder)
    try simulate(into: folder, seed: "8")
    let other = try Program().run(
      "simulate", "--out", folder.path, "--once", "--now", Program.moment, "--slurm-form", "v0.0.37")
    #expect(other.status == 0, "\(other.complaints)")
    let real = #"{"schema": "factorytop/nodes/1", "generated_at": "2026-11-23T10:00:00Z", "nodes": []}"#
    try FileManager.default.createDirectory(atPath: "\(folder.path)/own", withIntermediateDirectories: true)
    try Data(real.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/own/nodes.json"))
    let before = try contents(folder)
    let refused = try Program().run("simulate", "--out", folder.path, "--once")
    #expect(refused.status == 1)
    #expect(refused.complaints.contains("own/nodes.json is telemetry that simulate did not write"))
    #expect(try contents(folder) == before)
  }

  @Test(
    "Where a link leads to real telemetry, be it a cluster's folder or the whole, it is refused and stays")
  func links() throws {
    let real = try TemporaryFolder()
    let document = #"{"schema": "factorytop/nodes/1", "generated_at": "2026-11-23T10:00:00Z", "nodes": []}"#
    try real.write(document, to: "nodes.json")
    let before = try contents(real)
    let folder = try TemporaryFolder()
    for (out, link) in [("of a cluster", "of a cluster/leonardo"), ("whole", "whole")] {
      let place = "\(folder.path)/\(link)"
      try FileManager.default.createDirectory(
        at: URL(filePath: place).deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: real.path)
      let refused = try Program().run(
        "simulate", "--out", "\(folder.path)/\(out)", "--once", "--now", Program.moment)
      #expect(refused.status == 1)
      #expect(
        refused.complaints.contains(out == "whole" ? "whole/nodes.json is telemetry" : "\(place) is a link"))
      #expect(try contents(real) == before)
    }
  }

  @Test(
    "What is in the place of a document and not its own is not written over, whatever it is",
    arguments: [#"{"jobs": ["#, "a note\n"])
  func halves(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "lumi/squeue.json")
    let before = try contents(folder)
    let refused = try Program().run("simulate", "--out", folder.path, "--once", "--now", Program.moment)
    #expect(refused.status == 1)
    #expect(refused.complaints.contains("lumi/squeue.json is telemetry that simulate did not write"))
    #expect(try contents(folder) == before)
  }

  @Test("A form that Slurm never had is refused, and the others are named")
  func noSuchForm() throws {
    let folder = try TemporaryFolder()
    let result = try Program().run(
      "simulate", "--out", folder.path, "--once", "--slurm-form", "v0.0.41+complex")
    #expect(result.status == 2)
    #expect(result.complaints.contains("v0.0.42+complex"))
  }

  @Test("An interval that would never let go of the processor is refused")
  func interval() throws {
    let folder = try TemporaryFolder()
    let result = try Program().run("simulate", "--out", folder.path, "--interval", "0s")
    #expect(result.status == 2)
    #expect(result.complaints.contains("100ms"))
  }

  @Test("A folder that cannot be written to is named")
  func unwritable() throws {
    let result = try Program().run("simulate", "--out", "/proc/no/such", "--once")
    #expect(result.status == 1)
    #expect(result.complaints.contains("/proc/no"))
  }
}
