/// A JSON document to be written: members stay in the order in which they were given.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// Not a number and the infinities have no JSON; they are written as `null`.
  case real(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// The document as UTF-8, two spaces a level when `pretty`; linear in its size.
  package func encoded(pretty: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, indent: pretty ? 0 : nil)
    return bytes
  }

  private func append(to bytes: inout [UInt8], indent: Int?) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .real(let value): bytes += (value.isFinite ? JSONValue.digits(of: value) : "null").utf8
    case .string(let value): JSONValue.append(value, to: &bytes)
    case .array(let elements):
      JSONValue.append(elements, between: ("[", "]"), to: &bytes, indent: indent) { element, inner, bytes in
        element.append(to: &bytes, indent: inner)
      }
    case .object(let members):
      JSONValue.append(members, between: ("{", "}"), to: &bytes, indent: indent) { member, inner, bytes in
        JSONValue.append(member.key, to: &bytes)
        bytes += (inner == nil ? ":" : ": ").utf8
        member.value.append(to: &bytes, indent: inner)
      }
    }
  }

  /// Whole numbers without a fraction, so that a count that passed through a `Double` still reads as one.
  private static func digits(of value: Double) -> String {
    if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return String(Int64(value)) }
    return value.description
  }

  private static func append<Element>(
    _ elements: [Element], between brackets: (open: String, close: String), to bytes: inout [UInt8],
    indent: Int?,
    each: (Element, Int?, inout [UInt8]) -> Void
  ) {
    let inner = indent.map { $0 + 1 }
    bytes += brackets.open.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(in: &bytes, indent: inner)
      each(element, inner, &bytes)
    }
    if !elements.isEmpty { breakLine(in: &bytes, indent: indent) }
    bytes += brackets.close.utf8
  }

  private static func breakLine(in bytes: inout [UInt8], indent: Int?) {
    guard let indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * indent)
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case 0..<0x20, 0x7F:
        bytes += "\\u00".utf8
        if byte < 0x10 { bytes.append(UInt8(ascii: "0")) }
        bytes += String(byte, radix: 16).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { (key: $0.0, value: $0.1) })
  }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
}
