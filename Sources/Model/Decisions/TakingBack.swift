package import Text

/// Somebody's newest record, and all that were recorded at once with it, with what stands against taking them back.
///
/// The journal only grows: what is taken back stays in it, and a correction says that it does not count.
package struct TakingBack: Equatable, Sendable {
  /// One record, and what stands against taking it back.
  package struct Part: Equatable, Sendable {
    package let found: Case
    package let record: DecisionRecord
    /// Why it cannot be taken back, in a clause; `nil` when it can.
    package let obstacle: SafeText?

    /// Looks for what stands in the author's way. Linear in the records of the application.
    package init(found: Case, record: DecisionRecord, by author: RecordAuthor) {
      self.found = found
      self.record = record
      obstacle = found.obstacle(toTakingBack: record, by: author)
    }

    /// The correction that takes it back, with the note `undo`.
    package var draft: CaseDraft {
      CaseDraft(found: found, draft: DecisionDraft(.correction(of: record.id), note: "undo"))
    }
  }

  /// What the records have in common, where there are several.
  package let batch: SafeText?
  /// One at least, in the order of the applications.
  package let parts: [Part]

  /// Of all applications, the newest first; `nil` where no record is the author's that is not taken back. Linear in the
  /// records.
  package init?(newestOf author: RecordAuthor, among cases: some Sequence<Case>) {
    var own: [(found: Case, record: DecisionRecord)] = []
    for found in cases { own += found.correctable(by: author).map { (found, $0) } }
    guard let newest = own.max(by: { $0.record.isBefore($1.record) }) else { return nil }
    let batch = newest.record.batch
    let together = own.filter {
      $0.record.id == newest.record.id
        || batch != nil && $0.record.batch == batch
          && $0.record.author.isVerified == newest.record.author.isVerified
    }
    self.init(batch: together.count > 1 ? batch : nil, together, by: author)
  }

  /// Of one application alone.
  package init?(newestOf author: RecordAuthor, on found: Case) {
    let own = found.correctable(by: author)
    guard let newest = own.max(by: { $0.isBefore($1) }) else { return nil }
    self.init(batch: nil, [(found, newest)], by: author)
  }

  private init(batch: SafeText?, _ records: [(found: Case, record: DecisionRecord)], by author: RecordAuthor)
  {
    self.batch = batch
    parts = records.sorted { $0.found.application.id < $1.found.application.id }.map {
      Part(found: $0.found, record: $0.record, by: author)
    }
  }
}

extension TakingBack {
  /// Why none of it can be taken back, in a clause; `nil` when some of it can.
  package var refusal: SafeText? {
    guard parts.allSatisfy({ $0.obstacle != nil }) else { return nil }
    let told = parts.prefix(2).map {
      "\($0.record.kind.name) of \($0.found.application.id.withoutProgramme) cannot be taken back: \($0.obstacle ?? "")"
        as SafeText
    }
    let more: SafeText = parts.count > 2 ? "; +\(parts.count - 2) more" : ""
    return "\(told.joined(separator: "; "))\(more)"
  }

  /// Why there is nothing of `author`’s to take back, in a clause: of one application, or, without one, of all.
  package static func nothing(of author: RecordAuthor, on found: Case?) -> SafeText {
    guard let found else { return "there is no record of yours to take back" }
    guard let newest = found.standing.history.entries.last?.record, newest.author.uid != author.uid else {
      return "there is no record of yours here to take back"
    }
    return
      "the newest record here is \(found.standing.names.shown(newest.author))’s, and nobody takes back for somebody else"
  }
}

extension Case {
  /// Why a record of this application cannot be taken back, in a clause; `nil` when it can.
  package func obstacle(toTakingBack record: DecisionRecord, by author: RecordAuthor) -> SafeText? {
    guard record.author.uid == author.uid else {
      return "it is \(standing.names.shown(record.author))’s, and nobody takes back for somebody else"
    }
    guard correctable(by: author).contains(where: { $0.id == record.id }) else {
      return "it was taken back already"
    }
    if let later = standing.history.records(buildingOn: record.id).last {
      let who = later.author.uid == author.uid ? "you" : standing.names.shown(later.author)
      return "\(who) recorded \(later.kind.name) after it, as \(later.id)"
    }
    if isInPortal(record) { return "the portal has gone on from it, and says \(standing.portalState.word)" }
    return nil
  }

  /// Whether the portal's state has come from elsewhere to where the record leads, or on from there.
  private func isInPortal(_ record: DecisionRecord) -> Bool {
    guard let state = record.to, standing.portalState != record.portal else { return false }
    return standing.portalState == state || state.leads(to: standing.portalState)
  }
}

extension CaseHistory {
  /// What was recorded in knowledge of a record and is not taken back, in the order of the time line; corrections
  /// themselves build on nothing. Linear in the records.
  package func records(buildingOn id: SafeText) -> [DecisionRecord] {
    // What was seen stands before who saw it.
    var knowing: Set<SafeText> = [id]
    return entries.compactMap { entry in
      guard entry.record.id != id, entry.record.seen.contains(where: knowing.contains) else { return nil }
      knowing.insert(entry.record.id)
      if case .correction = entry.record.kind { return nil }
      return entry.standing == .withdrawn ? nil : entry.record
    }
  }
}

extension DecisionRecord {
  /// Whether it is the older one of two of one author's: by the author's clock, then by the number in the file. What
  /// somebody else's file holds is older than what is the author's beyond doubt.
  fileprivate func isBefore(_ other: DecisionRecord) -> Bool {
    if author.isVerified != other.author.isVerified { return other.author.isVerified }
    if at != other.at { return at < other.at }
    return number == other.number ? id < other.id : number < other.number
  }

  private var number: Int {
    let digits = id.shown.utf8.reversed().prefix { $0 != UInt8(ascii: ":") }.reversed()
    return Int(String(decoding: Array(digits), as: UTF8.self)) ?? 0
  }
}
