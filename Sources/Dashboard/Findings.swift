import Model
import Screen

/// What stands beside the fields of one application: its checks, and under them, with a journal, its time line.
struct Findings {
  private let checks: CheckLines
  private let timeLine: TimeLine?

  /// What the time line wants before the checks are told in full.
  private static let wantedOfTimeLine = 6

  init(of item: ApplicationItem, clock: Clock, titleWidth: Int) {
    checks = CheckLines(results: item.checks, titleWidth: titleWidth)
    timeLine = item.application.standing.map {
      TimeLine(application: item.application, standing: $0, clock: clock, timeWidth: titleWidth)
    }
  }

  /// The rows for the short form of the checks, and for the beginning of the time line.
  func leastRows(width: Int) -> Int {
    let short = checks.shortForm(width: width).count
    guard let timeLine else { return short }
    return short + 1 + timeLine.lines(width: width, rows: Self.wantedOfTimeLine).count
  }

  /// Whether nothing has to be left out or shortened in so many rows.
  func isWhole(width: Int, rows: Int) -> Bool {
    let moments = timeLine.map { 1 + $0.lineCount(width: width) } ?? 0
    return checks.whole(width: width).count + moments <= rows
  }

  /// The checks give the time line what their short form leaves, and half of the rows at least; where rows are few,
  /// all but those for a sum of the verdicts and what failed.
  func lines(width: Int, rows: Int) -> [Line] {
    guard let timeLine else { return checks.lines(width: width, rows: rows) }
    let wanted = timeLine.lines(width: width, rows: max(0, rows - 1)).count
    let spare = rows - 1 - checks.shortForm(width: width).count
    let share = max((rows - 1) / 2, spare, min(Self.wantedOfTimeLine, rows - 4))
    let found = checks.lines(width: width, rows: rows - 1 - min(wanted, share))
    return found + [Line()] + timeLine.lines(width: width, rows: rows - 1 - found.count)
  }
}
