import JSONStream
import Text

/// What a document of factorytop's own form said before its `schema`: the same keys may stand behind it too.
struct NativeDocumentHead {
  /// RFC 3339 with an offset, as it is written.
  var generatedAt: SafeText?
  var cluster: SafeText?
  var site: SafeText?
}

/// A document up to its `schema`, by which factorytop's own form is told.
struct NativeOpening {
  /// The keys that hold records, or what takes their place. Other forms have some of them too.
  enum Records: String {
    case applications, allocations, samples, factors, jobs, nodes, partitions
  }

  private enum HeadField: String {
    case schema, cluster, site
    case generatedAt = "generated_at"
  }

  private(set) var schema: SafeText?
  private(set) var head = NativeDocumentHead()
  /// The first key that holds records.
  private(set) var records: Records?

  /// Takes what a key holds, where only the own form has such a key. `schema` is set where it names one of
  /// factorytop's.
  ///
  /// - Returns: whether the value has been taken; what is left may be another form's.
  mutating func take(_ key: String, _ json: inout JSONReader) throws(JSONError) -> Bool {
    if records == nil { records = Records(rawValue: key) }
    guard let field = HeadField(rawValue: key), let text = try json.plainText() else { return false }
    switch field {
    case .schema: schema = text.shown.hasPrefix("factorytop/") ? text : nil
    case .generatedAt: head.generatedAt = text
    case .cluster: head.cluster = text
    case .site: head.site = text
    }
    return true
  }
}
