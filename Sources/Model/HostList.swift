package import Text

/// A list of node names as Slurm folds them: `gpul[002-006]`, `dave[4,31,40-42],login1`, `r[1-2]n[01-36]`.
///
/// A name is looked for in it as it is, for a list may name more nodes than there are atoms; it is expanded only up to a
/// bound.
package struct HostList: Sendable {
  /// How many bytes of a list are read: a list of 100,000 single nodes with names of ten bytes has as many.
  package static let longest = 1 << 20

  /// Slurm's machines have five dimensions at most, each with a bracket of its own.
  private static let mostBrackets = 5

  private let bytes: [UInt8]

  /// Reads the text as it came in, before sanitising.
  package init(_ list: SafeText) { bytes = Array((list.original ?? list.shown).utf8) }

  /// Whether the list names this node. Numbers keep their zeros: `[01-10]` names 02, not 2. Linear in the list.
  package func contains(_ node: SafeText) -> Bool {
    let name = Array(node.shown.utf8)
    var entry = bytes[...]
    while !entry.isEmpty {
      let end = Self.endOfEntry(in: entry)
      if Self.matches(entry[..<end], name[...], brackets: Self.mostBrackets) { return true }
      entry = entry[end...].dropFirst()
    }
    return false
  }

  /// The names in the list's order, at most `limit` of them; `nil` when there are more, or when the list is none.
  package func names(atMost limit: Int) -> [SafeText]? {
    var names: [SafeText] = []
    var entry = bytes[...]
    while !entry.isEmpty {
      let end = Self.endOfEntry(in: entry)
      guard
        let expanded = Self.names(
          entry[..<end], atMost: limit - names.count, brackets: Self.mostBrackets)
      else { return nil }
      names += expanded.lazy.map { SafeText(untrusted: String(decoding: $0, as: UTF8.self)) }
      entry = entry[end...].dropFirst()
    }
    return names
  }

  /// The names of one entry, `r[1-2]n[01-36]`.
  private static func names(
    _ entry: ArraySlice<UInt8>, atMost limit: Int, brackets: Int
  ) -> [[UInt8]]? {
    guard let open = entry.firstIndex(of: UInt8(ascii: "[")) else {
      return limit > 0 && !entry.isEmpty && !entry.contains(UInt8(ascii: "]")) ? [Array(entry)] : nil
    }
    guard brackets > 0, let close = entry[open...].firstIndex(of: UInt8(ascii: "]")),
      let numbers = numbers(entry[(open + 1)..<close], atMost: limit)
    else { return nil }
    let rest = entry[(close + 1)...]
    guard
      let tails = rest.isEmpty
        ? [[]] : names(rest, atMost: limit / numbers.count, brackets: brackets - 1)
    else { return nil }
    return numbers.flatMap { number in tails.map { entry[..<open] + number + $0 } }
  }

  /// The numbers of `4,31,040-042` as they are written; `nil` when there are more than `limit`, or none.
  private static func numbers(_ ranges: ArraySlice<UInt8>, atMost limit: Int) -> [[UInt8]]? {
    var numbers: [[UInt8]] = []
    for range in ranges.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let bounds = range.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
      guard let low = bounds.first, let from = value(low), let to = bounds.last.flatMap(value), from <= to,
        to - from < UInt64(max(0, limit - numbers.count))
      else { return nil }
      for number in from...to {
        let digits = Array(String(number).utf8)
        let zeros = max(0, low.count - digits.count)
        numbers.append([UInt8](repeating: UInt8(ascii: "0"), count: zeros) + digits)
      }
    }
    return numbers
  }

  /// The nodes of several lists as one, each once: names that differ in the number at their end are folded, `gpu[001-003]`,
  /// in the order of the names. A list that is none, or of more than `limit` names, stands as it is.
  ///
  /// Costs as much as sorting the names.
  package static func folding(_ lists: some Sequence<SafeText>, limit: Int = 1 << 17) -> SafeText {
    var families: [Family: Set<Int>] = [:]
    var others: Set<SafeText> = []
    for list in lists {
      for name in HostList(list).names(atMost: limit) ?? [list] {
        if let (family, number) = Family.of(name) {
          families[family, default: []].insert(number)
        } else {
          others.insert(name)
        }
      }
    }
    let folded = families.map { family, numbers in
      SafeText(
        untrusted: FoldedNames(prefix: family.prefix, digits: family.digits, numbers: numbers.sorted()).text)
    }
    return (folded + others).sorted().joined(separator: ",")
  }

  /// Names that are alike but for the number at their end.
  private struct Family: Hashable {
    var prefix: String
    /// To which numbers are filled up with zeros; 1 where they have none.
    var digits: Int

    /// `nil` where no number is at the end, or one with more digits than are of use.
    static func of(_ name: SafeText) -> (Family, Int)? {
      let digits = name.shown.utf8.reversed().prefix(while: \.isAsciiDigit).count
      guard (1...9).contains(digits), !name.isAltered, let number = Int(name.shown.suffix(digits)) else {
        return nil
      }
      let isFilled = name.shown.utf8.dropLast(digits - 1).last == UInt8(ascii: "0")
      return (Family(prefix: String(name.shown.dropLast(digits)), digits: isFilled ? digits : 1), number)
    }
  }

  /// Where the first entry ends: at a comma outside brackets.
  private static func endOfEntry(in list: ArraySlice<UInt8>) -> Int {
    var isInBrackets = false
    for (index, byte) in zip(list.indices, list) {
      switch byte {
      case UInt8(ascii: "["): isInBrackets = true
      case UInt8(ascii: "]"): isInBrackets = false
      case UInt8(ascii: ",") where !isInBrackets: return index
      default: break
      }
    }
    return list.endIndex
  }

  private static func matches(
    _ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>, brackets: Int
  ) -> Bool {
    guard brackets > 0, let open = pattern.firstIndex(of: UInt8(ascii: "[")),
      let close = pattern[open...].firstIndex(of: UInt8(ascii: "]"))
    else { return pattern.elementsEqual(name) }
    let prefix = pattern[..<open]
    guard name.starts(with: prefix) else { return false }
    let digits = name.dropFirst(prefix.count).prefix(while: \.isAsciiDigit)
    let rest = pattern[(close + 1)...]
    // A bracket may be followed by digits of the name that are no part of it, so every length is tried.
    for count in stride(from: digits.count, to: 0, by: -1) {
      let number = digits.prefix(count)
      if holds(pattern[(open + 1)..<close], number),
        matches(rest, name[number.endIndex...], brackets: brackets - 1)
      {
        return true
      }
    }
    return false
  }

  /// Whether `number` is in `ranges`, `4,31,40-42`.
  private static func holds(_ ranges: ArraySlice<UInt8>, _ number: ArraySlice<UInt8>) -> Bool {
    ranges.split(separator: UInt8(ascii: ",")).contains { range in
      let bounds = range.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
      guard let low = bounds.first, let high = bounds.last else { return false }
      // Slurm pads every number of a range to the width of its lower bound; a longer number has no zeros before it.
      let isWritten =
        number.count == low.count || (number.count > low.count && number.first != UInt8(ascii: "0"))
      guard isWritten, let wanted = Self.value(number), let from = Self.value(low), let to = Self.value(high)
      else {
        return false
      }
      return from <= wanted && wanted <= to
    }
  }

  /// `nil` for what is no number, or has more digits than are of use: each name of a range has as many as its first.
  private static func value(_ digits: ArraySlice<UInt8>) -> UInt64? {
    guard digits.count <= 20 else { return nil }
    var value: UInt64 = 0
    for digit in digits {
      guard digit.isAsciiDigit, value < UInt64.max / 10 - 1 else { return nil }
      value = value * 10 + UInt64(digit - UInt8(ascii: "0"))
    }
    return digits.isEmpty ? nil : value
  }
}
