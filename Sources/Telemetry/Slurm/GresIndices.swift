/// The numbers that `gres_used` gives of the GPUs in use: `gpu:a100:3(IDX:0-1,3),shard:0`.
enum GresIndices {
  /// `nil` where no GPU entry tells any, as for `(IDX:N/A)`, or one cannot be read.
  static func ofGPUs(in text: UnsafeRawBufferPointer) -> [Int]? {
    var indices: [Int] = []
    var rest = text[...]
    while !rest.isEmpty {
      let entry = rest.prefix(upTo: endOfEntry(rest))
      if entry.starts(with: "gpu:".utf8) || entry.starts(with: "gpu(".utf8) {
        guard let told = ofEntry(entry) else { return nil }
        indices += told
      }
      rest = rest.dropFirst(entry.count + 1)
    }
    return indices.isEmpty ? nil : indices
  }

  /// Where the comma stands that ends the first entry: not inside parentheses.
  private static func endOfEntry(_ text: Slice<UnsafeRawBufferPointer>) -> Int {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: ",") where depth <= 0: return index
      default: break
      }
    }
    return text.endIndex
  }

  /// Empty for an entry that has none in use.
  private static func ofEntry(_ entry: Slice<UnsafeRawBufferPointer>) -> [Int]? {
    let mark = Array("(IDX:".utf8)
    guard let start = entry.indices.first(where: { entry[$0...].starts(with: mark) }) else { return [] }
    let list = entry[(start + mark.count)...].prefix { $0 != UInt8(ascii: ")") }
    if list.isEmpty || list.elementsEqual("N/A".utf8) { return [] }
    var indices: [Int] = []
    for range in list.split(separator: UInt8(ascii: ",")) {
      let ends = range.split(separator: UInt8(ascii: "-")).map { Int(String(decoding: $0, as: UTF8.self)) }
      guard ends.count == 1 || ends.count == 2, let first = ends[0], let last = ends[ends.count - 1],
        first <= last, last < 1024
      else { return nil }
      indices += first...last
    }
    return indices
  }
}
