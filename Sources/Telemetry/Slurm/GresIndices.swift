import Text

/// The numbers that Slurm gives of GPUs in use: `gpu:a100:3(IDX:0-1,3),shard:0`.
enum GresIndices {
  /// No node has more, and neither is a list of them longer.
  private static let mostIndices = 1024
  private static let longestList = 8192

  /// The GPUs that a job holds on a node, ascending, of one text of its `gres_detail`; empty where it holds none there;
  /// `nil` where the text does not tell, or tells of parts of GPUs, which have numbers of their own. `gres` is what `text`
  /// reads as.
  static func ofGPUs(_ gres: Gres, in text: UnsafeRawBufferPointer) -> [Int]? {
    guard gres.speaksOfGPUs else { return [] }
    guard let gpus = gres.gpus, !gres.namesParts else { return nil }
    if gpus == 0 { return [] }
    guard let indices = ofGPUs(in: text), Set(indices).count == gpus else { return nil }
    return indices.sorted()
  }

  /// `nil` where no GPU entry tells any, as for `(IDX:N/A)`, or one cannot be read.
  static func ofGPUs(in text: UnsafeRawBufferPointer) -> [Int]? {
    var indices: [Int] = []
    var rest = text[...]
    while !rest.isEmpty {
      let entry = rest.prefix(upTo: endOfEntry(rest))
      if entry.starts(with: "gpu:".utf8) || entry.starts(with: "gpu(".utf8) {
        guard let told = ofEntry(entry), indices.count + told.count <= mostIndices else { return nil }
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
    guard list.count <= longestList else { return nil }
    var indices: [Int] = []
    for range in list.split(separator: UInt8(ascii: ",")) {
      let ends = range.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map {
        Int(String(decoding: $0, as: UTF8.self))
      }
      guard ends.count == 1 || ends.count == 2, let first = ends[0], let last = ends[ends.count - 1],
        0 <= first, first <= last, last < mostIndices, indices.count + last - first < mostIndices
      else { return nil }
      indices += first...last
    }
    return indices
  }
}
