import Screen
import Text

extension SafeText {
  /// The text as somebody would read it aloud: signs, units and cut words in full, and what stands in columns of its
  /// own separated by commas.
  ///
  /// `9h 10m · 64.2 k GPU-h` becomes `9 hours 10 minutes, 64.2 thousand GPU-hours`. Names stay as they are, unless one
  /// looks like a figure with its unit.
  var inWords: SafeText {
    var wording = Wording()
    wording.read(shown)
    return SafeText(untrusted: wording.text)
  }
}

extension SafeText {
  /// The head of a column or a line, whose words are ours, in words that are not cut short.
  var titleInWords: SafeText {
    let words = inWords.shown.split(separator: " ").map { word -> String in
      let word = String(word)
      return word.contains("GPU-") ? word : Self.wholeWords[word] ?? word.replacing("-", with: " ")
    }
    return SafeText(untrusted: words.joined(separator: " "))
  }

  private static let wholeWords = [
    "avail": "available", "inst": "installed", "alloc": "allocated", "pue": "PUE",
    "inelig": "ineligible", "maint": "in maintenance", "run": "running",
  ]
}

extension Line {
  /// The line as somebody would read it aloud; the names of links stay as they are.
  var inWords: SafeText {
    var parts: [SafeText] = []
    var between = ""
    var wasLink = false
    func finish() {
      let words = SafeText(untrusted: between).inWords
      if !words.isEmpty { parts.append(words) }
      between = ""
    }
    for span in spans {
      if span.link == nil {
        between += span.text.shown
        if between.contains(where: { $0 != " " }) { wasLink = false }
      } else {
        finish()
        // Names beside each other.
        if wasLink { parts.append(",") }
        parts.append(span.text)
        wasLink = true
      }
    }
    finish()
    return parts.reduce(into: "" as SafeText) { whole, part in
      let isPunctuation = part.shown.first.map { ",;:.)".contains($0) } ?? true
      if !whole.isEmpty, !isPunctuation { whole.append(" ") }
      whole.append(part)
    }
  }
}

/// The words of a text while it is read from its beginning to its end.
private struct Wording {
  private(set) var words: [String] = []
  /// Up to where the class of spans before goes.
  private var lastBound: String?

  var text: String { words.joined(separator: " ") }

