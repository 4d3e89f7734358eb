import JSONStream
import Model
import Text

/// Whether the names and addresses of applicants are read.
package enum ApplicantNames: Sendable {
  /// They are skipped, and never in memory as texts.
  case passedOver
  /// For the live dashboard, which shows them on a key.
  case read
}

/// The person of an application while its record is being read: the one place where a name can get in, and only where
/// names are asked for.
struct ApplicantDraft {
  enum Part: Hashable {
    case name, givenName, familyName, email
  }

  private let names: ApplicantNames
  private var parts: [Part: SafeText] = [:]

  init(_ names: ApplicantNames) { self.names = names }

  /// What is no text is noted whether names are asked for or not, so that `check` finds it, and never repeated.
  mutating func read<Field: RawRepresentable<String>>(
    _ part: Part, _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    let kind = try json.kind()
    guard kind == .string, names == .read else {
      try json.skip()
      if kind != .string, kind != .null {
        problems.noteOdd(field, expected: "text", found: "something else")
      }
      return
    }
    let text = try json.withStringBytes { SafeText(untrusted: $0) }
    parts[part] = text.isEmpty ? nil : text
  }

  /// `nil` where names are not asked for.
  var applicant: Applicant? {
    guard names == .read else { return nil }
    let composed = [parts[.givenName], parts[.familyName]].compactMap(\.self)
    let name = parts[.name] ?? (composed.isEmpty ? nil : composed.joined(separator: " "))
    return .told(name: name, email: parts[.email])
  }
}
