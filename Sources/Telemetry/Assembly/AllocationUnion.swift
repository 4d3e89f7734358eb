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

  private var documents: [(records: [Allocation], rank: Int)] = []

  mutating func add(_ records: [Allocation], rank: Int) { documents.append((records, rank)) }

  /// Those of the only document as they are; of several in the order in which their accounts first appeared, of one
  /// account what was told last behind.
  var records: [Allocation] {
    if let only = documents.first, documents.count == 1 { return only.records }
    var order: [BudgetKey] = []
    var told: [BudgetKey: [Told]] = [:]
    for (records, rank) in documents {
      for allocation in records {
        let key = allocation.budgetKey
        if told[key] == nil { order.append(key) }
        told[key, default: []].append(Told(allocation: allocation, rank: rank))
      }
    }
    return order.flatMap { key -> [Allocation] in
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
