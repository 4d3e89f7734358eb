/// How much memory may still be made for what a recording tells: a few of its bytes may stand for millions of rows, which
/// no checksum forbids.
final class Room {
  /// What a million jobs take with all that is told of them, which is more than any cluster has.
  static let most = 256 << 20

  /// In bytes.
  private(set) var left: Int

  init(_ left: Int = Room.most) { self.left = left }

  /// Takes room for so many things, each of so many bytes, before they are made.
  func take(_ count: Int, of size: Int) throws(Damage) {
    let (bytes, isTooMuch) = count.multipliedReportingOverflow(by: size)
    guard !isTooMuch, bytes <= left else { throw Damage("it tells more than a reading may hold") }
    left -= bytes
  }
}
