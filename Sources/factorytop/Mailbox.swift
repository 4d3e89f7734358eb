import Dashboard
import Synchronization

/// Holds the newest content until the loop fetches it; an older one that nobody fetched is gone.
final class Mailbox: Sendable {
  private let newest = Mutex<Content?>(nil)

  func put(_ content: Content) { newest.withLock { $0 = content } }

  func take() -> Content? {
    newest.withLock { content in
      defer { content = nil }
      return content
    }
  }
}
