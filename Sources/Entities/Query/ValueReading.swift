import Model
import Text

/// Why a value cannot be used.
struct ValueProblem: Error {
  let sentence: SafeText
  /// What to write instead, in a few words.
  var advice: SafeText?
}

extension FieldDescription {
  /// Whether it is one of the words of the field's closed set.
  func hasChoice(_ word: SafeText) -> Bool {
    guard case .choice(let choices, _) = form else { return false }
    let folded = FoldedText.name(word)
    return choices.contains { $0.names.contains { FoldedText.name($0) == folded } }
  }
}

extension ValueText {
  /// What the value means for a field.
  func read(as field: FieldDescription) throws(ValueProblem) -> TestValue {
    if text == "-", !isQuoted { return .untold }
    switch field.form {
    case .name, .names, .number, .prose, .nodes: return .name(NamePattern(text.safe))
    case .flag:
      switch text.lowercased() {
      case "yes", "true": return .figure(1)
      case "no", "false": return .figure(0)
      default: throw ValueProblem(sentence: "\(field.key.safe) is yes or no")
      }
    case .choice(let choices, _): return .choice(try choice(of: field, choices))
    case .moment: return try moments(of: field)
    case .count, .amount, .ratio, .share, .span: return try figures(of: field)
    }
  }

  /// By code, by word or as it stands on the screen, an underscore for the space. The full stop of what the screen
  /// shortens may be left out: `expert_rev`. The mark that sinfo puts behind a node's word does not count: `down*`.
  private func choice(of field: FieldDescription, _ choices: [FieldChoice]) throws(ValueProblem) -> Int? {
    let folded = FoldedText.name(text.safe)
    func place(of wanted: some Sequence<UInt8>) -> Int? {
      choices.firstIndex { $0.names.contains { FoldedText.name($0).elementsEqual(wanted) } }
    }
    if let named = place(of: folded) ?? place(of: folded + [UInt8(ascii: ".")]) { return named }
    if let mark = folded.last, NodeState.words(ofSuffix: Character(UnicodeScalar(mark))) != nil,
      let named = place(of: folded.dropLast()),
      choices[named].takesMarks
    {
      return named
    }
    if folded == Array("other".utf8) { return nil }
    let names = choices.compactMap(\.code?.shown) + choices.map(\.word.shown)
    let kind = field.key.safe
    let meant: SafeText? = ListSchema.nearest(to: text, among: names).map { .didYouMean($0.safe) }
    let advice: SafeText =
      if let meant {
        meant
      } else {
        "the \(field.plural) are \(choices.map { $0.code ?? $0.word }.joined(separator: ", "))"
      }
    throw ValueProblem(sentence: "no \(kind) is called “\(text.safe)”; \(advice)", advice: meant)
  }

  private func figures(of field: FieldDescription) throws(ValueProblem) -> TestValue {
    guard !isQuoted, let (from, to) = rangeEnds else { return .figure(try figure(text, of: field)) }
    let lower = from.isEmpty ? nil : try figure(from, of: field)
    let upper = to.isEmpty ? nil : try figure(to, of: field)
    if let lower, let upper, lower > upper {
      throw ValueProblem(sentence: "\(field.key.safe): the range ends before it begins")
    }
    return .figures(from: lower, to: upper)
  }

  private func moments(of field: FieldDescription) throws(ValueProblem) -> TestValue {
    guard let (from, to) = rangeEnds else { return .moment(try moment(text, of: field)) }
    let lower = from.isEmpty ? nil : try moment(from, of: field)
    let upper = to.isEmpty ? nil : try moment(to, of: field)
    return .moments(from: lower, to: upper)
  }

  /// What stands before and behind the two points of a range.
  private var rangeEnds: (String, String)? {
    guard let points = characters.indices.dropLast().first(where: { characters[$0...].starts(with: "..") })
    else {
      return nil
    }
    return (String(characters[..<points]), String(characters[(points + 2)...]))
  }

  private func figure(_ text: String, of field: FieldDescription) throws(ValueProblem) -> Double {
    let figure: Double? =
      switch field.form {
      case .span: WrittenFigure.span(text).map { Double($0.count) }
      case .share: WrittenFigure.share(text)
      case .count, .amount, .ratio: WrittenFigure.number(text, unit: field.unit == .watts ? "W" : nil)
      case .name, .names, .number, .prose, .nodes, .choice, .moment, .flag: nil
      }
    guard let figure else {
      throw ValueProblem(
        sentence: "\(field.key.safe) takes \(field.form.measure), such as \(field.form.example)",
        advice: "such as \(field.form.example)")
    }
    return figure
  }

