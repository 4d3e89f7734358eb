import Foundation
import Testing

@testable import Telemetry

@Suite("What is documented of factorytop's own form")
struct NativeSchemaTests {
  private static let sampleData = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../../sample-data").standardized

  private static func readme() throws -> String {
    try String(contentsOf: sampleData.appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// The names of the fields that the schema of `kind` lists for a record of `list`.
  private static func properties(of kind: String, list: String?) throws -> Set<String> {
    let bytes = try Data(contentsOf: sampleData.appendingPathComponent("schema/\(kind).json"))
    var object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    if let list {
      let properties = try #require(object["properties"] as? [String: Any])
      let array = try #require(properties[list] as? [String: Any])
      object = try #require(array["items"] as? [String: Any])
    }
    return Set(try #require(object["properties"] as? [String: Any]).keys)
  }

  @Test("the schemas list the fields that are read, and personal data that are not")
  func fields() throws {
    #expect(try Self.properties(of: "nodes", list: "nodes") == Set(NativeNode.Field.allCases.map(\.rawValue)))
    #expect(try Self.properties(of: "jobs", list: "jobs") == Set(NativeJob.Field.allCases.map(\.rawValue)))
    #expect(
      try Self.properties(of: "applications", list: "applications")
        == Set(NativeApplication.Field.allCases.map(\.rawValue)).union(["pi"]))
    #expect(
      try Self.properties(of: "allocations", list: "allocations")
        == Set(NativeAllocation.Field.allCases.map(\.rawValue)))
    #expect(
      try Self.properties(of: "history", list: "samples") == Set(NativeSample.Field.allCases.map(\.rawValue)))
  }

  @Test(
    "every kind has a schema, and the README names all its fields", arguments: NativeDocument.Kind.allCases)
  func documented(kind: NativeDocument.Kind) throws {
    let lists: [NativeDocument.Kind: String] = [
      .nodes: "nodes", .jobs: "jobs", .applications: "applications", .allocations: "allocations",
      .history: "samples",
    ]
    var fields = try Self.properties(of: kind.rawValue, list: nil)
    if let list = lists[kind] { fields.formUnion(try Self.properties(of: kind.rawValue, list: list)) }
    let readme = try Self.readme()
    for field in fields {
      let isNamed = ["`\(field)`", "`\(field).", "/\(field)/"].contains { readme.contains($0) }
      #expect(isNamed, "\(field) of \(kind.rawValue)")
    }
    #expect(readme.contains("schema/\(kind.rawValue).json"))
  }

  @Test("the README's examples are read without a problem")
  func examples() throws {
    let blocks = try Self.readme().components(separatedBy: "```json\n").dropFirst()
    #expect(blocks.count >= 2)
    for block in blocks {
      let text = try #require(block.components(separatedBy: "```").first)
      let document = try #require(try read(text))
      #expect(document.problem == nil)
      #expect(document.records == 1)
    }
  }
}
