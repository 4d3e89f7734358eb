import Model
import Telemetry
import Text

extension ValueFormat<String> {
  static let text = ValueFormat(
    "a text that is not empty", read: { $0.text.flatMap { $0.isEmpty ? nil : $0 } }, write: tomlText)

  /// A relative path starts where the configuration file is.
  static let path = ValueFormat(
    "a path",
    read: { setting, folder throws(InvalidValue) in
      guard let text = setting.text, !text.isEmpty else { throw InvalidValue() }
      return text.startingPath(in: folder)
    }, write: tomlText)

  /// A theme is a file when it looks like one.
  static let theme = ValueFormat(
    "a theme's name or a theme file",
    read: { setting, folder throws(InvalidValue) in
      guard let text = setting.text, !text.isEmpty else { throw InvalidValue() }
      return text.contains("/") || text.hasSuffix(".toml") ? text.startingPath(in: folder) : text
    }, write: tomlText)
}

extension String {
  fileprivate func startingPath(in folder: String) -> String { hasPrefix("/") ? self : "\(folder)/\(self)" }
}

extension ValueFormat<SafeText> {
  static let name = ValueFormat<String>.text.map({ SafeText(untrusted: $0) }, back: \.shown)
}

extension ValueFormat<SafeText> {
  /// As long as a record of the journal takes, with places that are filled for each application.
  static let noteText = ValueFormat(
    "a text of 1 to 1000 characters",
    read: { setting, _ throws(InvalidValue) in
      guard let text = setting.text else { throw InvalidValue(hint: "texts stand in quotes") }
      let count = text.unicodeScalars.count
      guard !text.allSatisfy(\.isWhitespace) else { throw InvalidValue(hint: "it is empty") }
      guard count <= 1000 else { throw InvalidValue(hint: "it has \(count)") }
      if let stray = TextPlace.stray(in: text) {
        let near = TextPlace.nearest(to: stray).map {
          ": did you mean \(SafeText(untrusted: $0.written))?" as SafeText
        }
        throw InvalidValue(
          expected: "a text in which \(TextPlace.words) are filled",
          hint: "“\(stray)” is none of them\(near ?? "")")
      }
      return SafeText(untrusted: text)
    }, write: { tomlText($0.original ?? $0.shown) })
}

extension ValueFormat<[SafeText]> {
  static let names = ValueFormat<SafeText>.name.list("a list of texts")
}

extension ValueFormat<[DataPath]> {
  static let dataPaths = ValueFormat<String>.path.map({ DataPath($0) }, back: \.text.shown)
    .list("a list of paths")
}

extension ValueFormat<[String]> {
  static let paths = ValueFormat<String>.path.list("a list of paths")

  static let command = ValueFormat(
    "a list of texts, the first not empty",
    read: { setting in
      let texts = setting.list?.compactMap(\.text) ?? []
      return texts.count == setting.list?.count && texts.first?.isEmpty == false ? texts : nil
    },
    write: { "[\($0.map(tomlText).joined(separator: ", "))]" })
}

extension ValueFormat<Bool> {
  static let flag = ValueFormat("true or false", read: { $0.flag }, write: { $0 ? "true" : "false" })
}

extension ValueFormat<Int> {
  static func count(_ range: ClosedRange<Int>) -> ValueFormat {
    ValueFormat(
      "a whole number from \(range.lowerBound) to \(range.upperBound)",
      read: { $0.integer.flatMap { range.contains($0) ? $0 : nil } }, write: { "\($0)" })
  }
}

extension ValueFormat<UInt32> {
  /// Permissions of a file, as `chmod` takes them: the owner reads and writes, nobody runs it, and not everybody writes.
  static let permissions = ValueFormat(
    "permissions such as \"0640\"",
    read: { setting in
      guard let text = setting.text, (3...4).contains(text.utf8.count), let mode = UInt32(text, radix: 8),
        mode & 0o600 == 0o600, mode & ~0o664 == 0
      else { return nil }
      return mode
    }, write: { "\"0\(String($0, radix: 8))\"" })
}

extension ValueFormat<Double> {
  /// From 0 to 1.
  static let fraction = ValueFormat(
    "a number from 0 to 1", read: { $0.number.flatMap { (0...1).contains($0) ? $0 : nil } },
    write: { "\($0)" })

  static let factor = ValueFormat(
    "a number from 0.000001 to 1000000",
    read: { $0.number.flatMap { (0.000_001...1_000_000).contains($0) ? $0 : nil } }, write: { "\($0)" })
}

extension ValueFormat<Seconds> {
  static let span = ValueFormat(
    "a time such as \"90s\", \"30m\", \"36h\" or \"7d\", in whole seconds",
    read: { setting in
      guard let span = setting.text.flatMap({ Duration(span: $0) })?.components, span.attoseconds == 0 else {
        return nil
      }
      return Seconds(span.seconds)
    }, write: { tomlText($0.spanText) })
}

