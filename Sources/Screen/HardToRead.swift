package import Text

/// A role whose colour has less contrast with its ground than is needed to read it.
package struct HardToRead: Hashable, Sendable {
  package let style: Style
  /// The colour of the sign as it is shown, swapped with the ground where the look is reversed.
  package let ink: RGB
  /// The colour behind it.
  package let ground: RGB
  /// The contrast ratio of WCAG 2.2 between both.
  package let contrast: Double
  /// The ratio that WCAG 2.2 asks for: more of text than of other signs.
  package let needed: Double

  /// `muted: #6272a4 on #282a36 is 3.0 to 1, and 4.5 is needed`
  package var words: SafeText {
    let place: SafeText = style.isSelected ? " under the cursor" : ""
    return
      "\(SafeText(untrusted: style.role.rawValue))\(place): \(SafeText(untrusted: ink.hex)) on \(SafeText(untrusted: ground.hex)) is \(.decimal(contrast)) to 1, and \(.decimal(needed)) is needed"
  }
}

extension Theme {
  /// What cannot be read well where every colour can be shown, on the page's colours where the theme takes the
  /// terminal's.
  package var hardToRead: [HardToRead] {
    Role.allCases.flatMap { role in [false, true].map { Style(role, isSelected: $0) } }.compactMap { style in
      let look = look(of: style)
      let (front, back) = (look.foreground ?? page.foreground, look.background ?? page.background)
      let isTurned = look.attributes.contains(.reverse)
      let contrast = front.contrast(with: back)
      let needed = style.role.isGraphic ? RGB.graphicContrast : RGB.textContrast
      guard contrast < needed else { return nil }
      return HardToRead(
        style: style, ink: isTurned ? back : front, ground: isTurned ? front : back, contrast: contrast,
        needed: needed)
    }
  }
}

extension SafeText {
  /// With one digit behind the point, cut and not rounded, so that what is not enough never looks so.
  fileprivate static func decimal(_ number: Double) -> SafeText {
    let tenths = Int(number * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
