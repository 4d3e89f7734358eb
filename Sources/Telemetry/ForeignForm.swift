import JSONStream
import Text

/// Forms that are recognised, so that nobody wonders, and hold nothing that is shown yet.
enum ForeignForm {
  /// A list as Waldur's API gives it.
  case waldur

  /// Reads a whole list; every record of Waldur's has UUIDs, its own or those of what it speaks of.
  init?(list json: inout JSONReader) throws(JSONError) {
    var isWaldur: Bool?
    try json.enterArray()
    while try json.nextElement() {
      if isWaldur == nil { isWaldur = try Self.isWaldurRecord(&json) }
    }
    guard isWaldur == true else { return nil }
    self = .waldur
  }

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

  private static func isWaldurRecord(_ json: inout JSONReader) throws(JSONError) -> Bool {
    guard try json.kind() == .object else { return false }
    var hasUUID = false
    try json.enterObject()
    while let key = try json.nextKey() {
      if key == "uuid" || key.hasSuffix("_uuid") { hasUUID = true }
    }
    return hasUUID
  }
}
