/// The known name that a misspelt one most likely means; nil when none is near.
///
/// Near is a third of the name's length in single edits, at least two. Costs O(names × length²); case is ignored.
package func nearestName(to name: String, among known: [String]) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
  let reach = max(2, wanted.count / 3)
  return known.map { (name: $0, edits: edits(wanted, Array($0.lowercased().unicodeScalars))) }
    .filter { $0.edits <= reach }
    .min { ($0.edits, $0.name) < ($1.edits, $1.name) }?
    .name
}

/// Levenshtein's distance, row by row.
private func edits(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var row = Array(0...right.count)
  for (i, scalar) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      let above = row[j + 1]
      row[j + 1] = min(above + 1, row[j] + 1, diagonal + (scalar == other ? 0 : 1))
      diagonal = above
    }
  }
  return row[right.count]
}
