import Text

/// The GPUs that one of Slurm's resource strings speaks of.
///
/// Slurm writes resources in three grammars, and this reads each of them:
/// - GRES, of nodes and of `gres_detail`: `gpu:a100:4(S:0-3),shard:8`, `gpu:(null):3(IDX:0,2-3)`, `gpu:h100(CNT:1)`, where
///   commas inside parentheses separate nothing, and `(null)` stands for a type that is not set;
/// - requests, of `tres_per_node` and its kin: `gres/gpu:h100:1,gres/gpu:h200:1`, `gres:gpu:2`, `gres/gpu`;
/// - TRES: `cpu=16,gres/gpu=2,gres/gpu:a100=2`, where the untyped entry is the total and the typed ones are its parts.
///
/// A shard is no GPU, and neither is a part of one (`gpu:1g.10gb:21`, `gpu:mi300x_cpx:64`), although Slurm counts parts as
/// `gres/gpu`. One entry that cannot be read makes the sum unknown.
///
/// Reading costs one pass over the bytes and no allocation.
struct Gres: Equatable {
  /// Whole GPUs; `nil` when the string speaks of none, or of a number of them that cannot be read.
  var gpus: Int? {
    guard speaksOfGPUs, !isOdd else { return nil }
    return total.map { max(0, $0 - parts) } ?? whole
  }

  /// Whether a TRES entry `gres/gpu=` says how many GPUs there are of all types.
  var saysTotal: Bool { total != nil }
  /// Whether a GPU entry names its type.
  private(set) var isTyped = false
  /// Whether a GPU entry has a count that is no count, or its name in capitals.
  private(set) var isOdd = false
  /// Whether an entry is of `GPU` or the like: Slurm tells names by their case too (`xstrcmp` in its
  /// src/interfaces/gres.c), so it is another resource to Slurm, but nobody means another one by it.
  private(set) var isMiscased = false
  /// Whether an entry is of parts of GPUs, such as MIG slices.
  private(set) var namesParts = false
  /// Where the type stands that the most GPUs are of.
  private(set) var mainType: Range<Int>?

  /// Whether there is a GPU entry at all.
  private(set) var speaksOfGPUs = false
  private var total: Int?
  private var whole = 0
  /// Parts of GPUs, such as MIG slices.
  private(set) var parts = 0
  /// Shares of GPUs: `shard` and `mps`, where a TRES string counts those of each type too.
  private(set) var shares = 0
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
    guard let name = GresEntry.gpuName(text, from: start, to: end) else {
      shares += GresEntry.shareCount(text, from: start, to: end)
      return
    }
    let entry = GresEntry(text, from: name.end, to: end)
    let isPart = entry.type.map { GPUPart.isNamed(by: text[$0]) } ?? false
    speaksOfGPUs = true
    isTyped = isTyped || entry.type != nil
    namesParts = namesParts || isPart
    isMiscased = isMiscased || name.isMiscased
    guard let count = entry.count, !name.isMiscased else {
      isOdd = true
      return
    }
    if isPart {
      parts += count
    } else if entry.isTotal {
      total = count
    } else {
      whole += count
      if let type = entry.type, count > mainTypeCount {
        mainType = type
        mainTypeCount = count
      }
    }
  }
}

/// What follows the word `gpu` in one entry: `:a100:4(S:0-3)`, `:(null):3`, `=2`, `:h100=2`, `(CNT:4)`, or nothing.
private struct GresEntry {
  /// Where the type's name stands; `nil` without one.
  var type: Range<Int>?
  /// `nil` when what stands in the count's place is no count.
  var count: Int?
  /// Whether the entry counts the GPUs of all types, as `=2` does.
  var isTotal = false

  init(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) {
    let stop = Self.endOfWords(text, from: start, to: end)
    if let equals = text[start..<stop].firstIndex(of: UInt8(ascii: "=")) {
      isTotal = equals == start
      count = Self.count(text[(equals + 1)..<stop])
      setType(text, from: start, to: equals)
      return
    }
    let last = text[start..<stop].lastIndex(of: UInt8(ascii: ":")) ?? stop
    let word = text[min(last + 1, stop)..<stop]
    count = Self.count(word)
    setType(text, from: start, to: last)
    if count != nil { return }
    // Without a count of its own: `gpu:h100(CNT:4)` says it behind, and a request such as `gpu:h100` is of one.
    guard word.isEmpty ? start == stop : Self.isName(word) || Self.isNull(word) else { return }
    let isBare = start == stop || (last == start && Self.isName(word))
    count = Self.noteValue(text, from: stop, to: end).map(Self.count) ?? (isBare ? 1 : nil)
    if count != nil { setType(text, from: start, to: stop) }
  }

