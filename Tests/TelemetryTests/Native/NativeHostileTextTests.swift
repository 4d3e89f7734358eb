import Foundation
import JSONStream
import Testing
import Text

@testable import Telemetry

private let corpora = ProcessInfo.processInfo.environment["FACTORYTOP_CORPORA"]

@Suite("Hostile text in factorytop's own form")
struct NativeHostileTextTests {
  private static let hostile = [
    "\u{1B}[2J\u{1B}]52;c;aGk=\u{07}", "\u{9B}31m", "a\r\nb\tc\u{08}", "\u{202E}gnp.exe", "\u{FEFF}\u{200B}",
    String(repeating: "\u{0301}", count: 2000), "\u{0}\u{7F}", "\u{2028}x\u{E000}\u{FFFF}",
  ]

  /// One record of every kind, each of its texts put through `text`.
  private static func documents(filledWith text: String) -> [String] {
    let t = quoted(text)
    return [
      #"{"schema": "factorytop/cluster/1", "cluster": \#(t), "site": \#(t), "partitions": [\#(t)]}"#,
      #"""
      {"schema": "factorytop/nodes/1", "cluster": \#(t), "generated_at": \#(t), "nodes": [
        {"name": \#(t), "state": [\#(t)], "partitions": [\#(t)], "gpu_type": \#(t), "reason": \#(t),
         "reason_set_by_user": \#(t), "reason_changed_at": \#(t), "gpus": \#(t), \#(t): 1}]}
      """#,
      #"""
      {"schema": "factorytop/jobs/1", "jobs": [
        {"job_id": 1, "job_state": \#(t), "array_task_string": \#(t), "name": \#(t), "user_name": \#(t),
         "account": \#(t), "partition": \#(t), "qos": \#(t), "state_reason": \#(t), "nodes": \#(t),
         "dependency": \#(t), "reservation": \#(t), "licenses": \#(t),
         "submit_time": \#(t), "time_limit_minutes": \#(t)}]}
      """#,
      #"""
      {"schema": "factorytop/applications/1", "applications": [
        {"id": \#(t), "mode": \#(t), "state": \#(t), "title": \#(t), "org": {"name": \#(t), "country": \#(t),
         "kind": \#(t)}, "sector": \#(t), "machine": \#(t), "partition": \#(t), "assignee": \#(t),
         "requested": {"amount": 1, "unit": \#(t)}, "decision": \#(t), "due_at": \#(t)},
        {"id": \#(t), "mode": \#(t), "state": \#(t), "org": {"registry_code": \#(t), "vat": \#(t), "pic": \#(t)},
         "pi": {"contract_until": \#(t)}, "machines": [\#(t)], "fallback": \#(t), "architectures": [\#(t)],
         "personal_data": \#(t), "ai_act_risk": \#(t),
         "other_funding": [{"programme": \#(t), "grant_no": \#(t)}]}]}
      """#,
      #"""
      {"schema": "factorytop/allocations/1", "allocations": [
        {"account": \#(t), "proposal": \#(t), "cluster": \#(t), "mode": \#(t), "unit": "gpu_hours",
         "starts_on": \#(t), "ends_at": \#(t)}, {"account": \#(t), "unit": \#(t)}]}
      """#,
      #"{"schema": "factorytop/history/1", "samples": [{"at": "2026-11-23T10:00:00Z", "partition": \#(t)}]}"#,
    ]
  }

  private static func quoted(_ text: String) -> String {
    let escapes = text.unicodeScalars.map { scalar in
      scalar.utf16.map { "\\u" + String(0x10000 + Int($0), radix: 16).dropFirst() }.joined()
    }
    return #""\#(escapes.joined())""#
  }

  @Test("no text of a document reaches the model unsanitised", arguments: hostile)
  func sanitised(text: String) throws { try check(text) }

  @Test(
    "no naughty string reaches the model unsanitised",
    .enabled(if: corpora != nil, "FACTORYTOP_CORPORA is unset"))
  func naughty() throws {
    let folder = try #require(corpora)
    let bytes = try Data(
      contentsOf: URL(fileURLWithPath: "\(folder)/corpora/big-list-of-naughty-strings/blns.json"))
    let strings = try JSONDecoder().decode([String].self, from: bytes)
    #expect(strings.count > 400)
    for string in strings { try check(string) }
  }

  private func check(_ text: String) throws {
    for document in Self.documents(filledWith: text) {
      guard let document = try read(document) else { continue }
      var texts: [SafeText] = []
      collect(document, into: &texts)
      #expect(!texts.isEmpty)
      for shown in texts.map(\.shown) {
        let bad = shown.unicodeScalars.first { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
          default: false
          }
        }
        #expect(bad == nil, "\(text.debugDescription) became \(shown.debugDescription)")
      }
    }
  }

  /// Every text of a value; a bare `String` in it would be one that nobody sanitised.
  private func collect(_ value: Any, into texts: inout [SafeText]) {
    if let text = value as? SafeText { return texts.append(text) }
    #expect(!(value is String), "a String that did not pass the sanitiser: \(value)")
    for child in Mirror(reflecting: value).children { collect(child.value, into: &texts) }
  }
}
