import Model
import Text

/// Which of several files that list the same count: the newest, and those that are parts of one list with it.
///
/// Two listings of one thing never add up, so that a copy that somebody left beside the live file adds nothing,
/// whatever its name. A file whose data are older than the newest's by more than parts of a list may be apart
/// (`ListingSubject.partsWithin`) does not count, whatever it lists. One about as new is another version of a newer one,
/// unless something proves it a part of the same list (`isVersion`).
///
/// What is named as a copy of another (`CopyName`) takes that one's place only where it states a later time itself, or
/// where Waldur's records in both tell of a later one. Where nothing else tells which of two is newer, one that has all
/// records of the other and more counts, then the one with the newest record, and the shorter name.
///
/// Where an answer of Slurm's tells that it was asked for some of what there is (`squeue --start`, `sinfo -R`), it takes
/// no whole one's place, and adds nothing to one but jobs and nodes of other partitions.
///
/// The data of a vanished file count like others', and Slurm's jobs and nodes while no other file about as new tells
/// of theirs.
struct CountingListings {
  /// Why a file does not count for one subject.
  private struct Reason {
    var subject: ListingSubject
    /// The document that counts in its place.
    var newer: Int
    var why: Why

    enum Why {
      /// That one is newer by so much, whatever they list. A part of a list may be one whose producer has stopped, for
      /// no other file tells of its partitions.
      case age(Seconds, mayBePart: Bool)
      /// All of it is in that one too.
      case contained
      /// Most of it is.
      case version
      /// It is the same list at another time.
      case otherTime
      /// It is too old, whatever the age of that one, which is not known.
      case undated
    }

    var mayBePart: Bool {
      switch why {
      case .age(_, let mayBePart): mayBePart
      case .contained, .version, .otherTime, .undated: false
      }
    }
  }

  private let documents: [DatedDocument]
  private let vanished: VanishedFiles
  private var reasons: [[Reason]]
  /// For each document the subjects for which it does not count.
  private var superseded: [Set<ListingSubject>]
  /// For each document its place in the order of precedence, the oldest first.
  let ranks: [Int]