  /// The index after `gpu`, `gres/gpu` or `gres:gpu`, and whether a letter of it is a capital; `nil` when the entry is
  /// another resource's.
  static func gpuName(
    _ text: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> (end: Int, isMiscased: Bool)? {
    var start = start
    while start < end, text[start] == UInt8(ascii: " ") { start += 1 }
    // Most entries are other resources'.
    guard start < end, text[start] | 0x20 == UInt8(ascii: "g") else { return nil }
    for name: StaticString in ["gpu", "gres/gpu", "gres:gpu"] {
      let stop = start + name.utf8CodeUnitCount
      guard stop <= end else { continue }
      let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
      guard text[start..<stop].elementsEqual(name, by: { $0 | 0x20 == $1 }) else { continue }
      let isMiscased = !text[start..<stop].elementsEqual(name)
      guard stop < end else { return (stop, isMiscased) }
      switch text[stop] {
      case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "("): return (stop, isMiscased)
      default: continue
      }
    }
    return nil
  }

  /// How many shares of GPUs the entry is of: `shard:a100:8`, `gres/shard=4`, `mps:400`.
  static func shareCount(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
    var start = start
    while start < end, text[start] == UInt8(ascii: " ") { start += 1 }
    let plugin: StaticString = "gres"
    if begins(text, from: start, to: end, with: plugin), start + 4 < end,
      text[start + 4] == UInt8(ascii: "/") || text[start + 4] == UInt8(ascii: ":")
    {
      start += plugin.utf8CodeUnitCount + 1
    }
    for name: StaticString in ["shard", "mps"] where begins(text, from: start, to: end, with: name) {
      let stop = start + name.utf8CodeUnitCount
      guard stop < end else { return 1 }
      switch text[stop] {
      case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "("):
        return GresEntry(text, from: stop, to: end).count ?? 0
      default: return 0
      }
    }
    return 0
  }

  private static func begins(
    _ text: UnsafeRawBufferPointer, from start: Int, to end: Int, with word: StaticString
  ) -> Bool {
    guard start + word.utf8CodeUnitCount <= end, text[start] == word.utf8Start[0] else { return false }
    return text[start..<(start + word.utf8CodeUnitCount)].elementsEqual(
      UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// Where the notes in parentheses begin. `(null)` behind a colon is a word, and no note.
  private static func endOfWords(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
    var index = start
    while index < end {
      if text[index] == UInt8(ascii: "(") {
        let isWord = index > start && text[index - 1] == UInt8(ascii: ":")
        guard isWord, text[index..<end].starts(with: null) else { return index }
        index += null.count
      } else {
        index += 1
      }
    }
    return end
  }

  private static let null = Array("(null)".utf8)

  private static func isNull(_ word: Slice<UnsafeRawBufferPointer>) -> Bool { word.elementsEqual(null) }

  /// What the note `(CNT:…)` says; `nil` where there is none.
  private static func noteValue(
    _ text: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Slice<UnsafeRawBufferPointer>? {
    let mark = Array("(CNT:".utf8)
    guard let note = (start..<end).first(where: { text[$0..<end].starts(with: mark) }) else { return nil }
    let value = note + mark.count
    return text[value..<(text[value..<end].firstIndex(of: UInt8(ascii: ")")) ?? end)]
  }

  /// Whether the one word after `gpu` is a type, and no count gone wrong.
  private static func isName(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let first = word.first else { return false }
    return isLetter(first) || GPUPart.isNamed(by: word)
  }

  /// The type is what lies between colons, without `(null)` and `no_consume`, which are no types.
  private mutating func setType(_ text: UnsafeRawBufferPointer, from start: Int, to end: Int) {
    guard start < end else { return }
    var range = (start + 1)..<end
    if text[range].elementsEqual("no_consume".utf8) || Self.isNull(text[range]) { return }
    guard text[range].contains(UInt8(ascii: ":")) else {
      type = range
      return
    }
    for ending in [":no_consume", ":(null)"] where text[range].reversed().starts(with: ending.utf8.reversed())
    {
      range = range.lowerBound..<(range.upperBound - ending.utf8.count)
    }
    if !range.isEmpty, !Self.isNull(text[range]) { type = range }
  }

  /// More GPUs than 32 bits count are no count: so no sum of them over any file can overflow.
  private static func count(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      guard value <= Int(Int32.max) else { return nil }
    }
    return value
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }
}
