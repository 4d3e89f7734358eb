import Model
import Testing
import Text

/// A field that is missing never makes a check pass.
@Suite struct MissingFieldTests {
  struct Field: Sendable, CustomTestStringConvertible {
    var name: String
    /// The checks that cannot pass without it.
    var checks: Set<Check>
    var remove: @Sendable (inout Application) -> Void
    var testDescription: String { name }

    init(_ name: String, _ checks: Set<Check>, _ remove: @escaping @Sendable (inout Application) -> Void) {
      self.name = name
      self.checks = checks
      self.remove = remove
    }
  }

  static let fields: [Field] = [
    Field("kind", [.mode, .sme]) { $0.organisationKind = nil },
    Field("requested", [.bounds, .pool]) { $0.requested = nil },
    Field("duration", [.duration, .contract]) { $0.durationDays = nil },
    Field("submitted", [.cutoff]) { $0.submittedAt = nil },
    Field("cutoff", [.cutoff]) { $0.cutoffAt = nil },
    Field("country", [.country]) { $0.country = nil },
    Field("staff", [.sme]) { $0.facts.staff = nil },
    Field("turnover and balance", [.sme]) {
      $0.facts.turnover = nil
      $0.facts.balance = nil
    },
    Field("linked", [.sme]) { $0.facts.countsLinked = nil },
    Field("civilian", [.civilianPurpose]) { $0.declared.hasCivilianPurpose = nil },
    Field("personal data", [.personalData]) { $0.declared.personalData = nil },
    Field("agreement", [.personalData]) { $0.declared.hasProcessingAgreement = nil },
    Field("funding", [.otherFunding]) { $0.declared.otherFunding = nil },
    Field("AI Act", [.aiAct]) { $0.declared.aiActClass = nil },
    Field("contract", [.contract]) { $0.declared.contractEnd = nil },
    Field("architectures", [.architecture]) { $0.technical.architectures = nil },
    Field("GPUs", [.gpusAtOnce]) { $0.technical.maxGPUs = nil },
    Field("partition", [.partition, .gpusAtOnce]) { $0.partition = nil },
    // What names the machine and the organisation: the checks have two fields for each.
    Field("machine", [.oneSystem, .architecture, .partition, .gpusAtOnce, .pool]) {
      $0.machine = nil
      $0.technical.machines = nil
    },
    Field("organisation", [.duplicates]) {
      $0.organisation = nil
      $0.facts.registryCode = nil
    },
  ]

  static let modes: [AccessMode] = [.playground, .largeScale, .aiScience, .other("moonshot")]

  @Test(arguments: fields, modes)
  func `Without the field its checks are unknown, and the others as before`(
    _ field: Field, _ mode: AccessMode
  )
    throws
  {
    var one = try CheckCase(mode)
    let before = try one.results()
    field.remove(&one.application)
    let after = try one.results()
    #expect(after.map(\.check) == before.map(\.check))
    for (result, earlier) in zip(after, before) {
      #expect(
        result.verdict == (field.checks.contains(result.check) ? .unknown : earlier.verdict),
        "\(result.check) without \(field.name): \(result.restsOn.shown)")
    }
  }

  @Test(arguments: AccessMode.known)
  func `An application that tells nothing passes nothing`(_ mode: AccessMode) throws {
    var one = try CheckCase(mode)
    one.application = Application(id: one.application.id, mode: mode, state: .submitted)
    let results = try one.results()
    #expect(!results.isEmpty)
    #expect(results.filter { $0.verdict != .unknown } == [])
  }

  /// Four hundred applications with some of everything wrong: taking fields away turns no verdict into a pass.
  @Test func `Taking any fields away makes nothing pass that did not`() throws {
    var numbers = SystemFree(seed: 7)
    for _ in 0..<400 {
      let mode = Self.modes[numbers.next(4)]
      var one = try CheckCase(mode)
      for spoil in Self.spoilers where numbers.next(3) == 0 { spoil(&one.application) }
      let before = try one.results()
      for field in Self.fields where numbers.next(4) == 0 { field.remove(&one.application) }
      let after = try one.results()
      for result in after where result.verdict == .pass {
        #expect(before.contains { $0.check == result.check && $0.verdict == .pass }, "\(result)")
      }
    }
  }

  static let spoilers: [@Sendable (inout Application) -> Void] = [
    { $0.organisationKind = "academia" }, { $0.organisationKind = "sme" },
    { $0.requested = Amount(1e7, .gpuHours) },
    { $0.durationDays = 400 }, { $0.technical.machines = ["lumi", "vega"] }, { $0.country = "US" },
    { $0.facts.staff = 500 }, { $0.facts.turnover = Euros(60e6) }, { $0.facts.balance = Euros(60e6) },
    { $0.facts.countsLinked = false }, { $0.declared.hasCivilianPurpose = false },
    { $0.declared.hasProcessingAgreement = false }, { $0.declared.otherFunding = [OtherFunding()] },
    { $0.declared.aiActClass = .prohibited },
    { $0.declared.contractEnd = CivilDate(year: 2026, month: 12, day: 1) },
    { $0.technical.architectures = ["aarch64"] }, { $0.technical.maxGPUs = 100 }, { $0.partition = "none" },
  ]

  /// The same numbers in every run.
  struct SystemFree {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
