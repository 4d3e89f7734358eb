import Dispatch
import Testing

@testable import Collection

@Suite("Work that a dead file system holds up", .timeLimit(.minutes(60)))
struct WatchedWorkTests {
  @Test("It is said in time that it hangs, nobody else waits for it, and its value comes when it does")
  func hangs() async {
    let gate = DispatchSemaphore(value: 0)
    // More than there are threads for tasks to share.
    let dead = (0..<32).map { number in
      WatchedWork {
        gate.wait()
        return number
      }
    }
    for work in dead { #expect(await work.value(within: .milliseconds(1)) == nil) }
    #expect(await WatchedWork { 5 }.value(within: .seconds(300)) == 5)
    for _ in dead { gate.signal() }
    for (number, work) in dead.enumerated() { #expect(await work.value(within: .seconds(300)) == number) }
  }

  @Test("It is cancelled with whoever waits for it")
  func cancelled() async {
    let work = WatchedWork {
      try? await Task.sleep(for: .seconds(3600))
      return Task.isCancelled
    }
    let waiting = Task { await work.value(within: .seconds(300)) }
    waiting.cancel()
    #expect(await waiting.value == true)
  }
}
