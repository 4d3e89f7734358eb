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
    var batch: SafeText?
    var author: RecordAuthor
    var at: Timestamp
    var isNewer: Bool
  }

  /// The same in every copy, when a record had to be written again.
  package var id: SafeText {
    get { fields.value.id }
    set { fields.value.id = newValue }
  }
  /// The application's ID.
  package var application: SafeText {
    get { fields.value.application }
    set { fields.value.application = newValue }
  }
  package var kind: DecisionKind {
    get { fields.value.kind }
    set { fields.value.kind = newValue }
  }
  /// In the author's own words; `nil` without one.
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
  /// What all records have in common that were recorded at once; `nil` for one by itself.
  package var batch: SafeText? {
    get { fields.value.batch }
    set { fields.value.batch = newValue }
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
    isForced: Bool = false, batch: SafeText? = nil, author: RecordAuthor, at: Timestamp,
    isNewer: Bool = false
  ) {
    fields = Shared(
      Fields(
        id: id, application: application, kind: kind, note: note, seen: seen, from: from, to: to,
        portal: portal, isForced: isForced, batch: batch, author: author, at: at, isNewer: isNewer))
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
  /// As the record gives it, whatever the system here calls the user (`UserNames`).
  package var name: SafeText
  /// The user's number, by which authors are told apart.
  package var uid: UInt32
  /// The machine that it was written on; empty where the record does not say.
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

  private var rest: [SafeText] {
    let texts: [SafeText?] =
      [
        application, kind.word, kind.value, note, from?.word, to?.word, portal?.word, author.name,
        author.host,
        isForced ? "forced" : "", batch, isNewer ? "newer" : "", "\(author.uid)",
      ] + seen
    return texts.map { $0 ?? "" }
  }
}

extension DecisionRecord {
  /// What was done, as a person says it.
  package func summary(in history: CaseHistory) -> SafeText {
    switch kind {
    case .assign(let assignee): "assign to \(assignee)"
    case .correction(let id): "take back \(history.entry(id)?.record.kind.name ?? id)"
    case .outcome, .ask, .answer, .decision, .note, .unknown: kind.name
    }
  }
}
