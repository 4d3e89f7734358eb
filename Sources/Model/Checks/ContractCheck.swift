import Text

extension Application {
  /// Whether the principal investigator is employed until some months after the allocation's end.
  ///
  /// The end is that of the allocation where there is one, else access, or the present day at the earliest, plus the
  /// days asked for.
  func checkContract(_ ground: CheckContext) -> Finding {
    guard let contractEnd = declared.contractEnd else { return .unknown("its end is not told") }
    let until: SafeText = "until \(contractEnd.inWords)"
    guard let end = allocationEnd(ground) else {
      return .unknown("\(until), the allocation's end is not known")
    }
    let needed = end.day.adding(months: ground.rules.contractMonths)
    let clause: SafeText =
      "\(until), needed until \(needed.inWords): \(SafeText.count(ground.rules.contractMonths, "month", "months")) after \(end.inWords)"
    return contractEnd >= needed ? .pass(clause) : .fail(clause)
  }

  private func allocationEnd(_ ground: CheckContext) -> (day: CivilDate, inWords: SafeText)? {
    if let told = ground.ends[id] {
      let day = ground.zone.localTime(at: told + Seconds(-1)).date
      return (day, "the end on \(day.inWords)")
    }
    guard let durationDays else { return nil }
    let start = ground.zone.localTime(at: accessAt ?? ground.now).date
    let day = start.adding(days: durationDays)
    return (day, accessAt == nil ? "an end on \(day.inWords) at the earliest" : "the end on \(day.inWords)")
  }
}
