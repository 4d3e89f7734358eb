import Screen

/// The tables of what keys are called in sequences.
///
/// From xterm's ctlseqs, rxvt's reference, kitty's keyboard protocol, console_codes(4), and terminfo's entries.
enum KeySpelling {
  /// `CSI number ~`: the VT220's keys, whose Find and Select are Home and End, rxvt's 7 and 8, and F1 to F35.
  static let numbered: [Int: Key] = {
    var keys: [Int: Key] = [
      1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    // The gaps are where a VT220 has gaps between its keys; xterm goes on at 42.
    let functions: [ClosedRange<Int>] = [11...15, 17...21, 23...26, 28...29, 31...34, 42...56]
    for (index, code) in functions.joined().enumerated() { keys[code] = .function(index + 1) }
    return keys
  }()

  /// `CSI letter`, `CSI 1 ; modifiers letter`, and the same with `SS3`.
  static let lettered: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "P"): .function(1),
    UInt8(ascii: "Q"): .function(2), UInt8(ascii: "S"): .function(4),
  ]

  /// `SS3 character`: what is not among the letters above. The keypad sends what is printed on it, rxvt's lower-case
  /// letters are arrows with Ctrl.
  static func single(_ character: UInt8) -> Key? {
    switch character {
    case UInt8(ascii: "R"): .function(3)
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "I"): .tab
    case UInt8(ascii: "X"): .character("=")
    case UInt8(ascii: "a")...UInt8(ascii: "d"): lettered[character - 0x20]?.with(.control)
    // DEC's keypad is ASCII from * to 9, 64 higher.
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Unicode.Scalar(character - 0x40))
    default: lettered[character]
    }
  }

  /// `CSI number z`: Sun's consoles, and xterm as one.
  static let sun: [Int: Key] = {
    var keys: [Int: Key] = [
      192: .function(11), 193: .function(12), 214: .home, 216: .pageUp, 220: .end, 222: .pageDown,
      247: .insert,
    ]
    for number in 1...12 { keys[223 + number] = .function(number) }
    return keys
  }()

  /// `CSI number u`: keys that are no characters, by their byte or by kitty's number.
  static let coded: [Int: Key] = {
    var keys: [Int: Key] = [
      8: .backspace, 9: .tab, 13: .enter, 27: .escape, 127: .backspace,
      57344: .escape, 57345: .enter, 57346: .tab, 57347: .backspace, 57348: .insert, 57349: .delete,
      57350: .left,
      57351: .right, 57352: .up, 57353: .down, 57354: .pageUp, 57355: .pageDown, 57356: .home, 57357: .end,
      57409: .character("."), 57410: .character("/"), 57411: .character("*"), 57412: .character("-"),
      57413: .character("+"), 57414: .enter, 57415: .character("="), 57416: .character(","),
      57417: .left, 57418: .right, 57419: .up, 57420: .down, 57421: .pageUp, 57422: .pageDown, 57423: .home,
      57424: .end, 57425: .insert, 57426: .delete,
    ]
    for number in 1...35 { keys[57363 + number] = .function(number) }
    for digit in 0...9 { keys[57399 + digit] = .character(Unicode.Scalar(UInt8(0x30 + digit))) }
    return keys
  }()
}
