package import Model
package import Text

/// The names that readings hold, each once, so that whoever passes a recording on knows what is in it.
package struct RecordedNames: Sendable {
  package private(set) var clusters: Set<SafeText> = []
  /// By the words of `Redactions.named`.
  private var names: [SafeText: Set<SafeText>] = [:]

  /// Linear in what the reading holds.
  mutating func note(_ reading: RecordedReading) {
    let factory = reading.factory
    for cluster in factory.clusters {
      clusters.insert(cluster.name)
      if let jobs = cluster.jobs {
        note(jobs.symbols, jobs.jobs.map(\.user), of: .users)
        note(jobs.symbols, jobs.jobs.map(\.account), of: .accounts)
        note(jobs.symbols, jobs.jobs.map(\.name), of: .jobNames)
      }
      for node in cluster.nodes ?? [] {
        note(node.reason, of: .reasons)
        note(node.reasonSetBy, of: .users)
      }
      for account in cluster.accounts ?? [] { note(account.name, of: .accounts) }
      for reservation in cluster.reservations ?? [] {
        for user in reservation.users { note(user, of: .users) }
        for account in reservation.accounts { note(account, of: .accounts) }
      }
    }
    for application in factory.applications ?? [] {
      note(application.organisation, of: .organisations)
      note(application.title, of: .titles)
      note(application.assignee, of: .users)
    }
    for history in (reading.decisions ?? [:]).values {
      for entry in history.entries { note(entry.record.author.name, of: .users) }
    }
    for allocation in factory.allocations ?? [] { note(allocation.account, of: .accounts) }
    for balance in factory.balances { note(balance.account, of: .accounts) }
  }

  /// How many there are of a kind; of one that is hidden, how many are told apart by numbers.
  package func count(of kind: Redactions) -> Int { kind.words.first.flatMap { names[$0]?.count } ?? 0 }

  private mutating func note(_ table: SymbolTable, _ symbols: [Symbol], of kind: Redactions) {
    for symbol in Set(symbols) { note(table[symbol], of: kind) }
  }

  private mutating func note(_ name: SafeText?, of kind: Redactions) {
    guard let name, !name.isEmpty, name != "hidden", let word = kind.words.first else { return }
    names[word, default: []].insert(name)
  }
}
