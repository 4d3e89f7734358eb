package import Text

/// What the system here calls the users that records name, as far as it has said: what is shown of an author depends on
/// it, and no record's rank does, so that what counts is the same on every machine.
package struct UserNames: Sendable, Equatable {
  /// What the system here says of a user's number.
  package enum Answer: Sendable, Equatable {
    case name(SafeText)
    /// No user of this number is known here.
    case nobody
    /// It has not answered in time, or could not.
    case unanswered
  }

  private var answers: [UInt32: Answer]
  private var areWithheld = false

  /// Of what was answered, by the user's number; nothing where nobody was asked.
  package init(_ answers: [UInt32: Answer] = [:]) { self.answers = answers }

  /// Where users are hidden.
  static let withheld: UserNames = {
    var names = UserNames()
    names.areWithheld = true
    return names
  }()

  /// `nil` where nobody has asked it.
  package subscript(uid: UInt32) -> Answer? { answers[uid] }

  /// Whether the name that a record gives its author is that of its user here; `nil` where that is not known.
  package func isNamed(_ author: RecordAuthor) -> Bool? {
    switch answers[author.uid] {
    case nil, .unanswered: nil
    case .name(let name): name == author.name
    case .nobody: false
    }
  }

  /// The author as is shown: by the name where it is that of the user here, with a question mark where that is another
  /// one or is not known, and by the number where no such user is known.
  package func shown(_ author: RecordAuthor) -> SafeText {
    if areWithheld { return author.name }
    switch answers[author.uid] {
    case nil, .name(author.name): return author.name
    case .name, .unanswered: return "\(author.name)?"
    case .nobody: return "uid \(author.uid)"
    }
  }
}
