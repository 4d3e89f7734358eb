/// How fast bytes come: a terminal sends thousands a second, a person who types a few.
struct InputPace: Sendable {
  /// In a span this long at least `leastBytes` have to come, or it is somebody who types.
  private static let span: Duration = .seconds(5)
  private static let leastBytes = 250

  /// When bytes came last, since any moment.
  private(set) var newest: Duration = .zero
  /// Of the span that goes on, how much has passed and how many bytes have come.
  private var passed: Duration = .zero
  private var came = 0

  /// Something begins, with a span of its own.
  mutating func begin() {
    passed = .zero
    came = 0
  }

  mutating func noteByte() { came += 1 }

  /// Bytes come at that time. Whether a span ends with them that was as slow as typing. Time in which the program itself
  /// did not look counts as `patience` at most.
  mutating func isTyping(until time: Duration) -> Bool {
    passed += min(max(.zero, time - newest), InputParser.patience)
    newest = max(newest, time)
    guard passed >= Self.span else { return false }
    let isSlow = came < Self.leastBytes
    begin()
    return isSlow
  }

  /// When what has begun is given up, should no byte come before.
  var deadline: Duration {
    newest + (came < Self.leastBytes ? min(InputParser.patience, Self.span - passed) : InputParser.patience)
  }
}
