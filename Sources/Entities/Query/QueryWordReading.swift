package import Text

extension QueryReader {
  /// What a word asks for, as far as it can be understood; what cannot is noted.
  mutating func word(_ token: QueryToken) -> QueryWord? {
    let isNegated = token.characters.first == "!"
    let body = isNegated ? token.characters.dropFirst() : token.characters
    guard !body.isEmpty else {
      let example = schema.flags.first.map { "!\(SafeText(untrusted: $0.word))" as SafeText } ?? "!name"
      note(token.place, "! stands before the word that must not hold, such as \(example)", isUnfinished: true)
      return nil
    }
    if let start = Self.openQuote(in: body) {
      note(start..<body.endIndex, "the quote is not closed")
      return nil
    }
    guard body.first != "!" else {
      note(token.place, "one ! is enough: two would be none")
      return nil
    }
    if let key = Self.keyBeforeNegation(body) {
      note(token.place, "! stands before the word: !\(key.safe)=")
      return nil
    }
    func word(_ test: QueryTest) -> QueryWord {
      QueryWord(source: SafeText(untrusted: token.text), isNegated: isNegated, test: test)
    }
    guard let split = KeyedWord(body) else {
      let text = String(body)
      if let advice = advice(onLogic: text.lowercased()) {
        note(token.place, advice)
        return nil
      }
      if !text.contains("\""), let flag = schema.place(ofFlag: text.lowercased()) { return word(.flag(flag)) }
      let wanted = SafeText(untrusted: text.filter { $0 != "\"" }).foldedName
      return wanted.isEmpty ? nil : word(.text(wanted))
    }
    if split.key == "sort" {
      readSort(split)
      return nil
    }
    guard let field = field(of: split) else {
      noteUnknown(key: split)
      return nil
    }
    let values = self.values(of: split, field: field)
    return values.isEmpty ? nil : word(.field(field, split.comparison, values))
  }

  /// Where a quote begins that no other one ends.
  private static func openQuote(in word: ArraySlice<Character>) -> Int? {
    let quotes = word.indices.filter { word[$0] == "\"" }
    return quotes.count % 2 == 1 ? quotes.last : nil
  }

  /// What the grammar has for two words that other languages have, and for a comparison that stands alone.
  private func advice(onLogic word: String) -> SafeText? {
    switch word {
    case "and": return "and is not needed: words side by side all hold; in quotes it is a text"
    case "not":
      let example = schema.flags.first.map(\.word) ?? "name"
      return "not is written as !, as in !\(example.safe); in quotes it is a text"
    case "=", ">", ">=", "<", "<=":
      let field = schema.fields.first { $0.form.isFigure } ?? schema.fields[0]
      return
        "\(word.safe) stands between key and value without spaces, as in \(field.key.safe)\(word.safe)4; in quotes it is a text"
    default: return nil
    }
  }

  /// The key of a word such as `gpus!=8`; `nil` of others.
  private static func keyBeforeNegation(_ word: ArraySlice<Character>) -> String? {
    let key = word.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_%".contains($0)) }
    let rest = word[key.endIndex...]
    guard !key.isEmpty, rest.first == "!",
      Comparison.allCases.contains(where: { rest.dropFirst().starts(with: $0.rawValue) })
    else { return nil }
    return String(key)
  }

  /// The field of a key. `used<10%` asks for the share where the key has one of its own, `used%`.
  private func field(of word: KeyedWord) -> Int? {
    if word.values.contains(where: { $0.characters.last == "%" }),
      let share = schema.place(of: "\(word.key)%")
    {
      return share
    }
    return schema.place(of: word.key)
  }

  private mutating func readSort(_ word: KeyedWord) {
    guard word.comparison == .colon, !word.values.isEmpty else {
      return note(
        word.place, "sort: needs the key of a field, such as sort:-\(schema.fields[0].key.safe)",
        isUnfinished: word.comparison == .colon)
    }
    for value in word.values {
      do throws(ValueProblem) { order(by: [try schema.sortTerm(value.text)]) } catch {
        note(value.place, error.sentence, advice: error.advice)
      }
    }
  }

