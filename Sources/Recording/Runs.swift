/// How the rows of a list come from those of the list before: some are there already, in stretches, and some are new.
///
/// Whatever order a source lists its rows in is kept so, and costs little as long as it stays nearly the same.
struct Runs {
  enum Run: Equatable {
    /// Rows `from`, `from + 1` … of the list before.
    case kept(from: Int, count: Int)
    case new(count: Int)
  }

  private(set) var runs: [Run] = []
  /// How many rows the list has.
  private(set) var count = 0
  /// How many of them are new.
  private(set) var newCount = 0

  /// The most rows that a list may have: more than any cluster has jobs, and room for them can be made.
  static let most = 4_000_000

  init() {}

  /// Finds each row's key in the list before, where it is as a rule the one after the last that was found.
  init<Key: Hashable>(keys: [Key], after before: [Key]) {
    var places: [Key: Int]?
    var next = 0
    for key in keys {
      if next < before.count, before[next] == key {
        append(keptRow: next)
        next += 1
        continue
      }
      if places == nil {
        places = Dictionary(before.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      }
      if let place = places?[key] {
        append(keptRow: place)
        next = place + 1
      } else {
        append(newRows: 1)
      }
    }
  }

  private mutating func append(keptRow row: Int) {
    if case .kept(let from, let count)? = runs.last, from + count == row {
      runs[runs.count - 1] = .kept(from: from, count: count + 1)
    } else {
      runs.append(.kept(from: row, count: 1))
    }
    count += 1
  }

  private mutating func append(newRows rows: Int) {
    if case .new(let count)? = runs.last {
      runs[runs.count - 1] = .new(count: count + rows)
    } else {
      runs.append(.new(count: rows))
    }
    count += rows
    newCount += rows
  }

  /// Whether the list is the one before, of so many rows.
  func areAllKept(of before: Int) -> Bool {
    before == 0 ? runs.isEmpty : runs == [.kept(from: 0, count: before)]
  }

  /// For each row the one before that it comes from; -1 for a new one.
  var origins: [Int] {
    var origins: [Int] = []
    origins.reserveCapacity(count)
    for run in runs {
      switch run {
      case .kept(let from, let count): origins += from..<(from + count)
      case .new(let count): origins += repeatElement(-1, count: count)
      }
    }
    return origins
  }

  /// The stretches of rows that are kept, by their places in the list.
  var keptRows: [Range<Int>] {
    var stretches: [Range<Int>] = []
    var row = 0
    for run in runs {
      switch run {
      case .kept(_, let count):
        stretches.append(row..<(row + count))
        row += count
      case .new(let count): row += count
      }
    }
    return stretches
  }

  func write(to writer: inout ByteWriter) {
    writer.count(runs.count)
    var next = 0
    for run in runs {
      switch run {
      case .new(let count):
        writer.byte(0)
        writer.count(count)
      case .kept(let from, let count):
        writer.byte(1)
        writer.signed(Int64(from - next))
        writer.count(count)
        next = from + count
      }
    }
  }

  /// Runs over a list before that has `before` rows.
  init(from reader: inout ByteReader, over before: Int) throws(Damage) {
    var next = 0
    for _ in 0..<(try reader.count(ofAtLeast: 2)) {
      switch try reader.byte() {
      case 0:
        let rows = try reader.count(upTo: Self.most - count)
        runs.append(.new(count: rows))
        count += rows
        newCount += rows
      case 1:
        guard let step = Int(exactly: try reader.signed()), step.magnitude <= Self.most else {
          throw Damage("a row is not there")
        }
        let from = next + step
        let rows = try reader.count(upTo: Self.most - count)
        guard from >= 0, from + rows <= before else { throw Damage("a row is not there") }
        runs.append(.kept(from: from, count: rows))
        count += rows
        next = from + rows
      default: throw Damage("a run is of no known kind")
      }
    }
  }
}
