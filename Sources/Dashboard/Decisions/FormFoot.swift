import Screen
import Text

/// The last lines of a form: what stands in the way, and what has changed meanwhile.
struct FormFoot {
  let problem: SafeText?
  let news: [SafeText]

  /// What is missing, and news, the newest first, so that nobody overlooks them; what does not fit is counted.
  ///
  /// `most` is what there is besides the fields: over these nothing is drawn.
  func lines(width: Int, rows: Int, atMost most: Int) -> [Line] {
    var lines = problem.map { Line(wrapping: $0, .critical).wrapped(to: width) } ?? []
    if lines.count > most {
      let hidden = lines.count - most + 1
      lines = lines.prefix(max(0, most - 1)) + [Line("+\(hidden) more in a larger terminal", .critical)]
      return Array(lines.prefix(max(0, most)))
    }
    let rows = min(rows, most)
    var told = 0
    for clause in news.reversed() {
      let wrapped = Self.line(of: clause).wrapped(to: width)
      // The last row is for the number of those that are left.
      let reserve = told + 1 < news.count ? 1 : 0
      guard lines.count + wrapped.count + reserve <= rows else { break }
      lines += wrapped
      told += 1
    }
    if told < news.count, lines.count < most {
      lines.append(Line("+\(news.count - told) more changed meanwhile", .warning))
    }
    return lines
  }

  /// What has changed, in one long line.
  static func line(of clause: SafeText) -> Line {
    var line = Line("changed meanwhile: ", .warning)
    line.add(wrapping: clause, .warning)
    return line
  }
}
