/// The files, by their places among all, of which a file's name, or its folder's, says that it is a copy.
struct Originals {
  /// Many files of which many others are copies, as of a folder: held once for all of those.
  struct Group {
    /// Tells it from others.
    let number: Int
    let places: Set<Int>
  }

  private(set) var places: Set<Int> = []
  private(set) var groups: [Group] = []

  var isEmpty: Bool { places.isEmpty && groups.isEmpty }

  func contains(_ place: Int) -> Bool {
    places.contains(place) || groups.contains { $0.places.contains(place) }
  }

  mutating func insert(_ place: Int) { places.insert(place) }
  mutating func insert(_ group: Group) {
    if !groups.contains(where: { $0.number == group.number }) { groups.append(group) }
  }
}
