import Text

/// The GPUs that one of Slurm's resource strings speaks of.
///
/// Slurm writes resources in three grammars, and this reads each of them:
/// - GRES, of nodes and of `gres_detail`: `gpu:a100:4(S:0-3),shard:8`, where commas inside parentheses separate nothing;
/// - requests, of `tres_per_node` and its kin: `gres/gpu:h100:1,gres/gpu:h200:1`, `gres:gpu:2`, `gres/gpu`;
/// - TRES: `cpu=16,gres/gpu=2,gres/gpu:a100=2`, where the untyped entry is the total and the typed ones are its parts.
///
/// A shard is no GPU, and neither is a MIG slice (`gpu:1g.10gb:21`), although Slurm counts slices as `gres/gpu`.
///
/// Reading costs one pass over the bytes and no allocation.
struct Gres: Equatable {
  /// Whole GPUs; `nil` when the string speaks of none, or of a number of them that cannot be read.
  var gpus: Int? {
    guard speaksOfGPUs, !isOdd else { return nil }
    return total.map { max(0, $0 - slices) } ?? whole
  }

  /// Whether a TRES entry `gres/gpu=` says how many GPUs there are of all types.
  var saysTotal: Bool { total != nil }
  /// Whether a GPU entry names its type.
  private(set) var isTyped = false
  /// Whether a GPU entry has a count that is no count.
  private(set) var isOdd = false
  /// Where the type stands that the most GPUs are of.
  private(set) var mainType: Range<Int>?

  /// Whether there is a GPU entry at all.
  private(set) var speaksOfGPUs = false
  /// Whether an entry is of a slice of a GPU.
  var hasSlices: Bool { slices > 0 }
  private var total: Int?
  private var whole = 0
  private var slices = 0
  private var mainTypeCount = -1

  init(_ text: UnsafeRawBufferPointer) {
    var start = 0
    var depth = 0
    for index in 0...text.count {
      let byte = index < text.count ? text[index] : UInt8(ascii: ",")
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case UInt8(ascii: ",") where depth == 0 || index == text.count:
        add(text, from: start, to: index)
        start = index + 1
      default: break
      }
    }
  }

  /// The name of the type that most of the GPUs are of, as `text` has it; `text` is what this was read from.
  func typeName(in text: UnsafeRawBufferPointer) -> SafeText? {
    mainType.map { SafeText(untrusted: UnsafeRawBufferPointer(rebasing: text[$0])) }
  }

  private mutating func add(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) {
    guard let nameEnd = GresEntry.endOfGPUName(text, from: start, to: end) else { return }
    let entry = GresEntry(text, from: nameEnd, to: end)
    speaksOfGPUs = true
    guard let count = entry.count else {
      isOdd = true
      return
    }
    guard let type = entry.type else {
      if entry.isTotal { total = count } else { whole += count }
      return
    }
    isTyped = true
    if GresEntry.isSlice(text[type]) {
      slices += count
    } else {
      whole += count
      if count > mainTypeCount {
        mainType = type
        mainTypeCount = count
      }
    }
  }
}

/// What follows the word `gpu` in one entry: `:a100:4(S:0-3)`, `=2`, `:h100=2`, or nothing.
private struct GresEntry {
  /// Where the type's name stands.
  var type: Range<Int>?
  /// `nil` when what stands in the count's place is no count.
  var count: Int?
  /// Whether `=` sets the count, as TRES strings do.
  var isTotal = false

  init(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) {
    let stop = text[start..<end].firstIndex(of: UInt8(ascii: "(")) ?? end
    guard start < stop else {
      count = 1
      return
    }
    if let equals = text[start..<stop].firstIndex(of: UInt8(ascii: "=")) {
      isTotal = true
      count = Self.count(text[(equals + 1)..<stop])
      if equals > start { type = (start + 1)..<equals }
      return
    }
    let last = text[start..<stop].lastIndex(of: UInt8(ascii: ":")) ?? start
    count = Self.count(text[(last + 1)..<stop])
    if count != nil {
      if last > start { type = (start + 1)..<last }
    } else if last == start, Self.isName(text[(start + 1)..<stop]) {
      // `gpu:h100` asks for one.
      count = 1
      type = (start + 1)..<stop
    }
    dropNoConsume(text)
  }

  /// The index after `gpu`, `gres/gpu` or `gres:gpu`; `nil` when the entry is another resource's.
  static func endOfGPUName(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
    var start = start
    while start < end, text[start] == UInt8(ascii: " ") { start += 1 }
    for name: StaticString in ["gpu", "gres/gpu", "gres:gpu"] {
      let stop = start + name.utf8CodeUnitCount
      guard stop <= end,
        text[start..<stop].elementsEqual(
          UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
      else { continue }
      guard stop < end else { return stop }
      switch text[stop] {
      case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "("): return stop
      default: continue
      }
    }
    return nil
  }

  /// Whether a type is a profile of NVIDIA's Multi-Instance GPU, alone (`1g.10gb`) or after the GPU's name
  /// (`a100_3g.20gb`, `nvidia_h100_80gb_hbm3_1g.12gb+me`).
  static func isSlice(_ type: Slice<UnsafeRawBufferPointer>) -> Bool {
    var index = type.startIndex
    while index < type.endIndex {
      guard isDigit(type[index]) else {
        index += 1
        continue
      }
      var next = index
      while next < type.endIndex, isDigit(type[next]) { next += 1 }
      let startsWord = index == type.startIndex || !isLetter(type[index - 1])
      if startsWord, type[next...].starts(with: "g.".utf8) {
        var memory = next + 2
        let digits = memory
        while memory < type.endIndex, isDigit(type[memory]) { memory += 1 }
        if memory > digits, type[memory...].starts(with: "gb".utf8) { return true }
      }
      index = next
    }
    return false
  }

  /// Whether the one word after `gpu` is a type, and no count gone wrong.
  private static func isName(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = word.first else { return false }
    return isLetter(first) || isSlice(word)
  }

  private mutating func dropNoConsume(_ text: UnsafeRawBufferPointer) {
    let suffix = ":no_consume"
    guard let range = type else { return }
    if text[range].elementsEqual("no_consume".utf8) {
      type = nil
    } else if range.count > suffix.utf8.count,
      text[range].suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    {
      type = range.lowerBound..<(range.upperBound - suffix.utf8.count)
    }
  }

  /// More GPUs than 32 bits count are no count: so no sum of them over any file can overflow.
  private static func count(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      guard value <= Int(Int32.max) else { return nil }
    }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
  private static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }
}
