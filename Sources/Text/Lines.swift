extension SafeText {
  /// The text in lines, each one sanitised by itself: broken at CR LF, LF, CR, NEL and the separators of lines and
  /// paragraphs. What is only altered because it has several lines is not altered in any of them.
  ///
  /// A line break at the end begins no further line.
  package var lines: [SafeText] {
    guard let original else { return [self] }
    var lines = original.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { SafeText(untrusted: String($0)) }
  }
}
