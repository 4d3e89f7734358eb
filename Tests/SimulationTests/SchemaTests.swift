import Foundation
import JSONStream
import Model
import Testing

@testable import Simulation

/// Documents of factorytop's own form, simulated and committed, against the JSON Schemas beside the sample data.
@Suite(
  "Own documents keep to their JSON Schema",
  .enabled(if: SchemaCheck.python != nil, "needs python3 with the package python3-jsonschema"))
struct SchemaTests {
  @Test func `The sample data`() throws {
    let report = try SchemaCheck.run(on: sampleData)
    #expect(report.faults == [])
    #expect(report.checked == 12)
  }

  @Test func `A simulated factory, after an hour`() throws {
    let folder = TemporaryFolder()
    var factory = SimulatedFactory(smallPlan, at: start)
    factory.advance(to: start + .hours(1))
    var writer = FolderWriter(folder: folder.path)
    try writer.write(factory.documents)
    let report = try SchemaCheck.run(on: folder.path)
    #expect(report.faults == [])
    #expect(report.checked == 6)
  }

  @Test func `A wrong type is found`() throws {
    let folder = TemporaryFolder()
    var writer = FolderWriter(folder: folder.path)
    try writer.write([
      SimulatedDocument(
        "a.json", ["schema": "factorytop/cluster/1", "generated_at": "2026-11-23T10:00:00Z", "cluster": 7])
    ])
    #expect(try SchemaCheck.run(on: folder.path).faults.count == 1)
  }
}

/// Runs Debian's `python3-jsonschema` over every document that names a schema of ours.
enum SchemaCheck {
  struct Report {
    var checked: Int
    var faults: [String]
  }

  /// The first Python that has the package.
  static let python: String? = ["/usr/bin/python3", "python3"].first { candidate in
    (try? output(of: [candidate, "-c", "from jsonschema import Draft202012Validator"])) != nil
  }

  private static let script = """
    import json, pathlib, sys
    from jsonschema import Draft202012Validator as Validator
    schemas = pathlib.Path(sys.argv[1]) / "schema"
    for path in sorted(pathlib.Path(sys.argv[2]).rglob("*.json")):
        document = json.loads(path.read_bytes())
        kind = str(document.get("schema", "")).split("/")
        if kind[0] != "factorytop": continue
        schema = json.loads((schemas / (kind[1] + ".json")).read_bytes())
        Validator.check_schema(schema)
        print("checked", path)
        for error in Validator(schema).iter_errors(document):
            print(path, error.json_path, error.message)
    """

  static func run(on folder: String) throws -> Report {
    let lines = try output(of: [python ?? "python3", "-c", script, sampleData, folder]).split(separator: "\n")
    let faults = lines.filter { !$0.hasPrefix("checked ") }.map(String.init)
    return Report(checked: lines.count - faults.count, faults: faults)
  }

  private struct Failed: Error {
    var status: Int32
  }

  private static func output(of command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
