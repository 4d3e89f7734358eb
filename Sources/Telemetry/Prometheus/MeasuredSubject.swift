import Model
import Text

/// What one series measures, by the rules of the site.
struct MeasuredSubject {
  enum Quantity {
    case gpuBusy, nodePower, facilityPower
  }

  /// Which GPU of its node, as far as the labels tell.
  enum GPU: Hashable {
    case number(Int)
    case named(SafeText)
    /// None: the series is of the node as a whole.
    case all
  }

  var quantity: Quantity
  /// A fraction of 0...1, or watts.
  var value: Double
  var gpu: GPU

  /// `nil` for a metric that no rule names, and for a value that measures nothing: none, one that is out of range, such
  /// as those by which DCGM says that it does not know, a power of 0, or that of a MIG slice, which is no GPU.
  init?(_ series: PrometheusSeries, metric: SafeText, rules: PrometheusRules) {
    guard let value = series.value else { return nil }
    gpu = .all
    if let scale = rules.gpuBusy[metric] {
      guard series.label("GPU_I_ID") == nil, (0...1.05).contains(value * scale) else { return nil }
      (quantity, self.value) = (.gpuBusy, min(1, value * scale))
      gpu = GPU(of: series)
    } else if let scale = rules.nodePower[metric] ?? rules.facilityPower[metric] {
      guard value * scale > 0, value * scale < 1e10 else { return nil }
      (quantity, self.value) = (rules.nodePower[metric] == nil ? .facilityPower : .nodePower, value * scale)
    } else {
      return nil
    }
  }
}

extension MeasuredSubject.GPU {
  /// The labels of NVIDIA's DCGM exporter, AMD's device metrics exporter and Omnistat, and what stands in for them.
  private static let numbers: [SafeText] = ["gpu", "gpu_id", "card", "minor_number", "device", "index"]
  private static let names: [SafeText] = ["UUID", "uuid", "gpu_uuid", "serial_number"]

  fileprivate init(of series: PrometheusSeries) {
    if let number = Self.numbers.lazy.compactMap({ series.label($0)?.trailingNumber }).first {
      self = .number(number)
    } else if let name = Self.names.lazy.compactMap({ series.label($0) }).first {
      self = .named(name)
    } else {
      self = .all
    }
  }
}

extension SafeText {
  /// 3 in `3`, `nvidia3` and `card3`; `nil` without a number of up to four digits at the end.
  fileprivate var trailingNumber: Int? {
    let digits = shown.utf8.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return digits.count <= 4 ? Int(String(decoding: digits.reversed(), as: UTF8.self)) : nil
  }
}
