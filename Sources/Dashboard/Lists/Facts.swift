import Entities
import Model
import Screen
import Text

extension DashboardState {
  /// The row under the cursor in the list of its kind.
  var factsAtHand: (list: EntityList, place: Int)? {
    guard let content, let row = rowAtHand else { return nil }
    // The panes of partitions list clusters too.
    let kind: ListKind = if case .cluster = row { .clusters } else { kindAtHand }
    if kind == .allocations {
      // In the unit that each was granted in, which is one of the fields.
      let list = EntityList(.allocations, AllocationFields.all, content.budgets)
      return content.allocationRows.firstIndex(of: row).map { (list, $0) }
    }
    if let listed = listed[kind], let index = listed.rows.firstIndex(of: row) {
      return (listed.list, Int(listed.listing.places[index]))
    }
    let list = content.list(of: kind, user: user)
    return content.rows(of: list).firstIndex(of: row).map { (list, $0) }
  }
}

extension ScreenDrawing {
  private static let valueWidth = 30

  /// Every field of the row under the cursor: its title, what it says, and what that means.
  func factsText(size: Size) -> OverlayText? {
    guard let (list, place) = state.factsAtHand else { return nil }
    let fields = list.schema.fields
    // A small screen has room for what is so, and none for what it means.
    let explains = size.columns >= 100
    let titleWidth = fields.map(\.title.width).max() ?? 0
    let lines = fields.enumerated().map { number, field -> Line in
      var line = Line("\(field.title)\(SafeText.spaces(titleWidth - field.title.width))  ", .muted)
      line.indent = line.width
      guard case .text(let text, let style) = clock.cell(number, of: place, in: list) else {
        return line
      }
      let role = style.role == .muted ? .text : style.role
      guard explains, text.width <= Self.valueWidth, !text.isAltered else {
        line.add(text.isAltered ? Line(value: text) : Line(wrapping: text, role))
        return line
      }
      line.add("\(text)\(SafeText.spaces(Self.valueWidth - text.width))  ", role)
      line.add(wrapping: field.explanation, .muted)
      return line
    }
    let name = state.rowAtHand?.entity.name ?? list.value(0, of: place).shown
    return OverlayText(
      title: "\(list.schema.kind.one) \(name)", closing: "\(state.keys.name(of: .close)) closes",
      scrolling: state.keys.scrolling, lines: lines, on: size)
  }
}

extension EntityList {
  /// Every field of a row with its title: first the short ones in columns, then what may be long.
  func facts(of place: Int, clock: Clock, width: Int, rows: Int) -> [Line] {
    var short: [(title: SafeText, value: SafeText, role: Role)] = []
    var long: [Line] = []
    for (number, field) in schema.fields.enumerated() {
      let value = self.value(number, of: place)
      guard case .text(let text, let style) = clock.cell(number, of: place, in: self) else { continue }
      if case .prose = field.form {
        guard value != .unknown else { continue }
        var line = Line("\(field.title)  ", .muted)
        line.add(wrapping: text)
        long += line.wrapped(to: width)
      } else {
        short.append((field.title, text, style.role))
      }
    }
    let titleWidth = short.map(\.title.width).max() ?? 0
    let columnWidth = titleWidth + 26
    let columns = max(1, width / columnWidth)
    let lines = max(1, (short.count + columns - 1) / columns)
    let grid = (0..<lines).map { row in
      var line = Line()
      for column in 0..<columns {
        let index = column * lines + row
        guard index < short.count else { continue }
        line.add(SafeText.spaces(column * columnWidth - line.width))
        line.add("\(short[index].title)\(SafeText.spaces(titleWidth - short[index].title.width))  ", .muted)
        line.add(short[index].value.truncated(toWidth: columnWidth - titleWidth - 4), short[index].role)
      }
      return line
    }
    return Array((long.prefix(rows) + grid).prefix(max(0, rows)))
  }
}
