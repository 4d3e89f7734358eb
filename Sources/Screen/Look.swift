/// What a terminal can do to a character beside its colours.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let underline = Attributes(rawValue: 4)
  package static let reverse = Attributes(rawValue: 8)
}

/// How a role looks: its colours, nil for the terminal's own, and its attributes.
package struct Look: Hashable, Sendable {
  package var foreground: RGB?
  package var background: RGB?
  package var attributes: Attributes

  package init(_ foreground: RGB? = nil, on background: RGB? = nil, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// How a cell looks on a terminal of a certain depth.
package struct Appearance: Hashable, Sendable {
  package let foreground: TerminalColor
  package let background: TerminalColor
  package let attributes: Attributes
}
