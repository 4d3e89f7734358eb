import Model
import Text

/// What has to be known of documents, beside what they say themselves, before one can be held against another.
extension [DatedDocument] {
  /// The documents with the clusters whose allocations they list where they list none and name no cluster: those that
  /// the other files of the folder tell of. And with Waldur's empty lists of the kind of their copies, for such a list
  /// does not say what it is a list of.
  func withSubjects() -> [DatedDocument] {
    guard contains(where: \.isListOfUnknown) else { return self }
    let folders = Dictionary(grouping: indices) { self[$0].path.folder }
    var told = self
    for places in folders.values {
      let empty = places.filter { self[$0].isListOfUnknown }
      if empty.isEmpty { continue }
      var clusters: Set<SafeText> = []
      var lists: [(name: String, list: WaldurList)] = []
      for place in places {
        switch self[place].content {
        case .allocations(let records):
          clusters.formUnion(records.compactMap { $0.cluster ?? self[place].cluster })
        case .waldur(.empty): break
        case .waldur(let list): lists.append((self[place].path.lastComponent.shown, list))
        case .cluster, .nodes, .jobs, .applications, .history, .groups, .partitions, .reservations,
          .scheduler,
          .accounts, .measurements, .balances, .quotas, .qos, .notUsed:
          break
        }
      }
      let names = Set(empty.map { self[$0].path.lastComponent.shown })
      lists.removeAll { list in !names.contains { CopyName.likeness(of: list.name, to: $0) != nil } }
      for place in empty {
        guard case .waldur = self[place].content else {
          told[place].emptyOf = clusters
          continue
        }
        let name = self[place].path.lastComponent.shown
        guard let copy = lists.last(where: { CopyName.likeness(of: $0.name, to: name) != nil }) else {
          continue
        }
        told[place].content = .waldur(copy.list.emptied)
      }
    }
    return told
  }

  /// The documents with other times for those that are dated ahead.
  ///
  /// The newest of a kind that is ahead is taken to be as old as its file; where there is no such time, or it is ahead
  /// too, older than what parts of its list may be, and newer than any older version. Others that are ahead keep their
  /// distance from it, for they have their times from the same clock.
  func withBelievableTimes(_ now: Timestamp?) -> [DatedDocument] {
    guard let now else { return self }
    let ahead = Dictionary(grouping: indices.filter { self[$0].isAhead }) { index in
      Clock(kind: self[index].content.kind, cluster: self[index].cluster)
    }
    var documents = self
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

  /// The documents with a note on those whose names are of copies of others that list the same, and with times for them
  /// that are no later than those of the originals: a file that was copied has a new time and old content. Only what
  /// the document itself states is believed.
  func withCopiesNamed() -> [DatedDocument] {
    let documents = self
    var groups: [NamedKind: [Int]] = [:]
    for index in documents.indices {
      for kind in documents[index].namedKinds { groups[kind, default: []].append(index) }
    }
    var copies = Copies(documents)
    for (kind, indices) in groups where indices.count > 1 { copies.find(among: indices, of: kind) }
    var named = documents
    for (copy, originals) in copies.found { named[copy].originals = originals }
    let believed = named
    var times: [Int: LiveOriginals] = [:]
    for index in named.indices where named[index].isNamedAsCopy {
      var live = LiveOriginals(named[index].originals.places, believed)
      for group in named[index].originals.groups {
        let known = times[group.number] ?? LiveOriginals(group.places, believed)
        times[group.number] = known
        live.add(known)
      }
      guard live.areThere else { continue }
      let time = live.listedAt
      guard let own = named[index].listedAt, !named[index].statesTime || time == nil else { continue }
      named[index].listedAt = time.map { Swift.min($0, own) }
      named[index].statesTime = false
    }
    return named
  }
}

/// What originals tell that are there, and are no copies themselves.
private struct LiveOriginals {
  var areThere = false
  var listedAt: Timestamp?

  init(_ places: Set<Int>, _ documents: [DatedDocument]) {
    for place in places where !documents[place].isMissing && !documents[place].isNamedAsCopy {
      add(LiveOriginals(areThere: true, listedAt: documents[place].listedAt))
    }
  }

  private init(areThere: Bool, listedAt: Timestamp?) {
    self.areThere = areThere
    self.listedAt = listedAt
  }

  mutating func add(_ other: LiveOriginals) {
    areThere = areThere || other.areThere
    listedAt = [listedAt, other.listedAt].compactMap(\.self).max()
  }
}

/// Which documents are copies of which by their names.
///
/// Linear in the documents, but for those of Waldur's that tell no time: each of a folder is held against each of its
/// copies, as far as `mostPairs` go. Beyond that the name counts alone.
private struct Copies {
  private static let mostPairs = 4096

  private(set) var found: [Int: Originals] = [:]
  private let documents: [DatedDocument]
  private var groups = 0
  private var pairs = 0

  init(_ documents: [DatedDocument]) { self.documents = documents }

