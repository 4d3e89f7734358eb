import Dashboard
import Screen
import Synchronization

/// Holds the newest content and the newest themes until the loop fetches them; older ones that nobody fetched are gone.
final class Mailbox: Sendable {
  struct Delivery: Sendable {
    var content: Content?
    /// Where the configuration asks for others.
    var themes: [Theme]?
  }

  private let newest = Mutex(Delivery())

  func put(_ content: Content) { newest.withLock { $0.content = content } }
  func put(_ themes: [Theme]) { newest.withLock { $0.themes = themes } }

  func take() -> Delivery {
    newest.withLock { delivery in
      defer { delivery = Delivery() }
      return delivery
    }
  }
}
