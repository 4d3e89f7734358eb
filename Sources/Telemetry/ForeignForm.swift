import JSONStream
import Text

/// Forms that are recognised, so that nobody wonders, and hold nothing that is shown yet.
enum ForeignForm {
  /// A list of Waldur's API beside those that are read.
  case waldur

  var document: Document {
    Document(
      format: name, version: nil, cluster: nil, dataAt: nil, content: .notUsed, records: 0, skipped: 0,
      problem: nil)
  }

  private var name: SafeText {
    switch self {
    case .waldur: "waldur list"
    }
  }
}
