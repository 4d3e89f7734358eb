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
      lists.removeAll { !CopyName.isCopy($0.name, among: names) }
      for place in empty {
        guard case .waldur = self[place].content else {
          told[place].emptyOf = clusters
          continue
        }
        let name = self[place].path.lastComponent.shown
        guard let copy = lists.last(where: { CopyName.isCopy($0.name, among: [name]) }) else { continue }
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

  /// The documents with a note on those whose names are of copies of another that lists the same.
  func withCopiesNamed() -> [DatedDocument] {
    var groups: [ListingSubject: [Int]] = [:]
    for index in indices {
      for subject in self[index].subjects { groups[subject, default: []].append(index) }
    }
    var documents = self
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
