package import Text

/// What the journal tells of one application: a function of the set of its records, whatever their order.
package struct CaseHistory: Sendable, Equatable {
  /// What becomes of a record.
  package enum Standing: String, Sendable {
    case counts
    /// Its author took it back.
    case withdrawn
    /// It stands against another one that its author had not seen.
    case disputed
    /// It stood against another one, and a later record has settled that.
    case settled
    /// It is unverified, and a verified record that had not seen it counts instead: it stands beside that one until a
    /// verified record that has seen both settles it.
    case outranked
    /// It corrects a record that is not its author's, or none that is there.
    case refused
  }

  /// A record, and what becomes of it.
  package struct Entry: Sendable, Equatable {
    package var record: DecisionRecord
    package var standing: Standing

    package init(record: DecisionRecord, standing: Standing) {
      self.record = record
      self.standing = standing
    }
  }

  /// Records that were made without knowledge of each other; any one that has seen all of them settles it.
  package struct Conflict: Sendable, Equatable {
    package var aspect: CaseAspect
    /// In the order of the time line.
    package var records: [SafeText]

    package init(aspect: CaseAspect, records: [SafeText]) {
      self.aspect = aspect
      self.records = records
    }
  }

  /// A wait for the applicant.
  package struct Pause: Sendable, Equatable {
    /// When the question was asked, by its author's clock.
    package var from: Timestamp
    /// `nil` while it lasts.
    package var to: Timestamp?

    package init(from: Timestamp, to: Timestamp?) {
      self.from = from
      self.to = to
    }
  }

  /// The application's ID.
  package let application: SafeText
  /// The time line: what was seen stands before who saw it.
  package internal(set) var entries: [Entry] = []
  /// The records that nobody has seen when deciding: what a new one has to name.
  package internal(set) var heads: [SafeText] = []
  /// At most one of each aspect.
  package internal(set) var conflicts: [Conflict] = []
  /// The records whose standing is `outranked`, in the order of the time line.
  package internal(set) var outranked: [SafeText] = []
  /// The record that the undisputed state comes from; `nil` when the journal changed none.
  package internal(set) var stateRecord: DecisionRecord?
  /// Whom the newest undisputed assignment names; `nil` where there is none.
  package internal(set) var assignee: SafeText?
  /// In the order of the time line, what is in dispute left out.
  package internal(set) var pauses: [Pause] = []
  /// Records that were seen by others and are not there.
  package internal(set) var missing: [SafeText] = []

  /// The state that the journal leads to, what is in dispute left out.
  package var state: ApplicationState? { stateRecord?.to }
  /// Whether a record says more than this version understands.
  package var hasNewerRecords: Bool { entries.contains { $0.record.isNewer } }
  /// The first of the time line whose record has this ID; `nil` where none has. Of a long history it is looked up.
  package func entry(_ id: SafeText) -> Entry? {
    guard let places else { return entries.first { $0.record.id == id } }
    return places[id].map { entries[$0] }
  }
  /// Where in `entries` the first record of an ID is; `nil` for a short history.
  private var places: [SafeText: Int]?

  /// Of records of this application alone, each of them once.
  package init(of application: SafeText, records: [DecisionRecord] = []) {
    self.application = application
    if !records.isEmpty { fold(CausalOrder(records)) }
    if entries.count > Self.longest {
      places = Dictionary(
        entries.enumerated().map { ($1.record.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// How many entries are looked through, rather than kept in a table.
  private static let longest = 16

  /// The records that `seen` and what those had seen do not hold.
  package func records(unseenBy seen: [SafeText]) -> [DecisionRecord] {
    let order = CausalOrder(entries.map(\.record))
    let known = Set(seen)
    let places = order.records.indices.filter { known.contains(order.records[$0].id) }
    let isPast = order.past(of: places)
    return order.records.indices.filter { !isPast[$0] && !known.contains(order.records[$0].id) }
      .map { order.records[$0] }
  }
}

extension Sequence<DecisionRecord> {
  /// The history of every application that a record names, of records that are each there once (`union`).
  package func caseHistories() -> [SafeText: CaseHistory] {
    Dictionary(grouping: self, by: \.application).reduce(into: [:]) { histories, group in
      histories[group.key] = CaseHistory(of: group.key, records: group.value)
    }
  }
}
