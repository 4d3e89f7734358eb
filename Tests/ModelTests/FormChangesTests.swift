import Testing
import Text

@testable import Model

/// One thing that a portal's form tells, in an earlier and a later version of an application.
struct FormChange: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let clause: SafeText
  let before: @Sendable (inout Application) -> Void
  let after: @Sendable (inout Application) -> Void

  init(
    _ field: String, _ clause: SafeText, before: @escaping @Sendable (inout Application) -> Void,
    after: @escaping @Sendable (inout Application) -> Void
  ) {
    testDescription = field
    self.clause = clause
    self.before = before
    self.after = after
  }

  /// A field whose two values are set by one closure.
  init<Value: Sendable>(
    _ field: String, _ clause: SafeText, _ before: Value, _ after: Value,
    _ set: @escaping @Sendable (inout Application, Value) -> Void
  ) {
    self.init(field, clause, before: { set(&$0, before) }, after: { set(&$0, after) })
  }
}

extension FormChange {
  private static let monday = Timestamp(secondsSince1970: 1_795_424_400)
  private static let mondayWords: SafeText = "2026-11-23T09:00:00Z"
  private static let tuesday = Timestamp(secondsSince1970: 1_795_510_800)
  private static let tuesdayWords: SafeText = "2026-11-24T09:00:00Z"

  private static func moment(
    _ field: String, _ name: SafeText, _ set: @escaping @Sendable (inout Application, Timestamp?) -> Void
  ) -> FormChange {
    FormChange(
      field, "\(name) was \(mondayWords) and is \(tuesdayWords)", Optional(monday), Optional(tuesday), set)
  }

  private static func text(
    _ field: String, _ name: SafeText, _ set: @escaping @Sendable (inout Application, SafeText?) -> Void
  ) -> FormChange {
    FormChange(
      field, "\(name) was Alpha and is Beta", Optional<SafeText>("Alpha"), Optional<SafeText>("Beta"), set)
  }

  private static func flag(
    _ field: String, _ name: SafeText, _ set: @escaping @Sendable (inout Application, Bool?) -> Void
  ) -> FormChange {
    FormChange(field, "\(name) was yes and is no", Optional(true), Optional(false), set)
  }

