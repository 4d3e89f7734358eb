package import Model
package import Text

/// A word of a filter that asks for a time: which moments it was understood to mean.
package struct TimeReading: Hashable, Sendable {
  /// What is asked of a moment. The end of a range does not belong to it.
  package enum Span: Hashable, Sendable {
    case since(Timestamp), after(Timestamp), until(Timestamp), before(Timestamp)
    case between(Timestamp, Timestamp)
  }

  private let comparison: Comparison
  private let value: TestValue

  /// The word that the cursor is in, otherwise the last one before it; `nil` when it asks for no time, or for none that
  /// can be understood. `cursor` is in characters from the start of `text`.
  package init?(_ text: SafeText, cursor: Int, _ schema: ListSchema) {
    let token = QueryToken.tokens(of: text).last { $0.place.lowerBound < cursor }
    guard let token, case .word = token.kind,
      let word = KeyedWord(token.characters.first == "!" ? token.characters.dropFirst() : token.characters),
      let field = schema.place(of: word.key), case .moment = schema.fields[field].form
    else { return nil }
    let value = word.values.last { $0.place.lowerBound < cursor }
    guard let value, let read = try? value.read(as: schema.fields[field]), read != .untold else { return nil }
    comparison = word.comparison
    self.value = read
  }

  /// By the calendar of the site; `nil` of a range without ends.
  package func span(now: Timestamp, zone: EuropeanZone) -> Span? {
    switch value {
    case .moment(let point):
      let start = point.start(now: now, zone: zone)
      switch comparison {
      case .atLeast: return .since(start)
      case .more: return .after(start)
      case .atMost: return .until(start)
      case .less: return .before(start)
      case .colon, .equal:
        let moments = point.moments(now: now, zone: zone)
        return .between(moments.lowerBound, moments.upperBound)
      }
    case .moments(let from, let to):
      let from = from?.start(now: now, zone: zone)
      let end = to.map { $0.end(now: now, zone: zone) + Seconds(1) }
      switch (from, end) {
      case (let from?, let end?): return .between(from, end)
      case (let from?, nil): return .since(from)
      case (nil, let end?): return .before(end)
      case (nil, nil): return nil
      }
    case .untold, .name, .choice, .figure, .figures: return nil
    }
  }
}
