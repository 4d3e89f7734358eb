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
    package init(
      found: Case, record: DecisionRecord, by author: RecordAuthor, naming steps: StepNames = .words
    ) {
      self.found = found
      self.record = record
      obstacle = found.obstacle(toTakingBack: record, by: author, naming: steps)
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
  /// Whether there are others of the author's that could be taken back.
  package let hasOthers: Bool

  /// Of all applications, the newest first; `nil` where no record is the author's that is not taken back. Linear in the
  /// records.
  ///
  /// What the author built on later is older, and so is what one run recorded before. Among runs the author's clock
  /// decides, and of one moment what this run recorded, whose `sessions` are given, is the newest.
  package init?(
    newestOf author: RecordAuthor, among cases: some Sequence<Case>, recordingIn sessions: Set<SafeText> = [],
    naming steps: StepNames = .words
  ) {
    var own: [(found: Case, record: DecisionRecord)] = []
    var last: [Session: DecisionRecord] = [:]
    for found in cases {
      let all = found.correctable(by: author)
      own += all.map { (found, $0) }
      for record in found.latest(of: all) {
        let session = Session(of: record)
        if let other = last[session], !other.isBefore(record, in: sessions) { continue }
        last[session] = record
      }
    }
    let candidates = last.values
    guard let record = candidates.max(by: { $0.isBefore($1, in: sessions) }),
      let newest = own.first(where: { $0.record.id == record.id && $0.record.author == record.author })
    else { return nil }
    let batch = newest.record.batch
    let together = own.filter {
      $0.record.id == newest.record.id
        || batch != nil && $0.record.batch == batch
          && $0.record.author.isVerified == newest.record.author.isVerified
    }
    self.init(
      batch: together.count > 1 ? batch : nil, together, by: author, hasOthers: own.count > together.count,
      naming: steps)
  }

  /// Of one application alone: the last in the order of who had seen whose.
  package init?(newestOf author: RecordAuthor, on found: Case, naming steps: StepNames = .words) {
    let own = found.correctable(by: author)
    guard let newest = found.latest(of: own).max(by: { $0.isBefore($1) }) else { return nil }
    self.init(batch: nil, [(found, newest)], by: author, hasOthers: own.count > 1, naming: steps)
  }

  private init(
    batch: SafeText?, _ records: [(found: Case, record: DecisionRecord)], by author: RecordAuthor,
    hasOthers: Bool, naming steps: StepNames
  ) {
    self.batch = batch
    self.hasOthers = hasOthers
    parts = records.sorted { $0.found.application.id < $1.found.application.id }.map {
      Part(found: $0.found, record: $0.record, by: author, naming: steps)
    }
  }

  /// The run of a program that recorded something, which numbers its records.
  private struct Session: Hashable {
    let name: SafeText
    let isVerified: Bool

    init(of record: DecisionRecord) {
      name = record.session
      isVerified = record.author.isVerified
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
  package func obstacle(
    toTakingBack record: DecisionRecord, by author: RecordAuthor, naming steps: StepNames = .words
  ) -> SafeText? {
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
    if isInPortal(record) {
      return "the portal has gone on from it, and says \(standing.portalState.name(in: steps))"
    }
    return nil
  }

  /// Those of the author's `own` on which no other of them builds, each run's last alone.
  fileprivate func latest(of own: [DecisionRecord]) -> [DecisionRecord] {
    guard own.count > 1, let author = own.first?.author.uid else { return own }
    let ids = Set(own.map(\.id))
    var latest: [DecisionRecord] = []
    // What one of them had seen, at first or at second hand.
    var known: Set<SafeText> = []
    for entry in standing.history.entries.reversed() {
      let record = entry.record
      if ids.contains(record.id), record.author.uid == author, !known.contains(record.id) {
        latest.append(record)
      }
      if ids.contains(record.id) || known.contains(record.id) { known.formUnion(record.seen) }
    }
    let open = latest
    return open.filter { record in
      !open.contains { $0.session == record.session && record.number < $0.number }
    }
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
  /// Whether it is the older one of two of one author's: of one run by its number, else by the author's clock, and of one
  /// moment where it is not of one of `sessions`. What somebody else's file holds is older than what is the author's
  /// beyond doubt.
  fileprivate func isBefore(_ other: DecisionRecord, in sessions: Set<SafeText> = []) -> Bool {
    if author.isVerified != other.author.isVerified { return other.author.isVerified }
    if session == other.session, number != other.number { return number < other.number }
    if at != other.at { return at < other.at }
    let (isHere, isOtherHere) = (sessions.contains(session), sessions.contains(other.session))
    if isHere != isOtherHere { return isOtherHere }
    return number == other.number ? id < other.id : number < other.number
  }

  /// What all records of one file have in common: the ID before its last colon.
  package var session: SafeText {
    let digits = id.shown.utf8.reversed().prefix { $0 != UInt8(ascii: ":") }.count
    return SafeText(untrusted: String(id.shown.dropLast(digits + 1)))
  }

  /// The place in the file; 0 where the ID has none.
  fileprivate var number: Int {
    let digits = id.shown.utf8.reversed().prefix { $0 != UInt8(ascii: ":") }.reversed()
    return Int(String(decoding: Array(digits), as: UTF8.self)) ?? 0
  }
}
