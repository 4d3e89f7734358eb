import JSONStream
import Model
import Text

@testable import Telemetry

/// Own documents as text.
enum OwnText {
  static func nodes(
    _ names: String..., cluster: String? = "alpha", at time: String = "2026-11-23T10:00:00Z",
    state: String = "IDLE",
    gpus: Int = 4
  ) -> String {
    let records = names.map { #"{"name": "\#($0)", "state": "\#(state)", "gpus": \#(gpus)}"# }
    return document("nodes", cluster: cluster, at: time, #""nodes": [\#(records.joined(separator: ", "))]"#)
  }

  static func document(
    _ kind: String, cluster: String? = nil, at time: String = "2026-11-23T10:00:00Z", _ rest: String
  ) -> String {
    let name = cluster.map { #""cluster": "\#($0)", "# } ?? ""
    return #"{"schema": "factorytop/\#(kind)/1", "generated_at": "\#(time)", \#(name)\#(rest)}"#
  }
}

func read(_ text: String) throws -> Document? {
  var json = JSONReader(bytes: Array(text.utf8))
  return try readDocument(&json)
}

func read(_ text: String, isNamedJSON: Bool) throws -> Document? {
  var json = JSONReader(bytes: Array(text.utf8))
  return try readDocument(&json, isNamedJSON: isNamedJSON)
}

func read(_ text: String, names: ApplicantNames) throws -> Document? {
  var json = JSONReader(bytes: Array(text.utf8))
  return try readDocument(&json, names: names)
}

extension Timestamp {
  /// A time that the test wrote itself.
  static func at(_ text: String) -> Timestamp {
    Timestamp(rfc3339: text) ?? Timestamp(secondsSince1970: .min)
  }
}

extension Document {
  var nodes: [Node] { if case .nodes(let nodes) = content { nodes } else { [] } }
  var jobs: JobTable { if case .jobs(let jobs) = content { jobs } else { JobTable() } }
  var applications: [Application] { if case .applications(let records) = content { records } else { [] } }
  var allocations: [Allocation] { if case .allocations(let records) = content { records } else { [] } }
  var samples: [HistorySample] { if case .history(let samples) = content { samples } else { [] } }
  var description: ClusterDescription? { if case .cluster(let told) = content { told } else { nil } }
}
