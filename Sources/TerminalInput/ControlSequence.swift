import Screen

/// A control sequence that is complete, and the keys that it stands for.
///
/// ECMA-48 5.4: `CSI`, then parameters 0x30 to 0x3F, intermediates 0x20 to 0x2F, and a final byte. Keys are numbers
/// before `~` (VT220, rxvt, Linux), letters (VT100, xterm), numbers before `z` (Sun), or the code of a character
/// before `u` (CSI u, kitty). Modifiers are a second number, 1 more than the sum of Shift 1, Alt 2, Ctrl 4, Super 8,
/// Hyper 16, Meta 32, Caps Lock 64 and Num Lock 128.
struct ControlSequence {
  /// Numbers, each with those behind colons; nil for one that is not written. Empty where there is none.
  private let parameters: [[Int?]]
  /// Whether there is anything in it that keys do not have: a private marker, or intermediates.
  private let isForeign: Bool
  /// Whether it begins with the marker of mode 1006, and has nothing else that is foreign.
  private let isOfMouse: Bool
  private let final: UInt8

  init(_ inner: some Sequence<UInt8>, final: UInt8) {
    var parameters: [[Int?]] = [[nil]]
    var isForeign = false
    var isEmpty = true
    var isOfMouse = false
    for byte in inner {
      defer { isEmpty = false }
      if isEmpty, byte == UInt8(ascii: "<") {
        (isForeign, isOfMouse) = (true, true)
        continue
      }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let last = parameters.count - 1
        let place = parameters[last].count - 1
        let before = parameters[last][place] ?? 0
        parameters[last][place] = min(before * 10 + Int(byte - UInt8(ascii: "0")), Self.largest)
      case UInt8(ascii: ":"): parameters[parameters.count - 1].append(nil)
      case UInt8(ascii: ";"): parameters.append([nil])
      default: (isForeign, isOfMouse) = (true, false)
      }
    }
    self.parameters = isEmpty ? [] : parameters
    self.isForeign = isForeign
    self.isOfMouse = isOfMouse
    self.final = final
  }

  /// Numbers are no larger than this; no character's code is.
  private static let largest = 0x11_0000

  /// The keys, in order; none where it is something else: an answer, a report, a release.
  var keys: [Key] {
    guard !isForeign else { return [] }
    switch final {
    case UInt8(ascii: "~"):
      if number(0) == 27, parameters.count == 3 { return character(number(2), isShifted: true) }
      return KeySpelling.numbered[number(0) ?? 0].map { modified($0) } ?? []
    case UInt8(ascii: "$"): return rxvt([.shift])
    case UInt8(ascii: "^"): return rxvt([.control])
    case UInt8(ascii: "@"): return rxvt([.shift, .control])
    case UInt8(ascii: "u"): return character(number(0), isShifted: false)
    case UInt8(ascii: "z"):
      return parameters.count == 1 ? KeySpelling.sun[number(0) ?? 0].map { [$0] } ?? [] : []
    case UInt8(ascii: "Z"): return modified(.backTab)
    case UInt8(ascii: "R"):
      // With numbers it is where the cursor is, which a terminal tells in the same words as Shift-F3.
      return parameters.isEmpty ? [.function(3)] : []
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      guard parameters.isEmpty, let arrow = KeySpelling.lettered[final - 0x20] else { return [] }
      return [arrow.with(.shift)]
    default:
      guard parameters.count < 2 || number(0) ?? 1 == 1 else { return [] }
      return KeySpelling.lettered[final].map { modified($0) } ?? []
    }
  }

  /// A report of the mouse in the form of xterm's mode 1006, `CSI < button ; column ; row M`: of the left button going down
  /// and of the wheel, with no key held. `nil` for other buttons, releases (`m`), moves, and what is no such report.
  var mouse: MouseEvent? {
    guard isOfMouse, final == UInt8(ascii: "M"), parameters.count == 3,
      parameters.allSatisfy({ $0.count == 1 }),
      let column = number(1), let row = number(2), column > 0, row > 0
    else { return nil }
    let kind: MouseEvent.Kind
    switch number(0) {
    case 0: kind = .press
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    case _: return nil
    }
    return MouseEvent(kind, column: column - 1, row: row - 1)
  }

  private func number(_ place: Int, _ part: Int = 0) -> Int? {
    guard place < parameters.count, part < parameters[place].count else { return nil }
    return parameters[place][part]
  }

  /// Where the modifiers are: behind the key's own number, or alone before a letter.
  private var modifiers: HeldKeys? {
    guard parameters.count < 3 else { return nil }
    return HeldKeys(number(1) ?? (final != UInt8(ascii: "~") && parameters.count == 1 ? number(0) : nil))
  }

  private var isRelease: Bool { number(1, 1) == 3 }

  private func modified(_ key: Key) -> [Key] {
    guard let held = modifiers, !isRelease else { return [] }
    return [key.with(key == .backTab ? held.keys.subtracting(.shift) : held.keys)]
  }

  /// rxvt writes modifiers as the last byte.
  private func rxvt(_ held: KeyModifiers) -> [Key] {
    guard parameters.count == 1, let key = KeySpelling.numbered[number(0) ?? 0] else { return [] }
    return [key.with(held)]
  }

  /// A key by the code of its character, or by its number among kitty's.
  private func character(_ code: Int?, isShifted: Bool) -> [Key] {
    guard let code, let held = HeldKeys(number(1)), !isRelease else { return [] }
    if let key = KeySpelling.coded[code] {
      // What sends the same byte with Shift as without is the same key here, too.
      let isSame = [.enter, .escape, .backspace].contains(key)
      return [key.with(isSame ? held.keys.subtracting(.shift) : held.keys)]
    }
    // Unicode's private use: kitty's numbers of keys that are none here.
    guard !(0xE000...0xF8FF).contains(code), let scalar = Self.printable(code) else { return [] }
    if held.keys.isDisjoint(with: [.alt, .control]), final == UInt8(ascii: "u"), parameters.count > 2 {
      let text = parameters[2].compactMap { $0.flatMap(Self.printable) }
      if !text.isEmpty { return text.map { .character($0) } }
    }
    return [held.key(of: scalar, shifted: isShifted ? scalar : number(0, 1).flatMap(Self.printable))]
  }

  private static func printable(_ code: Int) -> Unicode.Scalar? {
    guard code >= 0x20, !(0x7F...0x9F).contains(code) else { return nil }
    return UInt32(exactly: code).flatMap { Unicode.Scalar($0) }
  }
}

