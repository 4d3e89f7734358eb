package import Text

extension SafeText {
  /// The names in one of Slurm's lists of nodes: `gpu[01-03,07],login1`, `rack[1-2]n[1-4]`.
  ///
  /// What is no such list is one name. At most 65,536 names, so that no text makes work without end.
  package var hostNames: [SafeText] {
    let list = (original ?? shown).utf8
    guard list.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: ",") }) else {
      return isEmpty ? [] : [self]
    }
    var names: [SafeText] = []
    for part in HostList.split(Array(list)[...]) where names.count < HostList.most {
      HostList.expand(part, prefix: [], into: &names)
    }
    return names
  }
}

private enum HostList {
  static let most = 65_536

  /// Cut at the commas outside of brackets.
  static func split(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 0:
        parts.append(text[start..<index])
        start = index + 1
      default: break
      }
    }
    return (parts + [text[start...]]).filter { !$0.isEmpty }
  }

  static func expand(_ text: ArraySlice<UInt8>, prefix: [UInt8], into names: inout [SafeText]) {
    guard names.count < most else { return }
    guard let open = text.firstIndex(of: UInt8(ascii: "[")),
      let close = text[open...].firstIndex(of: UInt8(ascii: "]"))
    else {
      return names.append(SafeText(untrusted: String(decoding: prefix + text, as: UTF8.self)))
    }
    let begin = prefix + text[..<open]
    for range in text[(open + 1)..<close].split(separator: UInt8(ascii: ",")) {
      let ends = range.split(separator: UInt8(ascii: "-"), maxSplits: 1)
      guard let first = ends.first, let low = number(first), let last = ends.last, let high = number(last),
        low <= high
      else { continue }
      for value in low...high where names.count < most {
        let digits = Array(String(value).utf8)
        let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, first.count - digits.count))
        expand(text[(close + 1)...], prefix: begin + zeros + digits, into: &names)
      }
    }
  }

  /// Nine digits at most: no node has a longer number.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.count <= 9 else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
