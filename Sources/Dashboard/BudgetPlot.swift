import Model
import Screen
import Text

extension PaneBuilder {
  /// What an allocation used over its days; `nil` without a grant or dates.
  func burnPlot(of budget: BudgetFigures) -> Plot? {
    let allocation = budget.allocation
    guard let granted = allocation.granted, granted > 0, let period = AllocationPeriod(allocation) else {
      return nil
    }
    let unit = content.budgetUnit
    let top = max(granted, allocation.used ?? 0)
    func point(_ moment: Timestamp, _ amount: Double) -> Plot.Point {
      Plot.Point(x: Self.share(of: moment, in: period), y: amount / top)
    }
    var plot = Plot(
      unit: unit.title(of: budget),
      levels: [1, 0.5, 0].map { Plot.Label($0, unit.figure(top * $0, of: budget)) })
    plot.levels.insert(Plot.Label(granted / top, unit.figure(granted, of: budget)), at: 0)
    plot.times = times(of: allocation, in: period)
    let used = UsageCurve(allocation, now: figures.now).sinceStart.stretches.map { stretch in
      stretch.filter { $0.at <= period.end }.map { point($0.at, $0.used) }
    }
    plot.curves = [Plot.Curve(used.count > 1 ? "used, where counted" : "used", used, .solid, .barUsed)]
    if figures.now >= period.start, figures.now < period.end {
      plot.moments = [Plot.Label(Self.share(of: figures.now, in: period), "today")]
    }
    if let from = allocation.used, let forecast = forecast(of: budget, granted: granted, in: period) {
      let rate = unit.figure(budget.burnPerDay, of: budget)
      let line = [point(figures.now, from), point(forecast.at, forecast.used)]
      plot.curves.append(Plot.Curve("at \(rate) a day", [line], .dashed, .barUsed))
      if forecast.used >= granted {
        let role = budget.state.role == .text ? Role.muted : budget.state.role
        plot.crosses = [Plot.Cross(point(forecast.at, granted), role)]
        plot.names = [
          Plot.Label(Self.share(of: forecast.at, in: period), "runs out \(clock.day(of: forecast.at))", role)
        ]
      }
    }
    plot.curves.append(
      Plot.Curve("even pace", [[point(period.start, 0), point(period.end, granted)]], .dotted, .barTick))
    return plot
  }

  private static func share(of moment: Timestamp, in period: AllocationPeriod) -> Double {
    Double((moment - period.start).count) / Double(period.length.count)
  }

  /// Where the present burn leads: to all of the grant, or else to what will be used at the end.
  private func forecast(
    of budget: BudgetFigures, granted: Double, in period: AllocationPeriod
  ) -> UsageReading? {
    guard figures.now >= period.start, figures.now < period.end, budget.allocation.used ?? granted < granted
    else { return nil }
    if let out = budget.exhaustsAt, out <= period.end { return UsageReading(at: out, used: granted) }
    return budget.estimateAtEnd.map { UsageReading(at: period.end, used: $0) }
  }

  /// Its first day and its last, today, and as many beginnings of months between as there is room for.
  private func times(of allocation: Allocation, in period: AllocationPeriod) -> [Plot.Label] {
    guard let first = allocation.firstDay, let last = allocation.lastDay else { return [] }
    var times = [Plot.Label(0, clock.day(first)), Plot.Label(1, clock.day(last))]
    if figures.now >= period.start, figures.now < period.end {
      times.append(Plot.Label(Self.share(of: figures.now, in: period), clock.day(of: figures.now)))
    }
    var month = CivilDate(year: first.year, month: first.month, day: 1)
    // No calendar has room for more.
    for _ in 0..<60 {
      month = month.adding(days: CivilDate.days(inMonth: month.month, of: month.year))
      guard month < last else { break }
      times.append(
        Plot.Label(Self.share(of: EuropeanZone.central.startOfDay(month), in: period), clock.day(month)))
    }
    return times
  }
}
