import Model
import Testing
import Text

@testable import Telemetry

@Suite("Allocations of several periods, files and portals")
struct AllocationUnionTests {
  private static func record(_ granted: Int, _ fields: String = "", account: String = "acct1") -> String {
    #"{"account": "\#(account)", "unit": "gpu_hours", "granted": \#(granted)\#(fields.isEmpty ? "" : ", \(fields)")}"#
  }

  private static func from(_ day: String, to last: String? = nil) -> String {
    #""starts_on": "\#(day)""# + (last.map { #", "ends_on": "\#($0)""# } ?? "")
  }

  private static func document(_ records: String..., at time: String = "2026-11-23T10:00:00Z") -> String {
    OwnText.document(
      "allocations", cluster: "leonardo", at: time, #""allocations": [\#(records.joined(separator: ", "))]"#)
  }

  private static let rules = TelemetryRules(
    clusters: [ClusterRules(name: "leonardo", aliases: ["Leonardo BOOSTER"])])

  private func figures(_ files: (String, String)...) throws -> Figures {
    let factory = try WaldurText.reading(files, Self.rules).factory
    return Figures(of: factory, policy: .standard, now: .at("2026-11-23T10:00:00Z"))
  }

  private func granted(_ files: (String, String)...) throws -> [Double?] {
    let factory = try WaldurText.reading(files, Self.rules).factory
    return Figures(of: factory, policy: .standard, now: .at("2026-11-23T10:00:00Z")).budgets?
      .map(\.allocation.granted) ?? []
  }

  @Test("Two periods of one file are both read, and the one that does not count is named with its file")
  func oneFile() throws {
    let periods = [
      Self.record(1, Self.from("2026-10-01", to: "2026-12-31")),
      Self.record(2, Self.from("2026-01-01", to: "2026-06-30")),
    ]
    for (first, second) in [(periods[0], periods[1]), (periods[1], periods[0])] {
      let figures = try figures(("a.json", Self.document(first, second)))
      #expect(figures.budgets?.map(\.allocation.granted) == [1])
      #expect(
        figures.sources.map(\.source.notUsed) == [
          "the allocation of acct1 on leonardo in gpu_hours from 2026-01-01 to 2026-06-30, for that from 2026-10-01 to 2026-12-31 runs now"
        ])
    }
  }

  @Test("A record that is told twice counts as told last, and the other is named")
  func twice() throws {
    let figures = try figures(("a.json", Self.document(Self.record(1), Self.record(2))))
    #expect(figures.budgets?.map(\.allocation.granted) == [2])
    #expect(figures.sources.first?.source.notUsed?.shown.hasSuffix("is the later record of the two") == true)
  }

  @Test("A file a period joins, and an older version of a period gives way to a newer one")
  func files() throws {
    let old = "2026-11-23T04:00:00Z"
    let ended = Self.from("2026-01-01", to: "2026-06-30")
    let running = Self.from("2026-10-01", to: "2026-12-31")
    let others = [Self.record(8, account: "x"), Self.record(9, account: "y")].joined(separator: ", ")
    #expect(
      try granted(
        ("a.json", Self.document(Self.record(1, running), at: old)),
        ("b.json", Self.document(Self.record(2, ended)))) == [1])
    // Of two of one time the last counts for the period that both tell, and the other's others stay.
    let both = try figures(
      ("a.json", Self.document(Self.record(1, running), Self.record(5, ended), others)),
      ("b.json", Self.document(Self.record(2, Self.from("2026-10-01", to: "2027-03-31")))))
    #expect(both.budgets?.map(\.allocation.granted) == [2, 8, 9])
    #expect(
      both.sources.map(\.source.notUsed) == [
        "the allocation of acct1 on leonardo in gpu_hours from 2026-01-01 to 2026-06-30, for that from 2026-10-01 to 2027-03-31 runs now",
        nil,
      ])
    // What has no dates cannot be told from a period: the newer record counts, whichever of them it is.
    #expect(
      try granted(
        ("a.json", Self.document(Self.record(1, running), others, at: old)),
        ("b.json", Self.document(Self.record(2)))) == [2, 8, 9])
    #expect(
      try granted(
        ("a.json", Self.document(Self.record(1), others, at: old)),
        ("b.json", Self.document(Self.record(2, ended)))) == [2, 8, 9])
  }

  private static let running = #""created": "2026-10-01T08:00:00Z", "end_date": "2027-03-31""#
  private static let ended =
    #""uuid": "000000000000000000000000000d3002", "created": "2026-01-05T08:00:00Z", "end_date": "2026-06-30", "limits": {"gpu_hours": 77}"#

  @Test(
    "Of two resources of one account the one that runs counts, with or without UUIDs, and the other is named")
  func resources() throws {
    for records in [
      WaldurText.resources(Self.running, Self.ended), WaldurText.resources(Self.ended, Self.running),
    ] {
      let without = records.replacing(#""uuid": "000000000000000000000000000d3001", "#, with: "")
        .replacing(#""uuid": "000000000000000000000000000d3002", "#, with: "")
      for text in [records, without] {
        let figures = try figures(("resources.json", text))
        #expect(figures.budgets?.map(\.allocation.granted) == [1000])
        #expect(
          figures.sources.map(\.source.notUsed) == [
            "the allocation of acct1 on leonardo in gpu_hours from 2026-01-05 to 2026-06-30, for that from 2026-10-01 to 2027-03-31 runs now"
          ])
      }
    }
  }

  @Test("An own record is of the portal's period that its dates are of, and without dates of each")
  func ownAndPortal() throws {
    let own = #"{"account": "acct1", "unit": "gpu_hours", "proposal": "own""#
    for resources in [
      WaldurText.resources(Self.running, Self.ended), WaldurText.resources(Self.ended, Self.running),
    ] {
      func proposals(_ fields: String) throws -> [SafeText?: Double?] {
        let text = Self.document("\(own)\(fields)}")
        let budgets = try figures(("own.json", text), ("resources.json", resources)).budgets ?? []
        #expect(budgets.count == 1)
        return Dictionary(
          uniqueKeysWithValues: budgets.map { ($0.allocation.proposal, $0.allocation.granted) })
      }
      #expect(try proposals("") == ["own": 1000])
      #expect(try proposals(#", "granted": 5"#) == ["own": 5])
      #expect(try proposals(#", "starts_on": "2026-10-01", "granted": 5"#) == ["own": 5])
      // Of the period before: the portal's own of today counts.
      #expect(
        try proposals(#", "starts_on": "2026-01-01", "ends_on": "2026-06-30", "granted": 5"#)
          == ["EHPC-AIF-2026PG01-9001": 1000])
    }
  }
}
