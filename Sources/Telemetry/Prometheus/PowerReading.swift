import Model
import Text

/// The newest sample of one series of power of a node or of a facility.
struct PowerReading {
  var labelNames: [SafeText]
  var sample: MeasuredSample
  /// Whether its value is out of range, so that no sum that it belongs to is known.
  var isBroken: Bool
  /// The number of the answer that told it.
  var answer: Int

  /// Watts over all readings of one thing, by the metric that counts; `nil` without any.
  ///
  /// The series of one answer add up: supplies of a node, meters of a hall. Those of other answers do where they are more
  /// of the same, told by the same labels at about the same time; else they tell the same sum in another way.
  static func sum(_ readings: [PowerReading]) -> Double? {
    Dictionary(grouping: readings, by: \.sample.metric).values.compactMap(newest)
      .max()?.value
  }

  private static func newest(_ readings: [PowerReading]) -> MeasuredSample? {
    let answers = Dictionary(grouping: readings, by: \.answer)
    let samples = answers.compactMapValues { $0.map(\.sample).max() }
    let order = samples.sorted { ($1.value, $1.key) < ($0.value, $0.key) }.map(\.key)
    guard let base = order.first.flatMap({ answers[$0] }), let newest = base.map(\.sample).max() else {
      return nil
    }
    let names = Set(base.map(\.labelNames))
    let more = readings.filter {
      $0.answer != order.first && names.contains($0.labelNames) && $0.sample.at >= newest.at + .minutes(-5)
    }
    guard !(base + more).contains(where: \.isBroken) else { return nil }
    // In a fixed order, so that a sum of fractions is the same every time.
    let watts = (base + more).map(\.sample.value).sorted().reduce(0, +)
    return MeasuredSample(value: watts, at: newest.at, metric: newest.metric)
  }
}