  /// `now` where it is known: then it is known of some files that they are old, without another to compare them with.
  init(_ documents: [DatedDocument], now: Timestamp?) {
    let documents = documents.withBelievableTimes(now).withSubjects().withCopiesNamed()
    self.documents = documents
    vanished = VanishedFiles(among: documents, now: now)
    reasons = documents.map { _ in [] }
    superseded = documents.map { _ in [] }
    let order = documents.indices.sorted { left, right in
      (documents[left].standing, left) < (documents[right].standing, right)
    }
    var ranks = [Int](repeating: 0, count: documents.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    self.ranks = ranks

    var groups: [ListingSubject: [Int]] = [:]
    for index in order.reversed() where !vanished.isReplaced(index) {
      for subject in documents[index].subjects { groups[subject, default: []].append(index) }
    }
    for (subject, indices) in groups where indices.count > 1 { choose(indices, subject) }
    // What a copy lists and its original does not, is no more.
    for index in documents.indices where documents[index].isNamedAsCopy {
      guard let reason = reasons[index].first(where: { !$0.mayBePart }) else { continue }
      for subject in documents[index].subjects where superseded[index].insert(subject).inserted {
        reasons[index].append(Reason(subject: subject, newer: reason.newer, why: .otherTime))
      }
    }
    for subject in groups.keys {
      guard case .nodes(let cluster) = subject, let rows = groups[.nodeRows(of: cluster)] else { continue }
      choose(nodes: groups[subject] ?? [], orRows: rows, subject, now)
    }
  }

  /// The documents that count, without what does not; `nil` where nothing of one does.
  var counting: [DatedDocument?] {
    documents.indices.map { vanished.isReplaced($0) ? nil : documents[$0].without(superseded[$0]) }
  }

  /// Whether a document's file was removed on purpose, so that nobody misses it.
  func isRetired(_ index: Int) -> Bool { vanished.isRetired(index) }

  /// Why nothing of a document counts, in one clause; `nil` where something does, or where it has vanished and another
  /// file is in its place.
  func whyNotUsed(_ index: Int) -> SafeText? {
    guard documents[index].without(superseded[index]) == nil,
      let reason = reasons[index].min(by: { $0.subject.inWords < $1.subject.inWords })
    else { return nil }
    let newer = documents[reason.newer].path.text
    if documents[index].isAhead, !documents[reason.newer].isAhead {
      return "“\(newer)” lists \(reason.subject.inWords) too, at a time that can be believed"
    }
    switch reason.why {
    case .contained: return "“\(newer)” tells all of it too\(isNewer(reason.newer, than: index))"
    case .undated: return "“\(newer)” lists \(reason.subject.inWords) too, and this is too old"
    case .version: return "“\(newer)” tells most of it too\(isNewer(reason.newer, than: index))"
    case .otherTime:
      return "“\(newer)” lists \(reason.subject.inWords) too\(isNewer(reason.newer, than: index))"
    case .age(let by, let mayBePart):
      let advice: SafeText = mayBePart ? "; check whether its producer still runs" : ""
      return "“\(newer)” lists \(reason.subject.inWords) too, and is newer by \(by.inWords)\(advice)"
    }
  }

  /// Whether a file that does not count may be one that should: then its age still matters.
  func mayBePart(_ index: Int) -> Bool { reasons[index].contains(where: \.mayBePart) }

  private func isNewer(_ newer: Int, than index: Int) -> SafeText {
    guard let time = documents[newer].listedAt, let other = documents[index].listedAt else { return "" }
    return time > other ? ", and is newer" : ""
  }

  /// Chooses among listings of one subject, the newest first.
  private mutating func choose(_ indices: [Int], _ subject: ListingSubject) {
    // What was asked for some of it takes nothing's place, however new it is.
    let ordered = indices.filter { !documents[$0].isSelection } + indices.filter { documents[$0].isSelection }
    let listings = containingFirst(ordered.map { Listing(documents[$0], at: $0, of: subject) })
    var counting = Counting()
    for listing in listings {
      if let reason = reason(against: listing, counting, subject) {
        reasons[listing.document].append(reason)
        superseded[listing.document].insert(subject)
      } else {
        counting.add(listing, isOrdinary: isOrdinary(listing, subject))
      }
    }
  }

  /// The listings of a subject that count so far.
  private struct Counting {
    private(set) var listings: [Listing] = []
    /// Those that are not ordinary.
    private(set) var others: [Listing] = []
    private(set) var keys: Set<Listing.Key> = []
    private(set) var partitions: Set<SafeText> = []

    mutating func add(_ listing: Listing, isOrdinary: Bool) {
      listings.append(listing)
      if !isOrdinary { others.append(listing) }
      keys.formUnion(listing.keys)
      partitions.formUnion(listing.partitions?.all ?? [])
    }
  }

  /// Whether a listing is no version of another ordinary one with which it has no record in common (`isVersion`), so that
  /// of thousands, such as a file a job, not each has to be held against each.
  private func isOrdinary(_ listing: Listing, _ subject: ListingSubject) -> Bool {
    let isApart =
      switch subject.turnover {
      case .byItself: listing.isOfOne
      case .slow, .unknown: true
      }
    return isApart && listing.command == nil && !listing.isSelection && !listing.isEmpty
      && !documents[listing.document].isNamedAsCopy
  }

  /// The listings in the order in which they count: before one whose age nothing tells stands what has all of its
  /// records and more.
  private func containingFirst(_ listings: [Listing]) -> [Listing] {
    var ordered: [Listing] = []
    var fewest = Int.max
    for listing in listings {
      defer { if !listing.keys.isEmpty { fewest = min(fewest, listing.keys.count) } }
      // Nothing is contained in what has no more records than the smallest.
      guard listing.keys.count > fewest else {
        ordered.append(listing)
        continue
      }
      let place = ordered.firstIndex { other in
        guard !other.keys.isEmpty, listing.keys.count > other.keys.count, listing.isAsOld(as: other),
          !listing.statesTime, !other.statesTime, listing.isSelection == other.isSelection,
          listing.keys.isSuperset(of: other.keys)
        else { return false }
        return !documents[listing.document].isNamedAsCopy || documents[other.document].isNamedAsCopy
      }
      ordered.insert(listing, at: place ?? ordered.endIndex)
    }
    return ordered
  }

  /// Why a listing does not count beside newer ones that do.
  private func reason(
    against listing: Listing, _ counting: Counting, _ subject: ListingSubject
  ) -> Reason? {
    guard let newest = counting.listings.first else { return nil }
    if let time = listing.time, let newestTime = newest.time, newestTime - time > subject.partsWithin {
      // What is torn now was live, and stays as it would alone, while nothing else tells of its records.
      if documents[listing.document].isBroken, counting.keys.isDisjoint(with: listing.keys) { return nil }
      let own = listing.partitions?.all ?? []
      let others = counting.partitions
      let mayBePart =
        !own.isEmpty && own.isDisjoint(with: others) && !isNamedAsCopy(listing, of: newest)
        && (!others.isEmpty || isNamedAsPart(listing, beside: newest))
      return Reason(
        subject: subject, newer: newest.document, why: .age(newestTime - time, mayBePart: mayBePart))
    }
    // What lists nothing adds nothing.
    if listing.keys.isEmpty { return nil }
    let shared = listing.keys.count { counting.keys.contains($0) }
    if shared == listing.keys.count {
      let same = counting.listings.first { $0.keys.isSuperset(of: listing.keys) } ?? newest
      return Reason(subject: subject, newer: same.document, why: .contained)
    }
    let mayBeVersion = shared > 0 || !isOrdinary(listing, subject)
    let version = (mayBeVersion ? counting.listings : counting.others).first {
      isVersion(listing, of: $0, subject)
    }
    return version.map { newer in
      let both = listing.keys.count { newer.keys.contains($0) }
      return Reason(
        subject: subject, newer: newer.document,
        why: both * 2 >= min(listing.keys.count, newer.keys.count) && both > 0 ? .version : .otherTime)
    }
  }

  /// Whether a listing is another version of what one lists that counts before it, and no part of one list with it.
  ///
  /// - A file and its copy, told by their names, are versions. What two files state to be true at one moment is one list.
  /// - Two answers to one command, or to two that ask for all there is, are versions.
  /// - A list of other partitions is a part.
  /// - An answer for some of what there is adds nothing to a whole one, and is a part beside an answer for something else.
  /// - Beside a list without a record, which is of no partition, names tell.
  /// - Of what comes and goes by itself (jobs, reservations) all else is a version, but for files of one job each.
  /// - Of what stays for longer, a list that has no record in common is a part, and pages of ten records or more, or
  ///   that are named as pages, may have one in common.
  private func isVersion(_ listing: Listing, of newer: Listing, _ subject: ListingSubject) -> Bool {
    if isNamedAsCopy(listing, of: newer) { return true }
    if listing.statesTime, newer.statesTime, listing.time == newer.time { return false }
    if let command = listing.command, let other = newer.command {
      if command == other || !(listing.isSelection || newer.isSelection) { return true }
    }
    if listing.isOfOtherPartitions(than: newer) { return false }
    let both = listing.keys.count { newer.keys.contains($0) }
    let smaller = min(listing.keys.count, newer.keys.count)
    let isMost = both > 0 && both * 2 >= (listing.isAsOld(as: newer) ? smaller : listing.keys.count)
    if listing.isSelection { return isMost || !(newer.isSelection || newer.isOfOne) }
    if newer.isEmpty { return !isNamedAsPart(listing, beside: newer) }
    // One that was asked for, and the list of all.
    if newer.isOfOne, both > 0 { return isMost }
    switch subject.turnover {
    case .byItself: return !(listing.isOfOne && newer.isOfOne)
    case .slow where both == 0: return false
    case .slow:
      guard both == 1 else { return true }
      let page = subject.hasPages ? max(listing.keys.count, newer.keys.count) : smaller
      return page < Self.smallestPage && !areNumbered(listing, newer) && !isNumbered(listing, newer)
    case .unknown: return isMost
    }
  }

  /// A page of a list holds at least so many records, unless it is the last.
  private static let smallestPage = 10

  private func isNamedAsCopy(_ listing: Listing, of newer: Listing) -> Bool {
    documents[listing.document].isNamedAsCopy
      || documents[newer.document].originals.contains(listing.document)
  }

  /// Whether a listing is named for its partition, and an empty one beside it is not, or both for their number.
  private func isNamedAsPart(_ listing: Listing, beside empty: Listing) -> Bool {
    areNumbered(listing, empty)
      || Self.isNamedForPartition(
        listing, documents[listing.document].path, beside: documents[empty.document].path)
  }

  static func isNamedForPartition(_ listing: Listing, _ path: DataPath, beside other: DataPath)
    -> Bool
  {
    listing.partitions?.common?.contains { partition in
      PartName.hasWords(partition.shown, in: path.lastComponent.shown)
        && !PartName.hasWords(partition.shown, in: other.lastComponent.shown)
    } == true
  }

  /// Whether one's name is the other's with a number: `resources.json`, `resources2.json`.
  private func isNumbered(_ listing: Listing, _ other: Listing) -> Bool {
    let (one, two) = (documents[listing.document].path, documents[other.document].path)
    let (name, otherName) = (one.lastComponent.shown, two.lastComponent.shown)
    return one.folder == two.folder
      && (CopyName.likeness(of: name, to: otherName) == .numbered
        || CopyName.likeness(of: otherName, to: name) == .numbered)
  }

  private func areNumbered(_ listing: Listing, _ other: Listing) -> Bool {
    let (one, two) = (documents[listing.document].path, documents[other.document].path)
    return one.folder == two.folder
      && PartName.areNumbered(one.lastComponent.shown, two.lastComponent.shown)
  }

  /// Nodes one by one count before the rows of `sinfo`, unless they are too old beside them.
  private mutating func choose(
    nodes: [Int], orRows rows: [Int], _ subject: ListingSubject, _ now: Timestamp?
  ) {
    let readable = nodes.filter { !superseded[$0].contains(subject) && !documents[$0].isMissing }
    // Nodes of an earlier version of Slurm, whose answers to `sinfo` were nodes one by one.
    let copies = readable.filter { node in
      rows.contains { documents[node].originals.contains($0) && !isNewer(node, thanOriginal: $0) }
    }
    for index in copies {
      guard let row = rows.first(where: { documents[index].originals.contains($0) }) else { continue }
      superseded[index].insert(subject)
      reasons[index].append(Reason(subject: subject, newer: row, why: .otherTime))
    }
    let nodes = readable.filter { !copies.contains($0) }
    // Of nodes that do not change, an answer that was written just now may say that it is old.
    func time(_ index: Int) -> Timestamp? {
      documents[index].listedAt.map { max($0, documents[index].writtenAt ?? $0) }
    }
    guard let newest = nodes.compactMap(time).max(), nodes.allSatisfy({ time($0) != nil }),
      let row = rows.first(where: {
        !documents[$0].isMissing && !superseded[$0].contains(.nodeRows(of: subject.clusterOfQueue ?? ""))
      })
    else { return }
    let why: Reason.Why
    if let rowTime = time(row) {
      guard rowTime - newest > Self.nodesBeforeRows else { return }
      why = .age(rowTime - newest, mayBePart: false)
    } else {
      // Rows say nothing of their age: yesterday's nodes are not taken for newer.
      guard let now, now - newest > Self.nodesBeforeUndatedRows else { return }
      why = .undated
    }
    for index in nodes {
      superseded[index].insert(subject)
      reasons[index].append(Reason(subject: subject, newer: row, why: why))
    }
  }

  private func isNewer(_ copy: Int, thanOriginal original: Int) -> Bool {
    guard documents[copy].statesTime, let time = documents[copy].listedAt else { return false }
    return documents[original].listedAt.map { time > $0 } ?? false
  }

  /// By how much nodes one by one may be older than the rows of `sinfo`.
  private static let nodesBeforeRows = Seconds.minutes(30)
  /// How old they may be where the rows do not say how old they are.
  private static let nodesBeforeUndatedRows = Seconds.hours(12)
}
