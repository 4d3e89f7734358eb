import Model
import Text

extension ValueFormat<Double> {
  static let amount = ValueFormat(
    "a number from 0 to 1000000000000",
    read: { $0.number.flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil } }, write: { "\($0)" })
}

extension ValueFormat<Euros> {
  static let euros = ValueFormat<Double>.amount.map({ Euros($0) }, back: \.count)
}

extension ValueFormat<[Check]> {
  static let checks = ValueFormat<Check>.word.list(
    "a list of \(Check.allCases.map { SafeText(untrusted: $0.rawValue) }.joined(separator: ", "))"
  ).withoutRepetition { SafeText(untrusted: $0.rawValue) }
}

extension ValueFormat<[Int]> {
  static let months = ValueFormat<Int>.count(1...120).list("a list of whole numbers from 1 to 120")
}

extension ValueFormat<ClosedRange<Int>> {
  static let monthDays = ValueFormat(
    "two whole numbers from 1 to 31, the smaller first",
    read: { setting in
      let days = setting.list?.compactMap(\.integer) ?? []
      guard setting.list?.count == 2, let first = days.first, let last = days.last, days.count == 2,
        first <= last, first >= 1, last <= 31
      else { return nil }
      return first...last
    }, write: { "[\($0.lowerBound), \($0.upperBound)]" })
}

extension ValueFormat<Set<SafeText>> {
  /// Words that documents write in any case.
  static let lowercased = ValueFormat<[SafeText]>.names.map(
    { Set($0.map { SafeText(untrusted: $0.shown.lowercased()) }) }, back: { $0.sorted() })

  static let countries = ValueFormat<SafeText>(
    "a country's code such as \"FI\"",
    read: { setting, _ throws(InvalidValue) in
      let text = setting.text ?? ""
      let capitals = text.uppercased()
      guard capitals.utf8.count == 2, capitals.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
        throw InvalidValue(hint: setting.text.map { "“\(SafeText(untrusted: $0))” is none" })
      }
      guard text == capitals else {
        throw InvalidValue(hint: "did you mean “\(SafeText(untrusted: capitals))”?")
      }
      return SafeText(untrusted: text)
    }, write: { tomlText($0.shown) }
  ).list("a list of countries' codes in two capitals, such as \"FI\"").map({ Set($0) }, back: { $0.sorted() })
}

extension ValueFormat<Set<AIActClass>> {
  static let aiActClasses = ValueFormat<AIActClass>.word(of: AIActClass.known.map { ($0.word, $0) })
    .list("a list of \(AIActClass.known.map(\.word).joined(separator: ", "))")
    .map({ Set($0) }, back: { classes in AIActClass.known.filter(classes.contains) })
}

extension ValueFormat<[AccessMode: GPUHours]> {
  private static let byWord = ValueFormat<Double>.amount.table(
    "a table from access modes to GPU-hours, each a number from 0 to 1000000000000")

  static let pools = ValueFormat(
    byWord.expected,
    read: { setting, folder throws(InvalidValue) in
      var pools: [AccessMode: GPUHours] = [:]
      for (word, hours) in try byWord.read(setting, folder).sorted(by: { $0.key < $1.key }) {
        let mode = AccessMode(word: word)
        if pools.updateValue(GPUHours(hours), forKey: mode) != nil {
          throw InvalidValue(line: setting.table?[word.shown]?.line, hint: "\(mode.word) is there twice")
        }
      }
      return pools
    },
    write: { pools in
      byWord.write(Dictionary(uniqueKeysWithValues: pools.map { ($0.key.word, $0.value.count) }))
    })
}

extension ValueFormat {
  /// The same lists where each value is there once; `word` names a value.
  fileprivate func withoutRepetition<Element: Hashable>(
    _ word: @escaping @Sendable (Element) -> SafeText
  ) -> ValueFormat where Value == [Element] {
    ValueFormat(
      expected,
      read: { [read] setting, folder throws(InvalidValue) in
        let values = try read(setting, folder)
        var seen: Set<Element> = []
        for (index, value) in values.enumerated() where !seen.insert(value).inserted {
          throw InvalidValue(line: setting.list?[index].line, hint: "“\(word(value))” is there twice")
        }
        return values
      }, write: write)
  }
}
