extension SafeText {
  /// For the detail view: an altered text as it came in, with every scalar that is not shown as itself, and every
  /// mark, written as `\u{202e}`, and a backslash doubled. A text that was not altered is itself.
  ///
  /// Only the cap and the repair of invalid UTF-8 are not undone. Up to ten times as long as `original`.
  package var escaped: SafeText {
    guard let original else { return self }
    var written = ""
    for scalar in original.unicodeScalars {
      switch Showing(of: scalar) {
      case .narrow where scalar == "\\": written += "\\\\"
      case .narrow, .wide: written.unicodeScalars.append(scalar)
      case .mark, .space, .dropped, .refused: written += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return SafeText(shown: written)
  }
}
