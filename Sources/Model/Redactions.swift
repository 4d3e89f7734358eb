package import Text

/// What a site does not want to be seen, on no screen and in no report.
package struct Redactions: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Of applications; they become `hidden 1`, `hidden 2`, …
  package static let organisations = Redactions(rawValue: 1 << 0)
  /// Of applications.
  package static let titles = Redactions(rawValue: 1 << 1)
  /// Owners of jobs, who took nodes out, who handles and decides on applications, and who made them.
  package static let users = Redactions(rawValue: 1 << 2)
  /// Of Slurm and of allocations; they become `hidden 1`, `hidden 2`, … Paths of storage and the details of why jobs
  /// wait may name them, so they go too.
  package static let accounts = Redactions(rawValue: 1 << 3)
  package static let jobNames = Redactions(rawValue: 1 << 4)
  /// What administrators wrote about nodes. Slurm's own words of why jobs wait stay.
  package static let reasons = Redactions(rawValue: 1 << 5)
  /// Who made applications, also from the key that shows names. `users` hides them too.
  package static let applicants = Redactions(rawValue: 1 << 6)

  /// Each by its word in a configuration.
  package static let named: [(word: SafeText, redaction: Redactions)] = [
    ("organisations", .organisations), ("titles", .titles), ("users", .users), ("accounts", .accounts),
    ("job_names", .jobNames), ("reasons", .reasons), ("applicants", .applicants),
  ]
}

extension Redactions {
  /// Whether a problem of such a file may quote what is hidden. A journal's problem counts records and quotes none, and
  /// what is of applications alone stands in none of Slurm's files.
  fileprivate func mayBeQuoted(in kind: Source.Kind) -> Bool {
    switch kind {
    case .journal: false
    case .cluster, .nodes, .jobs, .history, .partitions, .reservations, .scheduler, .measurements, .qos:
      !isSubset(of: [.organisations, .titles, .applicants])
    case .applications, .allocations, .quotas, .configuration, .other: true
    }
  }
}

extension Factory {
  /// The same factory without what is not to be seen: once it is gone here, nothing behind can show it.
  ///
  /// Accounts and organisations become `hidden 1`, `hidden 2`, … in the order of their names, because rows, samples and
  /// checks tell them apart by these; the rest becomes `hidden`. Problems of records quote them, so they go too. Linear in what there is.
  package func redacted(_ redactions: Redactions) -> Factory {
    guard !redactions.isEmpty else { return self }
    var factory = self
    let accounts = redactions.contains(.accounts) ? accountNames : [:]
    for index in factory.clusters.indices { factory.clusters[index].redact(redactions, accounts) }
    let organisations = redactions.contains(.organisations) ? organisationNames : [:]
    for index in (factory.applications ?? []).indices {
      factory.applications?[index].redact(redactions, organisations)
    }
    for index in (factory.allocations ?? []).indices { factory.allocations?[index].account.rename(accounts) }
    for index in factory.balances.indices { factory.balances[index].account.rename(accounts) }
    if !redactions.isDisjoint(with: [.accounts, .users]) {
      // Paths of storage have the names of projects and persons in them.
      for index in (factory.quotas ?? []).indices { factory.quotas?[index].path.hide() }
    }
    for index in factory.sources.indices where factory.sources[index].isReadable {
      guard factory.sources[index].problem != nil,
        redactions.mayBeQuoted(in: factory.sources[index].kind)
      else { continue }
      factory.sources[index].problem = "has a problem that may quote what is hidden; run factorytop check"
    }
    return factory
  }

