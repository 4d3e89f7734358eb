import Foundation
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Waldur's resources as budgets")
struct WaldurBudgetTests {
  private static let total = #""offering_components": [{"type": "gpu_hours", "limit_period": "total"}]"#
  private static let monthly = #""offering_components": [{"type": "gpu_hours", "limit_period": "month"}]"#

  @Test("A resource is an account's grant on a cluster, to the end of its last day")
  func resource() throws {
    let rules = TelemetryRules(clusters: [ClusterRules(name: "leonardo", aliases: ["leonardo booster"])])
    let allocations = try WaldurText.allocations(WaldurText.resources(""), rules: rules)
    #expect(
      allocations == [
        Allocation(
          account: "acct1", proposal: "EHPC-AIF-2026PG01-9001", cluster: "leonardo", mode: .playground,
          unit: .gpuHours, granted: 1000, startsAt: .at("2026-09-01T22:00:00Z"),
          endsAt: .at("2026-11-30T23:00:00Z"), countedAt: .at("2026-11-23T02:55:00Z"), standing: .active)
      ])
  }

  @Test(
    "Without backend_id the slug is the account; without end_date the project's counts; neither is an oddity")
  func fallbacks() throws {
    let fields = #""backend_id": "", "end_date": null, "project_end_date": "2026-12-31", "created": null"#
    let document = try #require(try read(WaldurText.resources(fields)))
    #expect(document.problem == nil)
    let allocation = try #require(try WaldurText.allocations(WaldurText.resources(fields)).first)
    #expect(allocation.account == "s1")
    #expect(allocation.endsAt == .at("2026-12-31T23:00:00Z"))
    #expect(allocation.startsAt == nil)
  }

  @Test(
    "A resource ends when Waldur will terminate it, the grace of its project included",
    arguments: [
      (
        #""end_date": null, "resource_effective_end_date": "2027-02-01", "project_effective_end_date": "2027-03-01""#,
        "2027-02-01"
      ),
      (#""resource_effective_end_date": "2026-12-10", "end_date": "2026-12-31""#, "2026-12-10"),
      (#""end_date": null, "effective_end_date": "2027-01-15""#, "2027-01-15"),
      (
        #""end_date": null, "project_end_date": "2027-01-31", "project_effective_end_date": "2027-02-28""#,
        "2027-02-28"
      ),
      (
        #""end_date": "2026-12-24", "resource_effective_end_date": null, "project_effective_end_date": "2027-02-28""#,
        "2026-12-24"
      ),
      (#""end_date": "2026-12-24", "project_end_date": "2026-12-15""#, "2026-12-15"),
      (#""end_date": "2026-12-24", "project_end_date": "2027-01-31""#, "2026-12-24"),
    ])
  func termination(_ fields: String, _ day: String) throws {
    let allocation = try #require(try WaldurText.allocations(WaldurText.resources(fields)).first)
    #expect(allocation.endsAt == .at("\(day)T23:00:00Z"))
  }

  @Test(
    "A month's figure is never taken for a lifetime's",
    arguments: [
      #""limit_usage": {"gpu_hours": 500}, "current_usages": {"gpu_hours": 500}"#,
      #""limit_usage": {"gpu_hours": 500}, "offering_components": []"#,
      #""current_usages": {"gpu_hours": 500}, \#(total)"#,
      #""limit_usage": {"gpu_hours": 500}, \#(monthly)"#,
      #""limit_usage": {"gpu_hours": 0}, "current_usages": {}"#,
    ])
  func unknown(_ fields: String) throws {
    #expect(try WaldurText.allocations(WaldurText.resources(fields)).map(\.used) == [nil])
  }

  @Test("The limit's use is a lifetime's where the limit is")
  func totalLimit() throws {
    let fields =
      #""limit_usage": {"gpu_hours": "500.25"}, "current_usages": {"gpu_hours": 20}, \#(Self.total)"#
    #expect(try WaldurText.allocations(WaldurText.resources(fields)).map(\.used) == [500.25])
  }

  @Test("The use of the month in which the resource was made is all of it")
  func firstMonth() throws {
    let fields = #""created": "2026-11-02T00:00:00Z", "current_usages": {"gpu_hours": 20}, \#(Self.monthly)"#
    #expect(try WaldurText.allocations(WaldurText.resources(fields)).map(\.used) == [20])
  }

  @Test("A limit that begins anew every month is no grant")
  func monthlyLimit() throws {
    #expect(try WaldurText.allocations(WaldurText.resources(Self.monthly)).map(\.granted) == [nil])
    #expect(try WaldurText.allocations(WaldurText.resources(Self.total)).map(\.granted) == [1000])
  }

  @Test("Use by month adds up, numbers and decimal texts alike, and is the history at the months' ends")
  func usages() throws {
    let use = WaldurText.usages([("2026-09", "100"), ("2026-10", #""50.5""#), ("2026-11", "7.25")])
    let fields = #""limit_usage": {"gpu_hours": 7}, "current_usages": {"gpu_hours": 7}"#
    let allocation = try #require(
      try WaldurText.allocations(WaldurText.resources(fields), usages: use).first)
    #expect(allocation.used == 157.75)
    #expect(
      allocation.history == [
        UsageReading(at: .at("2026-09-30T22:00:00Z"), used: 100),
        UsageReading(at: .at("2026-10-31T23:00:00Z"), used: 150.5),
      ])
    #expect(allocation.countedAt == .at("2026-11-23T02:55:00Z"))
  }

  @Test("A list that begins later than a resource is not whole because another list begins earlier")
  func twoLists() throws {
    let resource = WaldurText.resources("")
    let late = WaldurText.usages([("2026-10", "50"), ("2026-11", "7")])
    let early = WaldurText.usages([("2025-01", "900")])
      .replacingOccurrences(of: WaldurText.resourceUUID, with: "000000000000000000000000000d9999")
    #expect(try WaldurText.allocations(resource, usages: late, early).map(\.used) == [nil])
    let whole = WaldurText.usages([("2026-09", "100"), ("2026-10", "50")])
    #expect(try WaldurText.allocations(resource, usages: whole, early).map(\.used) == [150])
  }

  @Test("A month without use does not become part of a slope")
  func gap() throws {
    let use = WaldurText.usages([("2026-09", "100"), ("2026-11", "50")])
    let allocation = try #require(try WaldurText.allocations(WaldurText.resources(""), usages: use).first)
    #expect(
      allocation.history == [
        UsageReading(at: .at("2026-09-30T22:00:00Z"), used: 100),
        UsageReading(at: .at("2026-10-31T23:00:00Z"), used: 100),
      ])
  }

  @Test("Lists of use that begin after the resource tell a part, which is not taken for all")
  func late() throws {
    let use = WaldurText.usages([("2026-10", "50"), ("2026-11", "7")])
    let allocation = try WaldurText.allocations(WaldurText.resources(""), usages: use).first
    #expect(allocation?.used == nil)
    #expect(allocation?.history == [])
  }

  @Test("Pages of one list join, and a record on two of them counts once")
  func pages() throws {
    let one = WaldurText.usages([("2026-09", "100"), ("2026-10", "50")])
    let two = WaldurText.usages([("2026-10", "50"), ("2026-11", "7")])
    #expect(
      try WaldurText.allocations(WaldurText.resources(""), usages: one, two).map(\.used) == [157])
  }

  @Test("Two records of one month, as a change of plan makes them, both count")
  func plans() throws {
    let record =
      #""type": "gpu_hours", "usage": 10, "resource_uuid": "\#(WaldurText.resourceUUID)", "billing_period": "2026-09-01"}"#
    let use =
      "[{\"uuid\": \"\(WaldurText.uuid)\", \(record), {\"uuid\": \"\(WaldurText.otherUUID)\", \(record)]"
    #expect(try WaldurText.allocations(WaldurText.resources(""), usages: use).map(\.used) == [20])
  }

  @Test("Nothing used is known where the lists reach back, hold nothing, and the resource says 0 too")
  func idle() throws {
    let others = WaldurText.usages([("2026-09", "5")]).replacing(
      WaldurText.resourceUUID, with: WaldurText.uuid)
    let zero = #""limit_usage": {"gpu_hours": 0}, "current_usages": {}"#
    #expect(try WaldurText.allocations(WaldurText.resources(zero), usages: others).map(\.used) == [0])
    let some = #""limit_usage": {"gpu_hours": 3}"#
    #expect(try WaldurText.allocations(WaldurText.resources(some), usages: others).map(\.used) == [nil])
  }

  @Test("Components are budgets by the site's units, one each; storage is none")
  func components() throws {
    let limits = #""limits": {"gpu_hours": 10, "cpu_hours": "20", "storage": 5, "TBh": 7.5, "gpu_h": 30}"#
    let standard = try WaldurText.allocations(WaldurText.resources(limits))
    #expect(standard.map(\.unit) == [.coreHours, .gpuHours])
    #expect(standard.map(\.granted) == [20, 10])
    let rules = TelemetryRules(waldur: WaldurRules(units: ["gpu_h": .gpuHours]))
    #expect(try WaldurText.allocations(WaldurText.resources(limits), rules: rules).map(\.granted) == [30])
  }

  @Test(
    "What Waldur says of a resource is kept",
    arguments: [
      ("", AllocationStanding.active), (#""state": "Creating""#, .creating), (#""paused": true"#, .paused),
      (#""downscaled": true"#, .downscaled), (#""paused": true, "downscaled": true"#, .paused),
      (#""state": "Terminated", "paused": true"#, .terminated), (#""state": "Erred""#, .other("Erred")),
      (#""state": "Updating""#, .active), (#""paused": null"#, .active),
    ])
  func standing(_ fields: String, _ standing: AllocationStanding) throws {
    #expect(try WaldurText.allocations(WaldurText.resources(fields)).map(\.standing) == [standing])
  }

  @Test("A terminated resource has ended, whatever its last day is")
  func terminated() throws {
    let allocation = try #require(
      try WaldurText.allocations(WaldurText.resources(#""state": "Terminated""#)).first)
    let figures = Figures(
      of: Factory(allocations: [allocation]), policy: .standard, now: .at("2026-11-23T10:00:00Z"))
    #expect(figures.budgets?.map(\.state) == [.ended])
  }

  @Test("An odd field costs that field, an odd record that record")
  func odd() throws {
    let document = try #require(
      try read(
        WaldurText.resources(
          #""limits": {"gpu_hours": "many", "node_hours": 4}, "paused": "no", "end_date": "soon""#,
          #""backend_id": null, "slug": null"#)))
    #expect(document.records == 1)
    #expect(document.skipped == 1)
    #expect(
      document.problem
        == "resource acct1: “limits” is the text “many”, not an amount (and 3 more)")
    let usages = try #require(
      try read(#"[{"resource_uuid": "x", "usage": 1, "billing_period": 3, "type": "t"}]"#))
    #expect(usages.records == 0)
    #expect(usages.skipped == 1)
  }

  @Test(
    "A month of use that cannot be read makes the use unknown, and names the resource",
    arguments: ["null", "-50", #""much""#])
  func unreadMonth(_ usage: String) throws {
    let use = WaldurText.usages([("2026-09", "100"), ("2026-10", usage), ("2026-11", "7")])
    #expect(try WaldurText.allocations(WaldurText.resources(""), usages: use).first?.used == nil)
    let document = try read(use)
    #expect(document?.skipped == 1)
    #expect(document?.problem?.shown.contains("use of resource \(WaldurText.resourceUUID)") == true)
    let other = WaldurText.usages([("2026-09", usage)], type: "node_hours")
      .replacingOccurrences(of: "0e2026", with: "0f2026")
    let whole = WaldurText.usages([("2026-09", "100")])
    #expect(
      try WaldurText.allocations(WaldurText.resources(""), usages: whole, other).map(\.used) == [100],
      "that of another component says nothing")
  }

  @Test("Use of a component or a month that cannot be read is some of the resource's")
  func unreadRecord() throws {
    let whole = WaldurText.usages([("2026-09", "100")])
    for (field, with) in [(#""type": "gpu_hours""#, #""type": null"#), ("\"2026-09-01\"", "\"soon\"")] {
      let odd = whole.replacingOccurrences(of: field, with: with).replacingOccurrences(
        of: "0e2026", with: "0f2026")
      #expect(try WaldurText.allocations(WaldurText.resources(""), usages: whole, odd).map(\.used) == [nil])
    }
  }

  private static func page(_ list: String, count: Int?, next: Bool) -> String {
    let length = count.map { "\"count\": \($0), " } ?? ""
    return
      "{\(length)\"next\": \(next ? "\"https://w.example.org/api/x/?page=2\"" : "null"), \"results\": \(list)}"
  }

  private static func sources(_ files: [(String, String)]) throws -> [Source] {
    try WaldurText.reading(files).factory.sources
  }

  @Test("A list of which pages are missing is incomplete, and says how many records it lacks")
  func missingPage() throws {
    let list = WaldurText.resources("")
    let source = try Self.sources([("r.json", Self.page(list, count: 500, next: true))])[0]
    #expect(source.skipped == 499)
    #expect(source.problem == "1 of 500 resources is here, the next page is missing: save all pages")
    let uncounted = try Self.sources([("r.json", Self.page(list, count: nil, next: true))])[0]
    #expect(uncounted.problem == "1 of the resources is here, and the next page is missing: save all pages")
    #expect(uncounted.skipped == 1)
    #expect(try Self.sources([("r.json", Self.page(list, count: 1, next: false))])[0].problem == nil)
  }

  @Test("Pages that are there together make the list whole, in whatever file")
  func allPages() throws {
    let first = WaldurText.resources("")
    let second = WaldurText.resources(#""uuid": "000000000000000000000000000d3002", "backend_id": "acct2""#)
    let pages = [
      ("p1.json", Self.page(first, count: 2, next: true)),
      ("p2.json", Self.page(second, count: 2, next: false)),
    ]
    #expect(try Self.sources(pages).map(\.problem) == [nil, nil])
    #expect(try Self.sources(pages).map(\.skipped) == [0, 0])
    let twice = [pages[0], ("p2.json", Self.page(first, count: 2, next: true))]
    #expect(try Self.sources(twice).compactMap(\.problem).count == 1, "one page twice is no second page")
  }

  @Test(
    "A page without a record is said where nothing else tells of its list, and is no loss behind the last one"
  )
  func emptyPage() throws {
    let empty =
      #"{"count": 1, "next": null, "previous": "https://w.example.org/?page=1", "results": []}"#
    let alone = try Self.sources([("p2.json", empty)])[0]
    #expect(
      alone.problem == "none of 1 record is here, the other pages are missing: save all pages")
    let uncounted = empty.replacing("\"count\": 1, \"next\": null", with: "\"next\": \"x\"")
    #expect(
      try Self.sources([("p2.json", uncounted)])[0].problem
        == "no record is here, the other pages are missing: save all pages")
    let list = WaldurText.resources("")
    let pages = try Self.sources([
      ("p1.json", Self.page(list, count: 1, next: false)), ("p2.json", empty),
    ])
    #expect(pages.map(\.problem) == [nil, nil])
  }

  @Test("Use of which a page is missing is unknown")
  func missingUse() throws {
    let use = WaldurText.usages([("2026-09", "100")])
    func used(count: Int) throws -> [Double?] {
      try WaldurText.allocations(
        WaldurText.resources(""), usages: Self.page(use, count: count, next: count > 1)
      ).map(\.used)
    }
    #expect(try used(count: 1) == [100])
    #expect(try used(count: 2) == [nil])
  }
}
