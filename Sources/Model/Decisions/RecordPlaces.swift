import Text

/// Where in a list the records of an ID are: in one place each, but for forged ones.
struct RecordPlaces {
  /// Of how many that share an ID somebody who names the ID is taken to mean: the first. No program gives an ID twice, and
  /// whoever does by the thousand must not have each of a thousand others lead to all of them.
  static let mostMeant = 64

  private var first: [SafeText: Int] = [:]
  private var others: [SafeText: [Int]] = [:]

  mutating func reserve(_ count: Int) { first.reserveCapacity(count) }

  mutating func add(_ place: Int, of id: SafeText) {
    if let earlier = first.updateValue(place, forKey: id) {
      first[id] = earlier
      others[id, default: []].append(place)
    }
  }

  /// In the order in which they were added.
  func of(_ id: SafeText) -> [Int] {
    guard let first = first[id] else { return [] }
    return others.isEmpty ? [first] : [first] + (others[id] ?? [])
  }
}