  /// What each organisation is called when organisations are hidden, by the form in which names are compared.
  private var organisationNames: [[UInt8]: SafeText] {
    let names = Set((applications ?? []).compactMap(\.organisation?.foldedName))
    return Dictionary(
      names.sorted { $0.lexicographicallyPrecedes($1) }.enumerated().map {
        ($0.element, "hidden \($0.offset + 1)")
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// What each account is called when accounts are hidden.
  private var accountNames: [SafeText: SafeText] {
    var names = Set((allocations ?? []).map(\.account))
    names.formUnion(balances.map(\.account))
    for cluster in clusters {
      names.formUnion((cluster.accounts ?? []).map(\.name))
      for reservation in cluster.reservations ?? [] {
        names.formUnion(reservation.accounts.map { $0.refused ?? $0 })
      }
      if let jobs = cluster.jobs { names.formUnion(Set(jobs.jobs.map(\.account)).map { jobs.symbols[$0] }) }
    }
    names.remove("")
    return Dictionary(
      names.sorted().enumerated().map { ($0.element, "hidden \($0.offset + 1)") },
      uniquingKeysWith: { first, _ in first })
  }
}

private let hidden: SafeText = "hidden"

extension SafeText {
  fileprivate mutating func rename(_ names: [SafeText: SafeText]) { self = names[self] ?? self }
}

extension SafeText? {
  /// What nobody tells stays unknown.
  fileprivate mutating func hide() { self = map { $0.isEmpty ? $0 : hidden } }
}

extension Application {
  fileprivate mutating func redact(_ redactions: Redactions, _ organisations: [[UInt8]: SafeText]) {
    if redactions.contains(.organisations) {
      organisation = organisation.map { organisations[$0.foldedName] ?? hidden }
    }
    if redactions.contains(.titles) { title.hide() }
    if redactions.contains(.users) { assignee.hide() }
    if !redactions.isDisjoint(with: [.users, .applicants]) { applicant = applicant.map { _ in .withheld } }
    standing?.history.redact(redactions)
    if redactions.contains(.users) { standing?.names = .withheld }
  }
}

extension CaseHistory {
  /// The same history without what is not to be seen.
  package func redacted(_ redactions: Redactions) -> CaseHistory {
    var history = self
    history.redact(redactions)
    return history
  }

  /// Notes may quote everything that is told of an application, so they go with any part of it.
  fileprivate mutating func redact(_ redactions: Redactions) {
    for index in entries.indices { entries[index].record.redact(redactions) }
    stateRecord?.redact(redactions)
    if redactions.contains(.users) { assignee.hide() }
  }
}

extension DecisionRecord {
  fileprivate mutating func redact(_ redactions: Redactions) {
    if !redactions.isDisjoint(with: [.organisations, .titles, .users, .applicants]) { note.hide() }
    guard redactions.contains(.users) else { return }
    author.name = hidden
    author.host = hidden
    if case .assign = kind { kind = .assign(to: hidden) }
  }
}

extension Cluster {
  fileprivate mutating func redact(_ redactions: Redactions, _ names: [SafeText: SafeText]) {
    for index in (accounts ?? []).indices { accounts?[index].name.rename(names) }
    if !redactions.isDisjoint(with: [.reasons, .users]) {
      for index in (nodes ?? []).indices {
        if redactions.contains(.reasons) { nodes?[index].reason.hide() }
        if redactions.contains(.users) { nodes?[index].reasonSetBy.hide() }
      }
    }
    for index in (reservations ?? []).indices { reservations?[index].redact(redactions, names) }
    if !redactions.isDisjoint(with: [.users, .accounts, .jobNames]) { jobs?.redact(redactions, names) }
  }
}

extension Reservation {
  fileprivate mutating func redact(_ redactions: Redactions, _ names: [SafeText: SafeText]) {
    accounts = accounts.map { account in
      guard let refused = account.refused else { return names[account] ?? account }
      return names[refused].map { "-\($0)" } ?? account
    }
    if redactions.contains(.users) { users = users.map { $0.refused == nil ? hidden : "-\(hidden)" } }
  }
}

extension SafeText {
  /// Who stands behind the `-` of a reservation's list; `nil` for a name without one.
  fileprivate var refused: SafeText? {
    let text = original ?? shown
    return text.hasPrefix("-") ? SafeText(untrusted: String(text.dropFirst())) : nil
  }
}

extension JobTable {
  /// Makes a new table of symbols, so that the old texts are not even in memory beside it.
  fileprivate mutating func redact(_ redactions: Redactions, _ names: [SafeText: SafeText]) {
    var kept = SymbolTable()
    var ours: [SafeText: Symbol] = [:]
    // The old table holds each text once, so that none is looked for, but for those that stand for others.
    func add(_ text: SafeText) -> Symbol {
      guard text.shown.hasPrefix(hidden.shown) else { return kept.append(text) }
      if let known = ours[text] { return known }
      let symbol = kept.append(text)
      ours[text] = symbol
      return symbol
    }
    // By the indices of the old symbols.
    var translation = [Symbol?](repeating: nil, count: symbols.texts.count)
    translation[0] = .empty
    var ofAccounts = translation
    func keep(_ symbol: inout Symbol) {
      let old = Int(symbol.index)
      if let new = translation[old] {
        symbol = new
      } else {
        symbol = add(symbols[symbol])
        translation[old] = symbol
      }
    }
    var hiddenSymbol: Symbol?
    func hide(_ symbol: inout Symbol, if isHidden: Bool) {
      guard isHidden, symbol != .empty else { return keep(&symbol) }
      let new = hiddenSymbol ?? add(hidden)
      hiddenSymbol = new
      symbol = new
    }
    func rename(_ symbol: inout Symbol) {
      let old = Int(symbol.index)
      if let new = ofAccounts[old] {
        symbol = new
      } else {
        if let name = names[symbols[symbol]] { symbol = add(name) } else { keep(&symbol) }
        ofAccounts[old] = symbol
      }
    }
    var jobs = jobs
    for index in jobs.indices {
      hide(&jobs[index].name, if: redactions.contains(.jobNames))
      hide(&jobs[index].user, if: redactions.contains(.users))
      rename(&jobs[index].account)
      keep(&jobs[index].arrayTasks)
      keep(&jobs[index].partition)
      keep(&jobs[index].qos)
      keep(&jobs[index].reason)
      // It may name the association whose limit is reached.
      hide(&jobs[index].reasonDetail, if: !redactions.isDisjoint(with: [.users, .accounts]))
      keep(&jobs[index].nodeList)
      keep(&jobs[index].dependency)
      keep(&jobs[index].reservation)
      keep(&jobs[index].licenses)
      keep(&jobs[index].plannedNodes)
      keep(&jobs[index].gpusByNode)
      keep(&jobs[index].priorities)
    }
    symbols = kept
    self.jobs = jobs
  }
}
