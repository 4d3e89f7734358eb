import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Pages that are kept, and menus that are held")
struct PageCacheTests {
  private static let size = PagesOfThingsTests.size

  private static func newer(_ change: (inout Factory) -> Void) -> DashboardModel {
    var factory = PagesOfThingsTests.factory
    change(&factory)
    return DashboardModel(factory: factory, policy: .standard, now: Fixture.now)
  }

  @Test("A page is made once for a reading, and anew for another one, another minute and other keys")
  func once() throws {
    let cache = PageCache()
    var made = 0
    func draw(_ row: RowID, minute: Int64 = 0) {
      let key = PageCache.Key(
        row: row, isNarrow: false, revealed: nil, author: nil, user: nil, pastSpan: .day, keys: .standard,
        minute: minute,
        utcOffset: Seconds(0))
      _ = cache.contents(key) {
        made += 1
        return nil
      }
    }
    draw(.cluster("vega"))
    draw(.cluster("vega"))
    #expect(made == 1)
    draw(.cluster("vega"), minute: 1)
    draw(.cluster("lumi"), minute: 1)
    #expect(made == 3)
  }

  @Test("A page that is open shows what a newer reading tells, and names only while they are asked for")
  func anew() throws {
    var state = try PagesOfThingsTests.typed(":job 2<Enter>")
    #expect(PagesOfThingsTests.text(state).contains("see the desk"))
    state.receive(
      Self.newer { factory in
        factory.clusters[0].jobs?.jobs[1].reasonDetail = .empty
      })
    #expect(!PagesOfThingsTests.text(state).contains("see the desk"))
    let shown = try PageCase.typed("p", into: state, size: Self.size)
    #expect(PagesOfThingsTests.text(shown).contains("Nobody One"))
    #expect(
      !PagesOfThingsTests.text(try PageCase.typed("p", into: shown, size: Self.size)).contains("Nobody"))
  }

  @Test("The menu of links stays as it was when a newer reading comes, and Enter opens what is shown")
  func menu() throws {
    var state = try PagesOfThingsTests.typed(":jobs id=1<Enter>oj")
    let before = state.linkMenu.items.map(\.title)
    #expect(before[1].shown == "node name12")
    state.receive(Self.newer { $0.clusters[0].nodes?.removeAll { $0.name == "name11" } })
    #expect(state.linkMenu.items.map(\.title) == before && state.linkMenu.title == "Go to · job 1")
    let there = try PageCase.typed("<Enter>", into: state, size: Self.size)
    #expect(there.page?.row.entity.name == "name12")
    #expect(there.linkRequest.links.isEmpty)
    #expect(try PageCase.typed("<Esc>", into: state, size: Self.size).linkRequest.links.isEmpty)
    let found = try PagesOfThingsTests.typed(":name1<Enter>")
    #expect(!found.foundThings.isEmpty)
    #expect(try PageCase.typed("<Esc>", into: found, size: Self.size).foundThings.isEmpty)
  }

  @Test("A page of 100,000 jobs is made in a frame, and drawn again without that")
  func cost() throws {
    var table = JobTable()
    let (account, user) = (table.symbols.intern("project_1"), table.symbols.intern("anna"))
    let reason = table.symbols.intern("Priority")
    let partitions = ["gpu", "gpu,debug"].map { table.symbols.intern($0) }
    table.jobs = (1...100_000).map { number in
      var job = Job(
        id: Int64(number), state: JobState(number % 8 == 0 ? .running : .pending), user: user,
        account: account, partition: partitions[number % 2], reason: reason, priority: Int64(number),
        submittedAt: Fixture.now + .hours(-2), eligibleAt: Fixture.now + .hours(-2), gpus: 1)
      if number % 2 == 1 {
        job.priorities = table.symbols.intern(
          SafeText(untrusted: "gpu=\(number % 500),debug=\(number % 500)"))
      }
      return job
    }
    var factory = PagesOfThingsTests.factory
    factory.clusters[0].jobs = table
    var state = Fixture.state(factory: factory)
    state.openPage(of: .job(cluster: "vega", id: 3))
    let clock = ContinuousClock()
    let first = clock.measure { _ = PagesOfThingsTests.text(state) }
    let second = clock.measure { _ = PagesOfThingsTests.text(state) }
    print("page of a job among 100,000:", first, "again:", second)
    #expect(second < first / 4)
  }
}
