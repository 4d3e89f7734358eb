import Synchronization
import Testing
import Text

@testable import Collection

@Suite("What a collector tells of its rounds")
struct RoundsTellingTests {
  private static let source: SafeText = "/data/a.json"
  private static let well: SafeText = "collects 1 source into /data"
  private static let failing: SafeText = "collects 1 source into /data; 1 fails: /data/a.json"

  private func rounds(tell: @escaping @Sendable (Supervision.Notice) -> Bool) -> Rounds {
    Rounds(
      of: CollectionPlan(
        output: OutputFolder(path: "/data"),
        sources: [CollectedSource(command: ["true"], target: "/data/a.json")], history: nil),
      under: Supervision(tell: tell))
  }

  @Test("A status that was not taken is told again at the next round, until it is, and then no more")
  func toldAgain() {
    let told = Mutex<[Supervision.Notice]>([])
    let rounds = rounds { notice in
      told.withLock {
        $0.append(notice)
        return $0.count > 2
      }
    }
    for _ in 0..<5 { rounds.note(Self.source, fails: true) }
    #expect(told.withLock { $0 } == Array(repeating: .status(Self.failing), count: 3))
  }

  @Test("What was told with ready is not told again, and a ready that was not taken leaves it to be told")
  func toldWithReady() {
    let told = Mutex<[Supervision.Notice]>([])
    let rounds = rounds { notice in
      told.withLock {
        $0.append(notice)
        return $0.count > 2
      }
    }
    rounds.note(Self.source, fails: true)
    #expect(!rounds.tellReady())
    #expect(rounds.tellReady())
    rounds.note(Self.source, fails: true)
    #expect(
      told.withLock { $0 } == [.status(Self.failing), .ready(Self.failing), .ready(Self.failing)])
  }

  @Test("Ready never says how the sources stood before a status that was told already")
  func order() async {
    let told = Mutex<[Supervision.Notice]>([])
    let rounds = rounds { notice in
      told.withLock { $0.append(notice) }
      return true
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for round in 0..<20_000 { rounds.note(Self.source, fails: round % 2 == 0) } }
      group.addTask { for _ in 0..<20_000 { #expect(rounds.tellReady()) } }
    }
    var last = Self.well
    var stale = 0
    for notice in told.withLock({ $0 }) {
      if case .status(let words) = notice { last = words }
      if case .ready(let words) = notice, words != last { stale += 1 }
    }
    #expect(stale == 0)
  }
}
