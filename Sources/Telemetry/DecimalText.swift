extension Double {
  /// A finite number in decimal digits, with or without a sign, a fraction and an exponent; `nil` for anything else.
  ///
  /// Swift reads `inf`, `nan` and `0x1p3` as numbers too, which no writer of a document means.
  init?(decimal text: String) {
    guard text.utf8.allSatisfy(Self.decimalBytes.contains), let number = Double(text), number.isFinite else {
      return nil
    }
    self = number
  }

  private static let decimalBytes = Set("0123456789.eE+-".utf8)
}
