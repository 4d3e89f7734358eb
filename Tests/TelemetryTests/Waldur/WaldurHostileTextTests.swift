import Model
import Testing
import Text

@testable import Telemetry

@Suite("Hostile and damaged lists of Waldur's")
struct WaldurHostileTextTests {
  private static let hostile = [
    "\u{1B}[2J\u{1B}]52;c;aGk=\u{07}", "\u{9B}31m", "a\r\nb\tc\u{08}", "\u{202E}gnp.exe", "\u{FEFF}\u{200B}",
    String(repeating: "\u{0301}", count: 2000), "\u{0}\u{7F}", "\u{2028}x\u{E000}\u{FFFF}",
  ]

  /// One list of each kind, each of its texts put through `t`.
  private static func lists(filledWith text: String) -> [String] {
    let t = quoted(text)
    return [
      #"[{"uuid": \#(t), "slug": \#(t), "name": \#(t), "state": \#(t), "url": \#(t), "created": \#(t), "round": {"cutoff_time": \#(t)}, "call_name": \#(t), "workflow_step": \#(t), "duration_in_days": \#(t), "project": \#(t), "applicant_organization": \#(t), "applicant_organization_country": \#(t), "applicant_organization_type": \#(t), \#(t): 1}, {"uuid": "\#(WaldurText.uuid)", "state": \#(t), "slug": null, "workflow_step": null}]"#,
      #"[{"step": \#(t), "status": \#(t), "outcome": \#(t), "started_at": \#(t), "completed_at": \#(t), "responsible_role": \#(t)}]"#,
      #"[{"requested_offering": {"offering_name": \#(t), "state": \#(t)}, "attributes": {"partition": \#(t)}, "limits": {\#(t): 1, "gpu_hours": \#(t)}}]"#,
      #"[{"uuid": "\#(WaldurText.resourceUUID)", "name": \#(t), "slug": \#(t), "state": \#(t), "backend_id": \#(t), "offering_name": \#(t), "end_date": \#(t), "project_end_date": \#(t), "limits": {\#(t): 1, "gpu_hours": 2}, "limit_usage": {\#(t): \#(t)}, "current_usages": \#(t), "paused": \#(t), "downscaled": \#(t), "last_sync": \#(t), "offering_components": [{"type": \#(t), "limit_period": \#(t)}, \#(t)]}]"#,
      #"[{"resource_uuid": "\#(WaldurText.resourceUUID)", "type": \#(t), "usage": 1, "billing_period": "2026-09-01", "date": \#(t)}]"#,
    ]
  }

  private static func quoted(_ text: String) -> String {
    let escapes = text.unicodeScalars.map { scalar in
      scalar.utf16.map { "\\u" + String(0x10000 + Int($0), radix: 16).dropFirst() }.joined()
    }
    return #""\#(escapes.joined())""#
  }

  @Test("no text of a list reaches the model unsanitised", arguments: hostile)
  func sanitised(text: String) throws {
    let lists = Self.lists(filledWith: text)
    var values: [Any] = []
    for list in lists { values.append(try #require(try read(list))) }
    let names = [
      "p.json", "steps-\(WaldurText.uuid).json", "req-\(WaldurText.uuid).json", "r.json", "u.json",
    ]
    let reading = try WaldurText.reading(Array(zip(names, lists)))
    #expect(reading.factory.applications?.isEmpty == false)
    values.append(reading)
    for value in values {
      var texts: [SafeText] = []
      collect(value, into: &texts)
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

  @Test("A list that is torn at any byte is refused")
  func torn() throws {
    for list in Self.lists(filledWith: "x") + [WaldurText.proposals(#""created": null"#)] {
      let bytes = Array(list.utf8)
      for length in bytes.indices {
        #expect(throws: TelemetryError.self) {
          _ = try read(String(decoding: bytes[..<length], as: UTF8.self))
        }
      }
    }
  }

  @Test(
    "Any kind of value in any field is survived, and costs no other record",
    arguments: [
      "null", "true", "-1", "1e400", "\"\"", "\"x\"", "[]", "[[1]]", "{}", #"{"a": {"b": []}}"#,
    ])
  func kinds(_ value: String) throws {
    for field in WaldurField.allCases.map(\.rawValue) {
      for list in [
        WaldurText.proposals("", #""\#(field)": \#(value)"#),
        WaldurText.resources("", #""\#(field)": \#(value)"#),
      ] {
        let document = try #require(try read(list))
        #expect(document.records >= 1, "\(field): \(value)")
        #expect(document.records + document.skipped == 2)
        #expect(document.skipped == 0 || document.problem != nil)
      }
    }
  }
}
