import Model

/// The allocations of several documents, without older versions of what newer ones tell.
///
/// Of an account on a cluster in one unit a document may hold several: its periods, of which the model takes the one
/// that counts. An older document adds the periods that begin at other times; a record without a beginning is of all
/// times, and leaves no room for an older one, nor any beside a newer one. Linear in the number of records, but for
/// sorting the documents of one account.
struct AllocationUnion {
  private struct Told {
    var allocation: Allocation
    var rank: Int
  }

  private var order: [BudgetKey] = []
  private var told: [BudgetKey: [Told]] = [:]

  mutating func add(_ allocation: Allocation, rank: Int) {
    let key = allocation.budgetKey
    if told[key] == nil { order.append(key) }
    told[key, default: []].append(Told(allocation: allocation, rank: rank))
  }

  /// In the order in which their accounts first appeared, of one account what was told last behind.
  var records: [Allocation] {
    order.flatMap { key -> [Allocation] in
      guard let all = told[key], all.count > 1 else { return told[key]?.map(\.allocation) ?? [] }
      var kept: [Allocation] = []
      var starts: Set<Timestamp?> = []
      let byRank = Dictionary(grouping: all, by: \.rank).sorted { $0.key > $1.key }
      for (_, records) in byRank where !starts.contains(nil) {
        let new = records.map(\.allocation).filter { record in
          kept.isEmpty || record.startsAt != nil && !starts.contains(record.startsAt)
        }
        starts.formUnion(new.map(\.startsAt))
        kept = new + kept
      }
      return kept
    }
  }
}
