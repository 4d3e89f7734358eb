import Model
import SeedSupport
import Testing
import Text

@Suite("Verified and unverified records of one application")
struct RankTests {
  private static func standings(_ history: CaseHistory) -> [SafeText: CaseHistory.Standing] {
    Dictionary(history.entries.map { ($0.record.id, $0.standing) }, uniquingKeysWith: { first, _ in first })
  }

  private static let verified = decided("v", .decision(.accept), uid: 1001)

  @Test(
    "An unverified record overrules no verified one, whether or not it had seen it", arguments: [[], ["v"]])
  func beside(seen: [String]) {
    let forged = decided(
      "u", .decision(.reject), seen: seen.map { SafeText(untrusted: $0) }, at: 60, isVerified: false)
    let history = history(Self.verified, forged)
    #expect(history.state == .awarded)
    #expect(history.conflicts.isEmpty)
    #expect(Self.standings(history) == ["v": .counts, "u": .outranked])
    #expect(history.outranked == ["u"])
    // The next one has to look at it.
    #expect(history.heads.contains("u"))
  }

  @Test("It stands there until a verified record that had seen it settles it, and nobody else does")
  func settling() {
    let forged = decided("u", .decision(.reject), seen: ["v"], isVerified: false)
    let another = decided("w", .decision(.waitlist), seen: ["v", "u"], uid: 1003, isVerified: false)
    let unknowing = decided("x", .decision(.waitlist), seen: ["v"], uid: 1002)
    let note = decided("n", .note, seen: ["u", "v"], uid: 1002)
    for record in [another, unknowing, note] {
      #expect(history(Self.verified, forged, record).outranked.contains("u"), "\(record.id.shown)")
    }
    #expect(history(Self.verified, forged, another).state == .awarded)
    let settles = decided("y", .decision(.waitlist), seen: ["v", "u"], uid: 1002)
    let settled = history(Self.verified, forged, settles)
    #expect(settled.state == .waitlisted)
    #expect(settled.outranked.isEmpty)
    #expect(Self.standings(settled) == ["v": .counts, "u": .settled, "y": .counts])
    // Taken back, it settles nothing any more.
    let back = decided("z", .correction(of: "y"), seen: ["y"], uid: 1002)
    #expect(history(Self.verified, forged, settles, back).state == .awarded)
    #expect(history(Self.verified, forged, settles, back).outranked == ["u"])
  }

  @Test("What a verified record had before it counts as before, and so do the waits that it tells")
  func ground() {
    let ask = decided("a", .ask, from: .adminCheck, at: 100, isVerified: false)
    let answer = decided("b", .answer, seen: ["a"], from: .infoRequested, at: 160, isVerified: false)
    let eligible = decided("c", .outcome(.eligible), seen: ["b"], from: .adminCheck, at: 200, uid: 1001)
    let history = history(ask, answer, eligible)
    #expect(history.state == .techAssessment)
    #expect(history.outranked.isEmpty)
    #expect(history.entries.map(\.standing) == [.counts, .counts, .counts])
    let wait = CaseHistory.Pause(
      from: Timestamp(secondsSince1970: 100), to: Timestamp(secondsSince1970: 160))
    #expect(history.pauses == [wait])
    // Two that did not know of each other are in conflict among themselves, until a verified one had seen both.
    let other = decided("d", .outcome(.ineligible), from: .adminCheck, uid: 1003, isVerified: false)
    #expect(CaseHistory(of: "A", records: [ask, other]).conflicts.count == 1)
    let both = decided("c", .outcome(.eligible), seen: ["a", "d"], from: .adminCheck, uid: 1001)
    let settled = CaseHistory(of: "A", records: [ask, other, both])
    #expect(Self.standings(settled) == ["a": .settled, "d": .settled, "c": .counts])
  }

