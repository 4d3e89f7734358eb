package import Model
package import Text

/// What a field says of one thing.
package enum FieldValue: Hashable, Sendable {
  /// No source tells it.
  case unknown
  case flag(Bool)
  /// A number of whole things. Where it is a lower bound, Slurm cut what was counted.
  case count(Int, isAtLeast: Bool = false)
  /// A number in the field's unit.
  case amount(Double, isAtLeast: Bool = false)
  /// A quotient, of which 1 is even.
  case ratio(Double)
  /// A share: 1 is all.
  case share(Double)
  case span(Seconds)
  /// A span without an end, such as a time limit of Slurm's `UNLIMITED`.
  case unlimited
  case moment(Timestamp)
  /// One of a closed set of words, and its place in that; one that is not in it has none. The screen puts the mark behind
  /// it, such as that of sinfo's `idle*`.
  case word(SafeText, rank: Int?, mark: SafeText = "")
  case text(SafeText)
  case list([SafeText])

  package static func count(_ count: Int?, isAtLeast: Bool = false) -> FieldValue {
    count.map { .count($0, isAtLeast: isAtLeast) } ?? .unknown
  }
  /// In the field's unit. `nil`, infinities and what is not a number are unknown.
  package static func amount(_ amount: Double?, isAtLeast: Bool = false) -> FieldValue {
    guard let amount, amount.isFinite else { return .unknown }
    return .amount(amount, isAtLeast: isAtLeast)
  }
  /// `nil`, infinities and what is not a number are unknown.
  package static func ratio(_ ratio: Double?) -> FieldValue {
    guard let ratio, ratio.isFinite else { return .unknown }
    return .ratio(ratio)
  }
  /// `nil`, infinities and what is not a number are unknown.
  package static func share(_ share: Double?) -> FieldValue {
    guard let share, share.isFinite else { return .unknown }
    return .share(share)
  }
  package static func span(_ span: Seconds?) -> FieldValue { span.map { .span($0) } ?? .unknown }
  package static func moment(_ moment: Timestamp?) -> FieldValue { moment.map { .moment($0) } ?? .unknown }
  /// What is empty is not told.
  package static func told(_ text: SafeText?) -> FieldValue {
    guard let text, !text.isEmpty else { return .unknown }
    return .text(text)
  }
  /// `nil` is unknown; no texts at all are an empty list.
  package static func list(_ list: [SafeText]?) -> FieldValue { list.map { .list($0) } ?? .unknown }
}

extension FieldValue {
  /// The figure that numbers, spans and moments are compared by; seconds of spans and moments.
  package var number: Double? {
    switch self {
    case .count(let count, _): Double(count)
    case .amount(let amount, _): amount
    case .ratio(let number), .share(let number): number
    case .span(let span): Double(span.count)
    case .unlimited: .infinity
    case .moment(let moment): Double(moment.secondsSince1970)
    case .flag(let flag): flag ? 1 : 0
    case .word(_, let rank, _): rank.map { Double($0) }
    case .unknown, .text, .list: nil
    }
  }

  /// A text of names with commas between them as a list of these.
  var listed: FieldValue {
    guard case .text(let text) = self else { return self }
    let names = text.shown.split(separator: ",")
    return names.count < 2 ? self : .list(names.map { SafeText(untrusted: String($0)) })
  }

  /// What of it is text; of a list all, one after the other.
  package var texts: [SafeText] {
    switch self {
    case .text(let text), .word(let text, _, _): [text]
    case .list(let list): list
    case .unknown, .flag, .count, .amount, .ratio, .share, .span, .unlimited, .moment: []
    }
  }
}

extension FieldValue {
  /// As a cell of a table for people: figures rounded and grouped, `—` for what is unknown.
  package var shown: SafeText {
    switch self {
    case .unknown: .unknown
    case .flag(let flag): flag ? "yes" : "no"
    case .count(let count, let isAtLeast): .atLeast(.grouped(count), if: isAtLeast)
    case .amount(let amount, let isAtLeast): .atLeast(.compact(amount), if: isAtLeast)
    case .ratio(let ratio): .decimal(ratio)
    case .share(let share): .percentFigure(share, decimals: true)
    case .span(let span): .duration(seconds: Int(span.count))
    case .unlimited: "unlimited"
    case .moment(let moment): SafeText(untrusted: moment.rfc3339)
    case .word(let text, _, _), .text(let text): text
    case .list(let list): list.isEmpty ? "none" : list.joined(separator: ",")
    }
  }

  /// As a value of CSV before it is quoted: figures in full, spans in seconds, moments in RFC 3339, nothing for what is
  /// unknown.
  package var exact: SafeText {
    switch self {
    case .unknown: ""
    case .flag(let flag): flag ? "true" : "false"
    case .count(let count, _): "\(count)"
    case .amount(let number, _), .ratio(let number), .share(let number):
      SafeText(untrusted: Self.digits(of: number))
    case .span(let span): "\(span.count)"
    case .unlimited, .moment, .word, .text: shown
    case .list(let list): list.joined(separator: ",")
    }
  }

  /// The shortest decimal number that is this one again, a whole one without a fraction.
  private static func digits(of number: Double) -> String {
    number == number.rounded() && abs(number) < 9_007_199_254_740_992
      ? String(Int64(number)) : number.description
  }
}
