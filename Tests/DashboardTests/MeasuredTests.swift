import Dashboard
import Model
import Screen
import Testing
import Text

@Suite("What is measured, on the screen")
struct MeasuredTests {
  private static func text(
    _ view: View, width: Int = 200, change: (inout Factory) -> Void
  ) -> String {
    var factory = Fixture.factory()
    change(&factory)
    return render(
      Fixture.state(view, factory: factory), size: Size(columns: width, rows: 48), clock: Fixture.clock
    ).text
  }

  private static func measured(_ view: View, age: Seconds = Seconds(0), width: Int = 200) -> String {
    text(view, width: width) { factory in
      factory.clusters[0].busyMeasuredAt = Fixture.now + Seconds(-age.count)
      factory.clusters[0].facilityWatts = 5500
      for index in 0..<4 {
        factory.clusters[0].nodes?[index].watts = index == 3 ? nil : 1400
        factory.clusters[0].nodes?[index].gpuIndicesAllocated = index == 3 ? nil : [0, 1, 2]
        factory.clusters[0].nodes?[index].gpuBusy = GPUBusy(
          byIndex: [0: 0.9, 1: index == 1 ? 0 : 0.8, 2: index == 1 ? 0.01 : 1, 3: 0])
      }
      if let list = factory.clusters[0].jobs?.symbols.intern("name[11-12]") {
        factory.clusters[0].jobs?.jobs[0].nodeList = list
      }
    }
  }

  @Test("The busy share has its column, and allocated GPUs that are idle are counted")
  func overview() {
    let text = Self.measured(.overview)
    #expect(text.contains("%busy"))
    #expect(text.contains("alloc idle 2  of 9 measured GPUs · name12 ×2"))
    #expect(!Self.text(.overview) { _ in }.contains("%busy"))
    #expect(!Self.text(.overview) { _ in }.contains("alloc idle"))
  }

  @Test("The full view lists the nodes with idle GPUs and the jobs on them, and the power")
  func full() {
    let lines = Self.measured(.utilization).split(separator: "\n")
    #expect(lines.contains { $0.contains("allocated but idle  GPUs  busy  jobs") })
    #expect(lines.contains { $0.contains("name12") && $0.contains("2/3  30 %  1 name4 name3") })
    #expect(lines.contains { $0.contains("power 4.2 kW · facility 5.5 kW · PUE 1.31") })
  }

  @Test("Old measurements say how old they are", arguments: [View.overview, .utilization])
  func old(view: View) {
    #expect(Self.measured(view, age: .minutes(12)).contains("12 m ago"))
    #expect(!Self.measured(view).contains(" ago"))
  }

  @Test("A balance without a grant is told in its own unit", arguments: [80, 120, 200])
  func balance(width: Int) {
    let text = Self.text(.budget, width: width) {
      $0.allocations = []
      $0.balances = [Balance(account: "PZS0708", unit: "RU", value: 20)]
    }
    #expect(text.contains("PZS0708"))
    #expect(text.contains("20 RU left"))
  }

  @Test("The limits of the QOS of the job under the cursor are told in sacctmgr's words")
  func qos() {
    func text(_ view: View, known: SafeText) -> String {
      Self.text(view) { factory in
        guard let qos = factory.clusters[0].jobs?.symbols.intern("gold") else {
          Issue.record("the fixture has no jobs")
          return
        }
        for index in 0..<30 { factory.clusters[0].jobs?.jobs[index].qos = qos }
        var gold = QOS(name: known, priority: 100, maxWall: .minutes(480), flags: ["DENY_LIMIT"])
        gold.groupGPUs = 64
        gold.jobsPerUser = 4
        factory.clusters[0].qos = [gold]
      }
    }
    let line =
      "QOS gold  Priority=100  GrpTRES=gres/gpu=64  MaxJobsPU=4  MaxWall=8h 00m  Flags=DENY_LIMIT"
    #expect(text(.queue, known: "gold").contains(line))
    #expect(!text(.queue, known: "other").contains("QOS gold"))
    #expect(!text(.overview, known: "gold").contains("QOS gold"))
  }
}
