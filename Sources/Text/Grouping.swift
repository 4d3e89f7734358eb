extension SafeText {
  /// A whole number with its thousands grouped: `21,948`.
  package init(grouping number: some BinaryInteger) {
    let digits = String(number.magnitude)
    var grouped = number < 0 ? "-" : ""
    for (place, digit) in zip((0..<digits.utf8.count).reversed(), digits) {
      grouped.append(digit)
      if place > 0, place.isMultiple(of: 3) { grouped.append(",") }
    }
    self.init(shown: grouped)
  }

  /// A count with its noun, the thousands grouped: `1 day`, `21,948 days`.
  package static func count(_ count: some BinaryInteger, _ one: SafeText, _ many: SafeText) -> SafeText {
    "\(SafeText(grouping: count)) \(count == 1 ? one : many)"
  }
}
