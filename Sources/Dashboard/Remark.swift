import Screen
import Text

/// Something that is told under a list in as much room as there is: in one line, or at greater length.
struct Remark {
  /// What stands for it where it has no line of its own: `drained 24`.
  let name: SafeText
  /// Whether it is told only where rows are spare, and not missed where there are none.
  let isSpare: Bool
  /// How many rows it has before those that are told in spare ones have any.
  let rowsBeforeSpare: Int
  /// The same to be read aloud, where the lines say it by their columns.
  var words: SafeText?
  /// At least one line and at most `rows` of them, none wider than `width`; what is left out of them is counted there.
  let lines: (_ width: Int, _ rows: Int) -> [Line]

  init(
    _ name: SafeText, isSpare: Bool = false, rowsBeforeSpare: Int = .max,
    lines: @escaping (_ width: Int, _ rows: Int) -> [Line]
  ) {
    self.name = name
    self.isSpare = isSpare
    self.rowsBeforeSpare = rowsBeforeSpare
    self.lines = lines
  }

  /// A heading, and behind it one thing after the other; those for which there is no room are counted by `rest`.
  init(
    _ name: SafeText, head: @escaping (_ width: Int) -> Line, items: [Line], separator: SafeText = " · ",
    rest: @escaping (_ count: Int) -> SafeText = { "+\($0) more" }
  ) {
    self.init(name) { width, rows in
      Self.flow(head(width), items, separator: separator, width: width, rows: rows, rest: rest)
    }
  }

  /// What it is about and how many, in columns of their own where the width allows: `drained    24  `.
  static func head(_ label: SafeText, _ role: Role, count: Int?, width: Int) -> Line {
    let isWide = width >= 50
    let number = count.map { SafeText.grouped($0) } ?? ""
    var line = Line(label, role)
    line.add(SafeText.spaces(isWide ? max(1, 12 - label.width - number.width) : 1))
    line.add(number, .strong)
    line.add(isWide ? "  " : " ")
    line.indent = isWide ? line.width : 2
    return line
  }

  static func flow(
    _ head: Line, _ items: [Line], separator: SafeText = " · ", width: Int, rows: Int,
    rest: (_ count: Int) -> SafeText
  ) -> [Line] {
    /// The first `count` items, the first no wider than `limit`, and how many more there are.
    func lines(_ count: Int, limit: Int) -> [Line] {
      var line = head
      for (index, item) in items.prefix(count).enumerated() {
        if index > 0 { line.addSeparator(separator) }
        line.add(item.shortened(to: index > 0 ? width - head.indent : limit), mayBreak: index > 0)
      }
      if count < items.count {
        line.addSeparator(" ")
        line.add(rest(items.count - count), .muted, mayBreak: true)
      }
      return line.wrapped(to: width)
    }
    // Lines have no more cells than this; of many items few are looked at.
    let cells = min(max(1, rows), 10_000) * max(1, width)
    var used = head.width - separator.width
    let most = items.prefix { item in
      used += separator.width + min(item.width, width - head.indent)
      return used <= cells
    }.count
    for count in stride(from: max(1, most), through: 1, by: -1) {
      let made = lines(count, limit: width - head.width)
      if made.count <= rows { return made }
    }
    // The first is cut, so that the count of the others stands beside it.
    let beside = width - head.width - rest(items.count - 1).width - 1
    return Array(lines(1, limit: max(1, beside)).prefix(rows))
  }
}

extension [Remark] {
  /// The remarks in at most `rows` lines of `width` cells: each that must be told has a line, the first ones have what is
  /// left, and those that have none are named in the last line. What is told in spare rows comes after that.
  func lines(width: Int, rows: Int) -> [Line] {
    let due = filter { !$0.isSpare }
    guard rows > 0, !isEmpty else { return [] }
    if due.count > rows {
      let left = due.dropFirst(rows - 1)
      var last = Line("+\(left.count) more: ", .muted)
      last.add(left.map(\.name).joined(separator: ", "))
      return due.prefix(rows - 1).flatMap { $0.lines(width, 1) } + [last.shortened(to: width)]
    }
    var allowed = map { $0.isSpare ? 0 : 1 }
    let needed = map { $0.lines(width, rows).count }
    var spare = rows - due.count
    func share(upTo limit: (Remark, Int) -> Int) {
      while spare > 0,
        let first = indices.filter({ allowed[$0] < limit(self[$0], needed[$0]) })
          .min(by: { allowed[$0] < allowed[$1] })
      {
        allowed[first] += 1
        spare -= 1
      }
    }
    share { $0.isSpare ? 0 : Swift.min($1, $0.rowsBeforeSpare) }
    let spared = indices.filter { self[$0].isSpare }
    for index in spared where spare > 0 && !self[index].lines(width, 1).isEmpty {
      allowed[index] = 1
      spare -= 1
    }
    share { $0.isSpare ? 0 : $1 }
    // In their order, for some need many rows or none.
    for index in spared where spare > 0 {
      let wanted = Swift.min(self[index].lines(width, allowed[index] + spare).count, allowed[index] + spare)
      spare -= Swift.max(0, wanted - allowed[index])
      allowed[index] = Swift.max(allowed[index], wanted)
    }
    return zip(self, allowed).flatMap { $1 > 0 ? $0.lines(width, $1) : [] }
  }
}