  /// By the name that the field has in `Application` or in the part of it that holds it.
  static let all: [FormChange] = [
    text("title", "title") { $0.title = $1 },
    FormChange("mode", "mode was playground and is fast_lane", AccessMode.playground, .fastLane) {
      $0.mode = $1
    },
    FormChange("machine", "machine was LUMI and is LEONARDO", Optional<SafeText>("LUMI"), "LEONARDO") {
      $0.machine = $1
    },
    FormChange("machines", "machines was LUMI and is LUMI, Vega", ["LUMI"], ["LUMI", "Vega"]) {
      $0.technical.machines = $1
    },
    text("fallback", "fallback") { $0.technical.fallback = $1 },
    text("partition", "partition") { $0.partition = $1 },
    FormChange(
      "requested", "requested was 5,000 GPU-hours and is 10,000 GPU-hours", Amount(5000, .gpuHours),
      Amount(10_000, .gpuHours)
    ) { $0.requested = $1 },
    FormChange("maxGPUs", "GPUs at once was 16 and is 1,600", 16, 1600) { $0.technical.maxGPUs = $1 },
    FormChange("durationDays", "duration was 1 day and is 61 days", 1, 61) { $0.durationDays = $1 },
    FormChange("architectures", "architecture was cuda and is rocm", ["cuda"], ["rocm"]) {
      $0.technical.architectures = $1
    },
    text("sector", "sector") { $0.sector = $1 },
    text("organisation", "organisation") { $0.organisation = $1 },
    text("country", "country") { $0.country = $1 },
    text("organisationKind", "kind") { $0.organisationKind = $1 },
    text("registryCode", "registry code") { $0.facts.registryCode = $1 },
    text("vat", "VAT number") { $0.facts.vat = $1 },
    text("pic", "PIC") { $0.facts.pic = $1 },
    FormChange("foundedYear", "year of foundation was 2019 and is 2020", 2019, 2020) {
      $0.facts.foundedYear = $1
    },
    FormChange("staff", "staff was 38 and is 39", 38, 39) { $0.facts.staff = $1 },
    FormChange("turnover", "turnover was EUR 1,500.5 and is EUR 1,500", Euros(1500.5), Euros(1500)) {
      $0.facts.turnover = $1
    },
    FormChange("balance", "balance sheet was EUR 0 and is EUR 1", Euros(0), Euros(1)) {
      $0.facts.balance = $1
    },
    flag("countsLinked", "linked enterprises counted") { $0.facts.countsLinked = $1 },
    flag("hasCivilianPurpose", "civilian use") { $0.declared.hasCivilianPurpose = $1 },
    FormChange("personalData", "personal data was none and is special", PersonalData.absent, .special) {
      $0.declared.personalData = $1
    },
    flag("hasProcessingAgreement", "processing agreement") { $0.declared.hasProcessingAgreement = $1 },
    FormChange(
      "otherFunding", "other funding was none and is national EUR 1,500; unnamed", [],
      [OtherFunding(programme: "national", amount: Euros(1500)), OtherFunding()]
    ) { $0.declared.otherFunding = $1 },
    FormChange("aiActClass", "AI Act was high and is gpai", AIActClass.high, .gpai) {
      $0.declared.aiActClass = $1
    },
    FormChange(
      "contractEnd", "PI's contract was 2027-01-31 and is 2028-02-29",
      CivilDate(year: 2027, month: 1, day: 31),
      CivilDate(year: 2028, month: 2, day: 29)
    ) { $0.declared.contractEnd = $1 },
    moment("createdAt", "created") { $0.createdAt = $1 },
    moment("submittedAt", "submitted") { $0.submittedAt = $1 },
    moment("cutoffAt", "cut-off") { $0.cutoffAt = $1 },
    moment("dueAt", "due") { $0.dueAt = $1 },
    moment("infoRequestedAt", "asked for information") { $0.infoRequestedAt = $1 },
    text("decision", "decision") { $0.decision = $1 },
    moment("decidedAt", "decided") { $0.decidedAt = $1 },
    moment("accessAt", "access") { $0.accessAt = $1 },
  ]
}

@Suite("What changed in an application's form")
struct FormChangesTests {
  private static let application = Application(id: "A", mode: .playground, state: .submitted)
  private let calendar = Policy.standard.workingCalendar

  private func version(_ set: (inout Application) -> Void) -> Application {
    var version = Self.application
    set(&version)
    return version
  }

  @Test("Every field is told in words, and changes the digest", arguments: FormChange.all)
  func field(change: FormChange) {
    let (before, after) = (version(change.before), version(change.after))
    #expect(after.changes(since: before) == [change.clause])
    #expect(FormDigest(of: after) != FormDigest(of: before))
    #expect(before.changes(since: before).isEmpty)
    #expect(before.changes(since: after).count == 1)
  }

  @Test("What begins or ceases to be told is a change from or to the unknown", arguments: FormChange.all)
  func unknown(change: FormChange) {
    guard change.testDescription != "mode" else { return }
    let told = version(change.before)
    #expect(told.changes(since: Self.application).count == 1)
    #expect(told.changes(since: Self.application).first?.shown.contains(" was — and is ") == true)
    #expect(Self.application.changes(since: told).first?.shown.hasSuffix(" and is —") == true)
    #expect(FormDigest(of: told) != FormDigest(of: Self.application))
  }

  /// What an application holds beside its form, and who looks after a change of it: the mark of what was seen tells the
  /// state, the journal's records speak for themselves, working time is worked out, and persons are nobody's business.
  private static let others: Set = ["id", "state", "pausedFor", "assignee", "applicant"]
  private static let parts: Set = ["facts", "declared", "technical"]

  @Test("Every property of an application is in its form, or is left out on purpose")
  func complete() throws {
    let told = try #require(Mirror(reflecting: Self.application).descendant("told", "storage", 0))
    let labels = [
      Mirror(reflecting: told), Mirror(reflecting: Self.application.facts),
      Mirror(reflecting: Self.application.declared), Mirror(reflecting: Self.application.technical),
    ].flatMap { $0.children.compactMap(\.label) }.map { $0.trimmingPrefix("_") }.map(String.init)
    let compared = FormChange.all.map(\.testDescription)
    #expect(labels.count > 40)
    #expect(Set(labels).subtracting(Self.others).subtracting(Self.parts) == Set(compared))
    #expect(Set(compared).count == compared.count)
    #expect(FormField.all.count == compared.count)
    #expect(Set(FormField.all.map(\.key)).count == compared.count)
  }

