import Foundation
import JSONStream
import Model
import Text

@testable import Telemetry

/// Waldur's lists as text, and what comes of several of them.
enum WaldurText {
  static let uuid = "00000000000000000000000000ca6001"
  static let otherUUID = "00000000000000000000000000ca6002"
  static let resourceUUID = "000000000000000000000000000d3001"

  /// A list of one proposal; `fields` such as `"state": "draft"` come behind the standard ones and so count.
  static func proposals(_ fields: String...) -> String {
    let records = fields.map { fields in
      #"{"uuid": "\#(uuid)", "slug": "EHPC-AIF-2026PG01-9001", "name": "Title", "state": "in_review", "round": null, "call_name": "AI Factory Playground", "workflow_step": null, "created": "2026-11-19T08:12:44.120000Z"\#(fields.isEmpty ? "" : ", \(fields)")}"#
    }
    return "[\(records.joined(separator: ", "))]"
  }

  /// A list of one resource, made in September, of 1,000 GPU-hours.
  static func resources(_ fields: String...) -> String {
    let records = fields.map { fields in
      #"{"uuid": "\#(resourceUUID)", "name": "EHPC-AIF-2026PG01-9001", "slug": "s1", "state": "OK", "backend_id": "acct1", "offering_name": "Leonardo BOOSTER", "created": "2026-09-02T00:00:00Z", "end_date": "2026-11-30", "limits": {"gpu_hours": 1000}, "last_sync": "2026-11-23T02:55:00Z"\#(fields.isEmpty ? "" : ", \(fields)")}"#
    }
    return "[\(records.joined(separator: ", "))]"
  }

  /// Use of that resource, month by month.
  static func usages(_ months: [(month: String, usage: String)], type: String = "gpu_hours") -> String {
    let records = months.enumerated().map { index, use in
      #"{"uuid": "0000000000000000000000000e\#(use.month.replacingOccurrences(of: "-", with: ""))", "type": "\#(type)", "usage": \#(use.usage), "date": "\#(use.month)-20T23:50:00Z", "resource_uuid": "\#(resourceUUID)", "billing_period": "\#(use.month)-01"}"#
    }
    return "[\(records.joined(separator: ", "))]"
  }

  static func reading(
    _ files: [(name: String, text: String)], _ rules: TelemetryRules = .standard,
    names: ApplicantNames = .passedOver
  ) throws -> TelemetrySnapshot {
    let files = try files.map { name, text in
      TelemetryFile(
        path: DataPath("d/\(name)"), folderName: "d", isInRoot: true, document: try read(text, names: names),
        documentWrittenAt: nil)
    }
    return TelemetrySnapshot(of: files, untoldTime: .unknown, rules: rules)
  }

  static func application(
    _ proposals: String, steps: String? = nil, requests: String? = nil, resources: String? = nil,
    _ rules: TelemetryRules = .standard
  ) throws -> Application? {
    var files = [("proposals.json", proposals)]
    if let steps { files.append(("steps-\(uuid).json", steps)) }
    if let requests { files.append(("req-\(uuid).json", requests)) }
    if let resources { files.append(("resources.json", resources)) }
    return try reading(files, rules).factory.applications?.first
  }

  static func allocations(
    _ resources: String, usages: String..., rules: TelemetryRules = .standard
  ) throws -> [Allocation] {
    let uses = usages.enumerated().map { ("usages-\($0.offset).json", $0.element) }
    return try (reading([("resources.json", resources)] + uses, rules).factory.allocations ?? []).map {
      var allocation = $0
      allocation.source = nil
      return allocation
    }
  }
}
