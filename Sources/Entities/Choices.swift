import Text

/// A closed set of things that a field of the form `choice` tells by a word, each with its word and its place.
struct Choices<Thing: Hashable & Sendable>: Sendable {
  /// In the order in which they are offered, the lesser first.
  let offered: [FieldChoice]
  private let values: [Thing: FieldValue]

  init(_ things: some Sequence<Thing>, _ choice: (Thing) -> FieldChoice) {
    var offered: [FieldChoice] = []
    var values: [Thing: FieldValue] = [:]
    for thing in things {
      let choice = choice(thing)
      values[thing] = .word(choice.word, rank: offered.count)
      offered.append(choice)
    }
    (self.offered, self.values) = (offered, values)
  }

  /// Unknown for what is not told, and for what the set is without.
  subscript(thing: Thing?) -> FieldValue { thing.flatMap { values[$0] } ?? .unknown }
}

extension Choices where Thing: RawRepresentable<String> {
  init(_ things: some Sequence<Thing>) { self.init(things) { FieldChoice($0.rawValue) } }
}

extension FieldValue {
  /// A word with a mark that the screen puts behind it.
  func marked(_ mark: Character?) -> FieldValue {
    guard case .word(let word, let rank, _) = self, let mark else { return self }
    return .word(word, rank: rank, mark: SafeText(untrusted: String(mark)))
  }

  /// A word with its place among those that are known; a site may have others.
  static func choice(_ word: SafeText, of choices: [FieldChoice]) -> FieldValue {
    .word(word, rank: choices.firstIndex { $0.word == word })
  }
}