  @Test("An unverified question stops no clock that a verified record let run, also when it was settled")
  func question() {
    let eligible = decided("v", .outcome(.eligible), from: .adminCheck, at: 0, uid: 1001)
    let ask = decided("u", .ask, seen: ["v"], from: .techAssessment, at: 100, isVerified: false)
    let feasible = decided(
      "w", .outcome(.feasible), seen: ["u"], from: .techAssessment, at: 900, uid: 1001)
    #expect(history(eligible, ask).pauses.isEmpty)
    #expect(history(eligible, ask, feasible).pauses.isEmpty)
    #expect(history(eligible, ask, feasible).entry("u")?.standing == .settled)
    // And an unverified answer lets none run on that a verified question stopped.
    let stopped = decided("v", .ask, from: .adminCheck, at: 0, uid: 1001)
    let answer = decided("u", .answer, seen: ["v"], from: .infoRequested, at: 100, isVerified: false)
    #expect(history(stopped, answer).pauses.map(\.to) == [nil])
    #expect(history(stopped, answer).state == .infoRequested)
  }

  @Test("Nor does an unverified record take back, what a verified one rests on, and among its like it does")
  func correction() {
    let base = decided("a", .outcome(.feasible), from: .techAssessment, isVerified: false)
    let accept = decided("v", .decision(.accept), seen: ["a"], uid: 1001)
    let back = decided("c", .correction(of: "a"), seen: ["a"], isVerified: false)
    let standings = Self.standings(history(base, accept, back))
    #expect(standings == ["a": .counts, "v": .counts, "c": .outranked])
    #expect(history(base, back).entry("a")?.standing == .withdrawn)
    // What stands beside and was taken back by its like is no question any more.
    let reject = decided("u", .decision(.reject), isVerified: false)
    let slip = decided("w", .correction(of: "u"), seen: ["u"], isVerified: false)
    let withdrawn = history(Self.verified, reject, slip)
    #expect(Self.standings(withdrawn) == ["v": .counts, "u": .withdrawn, "w": .counts])
    #expect(withdrawn.outranked.isEmpty)
    // Whom the record names may take it back, from a file of his own.
    let own = decided("w", .correction(of: "u"), seen: ["u"])
    #expect(history(reject, own).state == nil)
    #expect(history(reject, own).entry("u")?.standing == .withdrawn)
  }

  @Test("Ranks are told apart on each aspect: an unverified assignment counts beside a verified decision")
  func aspects() {
    let assign = decided("u", .assign(to: "Anna"), seen: ["v"], isVerified: false)
    #expect(history(Self.verified, assign).assignee == "Anna")
    #expect(history(Self.verified, assign).outranked.isEmpty)
    let verified = decided("w", .assign(to: "Ben"), uid: 1001)
    #expect(history(Self.verified, assign, verified).assignee == "Ben")
    #expect(history(Self.verified, assign, verified).outranked == ["u"])
  }

  @Test("An unverified record that takes a verified one's ID gets no place in what others had seen of that")
  func stolenID() {
    let note = decided("a", .note, uid: 1001)
    let accept = decided("v", .decision(.accept), seen: ["a"], at: 900, uid: 1002)
    let planted = decided("a", .ask, from: .adminCheck, at: 10, isVerified: false)
    let history = CaseHistory(of: "A", records: [note, accept, planted])
    #expect(history.state == .awarded)
    #expect(history.pauses.isEmpty)
    #expect(history.outranked == ["a"])
  }

  @Test(
    "Where two verified records are in conflict over one that settled it, the state is the verified one before"
  )
  func conflict() {
    let forged = decided("u", .decision(.reject), seen: ["v"], isVerified: false)
    let one = decided("x", .decision(.waitlist), seen: ["u"], uid: 1002)
    let two = decided("y", .decision(.reject), seen: ["u"], uid: 1003)
    let history = history(Self.verified, forged, one, two)
    #expect(history.conflicts.map(\.records) == [["x", "y"]])
    #expect(history.stateRecord?.id == "v")
    #expect(Self.standings(history)["u"] == .outranked)
  }