  private mutating func noteUnknown(key word: KeyedWord) {
    let place = word.place.lowerBound..<(word.place.lowerBound + word.key.count)
    let key = word.key.safe
    let advice = schema.advice(key: word.key)
    let meant = schema.meant(by: word.key)
    if let other = ListKind.allCases.first(where: {
      $0 != schema.kind && $0.schema.place(of: word.key) != nil
    }) {
      note(
        place,
        "“\(key)” is a key of \(other.many), not of \(schema.kind.many); \(advice)",
        advice: meant)
    } else {
      note(place, "no filter key is called “\(key)”; \(advice)", advice: meant)
    }
  }

  private mutating func values(of word: KeyedWord, field place: Int) -> [TestValue] {
    let field = schema.fields[place]
    let key = word.key.safe
    if word.comparison.isOrder, !field.form.hasOrder {
      let start = word.place.lowerBound + word.key.count
      note(
        start..<(start + word.comparison.rawValue.count), "\(key) has no order: write \(key): or \(key)=")
      return []
    }
    if word.values.isEmpty {
      note(
        word.place, "\(key)\(word.comparison.rawValue.safe) needs a value, such as \(field.form.example)",
        isUnfinished: true)
    }
    return word.values.compactMap { value in
      do throws(ValueProblem) {
        return try value.read(as: field)
      } catch {
        note(value.place, error.sentence, advice: error.advice)
        return nil
      }
    }
  }
}

extension ListSchema {
  /// The key that somebody most likely means.
  func nearest(to key: String) -> String? { Self.nearest(to: key, among: fields.map(\.key)) }

  /// The nearest key, as a question; `nil` where none is near.
  func meant(by key: String) -> SafeText? { nearest(to: key).map { .didYouMean($0.safe) } }

  /// What a word of an order asks for: the key of a field, after a `-` for the greatest first.
  func sortTerm(_ word: String) throws(ValueProblem) -> SortTerm {
    let isDescending = word.first == "-"
    let key = word.dropFirst(isDescending ? 1 : 0).lowercased()
    guard let place = place(of: key) else {
      throw ValueProblem(
        sentence: "there is no field “\(key.safe)” to sort by; \(advice(key: key))", advice: meant(by: key))
    }
    return SortTerm(field: place, isDescending: isDescending)
  }

  /// What to write instead.
  package func advice(key: String) -> SafeText {
    if let meant = meant(by: key) { return meant }
    return "the keys are \(fields.map(\.key.safe).joined(separator: ", "))"
  }

  /// The name that somebody most likely means: one that begins so, by a single letter too, or a near one.
  static func nearest(to given: String, among names: [String]) -> String? {
    let wanted = given.lowercased()
    return names.first { $0.lowercased().hasPrefix(wanted) } ?? nearestName(to: wanted, among: names)
  }
}

extension FieldForm {
  /// Whether one value can be more than another.
  var hasOrder: Bool {
    switch self {
    case .count, .amount, .ratio, .share, .span, .moment: true
    case .choice(_, let isRanked): isRanked
    case .name, .names, .number, .prose, .nodes, .flag: false
    }
  }

  /// A value as somebody might write it.
  var example: SafeText {
    switch self {
    case .name, .names, .prose, .nodes: "a name, or - for what is not told"
    case .number: "4711"
    case .choice(let choices, _): choices.first.map { $0.code ?? $0.word } ?? "a word"
    case .flag: "yes"
    case .count: "8, 4..32 or - for what is not told"
    case .amount: "8, 1k or 4..32"
    case .ratio: "1.5"
    case .share: "40%"
    case .span: "90m or 1d12h"
    case .moment: "06:00, -2h, +1d or 2026-11-28"
    }
  }
}

extension String {
  var safe: SafeText { SafeText(untrusted: self) }
}