  mutating func read(_ text: String) {
    var pieces = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)[...]
    while let piece = pieces.popFirst() {
      if piece.isEmpty {
        // More than one space stands between columns.
        if pieces.first?.isEmpty == false, !words.isEmpty { pause() }
        continue
      }
      let next = pieces.first ?? ""
      if let span = Self.span(piece, next) {
        words.append(span)
        pieces.removeFirst()
      } else if Self.isNumber(piece), let unit = Self.unit(next, of: piece) {
        words += [Self.figure(piece), unit]
        pieces.removeFirst()
      } else {
        put(piece, before: next)
      }
    }
    if let last = words.last, last.hasSuffix(",") { words[words.count - 1].removeLast() }
  }

  private mutating func pause() {
    guard let last = words.last?.last, !",;:(.".contains(last) else { return }
    words[words.count - 1] += ","
  }

  private mutating func put(_ piece: String, before next: String) {
    if ["·", "│", "›"].contains(piece) {
      if !words.isEmpty { pause() }
    } else if piece == "—" {
      words.append(["", "·", "│"].contains(next) ? "not known" : "not known,")
    } else if piece == "resp", words.last == "no" {
      words.append("response")
    } else if let word = Self.signs[piece] {
      if !word.isEmpty { words.append(word) }
    } else if let word = Self.months[piece], words.last.map(Self.isDay) == true || Self.isYear(next) {
      words.append(word)
    } else if let word = Self.weekdays[piece], Self.isDay(next) {
      words.append(word)
    } else if piece.first == "%", piece.count > 1 {
      words += ["percent", String(piece.dropFirst())]
    } else if piece.last == "%", piece.count > 1 {
      words += [String(piece.dropLast()), "percent"]
    } else if piece.first == "+", Self.isNumber(String(piece.dropFirst())) {
      words += ["and", String(piece.dropFirst())]
      // Nothing tells of what, as in `lrdn0043 +31 12 m`: of what was named before.
      if next.first?.isLetter != true { words[words.count - 1] += piece == "+1" ? " other," : " others," }
    } else if piece.hasPrefix(">") || piece.hasPrefix("<-"), Self.isNumber(piece) {
      words.append(Self.figure(piece))
    } else if piece == "older", lastBound != nil {
      // The class behind those.
      words.append("older:")
    } else if piece.first == "×", Self.isNumber(String(piece.dropFirst())) {
      // How many all of those are together.
      pause()
      words.append("together \(piece.dropFirst())")
    } else if piece.first == "<", piece.dropFirst().first?.isNumber == true {
      // A class of spans: `<24h 10`.
      let (number, unit) = (String(piece.dropFirst().dropLast()), String(piece.suffix(1)))
      guard let known = Self.units[unit] else { return words.append("less than \(piece.dropFirst())") }
      let bound = "\(number) \(number == "1" ? known.one : known.many)"
      words.append(lastBound.map { "\($0) to \(bound):" } ?? "less than \(bound):")
      lastBound = bound
    } else if piece.allSatisfy(Self.isDrawing) {
      // A bar says nothing that its figures do not say.
    } else {
      let (core, rest) = Self.split(piece)
      words.append((Self.terms[core] ?? core) + rest)
    }
  }

  /// A term without the punctuation behind it.
  private static func split(_ piece: String) -> (core: String, rest: String) {
    let rest = piece.reversed().prefix { ",;:.)".contains($0) }
    return (String(piece.dropLast(rest.count)), String(rest.reversed()))
  }

  /// `9h 10m` and `2d 04h`, the only spans in two pieces.
  private static func span(_ first: String, _ second: String) -> String? {
    let (second, rest) = split(second)
    if first.first == "-" {
      return span(String(first.dropFirst()), "\(second)\(rest)").map { "minus \($0)" }
    }
    guard let large = Int(first.dropLast()), let small = Int(second.dropLast()), second.count == 3 else {
      return nil
    }
    return switch (first.last, second.last) {
    case ("d", "h"): "\(large) \(large == 1 ? "day" : "days") \(hours(small))\(rest)"
    case ("h", "m"): "\(hours(large)) \(small) \(small == 1 ? "minute" : "minutes")\(rest)"
    default: nil
    }
  }

  private static func hours(_ count: Int) -> String { "\(count) \(count == 1 ? "hour" : "hours")" }

  /// `38`, `21,948`, `<1`, `-3.4`
  private static func isNumber(_ piece: String) -> Bool {
    let digits = piece.drop { "<>-≥(".contains($0) }
    return digits.first?.isNumber == true
      && digits.allSatisfy { $0.isNumber && $0.isASCII || $0 == "." || $0 == "," } && piece.last != ","
  }

  private static func figure(_ number: String) -> String {
    switch number.first {
    case "<": "less than \(figure(String(number.dropFirst())))"
    case ">": "more than \(number.dropFirst())"
    case "-": "minus \(number.dropFirst())"
    default: number
    }
  }

  private static func unit(_ next: String, of number: String) -> String? {
    let (core, rest) = split(next)
    guard let unit = units[core] else { return nil }
    return (["1", "<1", "-1"].contains(number) ? unit.one : unit.many) + rest
  }

  private static func isDay(_ word: String) -> Bool {
    Int(split(word).core).map { (1...31).contains($0) } ?? false
  }

  private static func isYear(_ word: String) -> Bool {
    let core = split(word).core
    return core.count == 4 && Int(core) != nil
  }

  /// Blocks, lines, shades and arrows; the dash counts as a word.
  private static func isDrawing(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy {
      (0x2190...0x21FF).contains($0.value)
        || (0x2500...0x2BFF).contains($0.value)
    }
  }

  private static let units: [String: (one: String, many: String)] = [
    "s": ("second", "seconds"), "m": ("minute", "minutes"), "h": ("hour", "hours"), "d": ("day", "days"),
    "k": ("thousand", "thousand"), "M": ("million", "million"), "G": ("billion", "billion"),
    "T": ("trillion", "trillion"), "P": ("quadrillion", "quadrillion"), "E": ("quintillion", "quintillion"),
    "%": ("percent", "percent"),
    "W": ("watt", "watts"), "kW": ("kilowatt", "kilowatts"), "MW": ("megawatt", "megawatts"),
  ]

  /// Words that are cut short where room is.
  private static let terms: [String: String] = [
    "GPU-h": "GPU-hours", "GPU-h/d": "GPU-hours a day", "CPU-h": "CPU-hours", "node-h": "node-hours",
    "jobs/user": "jobs a user", "GPUs/user": "GPUs a user", "GPUs/account": "GPUs an account",
    "GPUs/job": "GPUs a job", "jobs/account": "jobs an account",
  ]

  /// Signs that stand for a word, or for nothing where a word stands beside them.
  private static let signs: [String: String] = [
    "≥": "at least", "≤": "at most", "→": "to", "×": "times", "~": "about", "%": "percent", "…": "and more",
    "✓": "", "✗": "", "?": "", "–": "", "▲": "ascending", "▼": "descending", "●": "", "○": "", "!": "",
  ]

  private static let weekdays = [
    "Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday",
    "Sat": "Saturday", "Sun": "Sunday",
  ]

  private static let months = [
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July",
    "Aug": "August", "Sep": "September", "Oct": "October", "Nov": "November", "Dec": "December",
  ]
}
