import Dashboard
import Synchronization
import Telemetry

/// Works out what is to be listed, one request after the other, on a thread of its own as long as there are any.
///
/// A request that nobody awaits any more is left out, so that who types does not wait for what was typed before, and no
/// reading is held that is shown no more.
final class Listings: Sendable {
  private struct Work {
    var requests: [ListingRequest] = []
    var isUnderWay = false
  }

  private let work = Mutex(Work())
  private let deliver: @Sendable (ListingAnswer) -> Void

  init(deliver: @escaping @Sendable (ListingAnswer) -> Void) { self.deliver = deliver }

  /// Takes in requests; of all that it has, those whose numbers are `awaited` are worked out. Never blocks.
  func put(_ requests: [ListingRequest], awaited: Set<Int>) {
    let begins = work.withLock { work in
      work.requests = (work.requests + requests).filter { awaited.contains($0.number) }
      guard !work.isUnderWay, !work.requests.isEmpty else { return false }
      work.isUnderWay = true
      return true
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
