package import Text

/// The person who answers for an application, its principal investigator: personal data.
///
/// Nothing but the live dashboard has it read, and shows it when a key asks for it. Descriptions, dumps and what a test
/// says of it tell nothing, so that no log and no message can.
package enum Applicant: Sendable, Equatable {
  /// As the source tells it; `nil` is what it leaves out.
  case told(name: SafeText?, email: SafeText?)
  /// The site wants persons hidden (`Redactions.applicants`).
  case withheld
}

extension Applicant {
  /// What this source tells, and what it leaves out from `other`.
  package func filled(from other: Applicant?) -> Applicant {
    guard case .told(let name, let email) = self, case .told(let otherName, let otherEmail) = other else {
      return self
    }
    return .told(name: name ?? otherName, email: email ?? otherEmail)
  }
}

extension Applicant: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "a person" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
