package import Text

/// One line of the journal: what somebody found or decided about an application, knowing what.
package struct DecisionRecord: Hashable, Sendable {
  /// The same in every copy, when a record had to be written again.
  package var id: SafeText
  package var application: SafeText
  package var kind: DecisionKind
  package var note: SafeText?
  /// The records that its author had before the eyes: the newest of the application, those before them understood.
  package var seen: [SafeText]
  /// The state that it was made in, and the one that it leads to; `nil` when it changes none.
  package var from: ApplicationState?
  package var to: ApplicationState?
  /// The portal's state at that time; `nil` when no file named the application.
  package var portal: ApplicationState?
  /// Whether the state machine refused it and the author insisted.
  package var isForced: Bool
  package var author: RecordAuthor
  /// By the author's clock, which decides nothing.
  package var at: Timestamp
  /// Whether it says more than this version understands.
  package var isNewer: Bool

  package init(
    id: SafeText, application: SafeText, kind: DecisionKind, note: SafeText? = nil, seen: [SafeText] = [],
    from: ApplicationState? = nil, to: ApplicationState? = nil, portal: ApplicationState? = nil,
    isForced: Bool = false, author: RecordAuthor, at: Timestamp, isNewer: Bool = false
  ) {
    self.id = id
    self.application = application
    self.kind = kind
    self.note = note
    self.seen = seen
    self.from = from
    self.to = to
    self.portal = portal
    self.isForced = isForced
    self.author = author
    self.at = at
    self.isNewer = isNewer
  }
}

/// Who wrote a record, and where.
package struct RecordAuthor: Hashable, Sendable {
  package var name: SafeText
  package var uid: UInt32
  package var host: SafeText
  /// Whether the file that holds the record belongs to that user. Nothing else ranks a record, so that it ranks alike on
  /// every machine: no name is looked up.
  package var isVerified: Bool

  package init(name: SafeText, uid: UInt32, host: SafeText, isVerified: Bool = true) {
    self.name = name
    self.uid = uid
    self.host = host
    self.isVerified = isVerified
  }
}

extension DecisionRecord {
  /// Whether it may take `other` back: nobody corrects for somebody else, and a forged name takes nothing back.
  package func mayCorrect(_ other: DecisionRecord) -> Bool {
    author.uid == other.author.uid && (author.isVerified || !other.author.isVerified)
  }

  /// A total order that neither files nor lines have a part in: the author's clock, then every other field.
  func precedes(_ other: DecisionRecord) -> Bool {
    if at != other.at { return at < other.at }
    if id != other.id { return id < other.id }
    return rest < other.rest
  }

  /// Whether they are copies, whoever owns the files that hold them.
  fileprivate func saysTheSame(as other: DecisionRecord) -> Bool {
    var copy = other
    copy.author.isVerified = author.isVerified
    return copy == self
  }

  private var rest: SafeText {
    let texts: [SafeText?] =
      [
        application, kind.word, kind.value, note, from?.word, to?.word, portal?.word, author.name,
        author.host,
        isForced ? "forced" : "", isNewer ? "newer" : "", "\(author.uid)",
      ] + seen
    return texts.map { $0 ?? "" }.joined(separator: " | ")
  }
}

extension Sequence<DecisionRecord> {
  /// Every record once: copies are the same record, and its author is known when one copy's file belongs to them.
  ///
  /// Records of one ID that differ stay apart, so that a forged one is seen as what it is: a contradiction.
  package func union() -> [DecisionRecord] {
    var places: [SafeText: [Int]] = [:]
    var records: [DecisionRecord] = []
    places.reserveCapacity(underestimatedCount)
    records.reserveCapacity(underestimatedCount)
    for record in self {
      if let place = places[record.id]?.first(where: { records[$0].saysTheSame(as: record) }) {
        if record.author.isVerified { records[place].author.isVerified = true }
      } else {
        places[record.id, default: []].append(records.count)
        records.append(record)
      }
    }
    return records
  }
}
