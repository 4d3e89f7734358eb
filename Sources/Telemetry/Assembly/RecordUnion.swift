import Model
import Text

/// Records of one kind from several documents, each kept once.
///
/// Where two documents hold a record of the same key, the one with the higher rank wins, and within a document the
/// later record. Records stay where their key first appeared. Linear in the number of records.
struct RecordUnion<Key: Hashable, Record> {
  private(set) var records: [Record] = []
  private var ranks: [Int] = []
  private var places: [Key: Int] = [:]

  /// Adds the records of one document, whose keys are distinct. Those of the only one, as most are, stay as they are.
  mutating func add(_ document: [Record], rank: Int, key: (Record) -> Key) {
    if records.isEmpty {
      records = document
      ranks = [Int](repeating: rank, count: document.count)
      return
    }
    if places.isEmpty {
      for (place, record) in records.enumerated() { places[key(record)] = place }
    }
    for record in document { add(record, key: key(record), rank: rank) }
  }

  /// Adds one record, where no documents are added as a whole.
  mutating func add(_ record: Record, key: Key, rank: Int) {
    guard let place = places[key] else {
      places[key] = records.count
      records.append(record)
      ranks.append(rank)
      return
    }
    guard rank >= ranks[place] else { return }
    records[place] = record
    ranks[place] = rank
  }
}

/// What makes two balances the same one.
struct BalanceKey: Hashable {
  var account: SafeText
  var cluster: SafeText?
  var unit: SafeText
}

extension [HistorySample] {
  /// The samples of several documents, sorted; of those of one time and partition, the one of the highest rank. Those of
  /// the only document are given back as they are, whatever their number.
  init(union documents: [(samples: [HistorySample], rank: Int)]) {
    self = documents.first?.samples ?? []
    guard documents.count > 1 else { return }
    self = documents.sorted { $0.rank < $1.rank }.flatMap(\.samples)
    sortEachOnce()
  }
}

extension JobTable {
  /// The jobs of several tables, each job ID once; a single table is given back as it is, whatever its size.
  init(union tables: [(table: JobTable, rank: Int)]) {
    if let only = tables.first, tables.count == 1, only.table.hasDistinctIDs {
      self = only.table
      return
    }
    var symbols = SymbolTable()
    var union = RecordUnion<Int64, Job>()
    for (table, rank) in tables {
      let translation = table.symbols.texts.map { symbols.intern($0) }
      for job in table.jobs {
        union.add(job.translated { translation[Int($0.index)] }, key: job.id, rank: rank)
      }
    }
    self.init(symbols: symbols, jobs: union.records)
    readAt = tables.compactMap(\.table.readAt).max()
    plannedAt = tables.compactMap(\.table.plannedAt).min()
  }
}

extension JobTable {
  /// Whether no two records claim the same job ID, as is so in all that Slurm writes. Linear in the jobs.
  fileprivate var hasDistinctIDs: Bool {
    // Slurm's own order, in which a comparison with the one before tells.
    if zip(jobs, jobs.dropFirst()).allSatisfy({ $0.id < $1.id }) { return true }
    var seen = Set<Int64>(minimumCapacity: jobs.count)
    return jobs.allSatisfy { seen.insert($0.id).inserted }
  }
}

extension Job {
  /// The same job in another table, where `translate` says which symbol stands for each of this one's.
  func translated(_ translate: (Symbol) -> Symbol) -> Job {
    var job = self
    job.arrayTasks = translate(arrayTasks)
    job.name = translate(name)
    job.user = translate(user)
    job.account = translate(account)
    job.partition = translate(partition)
    job.qos = translate(qos)
    job.reason = translate(reason)
    job.reasonDetail = translate(reasonDetail)
    job.nodeList = translate(nodeList)
    job.dependency = translate(dependency)
    job.reservation = translate(reservation)
    job.licenses = translate(licenses)
    job.plannedNodes = translate(plannedNodes)
    job.gpusByNode = translate(gpusByNode)
    job.priorities = translate(priorities)
    return job
  }
}
