import Text

/// Whether all pages of each of Waldur's lists are there: a page says how many records the list has.
struct WaldurPages {
  /// A list: what it holds, and of which proposal where it is of one.
  private struct Key: Hashable {
    var kind: WaldurListKind
    var proposal: WaldurUUID?
  }

  private struct Pages {
    var uuids: Set<WaldurUUID> = []
    /// Records without a UUID, and those that could not be read.
    var others = 0
    /// The most that a page says there are.
    var count: Int?
    /// Whether a list is there behind which nothing comes.
    var hasLast = false
    /// The last page that has one after it, else the last that says how many records there are.
    var last: (place: Int, hasNext: Bool)?

    var present: Int { uuids.count + others }
  }

  private var lists: [Key: Pages] = [:]
  /// Pages without a record of lists that have some, by their files' places: what they are of, they do not say.
  private var bare: [(place: Int, count: Int?)] = []

  /// Takes a file in. `place` is what `missing` names it by.
  mutating func add(_ list: WaldurList, of document: DatedDocument, place: Int) {
    guard let kind = list.kind else {
      if let page = document.page, page.saysMore { bare.append((place, page.count)) }
      return
    }
    let key = Key(kind: kind, proposal: kind.isOfOneProposal ? document.fileUUID : nil)
    var pages = lists[key] ?? Pages()
    let uuids = list.uuids
    pages.uuids.formUnion(uuids.compactMap(\.self))
    pages.others += uuids.count { $0 == nil } + document.skipped
    if case .usages(let records) = list { pages.others -= records.count { !$0.isWhole } }
    if let page = document.page {
      if let count = page.count { pages.count = max(pages.count ?? count, count) }
      if !page.hasNext { pages.hasLast = true }
      if page.hasNext || pages.last?.hasNext != true { pages.last = (place, page.hasNext) }
    } else {
      pages.hasLast = true
    }
    lists[key] = pages
  }

  /// What is not there, by the place of the list's last page: how many records, as far as a page tells it, and what to
  /// do.
  var missing: [Int: MissingPages] {
    var found: [Int: MissingPages] = [:]
    for (key, pages) in lists {
      guard let last = pages.last else { continue }
      if let count = pages.count, count > pages.present {
        found[last.place] = MissingPages(
          records: count - pages.present,
          sentence:
            "\(pages.present) of \(count) \(key.kind.name) \(pages.present == 1 ? "is" : "are") here, the \(last.hasNext ? "next" : "other") page is missing: save all pages"
        )
      } else if pages.count == nil, !pages.hasLast {
        found[last.place] = MissingPages(
          records: 1,
          sentence:
            "\(pages.present) of the \(key.kind.name) \(pages.present == 1 ? "is" : "are") here, and the next page is missing: save all pages"
        )
      }
    }
    // A page behind the last one of a list that is here is no loss.
    let known = Set(lists.values.compactMap(\.count))
    for (place, count) in bare where count.map({ !known.contains($0) }) ?? true {
      let none: SafeText = count.map { "none of \(SafeText.count($0, "record", "records"))" } ?? "no record"
      found[place] = MissingPages(
        records: count ?? 1, sentence: "\(none) is here, the other pages are missing: save all pages")
    }
    return found
  }

  /// Whether pages of the use of resources are missing.
  var lackUsages: Bool {
    lists.contains { key, pages in
      key.kind == .usages && (pages.count.map { $0 > pages.present } ?? !pages.hasLast)
    }
  }
}

/// Pages of a list that no file holds.
struct MissingPages {
  /// Records that are not there, at least.
  let records: Int
  let sentence: SafeText
}

extension WaldurListKind {
  /// Whether there is one such list for each proposal.
  fileprivate var isOfOneProposal: Bool {
    switch self {
    case .steps, .requests: true
    case .proposals, .resources, .usages: false
    }
  }
}

extension WaldurList {
  fileprivate var kind: WaldurListKind? {
    switch self {
    case .proposals: .proposals
    case .steps: .steps
    case .requests: .requests
    case .resources: .resources
    case .usages: .usages
    case .empty: nil
    }
  }

  /// Of each record, `nil` for one without.
  fileprivate var uuids: [WaldurUUID?] {
    switch self {
    case .proposals(let records): records.map(\.uuid)
    case .steps(let records): records.map(\.uuid)
    case .requests(let records): records.map(\.uuid)
    case .resources(let records): records.map(\.uuid)
    case .usages(let records): records.map(\.uuid)
    case .empty: []
    }
  }
}
