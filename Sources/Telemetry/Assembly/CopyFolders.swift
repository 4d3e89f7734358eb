/// Folders, in which those are found quickly that another's name says it is a copy of.
struct CopyFolders {
  private struct Place {
    var folder: DataPath?
    var numbers: [String: Int] = [:]
    var names: [String] = []
    var known = CopyName.Names([])
  }

  /// The root, and behind it every folder on the way to one of them.
  private var places = [Place()]

  /// Linear in their number, as far as their names are short.
  init(_ folders: some Sequence<DataPath>) {
    for folder in folders {
      var place = 0
      for name in folder.components {
        if let next = places[place].numbers[name] {
          place = next
        } else {
          places[place].numbers[name] = places.count
          places[place].names.append(name)
          place = places.count
          places.append(Place())
        }
      }
      places[place].folder = folder
    }
    for place in places.indices { places[place].known = CopyName.Names(places[place].names) }
  }

  /// Those of which `folder` is a copy by its name, in their order. Costs what its likely originals are.
  func originals(of folder: DataPath) -> [DataPath] {
    var found: Set<DataPath> = []
    find(folder.components[...], in: 0, &found)
    return found.filter { CopyName.isCopy(folder: folder, of: $0) }.sorted()
  }

  private func find(_ names: ArraySlice<String>, in place: Int, _ found: inout Set<DataPath>) {
    guard let name = names.first else {
      if let folder = places[place].folder { found.insert(folder) }
      return
    }
    let rest = names.dropFirst()
    if let same = places[place].numbers[name] { find(rest, in: same, &found) }
    if CopyName.saysCopy(folderName: name) { find(rest, in: place, &found) }
    for candidate in places[place].known.candidates(for: name) {
      let original = places[place].names[candidate]
      guard CopyName.likeness(of: name, to: original) == .copy, let next = places[place].numbers[original]
      else { continue }
      find(rest, in: next, &found)
    }
  }
}
