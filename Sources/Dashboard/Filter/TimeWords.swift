import Entities
import Model
import Text

extension Clock {
  /// How a time of a filter was read: `since 28 Nov 06:00 EET`. Filters go by the clock of the site; where the screen goes by
  /// another, what that shows stands behind it: `(04:00 UTC)`.
  func words(_ span: TimeReading.Span, in zone: EuropeanZone) -> SafeText {
    switch span {
    case .since(let moment): "since \(words(moment, in: zone))"
    case .after(let moment): "after \(words(moment, in: zone))"
    case .until(let moment): "until \(words(moment, in: zone))"
    case .before(let moment): "before \(words(moment, in: zone))"
    case .between(let start, let end): "from \(words(start, in: zone)) to \(words(end, in: zone))"
    }
  }

  /// `28 Nov 06:00 EET (04:00 UTC)`
  func words(_ moment: Timestamp, in zone: EuropeanZone) -> SafeText {
    let offset = zone.offset(at: moment)
    let site = Clock(now: now, utcOffset: offset)
    let text: SafeText = "\(site.day(of: moment)) \(site.time(of: moment)) \(zone.name(at: moment))"
    guard offset != utcOffset else { return text }
    let day: SafeText = day(of: moment) == site.day(of: moment) ? "" : "\(day(of: moment)) "
    return "\(text) (\(day)\(time(of: moment)) \(self.zone))"
  }
}

extension EuropeanZone {
  /// `EET`, in summer `EEST`; the offset from UTC of one that has no name of its own.
  fileprivate func name(at moment: Timestamp) -> SafeText {
    let isSummer = offset(at: moment) != standardOffset
    switch standardOffset {
    case _ where !hasSummerTime: break
    case .hours(0): return isSummer ? "WEST" : "WET"
    case .hours(1): return isSummer ? "CEST" : "CET"
    case .hours(2): return isSummer ? "EEST" : "EET"
    default: break
    }
    return Clock(now: moment, utcOffset: offset(at: moment)).zone
  }
}

extension DashboardState {
  /// The time that is being typed, or that was typed last; `nil` where the last word asks for none.
  func timeReading(in prompt: Prompt) -> TimeReading.Span? {
    guard let content else { return nil }
    let text = prompt.field.shown(line: 0)
    let cursor = prompt.field.column
    var reading: TimeReading?
    switch prompt.purpose {
    case .filter(let kind): reading = TimeReading(text, cursor: cursor, kind.schema)
    case .command:
      let written = CommandText(text)
      guard let kind = commandTable.kindOfFilter(behind: written.name) else { return nil }
      reading = TimeReading(
        written.text(of: written.rest), cursor: cursor - written.rest.lowerBound, kind.schema)
    }
    return reading?.span(now: content.figures.now, zone: content.policy.zone)
  }
}
