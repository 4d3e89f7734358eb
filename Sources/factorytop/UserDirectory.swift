import Journal
import Model
import Synchronization
import Telemetry

/// Asks the system for users' names, on a thread of its own: it may have to ask another machine, and wait for that.
enum UserDirectory {
  /// What it said of `users` in time; the rest is not answered.
  static func names(of users: [UInt32], noLongerThan limit: Duration) -> UserNames {
    let question = Question()
    let asked = Pending.from {
      for user in users {
        let answer = UserNames.Answer(asking: user)
        question.answers.withLock { $0[user] = answer }
      }
    }
    _ = asked.wait(for: limit)
    let answers = question.answers.withLock(\.self)
    return UserNames(
      Dictionary(users.map { ($0, answers[$0] ?? .unanswered) }, uniquingKeysWith: { first, _ in first }))
  }

  /// Who runs this process; `nil` when the system does not say it in time.
  static func currentAuthor(noLongerThan limit: Duration) -> RecordAuthor? {
    Pending.from { RecordAuthor.current }.wait(for: limit)
  }

  private final class Question: Sendable {
    let answers = Mutex<[UInt32: UserNames.Answer]>([:])
  }
}
