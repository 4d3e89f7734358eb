import Dashboard
import Synchronization
import Telemetry

/// Works out what is to be listed, one request after the other, on a thread of its own as long as there are any.
///
/// A request that a newer one makes pointless is left out, so that who types does not wait for what was typed before.
final class Listings: Sendable {
  private struct Work {
    var requests: [ListingRequest] = []
    var isUnderWay = false
  }

  private let work = Mutex(Work())
  private let deliver: @Sendable (ListingAnswer) -> Void

  init(deliver: @escaping @Sendable (ListingAnswer) -> Void) { self.deliver = deliver }

  /// Never blocks.
  func put(_ request: ListingRequest) {
    let begins = work.withLock { work in
      work.requests.removeAll { request.replaces($0) }
      work.requests.append(request)
      defer { work.isUnderWay = true }
      return !work.isUnderWay
    }
    guard begins else { return }
    runOnOwnThread { self.answerAll() }
  }

  private func answerAll() {
    while let request = next() { deliver(request.answer()) }
  }

  private func next() -> ListingRequest? {
    work.withLock { work in
      guard !work.requests.isEmpty else {
        work.isUnderWay = false
        return nil
      }
      return work.requests.removeFirst()
    }
  }
}
