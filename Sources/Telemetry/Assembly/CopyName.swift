import Text

/// Whether the name of a file, or of its folder, is that of a copy of another.
enum CopyName {
  enum Likeness {
    case copy
    /// The other's name with a number of few digits: what a page of a list is named as, and what a copy is too.
    case numbered
  }

  /// What a name is to that of a file in the same folder: of `squeue.json` copies are `squeue.json.bak`, `squeue.old`,
  /// `squeue.1`, `~squeue.json`, `squeue (1).json`, `squeue-20261122.json`, `old-squeue.json`, `old.json`, `squeue.good.json`,
  /// `squeue_v1.json`, `squeue.json.txt`, `squeue.txt` and the like;
  /// `squeue-2.json` and `squeue2.json` are numbered.
  static func likeness(of name: String, to original: String) -> Likeness? {
    guard name != original, !original.isEmpty else { return nil }
    let bare = name.drop { signs.contains($0) }
    if bare.count < name.count, bare == original { return .copy }
    for name in bare.count < name.count ? [name[...], bare] : [bare] {
      if let found = likeness(ofSpelling: name, to: original) { return found }
    }
    let (stem, end) = parts(bare)
    return parts(original[...]).end == end && isOfMarks(stem) && !isOfMarks(parts(original[...]).stem)
      ? .copy : nil
  }

  /// Whether a folder is one for copies of what another holds: `demo/backup`, `backup/demo`, `demo.old` and
  /// `demo-20261122` of `demo`.
  static func isCopy(folder: DataPath, of original: DataPath) -> Bool {
    let (own, others) = (folder.components, original.components)
    let shared = zip(own, others).prefix { $0 == $1 }.count
    let rest = others[shared...]
    let kept = own[shared...].filter { !isOfMarks($0[...]) && !isDate($0) }
    guard own.count > shared, kept.count == rest.count else { return false }
    return (kept.count < own.count - shared || !kept.isEmpty)
      && zip(kept, rest).allSatisfy { $0 == $1 || likeness(of: $0, to: $1) == .copy }
  }

  /// Whether a folder's name says that what it holds are copies of what lies beside it or in the folder around it.
  static func saysCopy(folderName: String) -> Bool { isOfMarks(folderName[...]) || isDate(folderName) }

  /// The names of a folder, found by what those of their copies begin or end with, so that many names cost little.
  struct Names {
    private let names: [String]
    private var places: [Substring: [Int]] = [:]
    /// By their endings those that are more than words for copies.
    private var byEnding: [Substring: Set<Int>] = [:]

    init(_ names: [String]) {
      self.names = names
      for (place, name) in names.enumerated() {
        let (stem, end) = parts(name[...])
        places[stem, default: []].append(place)
        if !isOfMarks(stem) { byEnding[end, default: []].insert(place) }
      }
    }

    /// Whether a name is that of a copy of one of them.
    func hasOriginal(of name: String) -> Bool {
      ofAnyName(name)?.places.isEmpty == false
        || candidates(for: name).contains { likeness(of: name, to: names[$0]) == .copy }
    }

    /// The ending of a name that is nothing but words for copies, `old.json`, and the places of all those with that
    /// ending: it can be a copy of any of them. `nil` for other names.
    func ofAnyName(_ name: String) -> (ending: Substring, places: Set<Int>)? {
      let (stem, end) = parts(name.drop { signs.contains($0) })
      return isOfMarks(stem) ? (end, byEnding[end] ?? []) : nil
    }

    /// The places of those that a name can be a copy of by the other rules.
    func candidates(for name: String) -> [Int] {
      let bare = name.drop { signs.contains($0) }
      let stem = parts(bare).stem
      var found: Set<Int> = []
      for spelling in bare.count < name.count ? [name[...], bare] : [bare] {
        for end in spelling.indices.dropFirst() { found.formUnion(places[spelling[..<end]] ?? []) }
        found.formUnion(places[spelling] ?? [])
      }
      for spelling in [parts(name[...]).stem, stem] {
        for start in spelling.indices { found.formUnion(places[spelling[start...]] ?? []) }
      }
      return found.sorted()
    }
  }

