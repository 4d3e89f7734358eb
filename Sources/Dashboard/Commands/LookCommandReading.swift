import Text

/// The commands for what the screen looks like.
extension CommandReading {
  /// The command of the name that is typed; `nil` after having noted what is wrong with it.
  mutating func choice(
    of kind: SafeText, among choices: [(name: SafeText, command: Command)], in text: CommandText
  ) -> Command? {
    let name = text.words
    let names = choices.map(\.name)
    guard !name.isEmpty else {
      note(
        text.word, "\(kind) needs a name, such as \(kind) \(names.last ?? "NAME")", isUnfinished: true)
      return nil
    }
    if let choice = choices.first(where: { $0.name.shown.lowercased() == name.lowercased() }) {
      return choice.command
    }
    let meant: SafeText? = nearestName(to: name, among: names.map(\.shown)).map {
      .didYouMean(SafeText(untrusted: $0))
    }
    note(
      text.rest,
      "no \(kind) is called “\(SafeText(untrusted: name))”; \(meant ?? "there are \(names.joined(separator: ", "))")",
      advice: meant)
    return nil
  }

  mutating func split(in text: CommandText) -> Command? {
    guard let first = text.arguments.first else {
      note(text.word, "split needs a share in percent, such as split 60", isUnfinished: true)
      return nil
    }
    let digits = text.text(of: first).shown
    guard let percent = Int(digits.hasSuffix("%") ? String(digits.dropLast()) : digits),
      PaneLayout.splits.contains(percent)
    else {
      note(
        first,
        "the share is a whole number from \(PaneLayout.splits.lowerBound) to \(PaneLayout.splits.upperBound)",
        isUnfinished: true)
      return nil
    }
    if let second = text.arguments.dropFirst().first { note(second, "nothing follows the share") }
    return .split(percent)
  }

  mutating func screenshot(in text: CommandText) -> Command? {
    let path = text.words
    guard !path.isEmpty else {
      note(text.word, "screenshot needs a name, such as screenshot queue.svg", isUnfinished: true)
      return nil
    }
    guard let order = ScreenshotOrder(path: path) else {
      note(
        text.rest, "the name has to end in .svg for a picture, .ans for ANSI, or .txt for text",
        isUnfinished: true)
      return nil
    }
    return .screenshot(order)
  }
}