  /// Finds them among documents of one kind.
  mutating func find(among indices: [Int], of kind: NamedKind) {
    let folders = Dictionary(grouping: indices) { documents[$0].path.folder }
    for indices in folders.values where indices.count > 1 { find(in: indices, kind) }
    guard folders.count > 1 else { return }
    let known = CopyFolders(folders.keys)
    var groups: [DataPath: Originals.Group] = [:]
    for (folder, copies) in folders {
      for original in known.originals(of: folder) {
        guard let originals = folders[original] else { continue }
        let group = groups[original] ?? newGroup(Set(originals))
        groups[original] = group
        for copy in copies { add(copy, ofAll: group) }
      }
    }
  }

  /// Finds them in one folder.
  private mutating func find(in indices: [Int], _ kind: NamedKind) {
    let names = indices.map { documents[$0].path.lastComponent.shown }
    let known = CopyName.Names(names)
    var groups: [Substring: Originals.Group] = [:]
    for (copy, name) in zip(indices, names) {
      for place in known.candidates(for: name) where indices[place] != copy {
        let original = indices[place]
        switch CopyName.likeness(of: name, to: names[place]) {
        case .copy: add(copy, of: original)
        case .numbered:
          if Self.isVersion(documents[copy], of: documents[original], kind) { add(copy, of: original) }
        case nil: break
        }
      }
      guard let (ending, places) = known.ofAnyName(name), !places.isEmpty else { continue }
      let group = groups[ending] ?? newGroup(Set(places.map { indices[$0] }))
      groups[ending] = group
      add(copy, ofAll: group)
    }
  }

  private mutating func newGroup(_ places: Set<Int>) -> Originals.Group {
    groups += 1
    return Originals.Group(number: groups, places: places)
  }

  private mutating func add(_ copy: Int, ofAll originals: Originals.Group) {
    guard documents[copy].mayTellNewerRecords, pairs < Self.mostPairs else {
      return found[copy, default: Originals()].insert(originals)
    }
    for original in originals.places.sorted() { add(copy, of: original) }
  }

  private mutating func add(_ copy: Int, of original: Int) {
    pairs += 1
    if documents[copy].isNewer(thanItsOriginal: documents[original]) {
      found[original, default: Originals()].insert(copy)
    } else {
      found[copy, default: Originals()].insert(original)
    }
  }

  /// Whether what is named as a page of a list, or as a copy, is none of its pages: it has most of the other's records,
  /// or all of them.
  private static func isVersion(_ one: DatedDocument, of other: DatedDocument, _ kind: NamedKind) -> Bool {
    guard case .listing(let subject) = kind else { return false }
    let (own, others) = (Listing(one, at: 0, of: subject), Listing(other, at: 1, of: subject))
    if own.isOfOtherPartitions(than: others) { return false }
    if own.isEmpty || others.isEmpty {
      return own.isEmpty
        ? !CountingListings.isNamedForPartition(others, other.path, beside: one.path)
        : !CountingListings.isNamedForPartition(own, one.path, beside: other.path)
    }
    return own.hasMost(of: others)
  }
}

/// What files must have in common for the name of one to say that it is a copy of another.
private enum NamedKind: Hashable {
  case listing(ListingSubject)
  case other(Source.Kind, SafeText?)
}

/// Whose clock dates documents.
private struct Clock: Hashable {
  var kind: Source.Kind
  var cluster: SafeText?
}

extension DatedDocument {
  /// Whether it is a list without a record that does not say what it is a list of.
  fileprivate var isListOfUnknown: Bool {
    switch content {
    case .allocations(let records): records.isEmpty && cluster == nil
    case .waldur(.empty): true
    case .waldur, .cluster, .nodes, .jobs, .applications, .history, .groups, .partitions, .reservations,
      .scheduler, .accounts, .measurements, .balances, .quotas, .qos, .notUsed:
      false
    }
  }
}

extension DatedDocument {
  /// Whether it says nothing of its time, and its records do.
  fileprivate var mayTellNewerRecords: Bool {
    guard !statesTime else { return false }
    switch content {
    case .waldur(.proposals), .waldur(.resources): return true
    case .waldur, .cluster, .nodes, .jobs, .applications, .allocations, .history, .groups, .partitions,
      .reservations, .scheduler, .accounts, .measurements, .balances, .quotas, .qos, .notUsed:
      return false
    }
  }

  /// Whether it is the newer one, although it is named as the copy.
  fileprivate func isNewer(thanItsOriginal other: DatedDocument) -> Bool {
    guard mayTellNewerRecords, !other.statesTime,
      listedAt.flatMap({ time in other.listedAt.map { time >= $0 } }) ?? true
    else { return false }
    return hasNewerRecords(than: other)
  }

  /// What its name is compared within: nodes and the rows of `sinfo` are both of `sinfo.json`.
  fileprivate var namedKinds: [NamedKind] {
    let subjects = self.subjects
    guard !subjects.isEmpty else { return [.other(content.kind, cluster)] }
    return subjects.map { subject in
      guard case .nodeRows(let cluster) = subject else { return .listing(subject) }
      return .listing(.nodes(of: cluster))
    }
  }
}
