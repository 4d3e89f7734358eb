/// How fast bytes come, and how long something that has begun may wait for its end: a terminal sends thousands of bytes
/// a second, a person who types a few.
struct InputPace: Sendable {
  /// In a span this long at least `leastBytes` have to come, or it is somebody who types.
  private static let span: Duration = .seconds(5)
  private static let leastBytes = 250
  /// Somebody who types is told so before the span is over.
  private static let noticeAfter: Duration = .seconds(2)
  private static let noticeBytes = 100
  /// Time in which the program itself did not look counts as so much at most, and ends nothing by itself.
  private static let longestGap: Duration = .seconds(4)

  /// When bytes came last, since any moment.
  private(set) var newest: Duration = .zero
  /// Of the span that goes on, how much has passed and how many bytes have come.
  private var passed: Duration = .zero
  private var came = 0
  /// What lay between the bytes that came last.
  private var gap: Duration = .zero

  /// Something begins, with a span of its own.
  mutating func begin() {
    passed = .zero
    came = 0
  }

  mutating func noteByte() { came += 1 }

  /// Bytes come at that time. Whether the span that ends with them was as slow as typing.
  mutating func isTyping(until time: Duration) -> Bool {
    gap = max(.zero, time - newest)
    passed += min(gap, Self.longestGap)
    newest = max(newest, time)
    guard passed >= Self.span else { return false }
    let isSlow = came < Self.leastBytes
    begin()
    return isSlow
  }

  /// Whether bytes have come so slowly since the span began that a person has to be told; what did not come for long is
  /// told by the deadline.
  var needsNotice: Bool {
    passed >= Self.noticeAfter && came < Self.noticeBytes && gap < InputParser.patience
  }

  /// When a person is told that the end has not come.
  func notice(after patience: Duration) -> Duration {
    newest + (came < Self.noticeBytes ? min(patience, Self.noticeAfter - passed) : patience)
  }

  /// When what has not ended is given up.
  var end: Duration { newest + (came < Self.leastBytes ? Self.span - passed : Self.span) }
}
