import Model
import Text

/// Which of several files that list the same count: the newest, and those that are parts of one list with it.
///
/// Two listings of one thing never add up, so that a copy that somebody left beside the live file adds nothing,
/// whatever its name. A file whose data are older than the newest's by more than parts of a list may be apart
/// (`ListingSubject.partsWithin`) does not count, whatever it lists. Of those about as new, one is another version of
/// what newer ones list where half of its records or more are in them too, and a part otherwise: pages, a file a
/// partition or a job, an answer to who asked for less. Jobs that wait for several partitions make no version of a
/// file a partition, and what two files state to be true at one moment is one list. Where nothing tells which of two
/// is newer, half of the smaller one is enough, but for one record at the edge of two pages; and jobs of the same
/// partitions are not parts when nothing has been submitted to one of them for as long as parts may be apart.
///
/// A name as of a copy (`CopyName`) makes a version of a file whose time is the same as the other's, or as unknown.
///
/// Where an answer of Slurm's tells that it was asked for some of what there is (`squeue --start`, `sinfo -R`), it takes
/// no whole one's place.
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
      /// It is too old, whatever the age of that one, which is not known.
      case undated
    }

    var mayBePart: Bool {
      switch why {
      case .age(_, let mayBePart): mayBePart
      case .contained, .version, .undated: false
      }
    }
  }

  private let documents: [DatedDocument]
  /// Vanished files in whose place others are there.
  private let replaced: Set<Int>
  private var reasons: [[Reason]]
  /// For each document the subjects for which it does not count.
  private var superseded: [Set<ListingSubject>]
  /// For each document its place in the order of precedence, the oldest first.
  let ranks: [Int]

  /// `now` where it is known: then it is known of some files that they are old, without another to compare them with.
  init(_ documents: [DatedDocument], now: Timestamp?) {
    let documents = Self.withCopiesNamed(Self.withBelievableTimes(documents, now))
    self.documents = documents
    replaced = Self.replaced(in: documents)
    reasons = documents.map { _ in [] }
    superseded = documents.map { _ in [] }
    let order = documents.indices.sorted { left, right in
      (documents[left].standing, left) < (documents[right].standing, right)
    }
    var ranks = [Int](repeating: 0, count: documents.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    self.ranks = ranks

    var groups: [ListingSubject: [Int]] = [:]
    for index in order.reversed() where !replaced.contains(index) {
      for subject in documents[index].subjects { groups[subject, default: []].append(index) }
    }
    for (subject, indices) in groups where indices.count > 1 { choose(indices, subject) }
    for subject in groups.keys {
      guard case .nodes(let cluster) = subject, let rows = groups[.nodeRows(of: cluster)] else { continue }
      choose(nodes: groups[subject] ?? [], orRows: rows, subject, now)
    }
  }

  /// The documents that count, without what does not; `nil` where nothing of one does.
  var counting: [DatedDocument?] {
    documents.indices.map { replaced.contains($0) ? nil : documents[$0].without(superseded[$0]) }
  }

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
    let listings = ordered.map { Listing(documents[$0], at: $0, of: subject) }
    var counting: [Listing] = []
    var keys: Set<Listing.Key> = []
    for listing in listings {
      if let reason = reason(against: listing, counting: counting, keys, subject) {
        reasons[listing.document].append(reason)
        superseded[listing.document].insert(subject)
      } else {
        keys.formUnion(listing.keys)
        counting.append(listing)
      }
    }
  }

  /// The documents with other times for those that are dated ahead.
  ///
  /// The newest of a kind that is ahead is taken to be as old as its file; where there is no such time, or it is ahead
  /// too, older than what parts of its list may be, and newer than any older version. Others that are ahead keep their
  /// distance from it, for they have their times from the same clock.
  private static func withBelievableTimes(_ documents: [DatedDocument], _ now: Timestamp?) -> [DatedDocument]
  {
    struct Clock: Hashable {
      var kind: Source.Kind
      var cluster: SafeText?
    }
    guard let now else { return documents }
    let ahead = Dictionary(grouping: documents.indices.filter { documents[$0].isAhead }) { index in
      Clock(kind: documents[index].content.kind, cluster: documents[index].cluster)
    }
    var documents = documents
    for indices in ahead.values {
      guard let newest = indices.max(by: { documents[$0].standing < documents[$1].standing }),
        let stated = documents[newest].listedAt
      else { continue }
      let written = documents[newest].writtenAt.flatMap { $0 <= now + Source.clockTolerance ? $0 : nil }
      let span = documents[newest].subjects.first?.partsWithin ?? .minutes(5)
      let base = written ?? now + Seconds(-span.count)
      for index in indices {
        documents[index].listedAt = documents[index].listedAt.map { base + ($0 - stated) }
      }
    }
    return documents
  }

  /// The documents with a note on those whose names are of copies of another that lists the same.
  private static func withCopiesNamed(_ documents: [DatedDocument]) -> [DatedDocument] {
    var groups: [ListingSubject: [Int]] = [:]
    for index in documents.indices {
      for subject in documents[index].subjects { groups[subject, default: []].append(index) }
    }
    var documents = documents
    for indices in groups.values where indices.count > 1 {
      let folders = Dictionary(grouping: indices) { documents[$0].path.folder }
      for indices in folders.values where indices.count > 1 {
        let names = Set(indices.map { documents[$0].path.lastComponent.shown })
        for index in indices where CopyName.isCopy(documents[index].path.lastComponent.shown, among: names) {
          documents[index].isNamedAsCopy = true
        }
      }
    }
    return documents
  }

  /// Why a listing does not count beside newer ones that do, whose records have `keys`.
  private func reason(
    against listing: Listing, counting: [Listing], _ keys: Set<Listing.Key>, _ subject: ListingSubject
  ) -> Reason? {
    guard let newest = counting.first else { return nil }
    if let time = listing.time, let newestTime = newest.time, newestTime - time > subject.partsWithin {
      // What is torn now was live, and stays as it would alone, while nothing else tells of its records.
      if documents[listing.document].isBroken, keys.isDisjoint(with: listing.keys) { return nil }
      let others = counting.reduce(into: Set<SafeText>()) { $0.formUnion($1.partitions?.all ?? []) }
      let own = listing.partitions?.all ?? []
      return Reason(
        subject: subject, newer: newest.document,
        why: .age(newestTime - time, mayBePart: !own.isEmpty && own.isDisjoint(with: others)))
    }
    let shared = listing.keys.count { keys.contains($0) }
    if shared == listing.keys.count {
      guard shared > 0 else { return nil }
      let same = counting.first { $0.keys.isSuperset(of: listing.keys) } ?? newest
      return Reason(subject: subject, newer: same.document, why: .contained)
    }
    let version = counting.first { isVersion(listing, of: $0, shared: shared, subject) }
    return version.map { Reason(subject: subject, newer: $0.document, why: .version) }
  }

  /// Whether a listing is another version of what a newer one lists. `shared` is how many of its records any of the
  /// newer ones has.
  private func isVersion(
    _ listing: Listing, of newer: Listing, shared: Int, _ subject: ListingSubject
  ) -> Bool {
    if listing.isOfAnotherPartition(than: newer) { return false }
    let isOfOneTime = listing.time == newer.time
    if isOfOneTime, documents[listing.document].isNamedAsCopy { return true }
    // Of one moment there are no two versions.
    if isOfOneTime, listing.time != nil, listing.statesTime, newer.statesTime { return false }
    if !isOfOneTime, listing.time != nil {
      return shared * 2 >= listing.keys.count && !newer.keys.isDisjoint(with: listing.keys)
    }
    let both = listing.keys.count { newer.keys.contains($0) }
    let (smaller, larger) = (
      min(listing.keys.count, newer.keys.count), max(listing.keys.count, newer.keys.count)
    )
    if both == 0 { return areOfOneQueue(listing, newer, within: subject.partsWithin) }
    return both * 2 >= smaller && !(both == 1 && larger >= Self.smallestPage)
  }

  /// A page of a list holds at least so many records, unless it is the last.
  private static let smallestPage = 10

  /// Whether two listings of jobs, of unknown age and without a job in common, are the same queue at different times.
  private func areOfOneQueue(_ one: Listing, _ other: Listing, within span: Seconds) -> Bool {
    guard let own = one.partitions?.all, let others = other.partitions?.all, !own.isDisjoint(with: others),
      !one.isOfOneJob, !other.isOfOneJob, let first = documents[one.document].newestRecord,
      let second = documents[other.document].newestRecord
    else { return false }
    return max(first, second) - min(first, second) > span
  }

  /// Nodes one by one count before the rows of `sinfo`, unless they are too old beside them.
  private mutating func choose(
    nodes: [Int], orRows rows: [Int], _ subject: ListingSubject, _ now: Timestamp?
  ) {
    let nodes = nodes.filter { !superseded[$0].contains(subject) && !documents[$0].isMissing }
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

  /// By how much nodes one by one may be older than the rows of `sinfo`.
  private static let nodesBeforeRows = Seconds.minutes(30)
  /// How old they may be where the rows do not say how old they are.
  private static let nodesBeforeUndatedRows = Seconds.hours(12)

  /// The vanished files of jobs or nodes of a cluster of which another file tells that is about as new: a renamed file
  /// is no second.
  private static func replaced(in documents: [DatedDocument]) -> Set<Int> {
    Set(
      documents.indices.filter { index in
        let gone = documents[index]
        guard gone.isMissing, let subject = gone.subjects.first, let cluster = subject.clusterOfQueue else {
          return false
        }
        return documents.contains { other in
          guard !other.isMissing, other.content.kind == gone.content.kind, other.cluster == cluster else {
            return false
          }
          guard let time = other.listedAt, let goneTime = gone.listedAt else { return true }
          return max(goneTime, time) - min(goneTime, time) <= subject.partsWithin
        }
      })
  }
}
