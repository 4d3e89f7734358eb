import Model
import Screen
import Text

/// The checks of one application as lines: a heading for each verdict, the worst first, and under it its checks.
struct CheckLines {
  let results: [CheckResult]
  /// In how many cells the titles stand, what a check rests on behind them; where that is less than a title, it follows
  /// the title, and this is the indent of what is broken off.
  let titleWidth: Int

  private static let order: [Verdict] = [.fail, .unknown, .pass]

  /// The fullest form that fits: every check with what it rests on; else only those that failed, the others by their
  /// titles; else a sum of the verdicts, and as much of that as there is room for.
  func lines(width: Int, rows: Int) -> [Line] {
    let full = whole(width: width)
    if full.count <= rows { return full }
    let short = shortForm(width: width)
    if short.count <= rows { return short }
    if of(.fail).isEmpty { return Array(short.prefix(max(0, rows))) }
    let failed = of(.fail).flatMap { line(of: $0).wrapped(to: width) }
    return Array(([sum] + failed + titles(of: .unknown, width: width)).prefix(max(0, rows)))
  }

  /// Every check with what it rests on.
  func whole(width: Int) -> [Line] { groups(width: width).flatMap(\.self) }

  /// The same by verdict, the worst first.
  func groups(width: Int) -> [[Line]] {
    Self.order.map { group(of: $0, width: width) }.filter { !$0.isEmpty }
  }

  func shortForm(width: Int) -> [Line] {
    group(of: .fail, width: width) + titles(of: .unknown, width: width) + titles(of: .pass, width: width)
  }

  /// What speaks against it and what is not known, by the titles alone.
  func doubts(width: Int) -> [Line] { titles(of: .fail, width: width) + titles(of: .unknown, width: width) }

  /// `✗ 2 fail · ? 3 unknown · ✓ 9 pass`.
  private var sum: Line { Line(joining: Self.order.filter { !of($0).isEmpty }.map(heading)) }

  private func of(_ verdict: Verdict) -> [CheckResult] { results.filter { $0.verdict == verdict } }

  private func heading(_ verdict: Verdict) -> Line {
    Line("\(verdict.glyph) \(of(verdict).count) \(verdict.word)", verdict.role)
  }

  /// The heading, and a line for each check.
  private func group(of verdict: Verdict, width: Int) -> [Line] {
    let group = of(verdict)
    return group.isEmpty ? [] : [heading(verdict)] + group.flatMap { line(of: $0).wrapped(to: width) }
  }

  /// The heading with the titles behind it.
  private func titles(of verdict: Verdict, width: Int) -> [Line] {
    let titles = of(verdict).map(\.check.title)
    guard !titles.isEmpty else { return [] }
    var line = heading(verdict)
    line.indent = titleWidth
    line.add(SafeText.spaces(max(1, titleWidth - line.width)))
    for (index, title) in titles.enumerated() {
      line.add(index + 1 < titles.count ? "\(title), " : title, .muted, mayBreak: index > 0)
    }
    return line.wrapped(to: width)
  }

  private func line(of result: CheckResult) -> Line {
    let title = result.check.title
    var line = Line(title, result.verdict == .pass ? .muted : result.verdict.role)
    line.indent = titleWidth
    line.add(SafeText.spaces(title.width < titleWidth ? titleWidth - title.width : 2))
    line.add(wrapping: result.restsOn)
    return line
  }
}

extension Verdict {
  fileprivate var glyph: SafeText {
    switch self {
    case .pass: "✓"
    case .fail: "✗"
    case .unknown: "?"
    }
  }

  fileprivate var word: SafeText {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .unknown: "unknown"
    }
  }

  fileprivate var role: Role {
    switch self {
    case .pass: .ok
    case .fail: .critical
    case .unknown: .unknown
    }
  }
}
