/// Text that is being pasted: it comes in as many pieces as the line to the terminal makes of it.
struct Paste {
  /// Nobody pastes more into a form on purpose. What comes beyond it is thrown away.
  static let limit = 64 * 1024
  /// An end that has not come after this long without a letter has got lost.
  private static let patience: Duration = .seconds(1)

  private var scalars = String.UnicodeScalarView()
  private var count = 0
  private var newest = ContinuousClock.now

  mutating func append(_ scalar: Unicode.Scalar) {
    newest = .now
    count += 1
    if count <= Self.limit { scalars.append(scalar) }
  }

  var isOverdue: Bool { newest.duration(to: .now) > Self.patience }

  var text: String { String(scalars) }
}
