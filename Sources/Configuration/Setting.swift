import TOMLKit

/// One value of a configuration file, and the line that it is on.
struct Setting: Equatable {
  enum Value: Equatable {
    case text(String)
    case integer(Int)
    case real(Double)
    case flag(Bool)
    /// A date, a time or both, as RFC 3339 writes it.
    case moment(String)
    case list([Setting])
    case table([String: Setting])
  }

  var value: Value
  var line: Int

  init(_ value: Value, line: Int) {
    self.value = value
    self.line = line
  }

  /// The whole document as a table.
  init(tomlText text: String) throws(TOMLFault) {
    let lines = try KeyLines(of: text)
    self.init(try TOMLTable(text: text), lines)
  }

  private init(_ found: any TOMLValueConvertible, _ lines: KeyLines) {
    line = lines.line
    if let text = found.string {
      value = .text(text)
    } else if let number = found.int {
      value = .integer(number)
    } else if let number = found.double {
      value = .real(number)
    } else if let flag = found.bool {
      value = .flag(flag)
    } else if let array = found.array {
      value = .list(
        array.enumerated().map { index, element in
          Setting(element, index < lines.elements.count ? lines.elements[index] : KeyLines(line: lines.line))
        })
    } else if let table = found.table {
      value = .table(
        Dictionary(
          table.map { ($0.0, Setting($0.1, lines.entries[$0.0] ?? KeyLines(line: lines.line))) },
          uniquingKeysWith: { first, _ in first }))
    } else {
      value = .moment(found.momentText)
    }
  }
}

extension Setting {
  var text: String? { if case .text(let text) = value { text } else { nil } }
  var flag: Bool? { if case .flag(let flag) = value { flag } else { nil } }
  var integer: Int? { if case .integer(let number) = value { number } else { nil } }
  var list: [Setting]? { if case .list(let list) = value { list } else { nil } }
  var table: [String: Setting]? { if case .table(let table) = value { table } else { nil } }
  /// A number with or without a fraction.
  var number: Double? {
    switch value {
    case .integer(let number): Double(number)
    case .real(let number): number.isFinite ? number : nil
    case .text, .flag, .moment, .list, .table: nil
    }
  }
  /// A date or a time, written as TOML's own or as a text.
  var momentText: String? {
    switch value {
    case .text(let text), .moment(let text): text
    case .integer, .real, .flag, .list, .table: nil
    }
  }
}

extension TOMLValueConvertible {
  fileprivate var momentText: String {
    if let date { return date.text }
    if let time { return time.text }
    if let dateTime {
      let offset = dateTime.offset.map { $0.offset == 0 ? "Z" : $0.text } ?? ""
      return "\(dateTime.date.text)T\(dateTime.time.text)\(offset)"
    }
    return ""
  }
}

extension TOMLDate {
  fileprivate var text: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

extension TOMLTime {
  fileprivate var text: String { "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))" }
}

extension TOMLTimeOffset {
  fileprivate var text: String {
    "\(offset < 0 ? "-" : "+")\(padded(abs(offset) / 60, 2)):\(padded(abs(offset) % 60, 2))"
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
