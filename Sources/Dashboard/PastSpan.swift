import Entities
import Model
import Text

/// How long a time the graphs of the past show, up to now.
enum PastSpan: CaseIterable {
  case hour, day, week, month

  var length: Seconds {
    switch self {
    case .hour: .hours(1)
    case .day: .hours(24)
    case .week: .days(7)
    case .month: .days(30)
    }
  }

  var title: SafeText {
    switch self {
    case .hour: "last hour"
    case .day: "last day"
    case .week: "last 7 days"
    case .month: "last 30 days"
    }
  }

  /// From one time under a graph to the next; where there is no room for all of them, some are left out.
  var step: Seconds {
    switch self {
    case .hour: .minutes(10)
    case .day: .hours(3)
    case .week, .month: .days(1)
    }
  }

  /// How far samples are apart that are drawn.
  var spacing: Seconds {
    switch self {
    case .hour, .day: .minutes(1)
    case .week: .minutes(10)
    case .month: .hours(1)
    }
  }

  /// The one so many further on, round the ends.
  func next(by count: Int) -> PastSpan {
    let all = Self.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[((place + count) % all.count + all.count) % all.count]
  }
}

extension DashboardState {
  /// Shows another time in all graphs of the past, and says so: those of a page may be out of sight, and a small full
  /// view has no room for any. Where nothing is recorded, says that.
  mutating func changePastSpan(by count: Int) {
    pastSpan = pastSpan.next(by: count)
    let remark: SafeText = hasPast ? "" : ", of which nothing is recorded"
    notice = Notice(passing: "graphs of the past: \(pastSpan.title)\(remark)")
  }

  /// Whether there are graphs of the past where one is.
  var showsPast: Bool {
    guard hasPast else { return false }
    if let page { return page.row.kind == .clusters || page.row.kind == .partitions }
    return openList == nil && (view == .applications || view == .utilization || view == .queue)
  }

  /// Whether anything is recorded that graphs could show where one is.
  private var hasPast: Bool {
    guard let factory = content?.factory else { return false }
    if page == nil, openList == nil, view == .applications { return !factory.applicationHistory.isEmpty }
    return factory.clusters.contains { !$0.history.isEmpty }
  }
}
