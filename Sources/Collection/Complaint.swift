import Synchronization
import Text

/// The end of what a command writes to standard error, kept in bounded memory while it runs and readable after it was
/// ended.
final class Complaint: Sendable {
  private let tail = Mutex<[UInt8]>([])
  private static let limit = 1024
  private static let lines = 3

  func append(_ bytes: UnsafeRawBufferPointer) {
    tail.withLock { tail in
      tail += bytes.suffix(Self.limit)
      if tail.count > Self.limit { tail.removeFirst(tail.count - Self.limit) }
    }
  }

  /// The last lines in one; `nil` when there are none.
  var text: SafeText? {
    let lines = tail.withLock { $0 }.split { $0 == 0x0A || $0 == 0x0D }
      .map { line in line.withUnsafeBytes { SafeText(untrusted: $0) } }
    guard !lines.isEmpty else { return nil }
    return lines.suffix(Self.lines).joined(separator: " | ")
  }
}
