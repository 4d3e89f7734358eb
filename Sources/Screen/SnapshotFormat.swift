/// The forms in which a screen is written as a text.
package enum SnapshotFormat: String, CaseIterable, Sendable {
  /// The glyphs.
  case text
  /// The glyphs, and under them what each row's cells mean.
  case styled
  /// Glyphs and colours for a terminal.
  case ansi
  /// A picture.
  case svg
  /// What the screen says, in lines of words; not made from a canvas.
  case linear

  /// What a file of it ends with. No other format's file ends so, but `.txt`, with which `.styled.txt` and `.linear.txt` end too.
  package var ending: String {
    switch self {
    case .text: ".txt"
    case .styled: ".styled.txt"
    case .ansi: ".ansi"
    case .svg: ".svg"
    case .linear: ".linear.txt"
    }
  }

  /// That of a file by the end of its name; `nil` where that says nothing.
  package init?(fileName: String) {
    // The longer ending first, for one is the end of another.
    let all = Self.allCases.sorted { $0.ending.utf8.count > $1.ending.utf8.count }
    guard let format = all.first(where: { fileName.hasSuffix($0.ending) }) else { return nil }
    self = format
  }

  /// That of a written snapshot, told by what only it has; `nil` of an empty text.
  ///
  /// No row of a canvas is empty, so that an empty line, with nothing but lines of styles behind it, ends the glyphs of
  /// a styled one; and no glyph is an escape.
  package init?(of snapshot: String) {
    if snapshot.isEmpty { return nil }
    if snapshot.utf8.starts(with: "<svg".utf8) {
      self = .svg
    } else if snapshot.utf8.contains(0x1B) {
      self = .ansi
    } else {
      self = WrittenRows.endOfGlyphs(in: snapshot.writtenLines) == nil ? .text : .styled
    }
  }
}

extension Canvas {
  /// The same bytes for the same canvas everywhere. The theme and the depth count for `ansi` and `svg` alone; of a canvas
  /// `linear` is its glyphs.
  package func written(as format: SnapshotFormat, theme: Theme, depth: ColorDepth) -> String {
    switch format {
    case .text, .linear: text
    case .styled: styled
    case .ansi: ansi(theme: theme, depth: depth)
    case .svg: svg(theme: theme, depth: depth)
    }
  }
}
