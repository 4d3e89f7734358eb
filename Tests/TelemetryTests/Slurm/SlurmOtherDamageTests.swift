import Model
import Testing
import Text

@testable import Telemetry

@Suite("Damage to Slurm's other answers")
struct SlurmOtherDamageTests {
  private static let oddValues = [
    "null", "true", "-7", "1e999", "18446744073709551614", "-9223372036854775296", "\"\"", "\"odd\"", "[]",
    "[[]]", "[null, 3, {}]", "{}", "{\"a\": {\"b\": []}}", "{\"set\": 3, \"number\": \"x\"}",
  ]

  /// A list of a record with an odd value in each of its fields in turn, and of a sound one behind it.
  private static func damaged<Draft: SlurmDraft>(
    _ type: Draft.Type, key: String, sound: String
  ) -> [String] {
    Draft.Field.allCases.flatMap { field in
      oddValues.map {
        "{\"\(key)\": [{\"\(field.rawValue)\": \($0)}, 3, \(sound)]}"
      }
    }
  }

  @Test("An odd value in any field leaves the records behind it alone")
  func oddValues() throws {
    let partition = #"{"name": "p", "maximums": {"time": 5}}"#
    for text in Self.damaged(SlurmPartition.self, key: "partitions", sound: partition) {
      guard case .partitions(let records) = try read(text)?.content else { throw Lost(text: text) }
      #expect(records.last == Partition(name: "p", maxTime: .minutes(5)), "\(text)")
    }
    let reservation = #"{"name": "r", "flags": [], "start_time": 5}"#
    for text in Self.damaged(SlurmReservation.self, key: "reservations", sound: reservation) {
      guard case .reservations(let records) = try read(text)?.content else { throw Lost(text: text) }
      #expect(records.last?.name == "r", "\(text)")
    }
    let row = #"{"node": {"state": "IDLE"}, "nodes": {"nodes": ["n"]}, "partition": {"name": "p"}}"#
    for text in Self.damaged(SlurmNodeGroup.self, key: "sinfo", sound: row) {
      guard case .groups(let records) = try read(text)?.content else { throw Lost(text: text) }
      #expect(records.distinctNodes.last?.name == "n", "\(text)")
    }
    let qos = #"{"name": "q", "limits": {}}"#
    for text in Self.damaged(SlurmQOS.self, key: "qos", sound: qos) {
      guard case .qos(let records) = try read(text)?.content else { throw Lost(text: text) }
      #expect(records.last == QOS(name: "q"), "\(text)")
    }
    let association = #"{"account": "a", "max": {"tres": {}}}"#
    let share = #"{"name": "a", "tres": {}}"#
    for text in Self.damaged(SlurmAssociation.self, key: "associations", sound: association)
      + Self.damaged(SlurmShare.self, key: "shares", sound: share)
    {
      guard case .accounts(let records, _) = try read(text)?.content else { throw Lost(text: text) }
      #expect(records.last?.account.name == "a", "\(text)")
    }
  }

  private struct Lost: Error {
    var text: String
  }

  @Test("No text of a record or of a message about it can reach a terminal as it came")
  func hostileText() throws {
    let hostile = #"\u001b]52;c;QUJD\u0007\u009b31m\r\n\u202eabc\u200d"#
    let documents = [
      #"{"partitions": [{"name": "\#(hostile)", "partition": {"state": "\#(hostile)"}}]}"#,
      #"{"reservations": [{"name": "\#(hostile)", "flags": [], "start_time": 5, "node_count": "\#(hostile)"}]}"#,
      #"{"sinfo": [{"node": {"state": "\#(hostile)"}, "nodes": {"nodes": ["\#(hostile)"]}, "partition": {"name": "\#(hostile)"}}]}"#,
      #"{"associations": [{"account": "\#(hostile)", "user": 3, "max": {"tres": {}}}]}"#,
      #"{"qos": [{"name": "\#(hostile)", "flags": ["\#(hostile)"], "preempt": {"mode": ["\#(hostile)"]}, "priority": "\#(hostile)", "limits": {}}]}"#,
    ]
    for text in documents {
      let document = try #require(try read(text))
      var texts = [try #require(document.problem)]
      switch document.content {
      case .partitions(let records): texts += records.map(\.name)
      case .reservations(let records): texts += records.map(\.name)
      case .groups(let groups): texts += groups.distinctNodes.flatMap { [$0.name] + ($0.partitions ?? []) }
      case .accounts(let records, _): texts += records.map(\.account.name)
      case .qos(let records): texts += records.flatMap { [$0.name] + $0.flags + $0.preemptMode }
      case .cluster, .nodes, .jobs, .applications, .allocations, .history, .scheduler, .waldur, .measurements,
        .balances, .quotas, .notUsed:
        throw Lost(text: text)
      }
      #expect(texts.count > 1)
      for text in texts {
        #expect(text.isAltered)
        #expect(!text.shown.unicodeScalars.contains { $0.properties.generalCategory == .control })
      }
    }
  }
}
