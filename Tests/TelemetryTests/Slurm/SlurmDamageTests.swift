import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Damaged Slurm records")
struct SlurmDamageTests {
  private static let oddValues = [
    "null", "true", "[]", "[[[[]]]]", "{}", #"{"a": {"b": [1]}}"#, "\"\"", "\"x\"", "-7", "0", "7.5", "1e308",
    "1e400",
    "4294967294", "9223372036854775807", "18446744073709551615", "-9223372036854775808",
    "[null, 3, \"gpu:x\"]",
    #"{"set": true, "infinite": true, "number": 3}"#, #"{"set": true, "number": 4611686018427387904}"#,
    #""gpu:4294967296,gpu:a100:9999999999""#, #""gres/gpu=2147483647,gres/gpu:1g.5gb=2147483647""#,
  ]

  @Test(
    "Whatever stands in a job's field, the job and its neighbour are kept", arguments: SlurmJobField.allCases)
  func jobs(_ field: SlurmJobField) throws {
    for value in Self.oddValues {
      let text = """
        {"jobs": [{"\(field.rawValue)": \(value), "job_id": 7, "job_state": ["PENDING"], "node_count": 2147483647},
                  {"job_id": 8, "job_state": ["RUNNING"]}]}
        """
      let document = try #require(try read(text), "\(value)")
      guard case .jobs(let table) = document.content else {
        Issue.record("no jobs with \(value)")
        continue
      }
      #expect(table.jobs.map(\.id) == [7, 8], "\(value)")
      #expect(table.jobs.allSatisfy { ($0.gpus ?? 0) >= 0 && $0.taskCount >= 1 })
    }
  }

  @Test(
    "Whatever stands in a node's field, the node and its neighbour are kept",
    arguments: SlurmNodeField.allCases)
  func nodes(_ field: SlurmNodeField) throws {
    for value in Self.oddValues {
      let text = """
        {"nodes": [{"\(field.rawValue)": \(value), "name": "a", "state": ["IDLE"]}, {"name": "b", "state": ["IDLE"]}]}
        """
      let document = try #require(try read(text), "\(value)")
      guard case .nodes(let nodes) = document.content else {
        Issue.record("no nodes with \(value)")
        continue
      }
      #expect(nodes.map(\.name) == ["a", "b"], "\(value)")
      #expect(nodes.allSatisfy { ($0.gpus ?? 0) >= 0 && ($0.gpusAllocated ?? 0) >= 0 })
    }
  }

  @Test("No text of a record, of its envelope or of a message about it can reach a terminal as it came")
  func hostileText() throws {
    let hostile = #"\u001b]52;c;QUJD\u0007\u009b31m\r\n\u202eabc\u200d"#
    let jobFields = SlurmJobField.allCases.filter { $0 != .id && $0 != .otherState }
      .map { "\"\($0.rawValue)\": \"\(hostile)\"" }
    let nodeFields = SlurmNodeField.allCases.map { "\"\($0.rawValue)\": \"\(hostile)\"" }
    let meta =
      #""meta": {"plugin": {"data_parser": "x\/v0.0.41\#(hostile)"}, "slurm": {"cluster": "\#(hostile)"}}"#
    let errors = #""errors": [{"error": "\#(hostile)", "description": "\#(hostile)!"}]"#
    let documents = [
      "{\"jobs\": [{\"job_id\": 1, \(jobFields.joined(separator: ", "))}], \(meta), \(errors)}",
      "{\"nodes\": [{\(nodeFields.joined(separator: ", "))}], \(meta), \(errors)}",
      "{\"jobs\": [{\"job_id\": 1, \"job_state\": \"RUNNING\"}], \(meta), \(errors)}",
    ]
    for text in documents {
      let document = try #require(try read(text))
      var texts = [document.format, document.version, document.cluster, document.problem].compactMap { $0 }
      #expect(texts.count == 4)
      switch document.content {
      case .jobs(let table): texts += table.symbols.texts
      case .nodes(let nodes):
        texts += nodes.flatMap {
          [$0.name, $0.reason, $0.reasonSetBy, $0.gpuType].compactMap { $0 } + ($0.partitions ?? [])
        }
      case .cluster, .applications, .allocations, .history, .groups, .partitions, .reservations, .scheduler,
        .accounts, .waldur, .measurements, .balances, .quotas, .qos, .notUsed:
        Issue.record("\(document.format)")
      }
      #expect(texts.contains { $0.isAltered })
      for text in texts {
        #expect(text.shown.unicodeScalars.allSatisfy(Self.isHarmless), "\(text.shown.debugDescription)")
      }
    }
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}
