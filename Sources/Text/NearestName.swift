/// The known name that a misspelt one most likely means; nil when none is near.
///
/// A name that begins with it; otherwise the nearest within a third of its length in edits, at least one. A word of two
/// or three letters also has to have the first letter of the name; to a single letter nothing is near. Case is ignored.
/// Costs O(names × length²).
package func nearestName(to name: String, among known: [String]) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
  guard wanted.count > 1 else { return nil }
  if let begun = known.first(where: { $0.lowercased().unicodeScalars.starts(with: wanted) }) { return begun }
  let reach = max(1, wanted.count / 3)
  return known.map { (name: $0, letters: Array($0.lowercased().unicodeScalars)) }
    .filter { wanted.count > 3 || $0.letters.first == wanted.first }
    .map { (name: $0.name, edits: edits(wanted, $0.letters)) }
    .filter { $0.edits <= reach }
    .min { ($0.edits, $0.name) < ($1.edits, $1.name) }?
    .name
}

/// Letters put in, left out, changed, or changed with their neighbour, each of which is one edit (the restricted distance
/// of Damerau and Levenshtein), row by row.
private func edits(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      var fewest = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        fewest = min(fewest, beforeLast[j - 1] + 1)
      }
      row.append(fewest)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
