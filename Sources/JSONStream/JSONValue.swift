/// A JSON document to be written: members stay in the order in which they were given.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// Not a number and the infinities have no JSON; they are written as `null`.
  case real(Double)
  case string(String)
  case array([JSONValue])
  /// An array whose elements are made one after the other while it is written: of a long one, none is held.
  case list(count: Int, element: @Sendable (Int) -> JSONValue)
  case object([(key: String, value: JSONValue)])

  /// A `list` of what `element` makes of each of `elements`.
  package static func list<Element: Sendable>(
    _ elements: [Element], _ element: @escaping @Sendable (Element) -> JSONValue
  ) -> JSONValue {
    .list(count: elements.count) { element(elements[$0]) }
  }

  /// The document as UTF-8, two spaces a level when `pretty`; linear in its size.
  package func encoded(pretty: Bool = false) -> [UInt8] {
    var all: [UInt8] = []
    write(pretty: pretty) { all += $0 }
    return all
  }

  /// Writes the document as UTF-8, as `encoded(pretty:)`, some 64 KiB at a time, so that it needs no room as a whole.
  ///
  /// - Throws: what `sink` throws; nothing more is written then.
  package func write<Failure>(
    pretty: Bool = false, to sink: (_ part: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var bytes: [UInt8] = []
    try append(to: &bytes, indent: pretty ? 0 : nil, sink)
    try sink(bytes)
  }

  private static let part = 1 << 16

  private func append<Failure>(
    to bytes: inout [UInt8], indent: Int?, _ sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .real(let value): bytes += (value.isFinite ? JSONValue.digits(of: value) : "null").utf8
    case .string(let value): JSONValue.append(value, to: &bytes)
    case .array(let elements):
      try JSONValue.append(elements.count, between: ("[", "]"), to: &bytes, indent: indent) {
        (index, inner, bytes) throws(Failure) in
        try elements[index].append(to: &bytes, indent: inner, sink)
      }
    case .list(let count, let element):
      try JSONValue.append(count, between: ("[", "]"), to: &bytes, indent: indent) {
        (index, inner, bytes) throws(Failure) in
        try element(index).append(to: &bytes, indent: inner, sink)
      }
    case .object(let members):
      try JSONValue.append(members.count, between: ("{", "}"), to: &bytes, indent: indent) {
        (index, inner, bytes) throws(Failure) in
        JSONValue.append(members[index].key, to: &bytes)
        bytes += (inner == nil ? ":" : ": ").utf8
        try members[index].value.append(to: &bytes, indent: inner, sink)
      }
    }
    guard bytes.count >= JSONValue.part else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Whole numbers without a fraction, so that a count that passed through a `Double` still reads as one.
  private static func digits(of value: Double) -> String {
    if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return String(Int64(value)) }
    return value.description
  }

  private static func append<Failure>(
    _ count: Int, between brackets: (open: String, close: String), to bytes: inout [UInt8], indent: Int?,
    each: (_ index: Int, _ inner: Int?, inout [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let inner = indent.map { $0 + 1 }
    bytes += brackets.open.utf8
    for index in 0..<count {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(in: &bytes, indent: inner)
      try each(index, inner, &bytes)
    }
    if count > 0 { breakLine(in: &bytes, indent: indent) }
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
