package import Text

/// A theme of btop's, as its file says it: lines such as `theme[main_bg]="#282a36"`.
///
/// A colour is `#rrggbb`, `#bw` (two digits of grey), `r g b` in decimals, or nothing for the terminal's own.
package struct BtopTheme: Hashable, Sendable {
  package enum Color: Hashable, Sendable {
    case terminalDefault
    case rgb(RGB)
  }

  /// By btop's names. Of two lines of one name the later counts, as in btop.
  package private(set) var colors: [String: Color] = [:]

  /// Reads a file, or tells everything that is wrong with it, in the order of its lines.
  ///
  /// - Throws: `BtopThemeError` where anything is wrong with it, or no line says a colour.
  package init(_ text: String) throws(BtopThemeError) {
    var mistakes: [BtopThemeError.Mistake] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      do throws(Clause) {
        guard let (name, color) = try Self.entry(line) else { continue }
        colors[name] = color
      } catch {
        mistakes.append(BtopThemeError.Mistake(line: index + 1, clause: error.words))
      }
    }
    if mistakes.isEmpty, colors.isEmpty {
      mistakes.append(
        BtopThemeError.Mistake(
          line: nil,
          clause: "no line of it says a colour, as theme[main_bg]=\"#282a36\" does; name a theme of btop's"))
    }
    guard mistakes.isEmpty else { throw BtopThemeError(mistakes: mistakes) }
  }

  /// What is wrong with a line, and what to do.
  private struct Clause: Error {
    let words: SafeText
  }

  /// `nil` of a line that says nothing.
  private static func entry(_ line: Substring) throws(Clause) -> (String, Color)? {
    let line = line.trimmed
    guard let first = line.first, first != "#" else { return nil }
    guard line.hasPrefix("theme["), let end = line.firstIndex(of: "]") else {
      throw Clause(
        words: "“\(shown(line))” is no line of a btop theme; write theme[name]=\"#rrggbb\", or # before it")
    }
    let name = line[..<end].dropFirst("theme[".count)
    guard !name.isEmpty, name.utf8.allSatisfy(isOfName) else {
      throw Clause(words: "“\(shown(name))” is no name; write letters, digits and _ in the brackets")
    }
    let rest = line[line.index(after: end)...].trimmed
    guard rest.first == "=" else {
      throw Clause(words: "theme[\(shown(name))] has no value; write = and a colour behind it")
    }
    let value = unquoted(rest.dropFirst().trimmed)
    guard let color = color(value) else {
      throw Clause(
        words:
          "theme[\(shown(name))] is “\(shown(value))”, which is no colour; write \"#rrggbb\", \"#bw\" or \"r g b\""
      )
    }
    return (String(name), color)
  }

  private static func shown(_ text: Substring) -> SafeText {
    SafeText(untrusted: String(text)).truncated(toWidth: 40)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// What stands in quotes; without them all of it. What follows quotes is no part of it.
  private static func unquoted(_ text: Substring) -> Substring {
    guard let quote = text.first, quote == "\"" || quote == "'" else { return text }
    return text.dropFirst().prefix { $0 != quote }.trimmed
  }

  private static func color(_ value: Substring) -> Color? {
    guard !value.isEmpty else { return .terminalDefault }
    if value.hasPrefix("#") {
      let digits = value.dropFirst()
      return RGB(hex: digits.utf8.count == 2 ? "#\(digits)\(digits)\(digits)" : String(value)).map(Color.rgb)
    }
    let parts = value.split(whereSeparator: \.isBlank)
    let numbers = parts.compactMap { $0.utf8.allSatisfy(isDigit) ? UInt8($0) : nil }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    return .rgb(RGB(red: numbers[0], green: numbers[1], blue: numbers[2]))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

/// Why a file is no theme of btop's.
package struct BtopThemeError: Error, Hashable {
  package struct Mistake: Hashable, Sendable {
    /// `nil` where it is about the whole file.
    package let line: Int?
    /// What is wrong, and what to do.
    package let clause: SafeText
  }

  /// At least one.
  package let mistakes: [Mistake]
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" || self == "\r" }
}

extension Substring {
  fileprivate var trimmed: Substring {
    guard let last = lastIndex(where: { !$0.isBlank }) else { return "" }
    return self[...last].drop(while: \.isBlank)
  }
}