  @Test("Who settles may decide again what counts, from the state in which that was decided")
  func again() throws {
    let forged = decided("u", .decision(.reject), seen: ["v"], isVerified: false)
    let application = Application(id: "A", mode: .playground, state: .decision)
    func found(_ records: DecisionRecord...) throws -> Case {
      let merged = application.merged(
        with: CaseHistory(of: "A", records: records), calendar: Policy.standard.workingCalendar)
      return try #require(Case(merged, by: .standard, at: Timestamp(secondsSince1970: 0)))
    }
    #expect(try found(Self.verified).refusal(of: .decision(.accept)) != nil)
    let settling = try found(Self.verified, forged)
    #expect(settling.refusal(of: .decision(.accept)) == nil)
    #expect(settling.step(of: .decision(.accept))?.to == .awarded)
    #expect(settling.standing.isToSettle && !settling.standing.isInConflict)
  }

  /// What eight colleagues record, each looking at all now and then.
  private static func journal(
    _ generator: inout SplitMix, _ count: Int, isVerified: (Int) -> Bool
  ) -> [DecisionRecord] {
    let kinds: [DecisionKind] = [
      .decision(.accept), .ask, .answer, .note, .assign(to: "Anna"), .decision(.waitlist),
    ]
    var records: [DecisionRecord] = []
    for number in 0..<count {
      let seen = Bool.random(using: &generator) ? CaseHistory(of: "A", records: records).heads : []
      let uid = UInt32.random(in: 0..<4, using: &generator)
      let own = records.filter { $0.author.uid == uid }
      let kind =
        Int.random(in: 0..<5, using: &generator) == 0 && !own.isEmpty
        ? .correction(of: own[0].id) : kinds[Int.random(in: 0..<kinds.count, using: &generator)]
      records.append(
        decided(
          "\(number)", kind, seen: seen, at: Int64.random(in: 0..<50, using: &generator), uid: uid,
          isVerified: isVerified(number)))
    }
    return records
  }

  @Test("Where all are unverified, random histories come to what they would if all were verified")
  func alike() {
    var generator = SplitMix(state: 21)
    for _ in 0..<500 {
      let records = Self.journal(&generator, 12) { _ in true }
      let own = CaseHistory(of: "A", records: records)
      let restored = CaseHistory(
        of: "A",
        records: records.map { record in
          var record = record
          record.author.isVerified = false
          return record
        })
      #expect(restored.entries.map(\.standing) == own.entries.map(\.standing))
      #expect(restored.stateRecord?.id == own.stateRecord?.id)
      #expect(restored.assignee == own.assignee)
      #expect(restored.pauses == own.pauses)
      #expect(restored.conflicts == own.conflicts)
      #expect(restored.outranked.isEmpty)
    }
  }

  @Test("No unverified record changes what verified ones come to, in random histories and in any order")
  func harmless() {
    var generator = SplitMix(state: 22)
    var outranked = 0
    for _ in 0..<500 {
      let records = Self.journal(&generator, 8) { _ in true }
      let alone = CaseHistory(of: "A", records: records)
      var forged = Self.journal(&generator, 8) { _ in false }
      for index in forged.indices {
        forged[index].id = "f\(forged[index].id)"
        if case .correction(let id) = forged[index].kind, Bool.random(using: &generator) {
          forged[index].kind = .correction(of: "f\(id)")
        }
        forged[index].seen = forged[index].seen.map { Bool.random(using: &generator) ? $0 : "f\($0)" }
      }
      let both = CaseHistory(of: "A", records: (records + forged).shuffled(using: &generator))
      #expect(both == CaseHistory(of: "A", records: forged + records))
      let own = both.entries.filter { $0.record.author.isVerified }
      #expect(
        Dictionary(uniqueKeysWithValues: own.map { ($0.record.id, $0.standing) })
          == Dictionary(uniqueKeysWithValues: alone.entries.map { ($0.record.id, $0.standing) }))
      let changing = alone.entries.filter { $0.standing != .refused && $0.record.kind.value != "Anna" }
      if changing.contains(where: { $0.record.to != nil }) {
        #expect(both.stateRecord == alone.stateRecord)
        #expect(both.pauses == alone.pauses)
      }
      if alone.entries.contains(where: { $0.record.kind.word == "assign" }) {
        #expect(both.assignee == alone.assignee)
      }
      outranked += both.outranked.count
    }
    #expect(outranked > 500)
  }
}
