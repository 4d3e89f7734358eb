import Model
import Testing

/// The moment that `text` names, in RFC 3339.
func moment(_ text: String, at location: SourceLocation = #_sourceLocation) throws -> Timestamp {
  try #require(Timestamp(rfc3339: text), "\(text) is no RFC 3339 time", sourceLocation: location)
}

/// The day that `text` names.
func day(_ text: String, at location: SourceLocation = #_sourceLocation) throws -> CivilDate {
  try #require(CivilDate(iso8601: text), "\(text) is no day", sourceLocation: location)
}
