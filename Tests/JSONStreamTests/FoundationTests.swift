import Foundation
import JSONStream
import Testing

@Suite("Beside Foundation", .enabled(if: Corpora.isGiven))
struct FoundationTests {
  @Test("Every value of every fixture is the value that JSONSerialization reads")
  func fixtures() throws {
    let files = try Corpora.files(in: "fixtures", suffix: ".json")
    #expect(!files.isEmpty)
    for file in files {
      let data = try Data(contentsOf: file)
      guard let foundation = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) else {
        #expect(throws: JSONError.self, "\(file.path)") { try skipDocument(Array(data)) }
        continue
      }
      let tree = try JSONTree(document: Array(data), windowBytes: 4096)
      #expect(agrees(tree, with: foundation), "\(file.path)")
    }
  }

  private func agrees(_ tree: JSONTree, with value: Any) -> Bool {
    switch tree {
    case .null: return value is NSNull
    case .string(let bytes): return (value as? String).map { Array($0.utf8) == bytes } ?? false
    case .bool(let isTrue):
      guard let number = value as? NSNumber, isBool(number) else { return false }
      return number.boolValue == isTrue
    case .number(let written):
      guard let number = value as? NSNumber, !isBool(number) else { return false }
      switch written {
      case .integer(let integer): return number == NSNumber(value: integer)
      case .unsigned(let integer): return number == NSNumber(value: integer)
      case .real(let real): return number.doubleValue == real
      case .outOfRange: return false
      }
    case .array(let elements):
      guard let array = value as? [Any], array.count == elements.count else { return false }
      return zip(elements, array).allSatisfy { agrees($0, with: $1) }
    case .object(let members):
      guard let object = value as? [String: Any] else { return false }
      // Of a key that comes twice Foundation keeps the first.
      var seen: Set<[UInt8]> = []
      let first = members.filter { seen.insert($0.key).inserted }
      return first.count == object.count
        && first.allSatisfy { member in
          object[String(decoding: member.key, as: UTF8.self)].map { agrees(member.value, with: $0) } ?? false
        }
    }
  }

  private func isBool(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
