import Text

/// Names of types that are a part of a GPU, although Slurm counts each of them as one `gres/gpu`.
enum GPUPart {
  /// Whether a type names a part of a GPU:
  /// - a profile of NVIDIA's Multi-Instance GPU, alone (`1g.10gb`) or behind the GPU's name (`a100_3g.20gb`,
  ///   `nvidia_h100_80gb_hbm3_1g.12gb+me`), also where a site writes another sign, or none, in the dot's place
  ///   (`1g_5gb`, `1g10gb`, `2g.10`), or just the word (`mig`, `a100_mig`, `mig-1g.10gb`);
  /// - one of AMD's compute partitions (`mi300x_cpx`, `dpx`, `mi300x-qpx-nps4`). In mode SPX a GPU is whole.
  ///
  /// Letters count in either case. Linear in the type's bytes.
  static func isNamed(by type: Slice<UnsafeRawBufferPointer>) -> Bool {
    type.indices.contains { index in
      switch type[index] | 0x20 {
      case UInt8(ascii: "1")...UInt8(ascii: "9"): beginsProfile(type, at: index)
      case UInt8(ascii: "m"): beginsWord("mig", type, at: index)
      // Two, three, four or more partitions of one accelerator; mode SPX is all of it.
      case UInt8(ascii: "d"): beginsMode("dpx", type, at: index)
      case UInt8(ascii: "t"): beginsMode("tpx", type, at: index)
      case UInt8(ascii: "q"): beginsMode("qpx", type, at: index)
      case UInt8(ascii: "c"): beginsMode("cpx", type, at: index)
      default: false
      }
    }
  }

  /// `1g.10gb`: one digit of compute slices, and memory. Two digits are a GPU's memory, as in `v100_32g`.
  private static func beginsProfile(_ type: Slice<UnsafeRawBufferPointer>, at index: Int) -> Bool {
    guard !isAlphanumeric(type, before: index),
      letters(type, at: index + 1, are: "g")
    else { return false }
    var memory = index + 2
    if memory < type.endIndex, isSeparator(type[memory]) { memory += 1 }
    return memory < type.endIndex && type[memory].isAsciiDigit
  }

  private static func beginsWord(
    _ word: StaticString, _ type: Slice<UnsafeRawBufferPointer>, at index: Int
  ) -> Bool {
    letters(type, at: index, are: word) && !isLetter(type, before: index)
      && !isLetter(type, at: index + word.utf8CodeUnitCount)
  }

  /// A mode may stand right behind the GPU's name: `mi300xcpx`.
  private static func beginsMode(
    _ mode: StaticString, _ type: Slice<UnsafeRawBufferPointer>, at index: Int
  ) -> Bool {
    letters(type, at: index, are: mode) && !isLetter(type, at: index + mode.utf8CodeUnitCount)
  }

  private static func letters(
    _ type: Slice<UnsafeRawBufferPointer>, at index: Int, are word: StaticString
  ) -> Bool {
    guard index + word.utf8CodeUnitCount <= type.endIndex else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { type[index + $0] | 0x20 == word.utf8Start[$0] }
  }

  private static func isAlphanumeric(_ type: Slice<UnsafeRawBufferPointer>, before index: Int) -> Bool {
    index > type.startIndex && (type[index - 1].isAsciiDigit || isLetter(type[index - 1]))
  }

  private static func isLetter(_ type: Slice<UnsafeRawBufferPointer>, before index: Int) -> Bool {
    index > type.startIndex && isLetter(type[index - 1])
  }

  private static func isLetter(_ type: Slice<UnsafeRawBufferPointer>, at index: Int) -> Bool {
    index < type.endIndex && isLetter(type[index])
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }
}
