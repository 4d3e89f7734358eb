import Entities
import Model
import Screen
import Text

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
