extension Collection {
  /// What was told one after the other, in stretches: one ends where nothing was told for more than three times as long
  /// as usual, for nobody knows how it went in between. What nobody made (`isMade`) tells nothing of how often one does.
  ///
  /// Sorts the spans between them.
  package func stretches(
    of moment: (Element) -> Timestamp, isMade: (Element) -> Bool = { _ in true }
  ) -> [[Element]] {
    let made = filter(isMade)
    let spans = zip(made, made.dropFirst()).map { moment($1) - moment($0) }.sorted()
    let longest = spans.isEmpty ? 0 : 3 * spans[spans.count / 2].count
    var stretches: [[Element]] = []
    var before: Timestamp?
    for element in self {
      let at = moment(element)
      if let last = before, (at - last).count <= longest {
        stretches[stretches.count - 1].append(element)
      } else {
        stretches.append([element])
      }
      before = at
    }
    return stretches
  }
}
