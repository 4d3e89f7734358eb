package import Text

/// One line of the journal: what somebody found or decided about an application, knowing what.
///
/// Copies share what it says, for a journal's records stand in several lists at once.
package struct DecisionRecord: Sendable {
  private var fields: Shared<Fields>

  private struct Fields: Hashable, Sendable {
    var id: SafeText
    var application: SafeText
    var kind: DecisionKind
    var note: SafeText?
    var seen: [SafeText]
    var from: ApplicationState?
    var to: ApplicationState?
    var portal: ApplicationState?
    var isForced: Bool
    var author: RecordAuthor
    var at: Timestamp
    var isNewer: Bool
  }

  /// The same in every copy, when a record had to be written again.
  package var id: SafeText {
    get { fields.value.id }
    set { fields.value.id = newValue }
  }
  package var application: SafeText {
    get { fields.value.application }
    set { fields.value.application = newValue }
  }
  package var kind: DecisionKind {
    get { fields.value.kind }
    set { fields.value.kind = newValue }
  }
  package var note: SafeText? {
    get { fields.value.note }
    set { fields.value.note = newValue }
  }
  /// The records that its author had before the eyes: the newest of the application, those before them understood.
  package var seen: [SafeText] {
    get { fields.value.seen }
    set { fields.value.seen = newValue }
  }
  /// The state that it was made in; `nil` when it changes none.
  package var from: ApplicationState? {
    get { fields.value.from }
    set { fields.value.from = newValue }
  }
  /// The state that it leads to; `nil` when it changes none.
  package var to: ApplicationState? {
    get { fields.value.to }
    set { fields.value.to = newValue }
  }
  /// The portal's state at that time; `nil` when no file named the application.
  package var portal: ApplicationState? {
    get { fields.value.portal }
    set { fields.value.portal = newValue }
  }
  /// Whether the state machine refused it and the author insisted.
  package var isForced: Bool {
    get { fields.value.isForced }
    set { fields.value.isForced = newValue }
  }
  package var author: RecordAuthor {
    get { fields.value.author }
    set { fields.value.author = newValue }
  }
  /// By the author's clock, which decides nothing.
  package var at: Timestamp {
    get { fields.value.at }
    set { fields.value.at = newValue }
  }
  /// Whether it says more than this version understands.
  package var isNewer: Bool {
    get { fields.value.isNewer }
    set { fields.value.isNewer = newValue }
  }

  package init(
    id: SafeText, application: SafeText, kind: DecisionKind, note: SafeText? = nil, seen: [SafeText] = [],
    from: ApplicationState? = nil, to: ApplicationState? = nil, portal: ApplicationState? = nil,
    isForced: Bool = false, author: RecordAuthor, at: Timestamp, isNewer: Bool = false
  ) {
    fields = Shared(
      Fields(
        id: id, application: application, kind: kind, note: note, seen: seen, from: from, to: to,
        portal: portal, isForced: isForced, author: author, at: at, isNewer: isNewer))
  }
}

extension DecisionRecord: Hashable {
  package static func == (left: DecisionRecord, right: DecisionRecord) -> Bool {
    left.fields == right.fields
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(fields.value) }
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
    return rest.lexicographicallyPrecedes(other.rest)
  }

  /// What it says, whoever owns the file that holds it: copies have the same.
  fileprivate var content: DecisionRecord {
    guard author.isVerified else { return self }
    var content = self
    content.author.isVerified = false
    return content
  }

  private var rest: [SafeText] {
    let texts: [SafeText?] =
      [
        application, kind.word, kind.value, note, from?.word, to?.word, portal?.word, author.name,
        author.host,
        isForced ? "forced" : "", isNewer ? "newer" : "", "\(author.uid)",
      ] + seen
    return texts.map { $0 ?? "" }
  }
}

extension Sequence<DecisionRecord> {
  /// Every record once (`DecisionUnion`).
  package func union() -> [DecisionRecord] { DecisionUnion(self).records }
}

/// Every record once: copies are the same record, and its author is known when one copy's file belongs to them.
///
/// Records of one ID that differ stay apart, so that a forged one is seen as what it is: a contradiction.
package struct DecisionUnion {
  package private(set) var records: [DecisionRecord] = []
  private var places = ContentPlaces<DecisionRecord>()

  /// Costs time in proportion to the records, also where many of one ID differ.
  package init(_ all: some Sequence<DecisionRecord>) {
    records.reserveCapacity(all.underestimatedCount)
    places.reserve(all.underestimatedCount)
    for record in all {
      let earlier = places.place(of: record.content, id: record.id, orAdd: records.count) {
        records[$0].content
      }
      if let earlier {
        if record.author.isVerified { records[earlier].author.isVerified = true }
      } else {
        records.append(record)
      }
    }
  }

  package func holds(_ id: SafeText) -> Bool { places.hold(id) }

  /// Whether records of this ID do not say the same.
  package func isContradictory(_ id: SafeText) -> Bool { places.holdSeveral(id) }
}

/// Where in a list what says the same is. A content is hashed only where its ID is there with another one, which is
/// seldom, and never compared with each of many.
struct ContentPlaces<Content: Hashable> {
  private var first: [SafeText: Int] = [:]
  /// Of the IDs that several contents have.
  private var others: [Content: Int] = [:]
  private var severals: Set<SafeText> = []

  mutating func reserve(_ count: Int) { first.reserveCapacity(count) }

  /// The place of an equal content of this ID; where there is none, `new` is kept as its place. `content` gives that of
  /// a place that was kept.
  mutating func place(of own: Content, id: SafeText, orAdd new: Int, content: (Int) -> Content) -> Int? {
    guard let earliest = first.updateValue(new, forKey: id) else { return nil }
    first[id] = earliest
    if content(earliest) == own { return earliest }
    if let other = others[own] { return other }
    others[own] = new
    severals.insert(id)
    return nil
  }

  func hold(_ id: SafeText) -> Bool { first[id] != nil }

  /// Whether different contents have the ID.
  func holdSeveral(_ id: SafeText) -> Bool { !severals.isEmpty && severals.contains(id) }
}

/// Where in a list the records of an ID are: in one place each, but for forged ones.
struct RecordPlaces {
  /// Of how many that share an ID somebody who names the ID is taken to mean: the first. No program gives an ID twice, and
  /// whoever does by the thousand must not have each of a thousand others lead to all of them.
  static let mostMeant = 64

  private var first: [SafeText: Int] = [:]
  private var others: [SafeText: [Int]] = [:]

  mutating func reserve(_ count: Int) { first.reserveCapacity(count) }

  mutating func add(_ place: Int, of id: SafeText) {
    if let earlier = first.updateValue(place, forKey: id) {
      first[id] = earlier
      others[id, default: []].append(place)
    }
  }

  /// In the order in which they were added.
  func of(_ id: SafeText) -> [Int] {
    guard let first = first[id] else { return [] }
    return others.isEmpty ? [first] : [first] + (others[id] ?? [])
  }
}