extension ValueFormat<Duration> {
  /// How long something waits.
  static func span(atMost most: Duration) -> ValueFormat {
    ValueFormat(
      "a time from 0ms to \(SafeText(untrusted: most.spanText)), such as \"400ms\"",
      read: { setting in
        setting.text.flatMap { Duration(span: $0) }.flatMap { (.zero...most).contains($0) ? $0 : nil }
      }, write: { tomlText($0.spanText) })
  }

  /// How often something happens.
  static func span(atLeast least: Duration, _ words: SafeText) -> ValueFormat {
    ValueFormat(
      "a time of \(words) or more, such as \"60s\", \"5m\" or \"1h\"",
      read: { setting in
        setting.text.flatMap { Duration(span: $0) }.flatMap { $0 >= least ? $0 : nil }
      }, write: { tomlText($0.spanText) })
  }
}

extension ValueFormat where Value: RawRepresentable<String> & CaseIterable & Equatable {
  /// One of the words of an enumeration of this program.
  static var word: ValueFormat {
    .word(of: Value.allCases.map { (SafeText(untrusted: $0.rawValue), $0) })
  }
}

extension ValueFormat where Value: Equatable {
  /// One of the words given, of which the first of a value is written.
  static func word(of words: [(word: SafeText, value: Value)]) -> ValueFormat {
    let known = words.map(\.word.shown)
    return ValueFormat(
      "one of \(words.map(\.word).joined(separator: ", "))",
      read: { setting, _ throws(InvalidValue) in
        let text = setting.text ?? ""
        if let found = words.first(where: { $0.word.shown == text }) { return found.value }
        throw InvalidValue(
          hint: nearestName(to: text, among: known).map { "did you mean “\(SafeText(untrusted: $0))”?" })
      },
      write: { value in tomlText(words.first { $0.value == value }?.word.shown ?? "") })
  }
}

extension ValueFormat<AccessMode> {
  /// A mode by its word or code; one of the site's own by its own word.
  static let mode = ValueFormat<SafeText>.name.map({ AccessMode(word: $0) }, back: \.word)
}

extension ValueFormat<Redactions> {
  static let hidden = kinds(of: Redactions.named)

  /// Any of the kinds given.
  static func kinds(of named: [(word: SafeText, redaction: Redactions)]) -> ValueFormat {
    ValueFormat<Redactions>.word(of: named.map { ($0.word, $0.redaction) })
      .list("a list of \(named.map(\.word).joined(separator: ", "))")
      .map({ Redactions($0) }, back: { all in named.map(\.redaction).filter(all.contains) })
  }
}

extension ValueFormat<Set<CivilDate>> {
  static let days = ValueFormat<CivilDate>(
    "a day such as 2026-12-25",
    read: { $0.momentText.flatMap { CivilDate(iso8601: $0) } }, write: \.iso8601
  )
  .list("a list of days such as 2026-12-25").map({ Set($0) }, back: { $0.sorted() })
}

/// A cut-off as a site writes it: on its own clock, or with an offset.
enum CutoffTime: Sendable, Equatable {
  case local(LocalTime)
  case moment(Timestamp)

  func moment(in zone: EuropeanZone) -> Timestamp {
    switch self {
    case .local(let time): zone.moment(at: time)
    case .moment(let moment): moment
    }
  }

  init?(_ text: String) {
    if let moment = Timestamp(rfc3339: text) {
      self = .moment(moment)
    } else if let local = Timestamp(rfc3339: text, assumedOffset: Seconds(0)) {
      self = .local(local.timeInUTC)
    } else {
      return nil
    }
  }
}

extension ValueFormat<[CutoffTime]> {
  static let cutoffs = ValueFormat<CutoffTime>(
    "a time such as 2026-11-30T10:00:00",
    read: { $0.momentText.flatMap { CutoffTime($0) } },
    write: { time in
      switch time {
      case .local(let local): String(Timestamp(local).rfc3339.dropLast())
      case .moment(let moment): moment.inLuxembourg
      }
    }
  ).list("a list of times such as 2026-11-30T10:00:00, with or without an offset")
}

extension Timestamp {
  /// As its cut-offs are published: `2026-01-30T10:00:00+01:00`.
  fileprivate var inLuxembourg: String {
    let zone = EuropeanZone.central
    let local = String(Timestamp(zone.localTime(at: self)).rfc3339.dropLast())
    return "\(local)+0\(zone.offset(at: self).count / 3600):00"
  }

  /// The moment at which a clock in UTC shows `time`.
  fileprivate init(_ time: LocalTime) {
    self.init(secondsSince1970: Int64(time.date.daysSince1970) * 86_400 + Int64(time.secondOfDay))
  }
}
