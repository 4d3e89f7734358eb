package import Model
package import Text

/// What a file is a recording of, and how: the first record of each file tells it, unpacked, so that `strings` shows it.
package struct RecordingHead: Sendable, Equatable {
  /// The program and its version that wrote it.
  package var program: SafeText
  /// The machine that it was written on.
  package var host: SafeText
  /// How far readings are apart, in seconds, as far as nothing comes between.
  package var interval: Seconds
  /// The words of what was taken out, as `Redactions.named` has them.
  package var hidden: [SafeText]
  /// The site's policy, by which alerts and promises were judged.
  package var policy: Policy
  /// Of a file that was made from recordings: what it is a part of, and when and by what it was made.
  package var exported: SafeText?

  package init(
    program: SafeText = "", host: SafeText = "", interval: Seconds = .minutes(1), hidden: [SafeText] = [],
    policy: Policy = .standard, exported: SafeText? = nil
  ) {
    self.program = program
    self.host = host
    self.interval = interval
    self.hidden = hidden
    self.policy = policy
    self.exported = exported
  }

  /// What was taken out. A word of a later release stands for nothing.
  package var redactions: Redactions {
    Redactions(Redactions.named.filter { hidden.contains($0.word) }.map(\.redaction))
  }
}

extension RecordingHead: RecordedThing {
  static var untold: RecordingHead { RecordingHead(interval: Seconds(0)) }
  static let fields: [RecordedField<RecordingHead>] = [
    RecordedField(1, \.program), RecordedField(2, \.host), RecordedField(3, \.interval),
    RecordedField(4, \.hidden), RecordedField(5, \.policy), RecordedField(6, \.exported),
  ]

  /// The first record of a file.
  func record(at moment: Int64, uptime: UInt64) -> RecordBody {
    var chain = WrittenChain()
    chain.write([self], as: SectionName(.about))
    return RecordBody(
      kind: RecordKind.head.rawValue, at: moment, uptime: uptime, number: 0,
      sections: chain.takeSections(texts: .texts))
  }

  init(_ record: RecordView) throws(Damage) {
    var chain = ReadChain()
    for part in record.parts {
      guard let kind = SectionKind(rawValue: part.name.kind), kind == .texts || kind == .about else {
        continue
      }
      try chain.take(try part.unpacked(), of: part.name, kind)
    }
    guard let head = try chain.list(.about, as: RecordingHead.self, in: Room()).first else {
      throw Damage("nothing tells what it is a recording of")
    }
    self = head
  }
}