  private func moment(_ text: String, of field: FieldDescription) throws(ValueProblem) -> TimePoint {
    guard let moment = TimePoint(text) else {
      if WrittenFigure.span(text) != nil {
        let advice: SafeText = "+\(text.safe) is \(text.safe) from now, -\(text.safe) was so long ago"
        throw ValueProblem(
          sentence: "\(field.key.safe) takes a time, and a span needs its sign: \(advice)", advice: advice)
      }
      throw ValueProblem(
        sentence:
          "\(field.key.safe) takes a time by the clock of the site, such as \(FieldForm.moment.example)",
        advice: "such as \(FieldForm.moment.example)")
    }
    return moment
  }
}

extension FieldForm {
  fileprivate var measure: SafeText {
    switch self {
    case .span: "a span with its units w, d, h, m or s"
    case .share: "a share in %"
    case .count, .amount, .ratio: "a number, with k, M, G or T for thousands, millions and so on"
    case .name, .names, .number, .prose, .nodes, .choice, .moment, .flag: title
    }
  }
}

extension FieldDescription {
  /// Of the key of a closed set.
  fileprivate var plural: SafeText {
    if key.hasSuffix("y") { return "\(String(key.dropLast()).safe)ies" }
    return "\(key.safe)\(key.hasSuffix("s") ? "es" : "s")"
  }
}

/// Figures as somebody writes them in a filter.
enum WrittenFigure {
  /// `8`, `-3`, `2.5M`, `9.8kW` where the unit is `W`; `nil` when it is none.
  static func number(_ text: String, unit: Character? = nil) -> Double? {
    var digits = text[...]
    if let unit, digits.last == unit { digits.removeLast() }
    var factor = 1.0
    if let prefix = digits.last, let known = prefixes[prefix] {
      factor = known
      digits.removeLast()
    }
    return decimal(digits).map { $0 * factor }
  }

  /// `40%`, and `0.4` as it stands in exports.
  static func share(_ text: String) -> Double? {
    if text.last == "%" { return decimal(text.dropLast()).map { $0 / 100 } }
    return decimal(text[...]).flatMap { $0 <= 1 ? $0 : nil }
  }

  /// `90m`, `1d12h`, `-2h`: numbers with their units, each longer unit first or not; `0`, which needs none.
  static func span(_ text: String) -> Seconds? {
    if text == "0" { return Seconds(0) }
    let isNegative = text.first == "-"
    var rest = text.dropFirst(isNegative ? 1 : 0)
    guard !rest.isEmpty else { return nil }
    var total = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      guard let number = decimal(digits), let unit = rest.dropFirst(digits.count).first,
        let seconds = units[unit]
      else { return nil }
      total += number * seconds
      rest = rest.dropFirst(digits.count + 1)
    }
    guard total <= longest else { return nil }
    return Seconds(Int64(total.rounded()) * (isNegative ? -1 : 1))
  }

  /// A thousand years: a moment so far off is one still.
  private static let longest = 1000 * 366 * 86_400.0

  private static let prefixes: [Character: Double] = ["k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
  private static let units: [Character: Double] = ["w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1]

  /// Digits with a sign or a point among them, and nothing else that Swift would read as a number.
  private static func decimal(_ text: Substring) -> Double? {
    let unsigned = text.first == "-" ? text.dropFirst() : text
    guard let first = unsigned.first, first.isASCII, first.isNumber,
      unsigned.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    else { return nil }
    return Double(text)
  }
}

extension TimePoint {
  /// `-2h`, `+1d`, `06:00`, `today`, `yesterday 18:00`, `tomorrow`, `mon`, `2026-11-28`, `2026-11-28 06:00`, and moments of
  /// RFC 3339.
  init?(_ text: String) {
    if let sign = text.first, sign == "-" || sign == "+" {
      guard let span = WrittenFigure.span(sign == "+" ? String(text.dropFirst()) : text) else { return nil }
      self = .fromNow(span)
      return
    }
    if let exact = Timestamp(rfc3339: text) {
      self = .exact(exact)
      return
    }
    let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }.map(String.init)
    guard let first = parts.first else { return nil }
    var second: Int?
    if parts.count == 2 {
      guard let time = Self.secondOfDay(parts[1]) else { return nil }
      second = time
    }
    if parts.count == 1, let time = Self.secondOfDay(first) {
      self = .timeOfDay(secondOfDay: time)
    } else if let offset = Self.days[first.lowercased()] {
      self = .day(offset: offset, secondOfDay: second)
    } else if parts.count == 1, let weekday = Self.weekdays.firstIndex(of: first.lowercased()) {
      self = .weekday(weekday)
    } else if let date = CivilDate(iso8601: first) {
      self = .date(date, secondOfDay: second)
    } else {
      return nil
    }
  }

  private static let days = ["yesterday": -1, "today": 0, "tomorrow": 1]
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// `06:00` and `06:00:30`
  private static func secondOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count),
      parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    let (hour, minute, second) = (Int(parts[0]), Int(parts[1]), parts.count == 3 ? Int(parts[2]) : 0)
    guard let hour, let minute, let second, hour < 24, minute < 60, second < 60 else { return nil }
    return hour * 3600 + minute * 60 + second
  }
}
