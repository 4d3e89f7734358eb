package import Text

/// A short sum of what the portal tells of an application: two that differ were made of different forms.
///
/// The same on every machine and in every version that knows the same fields; a field that the portal does not tell adds
/// nothing, so that a version that knows more fields makes the same sum of the same form. Forms that differ have the
/// same sum once in four thousand million times: it notices changes, and proves nothing.
package struct FormDigest: Sendable, Hashable {
  private let sum: UInt32

  /// Of what the portal tells alone: the journal, the person and everything that is worked out change nothing.
  package init(of application: Application) {
    var sum = FNV1a()
    for field in FormField.all {
      guard let value = field.value(application) else { continue }
      let bytes = value.canonical
      sum.add(field.key.canonical + Int64(bytes.count).canonical + bytes)
    }
    self.sum = sum.value
  }

  /// Reads what `digits` writes.
  package init?(digits: SafeText) {
    let isHexadecimal = digits.shown.utf8.allSatisfy { Self.hexadecimal.contains($0) }
    guard digits.shown.utf8.count == 8, isHexadecimal, let sum = UInt32(digits.shown, radix: 16) else {
      return nil
    }
    self.sum = sum
  }

  /// Eight hexadecimal digits.
  package var digits: SafeText {
    let digits = String(sum, radix: 16)
    return SafeText(untrusted: String(repeating: "0", count: 8 - digits.utf8.count) + digits)
  }

  private static let hexadecimal = Set("0123456789abcdef".utf8)
}

/// The hash function FNV-1a in 32 bits, of Fowler, Noll and Vo (RFC 9923).
struct FNV1a {
  private(set) var value: UInt32 = 0x811C_9DC5

  mutating func add(_ bytes: [UInt8]) {
    for byte in bytes { value = (value ^ UInt32(byte)) &* 0x0100_0193 }
  }
}
