package import Model

/// What is known of users' names while a journal is watched: asked for once, away from what draws and reads, and again
/// after a while where the system knew none.
///
/// Of questions there is one at a time. While one is not answered, the names that it is about are not known.
package struct NamesLedger: Sendable {
  private var answers: [UInt32: (answer: UserNames.Answer, at: Duration)] = [:]
  private var question: (users: [UInt32], at: Duration)?
  private var isSaidToHang = false
  /// What is known, to be shown.
  package private(set) var names = UserNames()

  private static let hangsAfter: Duration = .seconds(2)
  private static let asksAgainAfter: Duration = .seconds(300)

  package init() {}

  /// Whom to ask about, on a thread of its own; `nil` while a question is open, or when all is known.
  package mutating func beginAsking(about users: [UInt32], at now: Duration) -> [UInt32]? {
    guard question == nil else {
      if isSaidToHang { leaveOpen(users, at: now) }
      return nil
    }
    let open = users.filter { user in
      guard let (answer, at) = answers[user] else { return true }
      switch answer {
      case .name: return false
      case .nobody, .unanswered: return now - at >= Self.asksAgainAfter
      }
    }
    guard !open.isEmpty else { return nil }
    question = (open, now)
    return open
  }

  /// Takes in what was answered.
  ///
  /// - Returns: whether there is anything new to show.
  package mutating func endAsking(_ found: [UInt32: UserNames.Answer], at now: Duration) -> Bool {
    question = nil
    isSaidToHang = false
    for (user, answer) in found { answers[user] = (answer, now) }
    return publish()
  }

  /// Whether names have begun to be unknown, because nobody answers, since it was last asked.
  package mutating func beginsToHang(at now: Duration) -> Bool {
    guard let question, now - question.at >= Self.hangsAfter, !isSaidToHang else { return false }
    isSaidToHang = true
    return leaveOpen(question.users, at: now)
  }

  @discardableResult
  private mutating func leaveOpen(_ users: [UInt32], at now: Duration) -> Bool {
    for user in users where answers[user] == nil { answers[user] = (.unanswered, now) }
    return publish()
  }

  private mutating func publish() -> Bool {
    let newer = UserNames(answers.mapValues(\.answer))
    defer { names = newer }
    return newer != names
  }
}
