package import Text

/// A list of node names as Slurm folds them: `gpul[002-006]`, `dave[4,31,40-42],login1`, `r[1-2]n[01-36]`.
///
/// It is never expanded, for a list may name more nodes than there are atoms; a name is looked for in it.
package struct HostList: Sendable {
  private let bytes: [UInt8]

  package init(_ list: SafeText) { bytes = Array((list.original ?? list.shown).utf8) }

  /// Whether the list names this node. Numbers keep their zeros: `[01-10]` names 02, not 2. Linear in the list.
  package func contains(_ node: SafeText) -> Bool {
    let name = Array(node.shown.utf8)
    var entry = bytes[...]
    while !entry.isEmpty {
      let end = Self.endOfEntry(in: entry)
      if Self.matches(entry[..<end], name[...]) { return true }
      entry = entry[end...].dropFirst()
    }
    return false
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

  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard let open = pattern.firstIndex(of: UInt8(ascii: "[")),
      let close = pattern[open...].firstIndex(of: UInt8(ascii: "]"))
    else { return pattern.elementsEqual(name) }
    let prefix = pattern[..<open]
    guard name.starts(with: prefix) else { return false }
    let digits = name.dropFirst(prefix.count).prefix { isDigit($0) }
    let rest = pattern[(close + 1)...]
    // A bracket may be followed by digits of the name that are no part of it, so every length is tried.
    for count in stride(from: digits.count, to: 0, by: -1) {
      let number = digits.prefix(count)
      if holds(pattern[(open + 1)..<close], number), matches(rest, name[number.endIndex...]) { return true }
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

  private static func value(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for digit in digits {
      guard isDigit(digit), value < UInt64.max / 10 - 1 else { return nil }
      value = value * 10 + UInt64(digit - UInt8(ascii: "0"))
    }
    return digits.isEmpty ? nil : value
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
