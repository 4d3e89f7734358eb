import Model
import Text

/// What one series measures, by the rules of the site.
struct MeasuredSubject {
  enum Quantity {
    case gpuBusy, nodePower, facilityPower
  }

  var quantity: Quantity
  /// A fraction of 0...1, or watts; `nil` where the value is none, or out of the measure's range, as an infinity is.
  var value: Double?
  /// The range in the metric's own unit, in words.
  var range: SafeText

  /// `nil` for a metric that no rule names.
  init?(metric: SafeText, value: Double?, rules: PrometheusRules) {
    let limits: (scale: Double, most: Double)
    if let scale = rules.gpuBusy[metric] {
      quantity = .gpuBusy
      limits = (scale, 1)
    } else if let scale = rules.nodePower[metric] {
      quantity = .nodePower
      limits = (scale, 1e6)
    } else if let scale = rules.facilityPower[metric] {
      quantity = .facilityPower
      limits = (scale, 1e9)
    } else {
      return nil
    }
    range = "0 to \(SafeText.plain(limits.most / limits.scale))"
    guard let value else { return }
    let scaled = value * limits.scale
    // A rate over a scrape that came a little late is a little too high.
    self.value = (0...limits.most * 1.005).contains(scaled) ? min(limits.most, scaled) : nil
  }
}

extension SafeText {
  /// A number without a fraction that says nothing.
  static func plain(_ number: Double) -> SafeText {
    if number.isInfinite { return number > 0 ? "+Inf" : "-Inf" }
    let rounded = number.rounded()
    guard abs(number - rounded) < 1e-6, let whole = Int(exactly: rounded) else {
      return SafeText(untrusted: String(number))
    }
    return "\(whole)"
  }
}
