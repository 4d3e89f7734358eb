/// Whether a file's name is that of a copy of another. It is asked only where ages do not tell.
enum CopyName {
  /// `squeue.json.bak`, `squeue.json.1`, `squeue (copy).json`, `squeue-20261122.json` and the like, where a file
  /// `squeue.json` is among `names`, those of the same folder.
  ///
  /// Costs as much as a few look-ups a character of the name, however many names there are.
  static func isCopy(_ name: String, among names: Set<String>) -> Bool {
    let hasOriginalBefore = name.indices.dropFirst().contains { cut in
      !name[cut].isLetter && names.contains(String(name[..<cut]))
    }
    if hasOriginalBefore { return true }
    let (stem, end) = parts(name)
    return stem.indices.dropFirst().contains { cut in
      let (before, after) = (stem[..<cut], stem[cut...])
      // Where there is no end, what stands before is looked for above.
      if !end.isEmpty, names.contains(String(before + end)), isMark(after) { return true }
      return names.contains(String(after + end)) && !stem.hasPrefix(after) && isMark(before)
    }
  }

  /// The name before its last point, and from there on.
  private static func parts(_ name: String) -> (Substring, Substring) {
    let cut = name.lastIndex(of: ".") ?? name.endIndex
    return (name[..<cut], name[cut...])
  }

  private static let words: Set<String> = [
    "copy", "bak", "backup", "old", "orig", "save", "prev", "kopie", "copie",
  ]

  /// A word for copies, or a date, set off from the name: a number of few digits may be that of a page.
  private static func isMark(_ text: Substring) -> Bool {
    guard text.contains(where: { !$0.isLetter && !$0.isNumber }) else { return false }
    let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    if parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) { return parts.reduce(0) { $0 + $1.count } >= 6 }
    // `bak2`
    return parts.contains { words.contains(String($0.prefix(while: \.isLetter))) }
  }
}
