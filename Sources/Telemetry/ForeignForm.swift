import JSONStream
import Text

/// Forms that are recognised, so that nobody wonders, and hold nothing that is shown yet.
enum ForeignForm {
  /// A list of Waldur's API beside those that are read.
  case waldur
  /// An answer of Prometheus's HTTP API.
  case prometheus
  /// A balance or quota file as Open OnDemand reads it.
  case openOnDemand(kind: SafeText)

  var document: Document {
    Document(
      format: name, version: nil, cluster: nil, dataAt: nil, content: .notUsed, records: 0, skipped: 0,
      problem: nil)
  }

  private var name: SafeText {
    switch self {
    case .waldur: "waldur list"
    case .prometheus: "prometheus answer"
    case .openOnDemand(let kind): "open ondemand \(kind)"
    }
  }
}

/// The keys by which forms are known that are neither Slurm's nor factorytop's own.
struct ForeignMarks {
  /// `status`, of Prometheus's answers.
  var hasStatus = false
  /// `version`, of Open OnDemand's files.
  var hasVersion = false
  /// Which of Open OnDemand's lists there is.
  var onDemandKind: SafeText?
  private var hasResultType = false

  /// The form that the keys make; `nil` when they make none.
  var form: ForeignForm? {
    if hasStatus, hasResultType { return .prometheus }
    return hasVersion ? onDemandKind.map(ForeignForm.openOnDemand) : nil
  }

  /// Looks for `resultType` in `data`, as Prometheus's answers have it.
  mutating func readData(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .object else { return }
    try json.enterObject()
    while let key = try json.nextKey() {
      if key == "resultType" { hasResultType = true }
    }
  }
}
