/// Whether files' names tell that the files are parts of one list. It is asked only where their records do not tell, as
/// of a list without any.
enum PartName {
  /// `page-1.json` and `page-2.json`: the same but for one number of few digits, which is not that of a copy, as in
  /// `squeue.json.1` and `squeue (1).json`.
  static func areNumbered(_ one: String, _ other: String) -> Bool {
    let (left, right) = (runs(of: one), runs(of: other))
    guard left.count == right.count else { return false }
    let places = left.indices.filter { left[$0] != right[$0] }
    guard places.count == 1, let place = places.first, isNumber(left[place]), isNumber(right[place]) else {
      return false
    }
    guard place > left.startIndex, let before = left[place - 1].last else { return true }
    return before != "(" && !(before == "." && place == left.index(before: left.endIndex))
  }

  /// Whether the words of `text`, such as a partition's name, stand in `name`, set off from what is beside them.
  static func hasWords(_ text: String, in name: String) -> Bool {
    let (sought, words) = (words(of: text), words(of: name))
    guard !sought.isEmpty, words.count >= sought.count else { return false }
    return (0...(words.count - sought.count)).contains {
      words[$0..<($0 + sought.count)].elementsEqual(sought)
    }
  }

  private static func isNumber(_ run: Substring) -> Bool { run.count <= 4 && run.allSatisfy(\.isNumber) }

  private static func words(of text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }
  }

  /// The name cut where digits begin and end.
  private static func runs(of name: String) -> [Substring] {
    var runs: [Substring] = []
    var rest = name[...]
    while let first = rest.first {
      let run = rest.prefix { $0.isNumber == first.isNumber }
      runs.append(run)
      rest = rest[run.endIndex...]
    }
    return runs
  }
}