  @Test("State, person, assignee and waits are no part of the form")
  func leftOut() {
    let other = version {
      $0.state = .decision
      $0.applicant = .told(name: "Nobody Real", email: nil)
      $0.assignee = "team"
      $0.pausedFor = .hours(3)
    }
    #expect(other.changes(since: Self.application).isEmpty)
    #expect(FormDigest(of: other) == FormDigest(of: Self.application))
  }

  @Test("What the journal decides changes nothing of it, and what the portal decides does")
  func journal() {
    let ask = decided("a", .ask, from: .adminCheck, portal: .submitted, at: 5)
    for record in [decided("a", .decision(.accept), at: 77), decided("a", .assign(to: "Anna")), ask] {
      let plain = version { $0.state = record.portal ?? .decision }
      let merged = plain.merged(with: history(record), calendar: calendar)
      #expect(merged.changes(since: plain).isEmpty)
      #expect(FormDigest(of: merged) == FormDigest(of: plain))
      #expect(merged.standing?.form == FormDigest(of: plain))
    }
    let portal = version { $0.decision = "approved" }.merged(with: history(), calendar: calendar)
    let before = Self.application.merged(with: history(), calendar: calendar)
    #expect(portal.changes(since: before) == ["decision was — and is approved"])
    #expect(
      portal.standing?.news(since: before.standing?.mark ?? SeenMark()) == [
        "its form in the portal has changed"
      ])
  }

  @Test("Two changes are told one after the other, in the order of the fields")
  func several() {
    let after = version {
      $0.country = "FI"
      $0.title = "T"
    }
    #expect(after.changes(since: Self.application) == ["title was — and is T", "country was — and is FI"])
  }

  @Test(
    "What looks the same in a clause is said to have changed",
    arguments: [
      (
        SafeText(untrusted: String(repeating: "x", count: 50) + "a"),
        SafeText(untrusted: String(repeating: "x", count: 50) + "b")
      ),
      ("same", SafeText(untrusted: "sa\u{200D}me")),
    ] as [(SafeText, SafeText)])
  func alike(before: SafeText, after: SafeText) {
    let (earlier, later) = (version { $0.title = before }, version { $0.title = after })
    #expect(later.changes(since: earlier) == ["title has changed"])
    #expect(FormDigest(of: later) != FormDigest(of: earlier))
  }

  @Test("A digest is the same in every run and is read back")
  func stable() throws {
    let application = version {
      $0.machine = "LUMI"
      $0.requested = Amount(5000, .gpuHours)
    }
    let digest = FormDigest(of: application)
    #expect(digest.digits == "9653ef68")
    #expect(FormDigest(digits: digest.digits) == digest)
    for odd in ["", "1a2b3c4", "1a2b3c4d5", "+1a2b3c4", "1A2B3C4D", "1a2b3c4g"] as [SafeText] {
      #expect(FormDigest(digits: odd) == nil, "\(odd.shown)")
    }
  }

  @Test("Texts that together are the same bytes are different forms")
  func boundaries() {
    func digest(_ machines: [SafeText]) -> FormDigest {
      FormDigest(of: version { $0.technical.machines = machines })
    }
    #expect(digest(["ab", "c"]) != digest(["a", "bc"]))
    #expect(digest(["a,b"]) != digest(["a", "b"]))
    func funding(_ entry: OtherFunding) -> FormDigest {
      FormDigest(of: version { $0.declared.otherFunding = [entry] })
    }
    #expect(funding(OtherFunding(programme: "7")) != funding(OtherFunding(grantNumber: "7")))
  }

  @Test(
    "The hash function gives the values that its authors publish",
    arguments: [("", 0x811C_9DC5), ("a", 0xE40C_292C), ("foobar", 0xBF9C_F968)] as [(String, UInt32)])
  func vectors(text: String, value: UInt32) {
    var hash = FNV1a()
    hash.add(Array(text.utf8))
    #expect(hash.value == value)
  }
}
