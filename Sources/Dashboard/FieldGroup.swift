import Screen
import Text

/// Some fields of an application under a heading.
struct FieldGroup {
  /// A label, and beside it the value; what has no label goes on with the field above.
  typealias Field = (label: SafeText, value: Line)

  let title: SafeText
  let fields: [Field]

  /// The heading, then each field in as many lines as it takes, the values in a column of their own.
  func lines(width: Int, labelWidth: Int) -> [Line] {
    [Line(title, .strong)] + fields.lines(width: width, labelWidth: labelWidth)
  }
}

extension [FieldGroup.Field] {
  /// Each in as many lines as it takes, the values in a column of their own.
  func lines(width: Int, labelWidth: Int) -> [Line] {
    flatMap { field in
      var line = Line(field.label, .muted)
      line.indent = labelWidth
      // The cell before the name of a link is one of those between label and value.
      let isLink = field.value.links.first?.column == 1
      line.add(SafeText.spaces(Swift.max(1, labelWidth - field.label.width) - (isLink ? 1 : 0)))
      line.add(field.value)
      return line.wrapped(to: width)
    }
  }
}

extension Line {
  /// A value that may take several lines, `—` where no source tells it. What the sanitiser altered is shown escaped
  /// beside it.
  init(value: SafeText?) {
    guard let value else {
      self.init(SafeText.unknown, .unknown)
      return
    }
    self.init()
    add(wrapping: value)
    guard value.isAltered else { return }
    add(" ")
    add(" altered from ", .warning, mayBreak: true)
    add(wrapping: value.escaped, .warning)
  }

  /// The value, and behind it another of its kind under its own small label: `28 Aug 08:00 · cut-off 31 Aug 08:00`.
  func and(_ label: SafeText, _ value: SafeText?) -> Line {
    var line = self
    line.addSeparator()
    line.add("\(label) ", .muted, mayBreak: true)
    // A date or an amount stays whole.
    if let value, !value.isAltered, value.width <= 24 {
      line.add(value)
    } else {
      line.add(Line(value: value))
    }
    return line
  }
}
