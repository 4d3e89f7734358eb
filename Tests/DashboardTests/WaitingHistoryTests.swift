import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("What waited over the last day")
struct WaitingHistoryTests {
  private static func factory(_ samples: [(hours: Int64, partition: SafeText?, waiting: Int?)]) -> Factory {
    var factory = Fixture.factory()
    factory.clusters[0].history = samples.map {
      HistorySample(at: Fixture.now + .hours($0.hours), partition: $0.partition, pendingTasks: $0.waiting)
    }
    return factory
  }

  @Test("Every span of four hours has the mean of its samples; one without any is unknown")
  func spans() {
    let factory = Self.factory([
      (-30, "a", 99), (-24, "a", 4), (-21, "a", 8), (-20, "a", 3), (-12, nil, 50), (-9, "a", nil),
      (-1, "a", 10), (0, "a", 20), (1, "a", 99),
    ])
    let history = WaitingHistory(of: factory, now: Fixture.now)
    let name = factory.clusters[0].name
    #expect(history.waiting(in: "a", of: name) == [6, 3, nil, nil, nil, 15])
    #expect(history.waiting(in: "b", of: name) == nil)
    #expect(history.waiting(in: "a", of: "nowhere") == nil)
    #expect(!history.isEmpty)
    #expect(WaitingHistory(of: Self.factory([(-1, nil, 5), (-25, "a", 5)]), now: Fixture.now).isEmpty)
  }

  @Test("The overview draws it beside each partition in place of how long its tasks wait")
  func drawn() throws {
    let name = try #require(Fixture.factory().clusters[0].partitions?.first?.name ?? "name1")
    let factory = Self.factory((0..<24).map { (-24 + Int64($0), name, Int($0)) })
    func text(_ factory: Factory) -> String {
      render(Fixture.state(factory: factory), size: .init(columns: 190, rows: 48), clock: Fixture.clock).text
    }
    #expect(text(factory).contains("24 h"))
    #expect(text(factory).contains(" ▁▂▃▄▅▆ "))
    #expect(!text(Fixture.factory()).contains("24 h"))
  }
}
