package import Text

/// The written form of keys: what a key is called, and a sequence of keys as one types it on a command line.
///
/// A character stands for itself; every other key is its name in angle brackets: `2jj<Enter>`, `<C-l>`, `<F1>`, `<M-q>`.
/// `<` itself is `<lt>`. A control character that is really there, a tab or a newline, is the key that sends it.
package enum KeyNotation {
  /// What a person calls the key, without brackets: `q`, `Space`, `PgDn`, `F1`, `C-l`, `M-q`.
  package static func name(of key: Key) -> SafeText {
    switch key {
    case .character(" "): "Space"
    case .character(let scalar): SafeText(untrusted: String(scalar))
    case .control(let scalar): "C-\(SafeText(untrusted: String(scalar)))"
    case .function(let number): "F\(number)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .backspace: "BS"
    case .delete: "Del"
    case .insert: "Ins"
    case .modified(let key, let modifiers): prefixed(name(of: key), with: modifiers)
    }
  }

  /// What is held down, as it is written before a key's name.
  private static let prefixes: [(prefix: String, modifier: KeyModifiers)] = [
    ("C-", .control), ("M-", .alt), ("S-", .shift),
  ]

  private static func prefixed(_ name: SafeText, with modifiers: KeyModifiers) -> SafeText {
    let held = prefixes.filter { modifiers.contains($0.modifier) }.map(\.prefix).joined()
    return "\(SafeText(untrusted: held))\(name)"
  }

  /// The keys that have a name to be written in brackets, in the order in which they are listed to a person.
  private static let named: [Key] = [
    .tab, .backTab, .enter, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
    .character(" "), .backspace, .delete, .insert,
  ]

  /// Every name that `keys(in:)` knows, for a person.
  package static var knownNames: SafeText {
    var list: SafeText = ""
    for key in named { list = "\(list)<\(name(of: key))> " }
    return "\(list)<lt>, <F1> to <F63>, <C-a> to <C-z>, with Alt <M-a>"
  }

  /// The keys that a sequence stands for, in order. Linear in its length.
  ///
  /// - Throws: `unclosed` where a `<` has no `>`; `unknown` where no key has the name between them.
  package static func keys(in sequence: String) throws(KeyNotationError) -> [Key] {
    var keys: [Key] = []
    var rest = sequence.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "<" else {
        keys.append(Key(typed: scalar))
        continue
      }
      guard let end = rest.firstIndex(of: ">") else {
        throw .unclosed(SafeText(untrusted: String(rest)))
      }
      let name = String(rest[..<end])
      guard let key = key(named: name) else { throw .unknown(SafeText(untrusted: name)) }
      keys.append(key)
      rest = rest[end...].dropFirst()
    }
    return keys
  }

  /// The one key that is written: as a sequence of one, or by its name without brackets, as help and footer show it.
  ///
  /// - Throws: as `keys(in:)`; `notOne` where it is none or more than one.
  package static func key(written text: String) throws(KeyNotationError) -> Key {
    if let key = key(named: text) { return key }
    let keys = try keys(in: text)
    guard let key = keys.first, keys.count == 1 else { throw .notOne(SafeText(untrusted: text)) }
    return key
  }

  /// The key as a sequence of one is written: `q`, `<Enter>`, `<lt>`.
  package static func written(_ key: Key) -> SafeText {
    switch key {
    case .character("<"): "<lt>"
    case .character(let scalar) where scalar != " ": SafeText(untrusted: String(scalar))
    case .character, .control, .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end,
      .pageUp,
      .pageDown, .backspace, .delete, .insert, .function, .modified:
      "<\(name(of: key))>"
    }
  }

  private static func key(named name: String) -> Key? {
    if let key = named.first(where: { Self.name(of: $0).shown == name }) { return key }
    if name == "lt" { return .character("<") }
    let scalars = Array(name.unicodeScalars)
    if scalars.first == "F", let number = Int(name.dropFirst()), (1...63).contains(number) {
      return .function(number)
    }
    if scalars.count == 3, scalars[0] == "C", scalars[1] == "-" {
      return controlKey(scalars[2])
    }
    return modifiedKey(named: name)
  }

  /// Alt goes with every key; Ctrl and Shift make another key of those only that are no characters.
  private static func modifiedKey(named name: String) -> Key? {
    for (prefix, modifier) in prefixes where name.hasPrefix(prefix) {
      let rest = String(name.dropFirst(prefix.count))
      if let key = key(named: rest) {
        if case .character = key, modifier != .alt { return nil }
        return key.with(modifier)
      }
      guard modifier == .alt, let scalar = rest.unicodeScalars.first, rest.unicodeScalars.count == 1 else {
        continue
      }
      return Key(typed: scalar).with(modifier)
    }
    return nil
  }

  /// What Ctrl with this character sends. Ctrl-M is Enter, for no terminal can tell them apart.
  private static func controlKey(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar {
    case "a"..."z", "A"..."Z", "@", "\\", "]", "^", "_":
      Key(typed: Unicode.Scalar(UInt8(scalar.value & 0x1F)))
    default: nil
    }
  }
}

/// Why a written sequence of keys could not be read.
package enum KeyNotationError: Error, Hashable {
  /// `<` and no `>` after it; carries what follows the `<`.
  case unclosed(SafeText)
  /// A name in brackets that no key has.
  case unknown(SafeText)
  /// More keys than one, or none, where one was to be written.
  case notOne(SafeText)

  /// One sentence for a person, with every name that is known.
  package var message: SafeText {
    switch self {
    case .unclosed(let rest):
      "“<\(rest)” starts the name of a key and has no “>”; write <lt> for the character, or one of \(KeyNotation.knownNames)"
    case .unknown(let name):
      "no key is called “<\(name)>”; the known ones are \(KeyNotation.knownNames)"
    case .notOne(let text):
      "“\(text)” is not one key; a key is one character or one of \(KeyNotation.knownNames)"
    }
  }
}
