import Screen
package import Text

/// What is told in the line at the bottom until the next key.
struct Notice: Equatable, Sendable {
  var text: SafeText
  var isBad: Bool
  /// Whether it goes without a key, too, because it is about a key that did nothing.
  var isPassing = false

  init(_ text: SafeText, isBad: Bool = false) {
    self.text = text
    self.isBad = isBad
  }

  /// One that goes by itself.
  init(passing text: SafeText) {
    self.init(text)
    isPassing = true
  }

  var role: Role { isBad ? .critical : isPassing ? .warning : .ok }
}

/// What became of something that the loop did for the dashboard, in a sentence.
package struct Outcome: Equatable, Sendable {
  package let text: SafeText
  package let isBad: Bool

  package init(_ text: SafeText, isBad: Bool = false) {
    self.text = text
    self.isBad = isBad
  }
}

extension DashboardState {
  /// Tells it in the last line; bad news that nobody has read yet stays beside it.
  package mutating func receive(_ outcome: Outcome) {
    if let unread = notice, unread.isBad {
      notice = Notice("\(unread.text); \(outcome.text)", isBad: true)
    } else {
      notice = Notice(outcome.text, isBad: outcome.isBad)
    }
  }
}
