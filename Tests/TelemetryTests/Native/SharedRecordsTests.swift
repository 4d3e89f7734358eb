import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

/// Versions of one document, each read with the one before it.
@Suite struct SharedRecordsTests {
  private static func version(_ at: String, _ records: [String], kind: String = "allocations") -> String {
    """
    {"schema": "factorytop/\(kind)/1", "generated_at": "\(at)", "\(kind)": [\(records.joined(separator: ", "))]}
    """
  }

  private static func allocation(_ account: String, used: Int = 5, unit: String = "gpu_hours") -> String {
    """
    {"account": "\(account)", "unit": "\(unit)", "granted": 100, "used": \(used),
      "usage_history": [{"at": "2026-11-20T00:00:00Z", "used": 1}, {"at": "2026-11-21T00:00:00Z", "used": 3}]}
    """
  }

  private static func read(_ text: String, before: Document? = nil) throws -> Document {
    var json = JSONReader(bytes: Array(text.utf8))
    return try #require(try readDocument(&json, before: before))
  }

  private static func allocations(_ document: Document) throws -> [Allocation] {
    guard case .allocations(let records) = document.content else { throw ReadOtherwise() }
    return records
  }

  private struct ReadOtherwise: Error {}

  /// Where the readings of use are kept.
  private static func place(_ allocation: Allocation) -> UnsafeRawPointer? {
    allocation.history.withUnsafeBytes { $0.baseAddress }
  }

  @Test(
    "What a version says does not depend on the one before",
    arguments: [
      ["a", "b", "c"], ["c", "b", "a"], ["b"], [], ["new", "a", "b", "c"], ["a", "new", "c"],
      ["a", "a", "c"],
    ])
  func says(_ accounts: [String]) throws {
    let first = try Self.read(
      Self.version("2026-11-23T10:00:00Z", ["a", "b", "c"].map { Self.allocation($0) }))
    let text = Self.version("2026-11-23T11:00:00Z", accounts.map { Self.allocation($0, used: 7) })
    let alone = try Self.allocations(try Self.read(text))
    #expect(try Self.allocations(try Self.read(text, before: first)) == alone)
    #expect(alone.map(\.account.shown) == accounts)
    #expect(alone.allSatisfy { $0.used == 7 && $0.countedAt?.rfc3339 == "2026-11-23T11:00:00Z" })
  }

  @Test(
    "A record that did not change is held once, wherever others came and went",
    arguments: [["a", "b", "c"], ["b", "c"], ["c"], ["new", "a", "new2", "b", "c"]])
  func isShared(_ accounts: [String]) throws {
    let first = try Self.read(
      Self.version("2026-11-23T10:00:00Z", ["a", "b", "c"].map { Self.allocation($0) }))
    let second = try Self.read(
      Self.version("2026-11-23T11:00:00Z", accounts.map { Self.allocation($0) }), before: first)
    let before = Dictionary(
      uniqueKeysWithValues: try Self.allocations(first).map { ($0.account, Self.place($0)) })
    for record in try Self.allocations(second) {
      #expect((before[record.account] == Self.place(record)) == !record.account.shown.hasPrefix("new"))
      #expect(record.countedAt?.rfc3339 == "2026-11-23T11:00:00Z")
    }
  }

  @Test("So is each of many")
  func manyAreShared() throws {
    let records = (0..<40).map { Self.allocation("a\($0)") }
    let first = try Self.read(Self.version("2026-11-23T10:00:00Z", records))
    let second = try Self.read(Self.version("2026-11-23T11:00:00Z", records), before: first)
    #expect(try Self.allocations(first).map(Self.place) == Self.allocations(second).map(Self.place))
  }

  @Test("What was used is told anew, while its earlier readings are held once")
  func readingsAreShared() throws {
    let first = try Self.read(Self.version("2026-11-23T10:00:00Z", [Self.allocation("a")]))
    let second = try Self.read(
      Self.version("2026-11-23T11:00:00Z", [Self.allocation("a", used: 9)]), before: first)
    let (old, new) = (try Self.allocations(first), try Self.allocations(second))
    #expect(old.map(\.used) == [5])
    #expect(new.map(\.used) == [9])
    #expect(old.map(Self.place) == new.map(Self.place))
  }

  @Test("Another unit of an account is another record, and another kind of document no version")
  func othersAreNot() throws {
    let first = try Self.read(Self.version("2026-11-23T10:00:00Z", [Self.allocation("a")]))
    let second = try Self.read(
      Self.version("2026-11-23T11:00:00Z", [Self.allocation("a", unit: "core_hours")]), before: first)
    let (old, new) = (try Self.allocations(first), try Self.allocations(second))
    #expect(old.map(\.unit) == [.gpuHours])
    #expect(new.map(\.unit) == [.coreHours])
    #expect(old.map(Self.place) != new.map(Self.place))
    let other = try Self.read(
      Self.version(
        "2026-11-23T11:00:00Z", [#"{"id": "a", "mode": "playground", "state": "submitted"}"#],
        kind: "applications"), before: first)
    guard case .applications(let applications) = other.content else { throw ReadOtherwise() }
    #expect(applications.map(\.id.shown) == ["a"])
  }

  @Test("An application is told anew with each version")
  func applications() throws {
    func text(_ state: String) -> String {
      Self.version(
        "2026-11-23T10:00:00Z", [#"{"id": "a", "mode": "playground", "state": "\#(state)"}"#],
        kind: "applications")
    }
    let first = try Self.read(text("submitted"))
    for state in ["submitted", "approved"] {
      let second = try Self.read(text(state), before: first)
      guard case .applications(let records) = second.content else { throw ReadOtherwise() }
      #expect(records.map(\.state) == [ApplicationState(word: SafeText(untrusted: state))])
    }
  }
}
