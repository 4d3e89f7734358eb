/// One line of the table: what was measured, round by round, and what it is held against.
struct Figure {
  enum Unit: String {
    case milliseconds = "ms"
    case microseconds = "µs"
    case megabytes = "MB"
    case percent = "%"
    case bytes = "B"
  }

  /// What the median may be at most.
  enum Goal {
    case value(Double)
    /// Of the reference.
    case ratio(Double)
    /// More than the reference, in the figure's unit.
    case above(Double)
  }

  var name: String
  var unit: Unit
  var samples: [Double]
  /// A reference that was measured in the same run, in the same unit.
  var reference: (name: String, value: Double)?
  var goal: Goal?

  init(
    _ name: String, _ unit: Unit, _ samples: [Double],
    against reference: (name: String, value: Double)? = nil,
    goal: Goal? = nil
  ) {
    self.name = name
    self.unit = unit
    self.samples = samples
    self.reference = reference
    self.goal = goal
  }

  var median: Double { samples.percentile(50) }

  private var limit: Double? {
    switch goal {
    case .value(let limit): limit
    case .ratio(let limit): reference.map { $0.value * limit }
    case .above(let limit): reference.map { $0.value + limit }
    case nil: nil
    }
  }

  private var goalText: String {
    switch goal {
    case .value(let limit): "≤ \(Self.digits(limit))"
    case .ratio(let limit): "≤ \(Self.digits(limit)) ×"
    case .above(let limit): "≤ + \(Self.digits(limit))"
    case nil: ""
    }
  }

  /// Its cells, as `header` names them.
  var row: [String] {
    let span =
      samples.count > 1 ? "\(Self.digits(samples.min() ?? .nan))–\(Self.digits(samples.max() ?? .nan))" : ""
    let ratio = reference.map { $0.value == 0 ? "" : Self.digits(median / $0.value) } ?? ""
    let met = median.isNaN ? "" : limit.map { median <= $0 ? "met" : "NOT met" } ?? ""
    return [
      name, Self.digits(median), span, unit.rawValue,
      reference.map { "\($0.name) \(Self.digits($0.value))" } ?? "",
      ratio, goalText, met,
    ]
  }

  static let header = ["figure", "median", "min–max", "unit", "reference", "ratio", "goal", ""]

  /// Three digits that count.
  private static func digits(_ value: Double) -> String {
    guard value.isFinite else { return "—" }
    let places = value == 0 || abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 3
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let whole = Int64((abs(value) * scale).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    let fraction = String(whole % Int64(scale))
    let zeros = String(repeating: "0", count: max(0, places - fraction.count))
    return places == 0 ? "\(sign)\(whole)" : "\(sign)\(whole / Int64(scale)).\(zeros)\(fraction)"
  }

  /// The figures as one table with aligned columns.
  static func table(_ figures: [Figure]) -> String {
    let rows = [header] + figures.map(\.row)
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 1 || column == 5 ? space + row[column] : row[column] + space
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

extension [Double] {
  /// The value that so many percent of the samples do not exceed; not a number where there is none.
  func percentile(_ percent: Int) -> Double {
    isEmpty ? .nan : sorted()[Swift.min(count - 1, Swift.max(0, (count * percent + 99) / 100 - 1))]
  }
}

/// Takes samples of several things in turn, so that what else the machine does meets all of them alike.
func interleaved(_ rounds: Int, _ measures: [() throws -> Double]) throws -> [[Double]] {
  var samples = measures.map { _ in [Double]() }
  for _ in 0..<rounds {
    for (index, measure) in measures.enumerated() { samples[index].append(try measure()) }
  }
  return samples
}
