import Model
import Testing
import Text

@testable import Telemetry

@Suite("Waldur's lists beside other sources")
struct WaldurPrecedenceTests {
  @Test("Pages of proposals join, and a proposal on two of them is one")
  func pages() throws {
    func page(_ numbers: Range<Int>) -> String {
      let records = numbers.map { number in
        WaldurText.proposals(
          #""uuid": "000000000000000000000000000000\#(number)", "slug": "p\#(number)""#
        ).dropFirst().dropLast()
      }
      return "[\(records.joined(separator: ", "))]"
    }
    // One came in while the pages were fetched.
    let reading = try WaldurText.reading([
      ("proposals-1.json", page(10..<20)), ("proposals-2.json", page(19..<29)),
      ("proposals-3.json", page(28..<30)),
    ])
    #expect(reading.factory.applications?.map(\.id.shown) == (10..<30).map { "p\($0)" })
  }

  @Test("Steps that match no proposal say why they are not used")
  func unmatched() throws {
    let steps = #"[{"step": "expert_review", "status": "active"}]"#
    let reading = try WaldurText.reading([
      ("proposals.json", WaldurText.proposals("")), ("steps-\(WaldurText.otherUUID).json", steps),
      ("steps-\(WaldurText.uuid.uppercased()).json", steps), ("steps.json", steps),
    ])
    #expect(reading.factory.applications?.map(\.state) == [.expertReview])
    #expect(
      reading.factory.sources.map { $0.notUsed?.shown } == [
        nil, nil,
        "no file holds the proposal \(WaldurText.otherUUID), which it is of; save proposal-proposals too",
        "nothing says of which proposal it is; put the proposal's UUID into the file's name",
      ])
    #expect(
      reading.factory.sources.map(\.kind) == [.applications, .applications, .other, .other],
      "what is left of decided proposals need not be new")
  }

  @Test("Steps of a proposal that is listed no more may go, those of one that is may not")
  func gone() throws {
    let steps = #"[{"step": "expert_review", "status": "active"}]"#
    func vanished(_ uuid: String) throws -> TelemetryFile {
      TelemetryFile(
        path: DataPath("d/steps-\(uuid).json"), folderName: "d", isInRoot: true, document: try read(steps),
        fault: .missing)
    }
    let proposals = TelemetryFile(
      path: DataPath("d/p.json"), folderName: "d", isInRoot: true,
      document: try read(WaldurText.proposals("")))
    let reading = TelemetrySnapshot(
      of: [proposals, try vanished(WaldurText.uuid), try vanished(WaldurText.otherUUID)],
      untoldTime: .unknown)
    #expect(reading.factory.sources.map(\.isMissing) == [false, true])
    #expect(reading.factory.applications?.map(\.state) == [.expertReview], "its last steps are shown still")
  }

  @Test("Use without its resources says that it is not used")
  func useAlone() throws {
    let reading = try WaldurText.reading([("u.json", WaldurText.usages([("2026-09", "1")]))])
    #expect(reading.factory.allocations == nil)
    #expect(
      reading.factory.sources.map(\.notUsed) == [
        "no file holds the resources that were used; save marketplace-resources too"
      ])
    #expect(reading.factory.sources.map(\.kind) == [.allocations])
  }

  @Test("An application in the site's own file counts, and Waldur fills in what it leaves out")
  func ownApplication() throws {
    let own = OwnText.document(
      "applications",
      #""applications": [{"id": "ehpc-aif-2026pg01-9001", "mode": "playground", "state": "info_requested", "title": "Ours"}]"#
    )
    let reading = try WaldurText.reading([
      ("own.json", own),
      ("p.json", WaldurText.proposals(#""applicant_organization": "Org", "duration_in_days": 60"#)),
    ])
    let application = try #require(reading.factory.applications?.first)
    #expect(reading.factory.applications?.count == 1)
    #expect(application.title == "Ours")
    #expect(application.state == .infoRequested)
    #expect(application.organisation == "Org")
    #expect(application.durationDays == 60)
    #expect(reading.factory.sources.map(\.notUsed) == [nil, nil])
  }

  @Test("Two systems of a portal's proposal are taken where the site's own file names none")
  func ownBeforeSystems() throws {
    let requests =
      #"[{"requested_offering": {"offering_name": "A"}, "limits": {"gpu_hours": 1}}, {"requested_offering": {"offering_name": "B"}, "limits": {"gpu_hours": 2}}]"#
    func application(_ machine: String) throws -> Application? {
      let own = OwnText.document(
        "applications",
        #""applications": [{"id": "EHPC-AIF-2026PG01-9001", "mode": "playground", "state": "decision", "machine": \#(machine)}]"#
      )
      return try WaldurText.reading([
        ("own.json", own), ("p.json", WaldurText.proposals("")), ("req-\(WaldurText.uuid).json", requests),
      ]).factory.applications?.first
    }
    #expect(try application("null")?.technical.machines == ["A", "B"])
    #expect(try application("\"A\"")?.technical.machines == nil)
    #expect(try application("\"A\"")?.machine == "A")
  }

  @Test("An own account counts before a portal's in another case")
  func otherCase() throws {
    let own = OwnText.document(
      "allocations", cluster: "c",
      #""allocations": [{"account": "ACCT1", "unit": "gpu_hours", "granted": 5}]"#)
    let allocation = try budget([("own.json", own), ("r.json", WaldurText.resources(""))])
    #expect(allocation?.account == "ACCT1")
    #expect(allocation?.granted == 5)
    #expect(allocation?.lastDay == CivilDate(year: 2026, month: 11, day: 30))
  }

  @Test("Resources whose components have no unit are named with where to say it")
  func withoutUnit() throws {
    func notUsed(_ limits: String) throws -> SafeText? {
      try WaldurText.reading([("r.json", WaldurText.resources(#""limits": \#(limits)"#))]).factory.sources[0]
        .notUsed
    }
    #expect(
      try notUsed(#"{"gpuh": 5000}"#)
        == "resources that have “gpuh” alone, whose unit is not known; say it in [waldur.units] of the configuration"
    )
    #expect(try notUsed(#"{"gpuh": 5000, "node_hours": 1}"#) == nil)
    #expect(try notUsed("{}") == nil)
  }

  private static let rules = TelemetryRules(clusters: [ClusterRules(name: "c", aliases: ["Leonardo BOOSTER"])]
  )
  private static let shares =
    #"{"shares": {"shares": [{"name": "acct1", "cluster": "c", "type": ["ASSOCIATION"], "tres": {"group_minutes": [{"name": "gres/gpu", "value": 60}], "usage": [{"name": "gres/gpu", "value": 7200}], "run_seconds": [{"name": "gres/gpu", "value": 3600}]}}]}}"#

  private static func own(_ fields: String, unit: String = "gpu_hours") -> String {
    OwnText.document(
      "allocations", cluster: "c",
      #""allocations": [{"account": "acct1", "unit": "\#(unit)"\#(fields.isEmpty ? "" : ", \(fields)")}]"#)
  }

  private func budget(_ files: [(String, String)]) throws -> Allocation? {
    let factory = try WaldurText.reading(files.map { (name: $0.0, text: $0.1) }, Self.rules).factory
    let figures = Figures(of: factory, policy: .standard, now: .at("2026-11-23T10:00:00Z"))
    #expect(figures.budgets?.count == 1)
    return figures.budgets?.first?.allocation
  }

  @Test("A budget is told by the own file, then Waldur, then Slurm, figure by figure")
  func budgets() throws {
    let total =
      #""limit_usage": {"gpu_hours": 300}, "offering_components": [{"type": "gpu_hours", "limit_period": "total"}]"#
    let all = try budget([
      ("own.json", Self.own(#""granted": 5"#)), ("r.json", WaldurText.resources(total)),
      ("s.json", Self.shares),
    ])
    #expect(all?.granted == 5)
    #expect(all?.used == 300)
    #expect(all?.countedAt == .at("2026-11-23T02:55:00Z"), "a use goes with the time of its count")
    #expect(all?.proposal == "EHPC-AIF-2026PG01-9001")
    #expect(all?.endsAt == .at("2026-11-30T23:00:00Z"))
    #expect(all?.standing == .active)
    let unused = try budget([("r.json", WaldurText.resources("")), ("s.json", Self.shares)])
    #expect(unused?.granted == 1000, "Waldur's grant")
    #expect(unused?.used == 2, "Slurm's use, for Waldur's is not known")
    #expect(unused?.committed == 1)
  }

  @Test("An own record without amounts maps an account, in Waldur's unit too")
  func mapping() throws {
    let nodes = #""limits": {"node_hours": 70}, "name": "x""#
    let mapped = try budget([
      ("own.json", Self.own(#""proposal": "P", "ends_on": "2026-12-24""#)),
      ("r.json", WaldurText.resources(nodes)),
    ])
    #expect(mapped?.unit == .nodeHours)
    #expect(mapped?.granted == 70)
    #expect(mapped?.proposal == "P")
    #expect(mapped?.endsAt == .at("2026-12-24T23:00:00Z"))
  }

  @Test("Amounts in another unit are of other resources and stay beside")
  func otherUnit() throws {
    let reading = try WaldurText.reading(
      [("own.json", Self.own(#""granted": 5"#, unit: "core_hours")), ("r.json", WaldurText.resources(""))],
      Self.rules)
    #expect(reading.factory.allocations?.map(\.granted) == [5, 1000])
  }
}
