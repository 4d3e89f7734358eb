import Screen
import Text

/// The last lines of a form: what stands in the way, and what has changed meanwhile.
struct FormFoot {
  let problem: SafeText?
  let news: [SafeText]

  /// What is missing, and news, the newest first, so that nobody overlooks them; what does not fit is counted.
  func lines(width: Int, rows: Int) -> [Line] {
    var lines = problem.map { Line(wrapping: $0, .critical).wrapped(to: width) } ?? []
    var told = 0
    for clause in news.reversed() {
      var line = Line("changed meanwhile: ", .warning)
      line.add(wrapping: clause, .warning)
      let wrapped = line.wrapped(to: width)
      // The last row is for the number of those that are left.
      let reserve = told + 1 < news.count ? 1 : 0
      guard lines.count + wrapped.count + reserve <= rows else { break }
      lines += wrapped
      told += 1
    }
    if told < news.count {
      lines.append(Line("+\(news.count - told) more changed meanwhile", .warning))
    }
    return lines
  }
}
