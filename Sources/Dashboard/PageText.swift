import Model
import Screen
import Text

/// Everything about one application as lines: in one column, or in two that scroll together.
struct PageText {
  let columns: [(area: Rect, lines: [Line])]
  let scroll: Scroll

  /// From here on there is room for two columns.
  private static let wide = 112
  /// Enough for two dates or two amounts in a line.
  private static let fieldsWidth = 56
  private static let labelWidth = 14

  /// Fields and what granting would do at the left, checks and time line at the right, or one after the other.
  init(of item: ApplicationItem, _ context: PaneContext, in area: Rect) {
    let parts = Self.areas(in: area)
    guard parts.count > 1 else {
      let lines =
        Self.fields(of: item, context, width: area.width) + [Line()]
        + Self.findings(of: item, context, width: area.width)
      self.init([(area, lines)])
      return
    }
    self.init([
      (parts[0], Self.fields(of: item, context, width: parts[0].width)),
      (parts[1], Self.findings(of: item, context, width: parts[1].width)),
    ])
  }

  /// Where the columns of an application are in an area: one, or two side by side.
  static func areas(in area: Rect) -> [Rect] {
    guard area.width >= wide else { return [area] }
    return area.columns([.fixed(max(fieldsWidth, area.width * 2 / 5)), .flexible()], gap: 3)
  }

  init(_ lines: [Line], in area: Rect) {
    self.init([(area, lines.flatMap { $0.wrapped(to: area.width) })])
  }

  private init(_ columns: [(area: Rect, lines: [Line])]) {
    self.columns = columns
    scroll = Scroll(
      lines: columns.map(\.lines.count).max() ?? 0, rows: columns.map(\.area.height).max() ?? 0)
  }

  private static func fields(of item: ApplicationItem, _ context: PaneContext, width: Int) -> [Line] {
    let effect = item.grantEffect.map {
      FieldGroup(title: "if granted", fields: GrantLines(effect: $0).fields)
    }
    return sections(
      context.fieldGroups(of: item, with: effect).map { $0.lines(width: width, labelWidth: labelWidth) })
  }

  private static func findings(of item: ApplicationItem, _ context: PaneContext, width: Int) -> [Line] {
    let titleWidth = width < 46 ? 2 : labelWidth
    let checks = CheckLines(results: item.checks, titleWidth: titleWidth).groups(width: width)
    let timeLine = TimeLine(
      application: item.application, standing: item.application.standing, clock: context.clock,
      timeWidth: titleWidth, undo: context.undoRemark(on: item.application))
    let moments = timeLine.whole(width: width)
    return sections([
      [Line("checks", .strong)] + (checks.isEmpty ? [Line("none for this mode", .muted)] : sections(checks)),
      [Line("time line", .strong)] + (moments.isEmpty ? [Line("no date is told", .muted)] : moments),
    ])
  }

  /// One after the other, a blank line between them.
  private static func sections(_ sections: [[Line]]) -> [Line] { Array(sections.joined(separator: [Line()])) }
}
