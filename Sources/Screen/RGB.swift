/// A colour of the sRGB space, as themes name it.
package struct RGB: Hashable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `RGB(0xD7263D)`; what is above 24 bits is ignored.
  package init(_ value: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
      blue: UInt8(truncatingIfNeeded: value))
  }

  /// Reads `#d7263d`; nil for anything else.
  package init?(hex text: String) {
    let digits = text.utf8.dropFirst()
    guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      let value = UInt32(text.dropFirst(), radix: 16), digits.first != UInt8(ascii: "+")
    else { return nil }
    self.init(value)
  }

  /// `#d7263d`
  package var hex: String {
    "#" + [red, green, blue].map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }
}

extension RGB {
  /// What WCAG 2.2 asks of text (1.4.3).
  package static let textContrast = 4.5
  /// What WCAG 2.2 asks of signs that are no letters (1.4.11).
  package static let graphicContrast = 3.0

  /// The contrast ratio of WCAG 2.2: 1 for the same colour, 21 from black to white.
  package func contrast(with other: RGB) -> Double {
    LinearRGB(self).contrast(with: LinearRGB(other))
  }
}
