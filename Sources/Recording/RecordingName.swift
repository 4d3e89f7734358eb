package import Model

/// The name of a file of a recording: when it begins (UTC), and what tells it from those of others that begin then.
///
/// `20261124T100000Z-login1-4711-9f3c01d2a5b7e880.ftrec`, or `.ftlog`
package struct RecordingName: Hashable, Sendable, Comparable {
  package let start: Timestamp
  package let text: String
  /// The number of the process that writes it, or wrote it, on its host.
  package let process: Int32
  package let tier: RecordingTier

  init(
    start: Timestamp, host: String, process: Int32, random: UInt64, tier: RecordingTier = .tables
  ) {
    self.start = start
    self.tier = tier
    self.process = process
    let digits = start.rfc3339.filter { $0 != "-" && $0 != ":" }
    let plain = String(host.prefix(64).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    let tail = String(random, radix: 16)
    text =
      "\(digits)-\(plain.isEmpty ? "_" : plain)-\(process)-"
      + String(repeating: "0", count: 16 - tail.count) + tail + tier.ending
  }

  /// `nil` for a file that no recorder wrote.
  package init?(text: String) {
    guard let tier = RecordingTier.allCases.first(where: { text.hasSuffix($0.ending) }), !text.contains("/")
    else { return nil }
    let parts = text.dropLast(tier.ending.count).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].utf8.count == 16, parts[3].utf8.count == 16 else { return nil }
    let digits = Array(parts[0])
    let written =
      "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))T\(String(digits[9..<11])):\(String(digits[11..<13])):\(String(digits[13..<15]))Z"
    guard let start = Timestamp(rfc3339: written, assumedOffset: nil), let process = Int32(parts[2]),
      UInt64(parts[3], radix: 16) != nil
    else { return nil }
    self.start = start
    self.text = text
    self.tier = tier
    self.process = process
  }

  /// The first moment that is in none of its records, as far as no clock was set.
  var end: Timestamp { start + Seconds(tier.span / 1000) }

  package static func < (left: RecordingName, right: RecordingName) -> Bool {
    (left.start, left.text) < (right.start, right.text)
  }
}
