package import Text

extension Line {
  /// Whether some words stand in the line, whatever their case; where they have a space, it may have several.
  package func has(_ words: SafeText) -> Bool { !places(of: words).isEmpty }

  /// The line as if the cursor were on those words, wherever they stand.
  package func marking(_ words: SafeText) -> Line {
    let places = places(of: words)
    guard !places.isEmpty else { return self }
    let marked = Set(places.joined())
    var pieces: [Span] = []
    var number = 0
    for span in spans {
      var run = ""
      var isMarked = false
      func addRun() {
        guard !run.isEmpty else { return }
        var piece = span
        piece.text = SafeText(untrusted: run)
        piece.style.isSelected = span.style.isSelected || isMarked
        pieces.append(piece)
        run = ""
      }
      for character in span.text.shown {
        if marked.contains(number) != isMarked {
          addRun()
          isMarked.toggle()
        }
        run.append(character)
        number += 1
      }
      addRun()
    }
    return with(pieces)
  }

  /// By the characters of the whole line.
  private func places(of words: SafeText) -> [Range<Int>] {
    let parts = words.shown.lowercased().split(separator: " ").map(String.init)
    guard let first = parts.first else { return [] }
    let text = text.shown
    // Most lines do not have the first of them.
    guard text.lowercased().contains(first) else { return [] }
    let line = text.map { $0.lowercased() }
    let wanted = parts.map { $0.map { $0.lowercased() } }
    var places: [Range<Int>] = []
    var start = 0
    while start < line.count {
      if let end = Self.end(of: wanted, in: line, from: start) {
        places.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return places
  }

  /// Where the words end that begin there.
  private static func end(of words: [[String]], in line: [String], from start: Int) -> Int? {
    var next = start
    for (number, word) in words.enumerated() {
      if number > 0 {
        guard next < line.count, line[next] == " " else { return nil }
        while next < line.count, line[next] == " " { next += 1 }
      }
      guard line[next...].starts(with: word) else { return nil }
      next += word.count
    }
    return next
  }
}
