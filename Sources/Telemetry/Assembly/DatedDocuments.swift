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
    var named = documents
    for (kind, indices) in groups where indices.count > 1 {
      for (original, copy) in Self.copies(among: indices, of: kind, documents) {
        named[copy].originals.insert(original)
      }
    }
    for index in named.indices where named[index].isNamedAsCopy {
      let originals = named[index].originals.map { named[$0] }.filter { !$0.isMissing && !$0.isNamedAsCopy }
      guard !originals.isEmpty else { continue }
      let time = originals.compactMap(\.listedAt).max()
      guard let own = named[index].listedAt, !named[index].statesTime || time == nil else { continue }
      named[index].listedAt = time.map { Swift.min($0, own) }
      named[index].statesTime = false
    }
    return named
  }

  private static func copies(
    among indices: [Int], of kind: NamedKind, _ documents: [DatedDocument]
  ) -> [(original: Int, copy: Int)] {
    var copies: [(original: Int, copy: Int)] = []
    let folders = Dictionary(grouping: indices) { documents[$0].path.folder }
    func add(_ copy: Int, of original: Int) {
      let (document, other) = (documents[copy], documents[original])
      let mayBeNewer =
        !document.statesTime && !other.statesTime
        && (document.listedAt.flatMap { time in other.listedAt.map { time >= $0 } } ?? true)
      if mayBeNewer, document.hasNewerRecords(than: other) {
        copies.append((copy, original))
      } else {
        copies.append((original, copy))
      }
    }
    for indices in folders.values where indices.count > 1 {
      let names = indices.map { documents[$0].path.lastComponent.shown }
      let known = CopyName.Names(names)
      for (copy, name) in zip(indices, names) {
        for place in known.candidates(for: name) where indices[place] != copy {
          let original = indices[place]
          switch CopyName.likeness(of: name, to: names[place]) {
          case .copy: add(copy, of: original)
          case .numbered:
            if isVersion(documents[copy], of: documents[original], kind) { add(copy, of: original) }
          case nil: break
          }
        }
      }
    }
    for (folder, copied) in folders {
      for (other, originals) in folders where CopyName.isCopy(folder: folder, of: other) {
        for copy in copied { for original in originals { add(copy, of: original) } }
      }
    }
    return copies
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
