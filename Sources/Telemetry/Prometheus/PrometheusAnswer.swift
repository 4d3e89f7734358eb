import JSONStream
import Model
import Text

/// An answer of Prometheus's `/api/v1/query` or `/api/v1/query_range`, its keys in any order.
struct PrometheusAnswer: DocumentForm {
  enum TopField: String {
    case status, data, error, errorType, warnings
  }

  private enum DataField: String, CaseIterable, Sendable {
    case resultType, result
    static let all = JSONFields<DataField>()
  }

  private var status: SafeText?
  private var errorType: SafeText?
  private var error: SafeText?
  private var warning: SafeText?
  private var resultType: SafeText?
  private var result = PrometheusResult()

  mutating func read(_ field: TopField, _ json: inout JSONReader) throws(JSONError) {
    switch field {
    case .status: status = try json.plainText()
    case .data: try readData(&json)
    case .error: error = try json.producerMessage()
    case .errorType: errorType = try json.plainText()
    case .warnings: try readWarnings(&json)
    }
  }

  /// What Prometheus warns of; its `infos` are hints on the query's style. Slurm's warnings are objects.
  private mutating func readWarnings(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    try json.enterArray()
    while try json.nextElement() {
      let text = try json.plainText()
      if warning == nil { warning = text }
    }
  }

  private mutating func readData(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .object else { return }
    try json.enterObject()
    while let field = try json.nextField(DataField.all) {
      switch field {
      case .resultType: resultType = try json.plainText()
      case .result: try result.read(&json)
      }
    }
  }

  /// The document; `nil` when nothing shows that it is Prometheus's. A proxy in front of it may leave out the error's type,
  /// or everything but the error.
  func document() throws(TelemetryError) -> Document? {
    let failure = [errorType, error].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
    if status == "error" || !failure.isEmpty {
      throw .producerFailed(failure.isEmpty ? "the answer's status is “error”" : failure)
    }
    guard status != nil, let resultType else { return nil }
    return Document(
      format: "prometheus \(resultType)", version: nil, cluster: nil,
      dataAt: result.series.map(\.at).max(), content: .measurements(result.series),
      records: result.series.count, skipped: result.problems.skipped,
      problem: result.problems.sentence ?? warning.map { "Prometheus warns: \($0)" })
  }
}

extension JSONReader {
  /// The next value where it is text; `nil`, and left to be skipped, where it is something else.
  mutating func plainText() throws(JSONError) -> SafeText? {
    guard try kind() == .string else { return nil }
    return try withStringBytes { SafeText(untrusted: $0) }
  }
}
