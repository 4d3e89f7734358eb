import Model
import Text

extension Column<Node> {
  /// Everything that is known of a node but what is measured of it. Its name is the key.
  static var all: [Column<Node>] {
    [
      Column(1, text: { $0[$1].name }, set: { $0.name = $1 ?? "" }),
      Column(
        2, number: { Int64(NodeState.Base.recorded.firstIndex(of: $0[$1].state.base) ?? 0) },
        set: {
          let bases = NodeState.Base.recorded
          $0.state.base =
            Int(exactly: $1).flatMap { bases.indices.contains($0) ? bases[$0] : nil } ?? .unknown
        }),
      Column(
        3, number: { Int64($0[$1].state.flags.rawValue) },
        set: { $0.state.flags = NodeState.Flags(rawValue: UInt32(truncatingIfNeeded: $1)) }),
      Column(4, list: { $0[$1].partitions }, set: { $0.partitions = $1 }),
      Column(5, optional: { $0[$1].gpus }, set: { $0.gpus = $1 }),
      Column(6, optional: { $0[$1].gpusAllocated }, set: { $0.gpusAllocated = $1 }),
      Column(7, list: { $0[$1].gpuIndicesAllocated }, set: { $0.gpuIndicesAllocated = $1 }),
      Column(8, text: { $0[$1].gpuType }, set: { $0.gpuType = $1 }),
      Column(9, number: { $0[$1].hasGPUParts ? 1 : 0 }, set: { $0.hasGPUParts = $1 != 0 }),
      Column(10, optional: { $0[$1].cpus }, set: { $0.cpus = $1 }),
      Column(11, optional: { $0[$1].cpusAllocated }, set: { $0.cpusAllocated = $1 }),
      Column(12, text: { $0[$1].reason }, set: { $0.reason = $1 }),
      Column(13, text: { $0[$1].reasonSetBy }, set: { $0.reasonSetBy = $1 }),
      Column(14, moment: { $0[$1].reasonSetAt }, set: { $0.reasonSetAt = $1 }),
    ]
  }

  static let keys: [UInt16] = [1]
}

/// What is measured of a node, which is most of what changes.
struct NodeGauges {
  var name: SafeText
  var watts: Double?
  var busy: GPUBusy?
  /// Of the GPUs that have a column of their own, by their numbers.
  private(set) var shares = Self.none
  /// Of the others; those without a number under -1.
  fileprivate private(set) var rest: [NumberedShare]?

  private static let none = [Double?](repeating: nil, count: GPUBusy.columns)

  static let untold = NodeGauges(name: "")

  fileprivate init(name: SafeText) { self.name = name }

  /// `nil` where nothing is measured.
  init?(_ node: borrowing Node) {
    guard node.watts != nil || node.gpuBusy != nil else { return nil }
    name = node.name
    watts = node.watts
    busy = node.gpuBusy
    guard let busy else { return }
    var rest: [NumberedShare] = []
    for (index, share) in busy.byIndex {
      if shares.indices.contains(index) {
        shares[index] = share
      } else {
        rest.append(NumberedShare(number: index, share: share))
      }
    }
    rest.sort { $0.number < $1.number }
    rest += busy.unnumbered.map { NumberedShare(number: -1, share: $0) }
    if !rest.isEmpty { self.rest = rest }
  }
}

extension Column<NodeGauges> {
  /// Watts by thousandths, shares of time by ten-thousandths. The name of the node is the key.
  static var all: [Column<NodeGauges>] {
    [
      Column(1, text: { $0[$1].name }, set: { $0.name = $1 ?? "" }),
      Column(2, in: 1000, { $0[$1].watts }, set: { $0.watts = $1 }),
      Column(
        3, number: { $0[$1].busy == nil ? 0 : 1 },
        set: { $0.busy = $1 == 0 ? nil : $0.busy ?? GPUBusy() }),
      Column(4, in: 10_000, { $0[$1].busy?.mean }, set: { $0.busy?.mean = $1 }),
      Column(5, list: { $0[$1].rest }, set: { $0.busy?.add(rest: $1 ?? []) }),
    ]
      + (0..<GPUBusy.columns).map { index in
        Column(
          16 + UInt16(index), in: 10_000, { $0[$1].shares[index] },
          set: { if let share = $1 { $0.busy?.byIndex[index] = share } })
      }
  }

  static let keys: [UInt16] = [1]
}

extension NodeState.Base {
  /// By the number that a recording has for each.
  static let recorded: [NodeState.Base] = [
    .unknown, .down, .idle, .allocated, .error, .mixed, .future, .invalid,
  ]
}

extension GPUBusy {
  /// How many GPUs of a node have a column of their own.
  static let columns = 16

  fileprivate mutating func add(rest: [NumberedShare]) {
    for gpu in rest {
      if gpu.number < 0 { unnumbered.append(gpu.share) } else { byIndex[gpu.number] = gpu.share }
    }
  }
}

private struct NumberedShare: RecordedValue, Equatable {
  var number: Int
  var share: Double

  init(number: Int, share: Double) {
    self.number = number
    self.share = share
  }

  func write(to writer: inout ValueWriter) {
    number.write(to: &writer)
    share.write(to: &writer)
  }

  init(from reader: inout ValueReader) throws(Damage) {
    number = try Int(from: &reader)
    share = try Double(from: &reader)
  }
}

extension Column {
  /// A list, told once and named by its number. Many a row has that of the row before.
  init<Element: RecordedValue & Equatable>(
    _ id: UInt16, list: @escaping ([Row], Int) -> [Element]?,
    set: @escaping (inout Row, [Element]?) -> Void
  ) {
    self.id = id
    get = { rows, texts in
      var last: (list: [Element]?, number: Int64) = (nil, 0)
      return rows.indices.map { place in
        let list = list(rows, place)
        if list != last.list { last = (list, list.map { texts.number(of: $0) } ?? 0) }
        return last.number
      }
    }
    self.set = { row, number, symbols throws(Damage) in
      set(&row, number == 0 ? nil : try symbols.value(number, as: [Element].self))
    }
  }

  /// A measure in whole parts of one, exactly: an even number, or where it is no whole number of them an odd one that
  /// names its value. 0 is unknown.
  init(
    _ id: UInt16, in parts: Double, _ measure: @escaping ([Row], Int) -> Double?,
    set: @escaping (inout Row, Double?) -> Void
  ) {
    self.id = id
    get = { rows, texts in
      rows.indices.map { place in
        guard let value = measure(rows, place) else { return 0 }
        let scaled = (value * parts).rounded()
        if scaled.magnitude < 1e15, scaled / parts == value, !(value == 0 && value.sign == .minus) {
          let whole = Int64(scaled)
          return (whole < 0 ? whole : whole + 1) * 2
        }
        return texts.number(of: value) * 2 + 1
      }
    }
    self.set = { row, number, symbols throws(Damage) in
      if number == 0 { return set(&row, nil) }
      guard number & 1 == 0 else { return set(&row, try symbols.value((number &- 1) / 2, as: Double.self)) }
      let whole = number / 2
      set(&row, Double(whole < 0 ? whole : whole - 1) / parts)
    }
  }
}

extension Node {
  static var untold: Node { Node(name: "", state: NodeState(.unknown)) }

  mutating func take(_ gauges: NodeGauges) {
    watts = gauges.watts
    gpuBusy = gauges.busy
  }
}
