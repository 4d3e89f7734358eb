import Text

extension ConfigurationDraft {
  static let limits = SettingSection<ConfigurationDraft>(
    name: "limits", explanation: "What telemetry may take of the machine.",
    keys: [
      SettingKey(
        "memory", \.settled.memoryLimit, .bytes(of: "memory", atLeast: 10_000_000, "10 MB"),
        example: "\"500 MB\"",
        "What is kept of files may take so much, by an estimate; a file that does not fit is refused, and what was read of it before stays."
      )
    ])
}

extension ValueFormat<Int> {
  /// An amount of memory or of a disk, in bytes.
  static func bytes(of what: SafeText, atLeast least: Int, _ words: SafeText) -> ValueFormat {
    ValueFormat(
      "an amount of \(what) of \(words) or more, such as \"500 MB\", \"2 GB\" or \"4 GiB\"",
      read: { setting in
        let bytes = setting.integer ?? setting.text.flatMap(ByteText.bytes)
        return bytes.flatMap { $0 >= least ? $0 : nil }
      }, write: { tomlText(ByteText.text(of: $0)) })
  }
}

/// Amounts of bytes with a unit, as `dd` and `systemd` have them: MB is a million bytes, MiB 1,048,576.
enum ByteText {
  private static let units: [(name: String, size: Int)] = [
    ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("TiB", 1 << 40), ("GiB", 1 << 30),
    ("MiB", 1 << 20),
  ]

  /// `2 GB`, `1.5GiB`, `500M`; `nil` for anything else, and for more than a petabyte.
  static func bytes(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    let size = units.first {
      [$0.name.lowercased(), String($0.name.first ?? " ").lowercased()].contains(unit)
    }
    guard let number = Double(digits), let size, number * Double(size.size) <= 1e15 else { return nil }
    return Int(number * Double(size.size))
  }

  /// The same in the largest unit that divides it: `2 GB`, `512 MiB`.
  static func text(of bytes: Int) -> String {
    let unit = units.filter { bytes.isMultiple(of: $0.size) }.max { $0.size < $1.size }
    return unit.map { "\(bytes / $0.size) \($0.name)" } ?? "\(Double(bytes) / 1_000_000) MB"
  }
}