/// The modifiers of a sequence, as they are numbered there.
private struct HeldKeys {
  let keys: KeyModifiers
  private let hasCapsLock: Bool

  /// nil for modifiers that no key here has: Super and Hyper are the window system's.
  init?(_ number: Int?) {
    let bits = max(1, number ?? 1) - 1
    guard bits < 256, bits & 0b1_1000 == 0 else { return nil }
    var keys: KeyModifiers = []
    if bits & 1 != 0 { keys.insert(.shift) }
    if bits & 0b10_0010 != 0 { keys.insert(.alt) }
    if bits & 4 != 0 { keys.insert(.control) }
    self.keys = keys
    hasCapsLock = bits & 64 != 0
  }

  /// The key of a character with these held down; `shifted` is what the terminal says that Shift makes of it.
  func key(of scalar: Unicode.Scalar, shifted: Unicode.Scalar?) -> Key {
    if keys.contains(.control) { return control(scalar) }
    let isShifted = keys.contains(.shift)
    let others = keys.subtracting(.shift)
    guard isShifted || hasCapsLock else { return .character(scalar).with(others) }
    if isShifted, let shifted { return .character(shifted).with(others) }
    let upper = Self.upper(scalar)
    if upper != scalar { return .character(isShifted == hasCapsLock ? scalar : upper).with(others) }
    // Some terminals tell the character that was typed, others the one on the key. A letter is the same in both, and so
    // is what no keyboard has without Shift; of the rest nobody knows what Shift makes of it.
    let isTyped =
      !isShifted || scalar == " " || scalar.properties.isUppercase || Self.shiftedSigns.contains(scalar)
    return .character(scalar).with(isTyped ? others : keys)
  }

  /// What is above the digits and beside Enter on an American keyboard.
  private static let shiftedSigns = Set("~!@#$%^&*()_+{}|:\"<>?".unicodeScalars)

  /// As the byte that Ctrl makes of it. With Shift as well, a letter is another key.
  private func control(_ scalar: Unicode.Scalar) -> Key {
    switch scalar {
    case "@", "^", "_":
      return Key(typed: Unicode.Scalar(UInt8(scalar.value) & 0x1F)).with(keys.intersection(.alt))
    case "a"..."z", "A"..."Z", "[", "\\", "]", " ":
      guard !keys.contains(.shift) else { return .character(scalar).with(keys) }
      return Key(typed: Unicode.Scalar(UInt8(scalar.value) & 0x1F)).with(keys.subtracting(.control))
    default: return .character(scalar).with(keys)
    }
  }

  private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let mapping = scalar.properties.uppercaseMapping.unicodeScalars
    guard mapping.count == 1, let upper = mapping.first else { return scalar }
    return upper
  }
}
