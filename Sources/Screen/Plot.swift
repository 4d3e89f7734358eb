package import Text

/// Curves over time, with an axis of amounts, times under it, and moments as upright lines.
///
/// ```
/// GPU-h               today   out 10 Dec
/// 5.0 k ┬                ┊   ⠤╳      ⠁
///       │          ⣀⣀⠤⠤⠒⠊┊⠒⠒    ⠂
/// 2.5 k ┤  ⣀⠤⠤⠒⠒⠉⠉    ⠄  ┊
///     0 ┴ ⠉  ⠁           ┊
///         24 Oct      23 Nov         2 Jan
/// ```
///
/// Curves are told apart by their strokes, without colour. A cell is that of what comes first: crosses, curves, the lines
/// of moments, and behind all of them what is dotted.
package struct Plot: Hashable, Sendable {
  /// A place in the width and in the height, each 0 to 1.
  package struct Point: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// How a curve is drawn.
  package enum Stroke: Hashable, Sendable, CaseIterable {
    case solid, dashed, dotted

    /// A piece of it.
    var sample: SafeText {
      switch self {
      case .solid: "⠤⠤⠤"
      case .dashed: "⠤⠤ ⠤"
      case .dotted: "⠄ ⠄"
      }
    }
  }

  package struct Curve: Hashable, Sendable {
    package var name: SafeText
    /// Each from left to right. Nothing is drawn between one and the next.
    package var stretches: [[Point]]
    package var stroke: Stroke
    package var role: Role
    package init(_ name: SafeText, _ stretches: [[Point]], _ stroke: Stroke, _ role: Role) {
      self.name = name
      self.stretches = stretches
      self.stroke = stroke
      self.role = role
    }
  }

  /// A text at a place, 0 to 1, in the width or the height.
  package struct Label: Hashable, Sendable {
    package var at: Double
    package var text: SafeText
    package var role: Role
    package init(_ at: Double, _ text: SafeText, _ role: Role = .muted) {
      self.at = at
      self.text = text
      self.role = role
    }
  }

  /// Of the amounts.
  package var unit: SafeText
  /// Amounts in the height.
  package var levels: [Label]
  /// Under the curves. Where two meet, the earlier in the list is shown.
  package var times: [Label] = []
  /// Moments with an upright line behind the curves and a name above them.
  package var moments: [Label] = []
  /// Names above without a line.
  package var names: [Label] = []
  /// Places with a cross, before the curves.
  package var crosses: [Cross] = []
  package var curves: [Curve] = []
  /// Whether the first row has the legend, too.
  package var hasLegend = false

  package struct Cross: Hashable, Sendable {
    package var at: Point
    package var role: Role
    package init(_ at: Point, _ role: Role) {
      self.at = at
      self.role = role
    }
  }

  package init(unit: SafeText, levels: [Label]) {
    self.unit = unit
    self.levels = levels
  }

  /// Each curve's stroke with its name.
  package var legend: Line {
    var line = Line()
    for curve in curves {
      if line.width > 0 { line.add("  ") }
      line.add(curve.stroke.sample, curve.role, mayBreak: true)
      line.add(" \(curve.name)", .muted)
    }
    return line
  }
}
