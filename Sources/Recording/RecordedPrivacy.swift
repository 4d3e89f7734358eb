package import Model
package import Text

/// What is taken out of readings before they are recorded.
///
/// Who made an application is never recorded. Owners of jobs and names of jobs are where the site asks for them; else
/// owners become `user 1`, `user 2`, … in the order in which a file meets them, so that one who fills the queue is still
/// seen as one, and nobody can try names until one fits.
package struct RecordedPrivacy: Sendable {
  /// What a site can ask for, by the words of a configuration.
  package static let asked: [(word: SafeText, redaction: Redactions)] = [
    ("users", .users), ("job_names", .jobNames),
  ]

  /// All that is taken out.
  package let hidden: Redactions
  private var users: [SafeText: SafeText] = [:]

  /// `hiding` counts before what is asked for: what no screen shows is not recorded either.
  package init(hiding: Redactions = [], asking: Redactions = []) {
    let own = Redactions([.users, .jobNames]).subtracting(asking)
    hidden = hiding.union(own).union(.applicants)
  }

  /// Takes out more of what is recorded, and who made applications even so.
  package init(hidingOnly hidden: Redactions) { self.hidden = hidden.union(.applicants) }

  /// By their words, as the head of a file has them.
  package var words: [SafeText] { hidden.words }

  /// Numbers owners anew, as a new file does.
  mutating func begin() { users = [:] }

  /// The reading without what is taken out. What is `out` already would only be numbered anew. Linear in what there is.
  package mutating func applied(to reading: RecordedReading, out: Redactions = []) -> RecordedReading {
    let hidden = hidden.subtracting(out)
    var redacted = reading
    redacted.factory = reading.factory.redacted(hidden)
    redacted.decisions = reading.decisions?.mapValues { $0.redacted(hidden) }
    if hidden.contains(.users) {
      for index in redacted.factory.clusters.indices {
        guard let told = reading.factory.clusters[index].jobs else { continue }
        number(&redacted.factory.clusters[index].jobs, as: told)
      }
    }
    return redacted
  }

  private mutating func number(_ jobs: inout JobTable?, as told: JobTable) {
    guard var table = jobs else { return }
    jobs = nil
    // By the indices of the symbols that owners have.
    var symbols = [Symbol?](repeating: nil, count: told.symbols.texts.count)
    symbols[0] = .empty
    for index in table.jobs.indices {
      let owner = told.jobs[index].user
      let known = symbols[Int(owner.index)]
      // Nobody looks for it again by its text, which another field may have as well.
      let symbol = known ?? table.symbols.append(name(of: told.symbols[owner]))
      if known == nil { symbols[Int(owner.index)] = symbol }
      table.jobs[index].user = symbol
    }
    jobs = table
  }

  private mutating func name(of user: SafeText) -> SafeText {
    if let name = users[user] { return name }
    let name: SafeText = "user \(users.count + 1)"
    users[user] = name
    return name
  }
}

extension Redactions {
  /// As a configuration and the head of a file have them.
  package var words: [SafeText] { Redactions.named.filter { contains($0.redaction) }.map(\.word) }
}