  private static func likeness(ofSpelling name: Substring, to original: String) -> Likeness? {
    let (stem, end) = parts(original[...])
    if name.hasPrefix(original), !end.isEmpty {
      guard let first = name.dropFirst(original.count).first, !first.isLetter else { return nil }
      return first.isNumber && original.last?.isNumber == true ? nil : .copy
    }
    let (ownStem, ownEnd) = parts(name)
    if end == ownEnd {
      guard !stem.isEmpty, ownStem.count > stem.count else { return nil }
      if ownStem.hasPrefix(stem) { return mark(after: stem, ownStem.dropFirst(stem.count)) }
      guard ownStem.hasSuffix(stem) else { return nil }
      return isMark(before: stem, ownStem.dropLast(stem.count)) ? .copy : nil
    }
    // Another ending in place of its own, or none. That of an original is none of these.
    guard !stem.isEmpty, name.hasPrefix(stem), end.isEmpty || isEnding(end) else { return nil }
    let rest = name.dropFirst(stem.count)
    let words = self.words(in: rest)
    if words == ["txt"], rest.first == ".", end.lowercased() == ".json" { return .copy }
    if rest.first == ".", words.count == 1, words[0].allSatisfy(\.isNumber) || endings.contains(words[0]) {
      return .copy
    }
    return mark(after: stem, rest)
  }

  private static let signs: Set<Character> = ["~", "#", "%", "$", "_", ".", "-", "+", " "]

  private static let copyWords: Set<String> = [
    "copy", "kopie", "copie", "copia", "bak", "bkp", "backup", "backups", "old", "orig", "original", "save",
    "saved",
    "prev", "previous", "last", "keep", "archive", "archived", "yesterday", "before", "rpmsave", "rpmnew",
    "rpmorig",
    "dpkg", "swp", "swo", "good", "bad", "broken", "fixed", "edited", "sav", "snapshot", "dup", "duplicate",
    "clone",
    "conflict", "restored", "recovered", "rev", "version",
  ]
  /// Those that need nothing between them and the name.
  private static let suffixes: Set<String> = ["bak", "backup", "old", "orig", "copy"]
  /// Those that stand for a copy at a name's end alone, after a point.
  private static let endings: Set<String> = ["new", "tmp", "temp", "part", "rej"]

  /// The name before its last point, and from there on.
  private static func parts(_ name: Substring) -> (stem: Substring, end: Substring) {
    let cut = name.lastIndex(of: ".") ?? name.endIndex
    return (name[..<cut], name[cut...])
  }

  private static func isEnding(_ end: Substring) -> Bool {
    words(in: end).allSatisfy { !isWord($0) && !endings.contains($0) && !$0.allSatisfy(\.isNumber) }
  }

  private static func words(in text: Substring) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// `bak`, `bak2`
  private static func isWord(_ word: String) -> Bool {
    copyWords.contains(String(word.prefix(while: \.isLetter)))
  }

  /// `v1`, `v2.1`, `v0.0.41`: another version of a list, or the same in another form. `v100` is a GPU.
  private static func isVersion(_ words: [String]) -> Bool {
    guard let first = words.first, first.first == "v", (2...3).contains(first.count),
      first.dropFirst().allSatisfy(\.isNumber)
    else { return false }
    return words.dropFirst().allSatisfy { $0.count < 3 && $0.allSatisfy(\.isNumber) }
  }

  /// `20261122`, `2026-11-22T10:00`
  private static func isDate(_ text: String) -> Bool {
    let words = self.words(in: text[...])
    return words.allSatisfy { word in
      word.allSatisfy { $0.isNumber || $0 == "t" || $0 == "z" } && word.contains(where: \.isNumber)
    } && words.reduce(0) { $0 + $1.count(where: \.isNumber) } >= 6
  }

  /// Whether a name is nothing but words for copies: `old`, `backup-2`.
  private static func isOfMarks(_ stem: Substring) -> Bool {
    let words = self.words(in: stem)
    return words.contains(where: isWord) && words.allSatisfy { isWord($0) || $0.allSatisfy(\.isNumber) }
  }

  private static func mark(after stem: Substring, _ rest: Substring) -> Likeness? {
    guard let first = rest.first else { return nil }
    if first.isNumber, stem.last?.isNumber == true { return nil }
    let words = self.words(in: rest)
    if words.isEmpty || isDate(String(rest)) { return .copy }
    if isVersion(words) { return .copy }
    if first.isLetter { return words.count == 1 && suffixes.contains(words[0]) ? .copy : nil }
    if words.contains(where: isWord) { return first.isNumber ? nil : .copy }
    guard words.count == 1, words[0].allSatisfy(\.isNumber) else { return nil }
    return rest.contains("(") ? .copy : .numbered
  }

  private static func isMark(before stem: Substring, _ rest: Substring) -> Bool {
    guard let last = rest.last else { return false }
    let words = self.words(in: rest)
    if words.isEmpty { return true }
    return !last.isLetter && !last.isNumber
      && (isDate(String(rest)) || isVersion(words) || words.contains(where: isWord))
  }
}

extension DataPath {
  /// The names that slashes separate, as they are shown.
  var components: [String] {
    text.shown.split(separator: "/").map(String.init)
  }
}
