import JSONStream
import Text

/// A number as any form of Slurm's JSON states it.
///
/// Slurm 21.08 and 22.05 write plain integers and `null`; 23.02 and later write
/// `{"set": true, "infinite": false, "number": 5}` for most numbers; `+complex` forms write a number, `null` or
/// `"Infinity"`. Each form mixes them from field to field, so every number is read as any of the three.
///
/// `Infinity` without quotation marks, which v0.0.40, v0.0.41 and `+complex` write for a quotient of nothing, such as the
/// fair-share level of an account without use, is no number where an amount should be, as `NaN` is. In a limit's place it
/// can only mean that there is none; `NaN` and `-Infinity` say nothing there either.
enum SlurmNumber: Equatable {
  case value(Int64)
  case infinite
  /// Not set, or one of the values by which Slurm's C code says so.
  case unset
  /// `NaN` or `-Infinity` without quotation marks, which no number that is read here should be.
  case notANumber
  /// `Infinity` without quotation marks.
  case bareInfinity
  case odd(found: SafeText)

  /// What an integer of Slurm's C code means: NO_VAL and INFINITE of 32 and 64 bits (slurm.h) are no numbers, and
  /// neither is what came of them by way of a signed type or of arithmetic.
  init(integer: Int64) {
    switch integer {
    case 0xFFFF_FFFE, -2: self = .unset
    case 0xFFFF_FFFF, -1: self = .infinite
    case Int64.min..<(-1 << 62), (1 << 62 + 1)...Int64.max: self = .unset
    default: self = .value(integer)
    }
  }

  init(_ number: JSONNumber) {
    switch number {
    case .integer(let integer): self.init(integer: integer)
    case .unsigned(.max): self = .infinite
    case .unsigned: self = .unset
    case .notANumber, .infinite(isNegative: true): self = .notANumber
    case .infinite(isNegative: false): self = .bareInfinity
    case .outOfRange: self = .odd(found: "a number beyond 64 bits")
    case .real(let real):
      self = Int64(exactly: real.rounded()).map(SlurmNumber.init(integer:)) ?? .unset
    }
  }
}

extension JSONReader {
  /// Reads the next value as a number in any of Slurm's encodings. Whatever it is, it is consumed.
  mutating func slurmNumber() throws(JSONError) -> SlurmNumber {
    switch try kind() {
    case .number:
      return SlurmNumber(try number())
    case .object:
      return try slurmNumberObject()
    case .null:
      try null()
      return .unset
    case .string:
      return try slurmNumberText()
    case .bool, .array:
      return .odd(found: try consumeUnusable())
    }
  }

  /// As `slurmNumber()`, where `order` is that of number objects of one document.
  mutating func slurmNumber(_ order: inout JSONKeyOrder) throws(JSONError) -> SlurmNumber {
    guard try kind() == .object else { return try slurmNumber() }
    var object = SlurmNumberObject()
    try enterObject()
    while let field = try nextField(SlurmNumberField.all, &order) { try object.read(field, &self) }
    return object.number
  }

  private mutating func slurmNumberObject() throws(JSONError) -> SlurmNumber {
    var object = SlurmNumberObject()
    try enterObject()
    while let field = try nextField(SlurmNumberField.all) { try object.read(field, &self) }
    return object.number
  }

  private mutating func slurmNumberText() throws(JSONError) -> SlurmNumber {
    let text = try withStringBytes { SafeText(untrusted: $0) }
    switch text {
    case "", "NaN", "(null)", "N/A": return .unset
    case "Infinity", "INFINITE", "UNLIMITED": return .infinite
    default: break
    }
    if let integer = Int64(text.shown) { return SlurmNumber(integer: integer) }
    return .odd(found: "the text “\(text.truncated(toWidth: 40))”")
  }
}

/// A number that is written as an object, while it is being read.
private struct SlurmNumberObject {
  private var isSet = true
  private var isInfinite = false
  private var value = SlurmNumber.unset
  private var oddity: SafeText?

  /// A part that is no such part is told apart from what the number itself may be.
  mutating func read(_ field: SlurmNumberField, _ json: inout JSONReader) throws(JSONError) {
    switch (field, try json.kind()) {
    case (.set, .bool): isSet = try json.bool()
    case (.infinite, .bool): isInfinite = try json.bool()
    case (.number, .number): value = SlurmNumber(try json.number())
    case (.number, .null): try json.null()
    case (.number, _): oddity = try json.consumeUnusable()
    case (.set, _), (.infinite, _):
      oddity = "an object whose “\(SafeText(untrusted: field.rawValue))” is \(try json.consumeUnusable())"
    }
  }

  var number: SlurmNumber {
    if let oddity { return .odd(found: oddity) }
    if isInfinite { return .infinite }
    return isSet ? value : .unset
  }
}

private enum SlurmNumberField: String, CaseIterable, Sendable {
  case set, infinite, number
  static let all = JSONFields<SlurmNumberField>()
}
