/// Node names as Slurm folds them: `lrdn[0003-0006,0011]`, a single one without brackets.
package struct FoldedNames {
  /// Empty without numbers.
  package let text: String

  /// `numbers` in ascending order, each written with `digits` digits.
  package init(prefix: String, digits: Int, numbers: [Int]) {
    guard let first = numbers.first else {
      text = ""
      return
    }
    guard numbers.count > 1 else {
      text = prefix + zeroPadded(first, to: digits)
      return
    }
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    let parts = ranges.map { range in
      let low = zeroPadded(range.lowerBound, to: digits)
      return range.count == 1 ? low : low + "-" + zeroPadded(range.upperBound, to: digits)
    }
    text = prefix + "[" + parts.joined(separator: ",") + "]"
  }
}

/// `number`, which is not negative, with zeros before it up to `digits` digits; a longer one as it is.
package func zeroPadded(_ number: Int, to digits: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
