import Text

/// What stands in a field of an application's form.
enum FormValue: Sendable, Equatable {
  case text(SafeText)
  case texts([SafeText])
  case flag(Bool)
  case count(Int)
  case days(Int)
  case year(Int)
  case amount(Amount)
  case euros(Euros)
  case day(CivilDate)
  case moment(Timestamp)
  case funding([OtherFunding])
}

extension FormValue {
  /// As a clause tells it.
  var words: SafeText {
    switch self {
    case .text(let text): text
    case .texts(let texts): texts.isEmpty ? "none" : texts.joined(separator: ", ")
    case .flag(let flag): flag ? "yes" : "no"
    case .count(let count): SafeText(grouping: count)
    case .days(let count): "\(SafeText(grouping: count)) \(count == 1 ? "day" : "days")"
    case .year(let year): "\(year)"
    case .amount(let amount): amount.inWords
    case .euros(let amount): .euros(amount)
    case .day(let day): day.inWords
    case .moment(let moment): SafeText(untrusted: moment.rfc3339)
    case .funding(let list): list.isEmpty ? "none" : list.map(\.inWords).joined(separator: "; ")
    }
  }

  /// The bytes that its digest is made of; different values of a field have different bytes.
  var canonical: [UInt8] {
    switch self {
    case .text(let text): text.canonical
    case .texts(let texts): texts.flatMap(\.canonical)
    case .flag(let flag): [flag ? 1 : 0]
    case .count(let number), .days(let number), .year(let number): Int64(number).canonical
    case .amount(let amount): amount.value.canonical + SafeText(untrusted: amount.unit.rawValue).canonical
    case .euros(let amount): amount.count.canonical
    case .day(let day): day.inWords.canonical
    case .moment(let moment): moment.secondsSince1970.canonical
    case .funding(let list): list.flatMap(\.canonical)
    }
  }
}

extension OtherFunding {
  fileprivate var inWords: SafeText {
    let parts = [programme, grantNumber, amount.map(SafeText.euros)].compactMap(\.self)
    return parts.isEmpty ? "unnamed" : parts.joined(separator: " ")
  }

  /// Each part behind a byte that says whether it is told.
  fileprivate var canonical: [UInt8] {
    [programme?.canonical, grantNumber?.canonical, amount?.count.canonical]
      .flatMap { part in part.map { [1] + $0 } ?? [0] }
  }
}

extension SafeText {
  /// What came in, behind its length, so that two texts in a row are not taken for others.
  var canonical: [UInt8] {
    let bytes = Array((original ?? shown).utf8)
    return Int64(bytes.count).canonical + bytes
  }
}

extension Int64 {
  /// The eight bytes, the highest first.
  var canonical: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * $0)) } }
}

extension Double {
  /// Those of IEEE 754; the two zeros are one.
  fileprivate var canonical: [UInt8] { Int64(bitPattern: (self == 0 ? 0 : self).bitPattern).canonical }
}
