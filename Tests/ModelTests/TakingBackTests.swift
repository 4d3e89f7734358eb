import Model
import Testing
import Text

@Suite("Taking back one's newest record")
struct TakingBackTests {
  private static let anna = RecordAuthor(name: "anna", uid: 1000, host: "login1")
  private static let now = Timestamp(secondsSince1970: 1_764_000_000)

  /// An application with records; those of others are by user 1001.
  private static func found(
    _ id: SafeText = "A", _ records: [DecisionRecord], portal: ApplicationState = .decision
  ) throws -> Case {
    let own = records.map { record in
      var record = record
      record.application = id
      return record
    }
    let application = Application(id: id, mode: .playground, state: portal, submittedAt: now + .hours(-1))
    let merged = application.merged(
      with: CaseHistory(of: id, records: own), calendar: Policy.standard.workingCalendar)
    return try #require(Case(merged, by: .standard, at: now))
  }

  private static func batched(_ id: SafeText, at seconds: Int64 = 5, uid: UInt32 = 1000) -> DecisionRecord {
    var record = decided(id, .decision(.accept), at: seconds, uid: uid)
    record.batch = "b:1"
    return record
  }

  @Test("It is the newest by the author's clock, then by the number in the file, and never somebody else's")
  func newest() throws {
    let cases = [
      try Self.found("A", [decided("r:9", .note, at: 3)]),
      try Self.found("B", [decided("r:10", .note, at: 3)]),
      try Self.found("C", [decided("x:1", .note, at: 9, uid: 1001)]), try Self.found("D", []),
    ]
    let all = try #require(TakingBack(newestOf: Self.anna, among: cases))
    #expect(all.parts.map(\.record.id) == ["r:10"])
    #expect(all.batch == nil)
    #expect(TakingBack(newestOf: Self.anna, on: cases[0])?.parts.map(\.record.id) == ["r:9"])
    #expect(TakingBack(newestOf: Self.anna, on: cases[2]) == nil)
    #expect(TakingBack(newestOf: Self.anna, among: cases[2...]) == nil)
  }

  @Test("Of one application it is the last that knew of the others, whatever the clocks say")
  func knowing() throws {
    for at in [9, 5, 1] as [Int64] {
      let records = [
        decided("z:7", .assign(to: "anna"), at: 5), decided("a:1", .note, seen: ["z:7"], at: at),
      ]
      let found = try Self.found("A", records)
      for back in [
        TakingBack(newestOf: Self.anna, on: found), TakingBack(newestOf: Self.anna, among: [found]),
      ] {
        #expect(back?.parts.map(\.record.id) == ["a:1"])
        #expect(back?.refusal == nil)
        #expect(back?.hasOthers == true)
      }
    }
  }

  @Test("What one run recorded last is its newest, and of one moment that of the run that asks")
  func sessions() throws {
    let cases = [
      try Self.found("A", [decided("r:1", .note, at: 9)]),
      try Self.found("B", [decided("r:2", .note, at: 3)]),
      try Self.found("C", [decided("z:5", .note, at: 3)]),
    ]
    #expect(TakingBack(newestOf: Self.anna, among: cases[..<2])?.parts.map(\.record.id) == ["r:2"])
    for (session, newest) in [("r", "r:2"), ("z", "z:5")] as [(SafeText, SafeText)] {
      let back = TakingBack(newestOf: Self.anna, among: cases, recordingIn: [session])
      #expect(back?.parts.map(\.record.id) == [newest])
    }
  }

  @Test("What claims to be the author's in somebody else's file is older than what is the author's")
  func forged() throws {
    let cases = [
      try Self.found("A", [decided("r:1", .note, at: 1)]),
      try Self.found("B", [decided("x:1", .note, at: 99, isVerified: false)]),
    ]
    #expect(TakingBack(newestOf: Self.anna, among: cases)?.parts.map(\.record.id) == ["r:1"])
  }

  @Test("A batch is taken back whole, and of one application the one record alone")
  func batch() throws {
    let cases = [
      try Self.found("B", [Self.batched("b:2")]), try Self.found("A", [Self.batched("b:1")]),
      try Self.found("C", [decided("r:1", .note, at: 4)]),
      // A colleague who names the same batch has no part in it.
      try Self.found("D", [Self.batched("x:1", uid: 1001)]),
    ]
    let all = try #require(TakingBack(newestOf: Self.anna, among: cases))
    #expect(all.batch == "b:1")
    #expect(all.parts.map(\.record.id) == ["b:1", "b:2"])
    #expect(all.parts.allSatisfy { $0.obstacle == nil })
    let one = try #require(TakingBack(newestOf: Self.anna, on: cases[0]))
    #expect(one.parts.map(\.record.id) == ["b:2"])
    #expect(one.batch == nil)
  }

  @Test("What was taken back is not taken back again, and what stood before it comes next")
  func again() throws {
    let records = [
      decided("r:1", .assign(to: "anna"), at: 1), decided("r:2", .decision(.accept), seen: ["r:1"], at: 2),
    ]
    let part = try #require(TakingBack(newestOf: Self.anna, on: Self.found("A", records))?.parts.first)
    let correction = try part.found.record(part.draft.draft, id: "r:3", by: Self.anna, at: Self.now)
    #expect(correction.kind == .correction(of: "r:2"))
    let after = try Self.found("A", records + [correction])
    #expect(after.application.state == .decision)
    let next = try #require(TakingBack(newestOf: Self.anna, on: after)?.parts.first)
    #expect(next.record.id == "r:1")
    // Neither what is withdrawn nor its correction builds on it.
    #expect(next.obstacle == nil)
  }

  @Test(
    "A record that somebody builds on stays, also over one that is taken back",
    arguments: [1000, 1001] as [UInt32])
  func builtOn(uid: UInt32) throws {
    let found = try Self.found(
      "A",
      [
        decided("r:1", .decision(.accept), at: 1), decided("r:2", .note, seen: ["r:1"], at: 2),
        decided("r:3", .correction(of: "r:2"), seen: ["r:2"], at: 3),
        decided("x:1", .note, seen: ["r:3"], at: 0, uid: uid),
      ])
    let record = try #require(found.standing.history.entry("r:1")?.record)
    let obstacle = try #require(found.obstacle(toTakingBack: record, by: Self.anna))
    #expect(obstacle.shown.contains("note after it, as x:1"))
    #expect(obstacle.shown.hasPrefix(uid == 1000 ? "you" : "u"))
  }

  @Test(
    "A record that the portal has taken over stays, and one that it has not does not",
    arguments: [
      (ApplicationState.decision, false), (.awarded, true), (.onboarding, true), (.rejected, false),
    ])
  func portal(state: ApplicationState, isRefused: Bool) throws {
    let found = try Self.found("A", [decided("r:1", .decision(.accept))], portal: state)
    let part = try #require(TakingBack(newestOf: Self.anna, on: found)?.parts.first)
    #expect((part.obstacle != nil) == isRefused, "\(part.obstacle ?? "")")
  }

  @Test("Nobody takes back for somebody else")
  func others() throws {
    let found = try Self.found("A", [decided("x:1", .note, uid: 1001)])
    let record = try #require(found.standing.history.entry("x:1")?.record)
    #expect(found.obstacle(toTakingBack: record, by: Self.anna)?.shown.contains("nobody takes back") == true)
  }

  @Test("Of a batch some can be taken back and some cannot, and each says why")
  func some() throws {
    let cases = [
      try Self.found("A", [Self.batched("b:1")], portal: .awarded),
      try Self.found("B", [Self.batched("b:2")]),
      try Self.found("C", [Self.batched("b:3"), decided("x:1", .note, seen: ["b:3"], uid: 1001)]),
    ]
    let all = try #require(TakingBack(newestOf: Self.anna, among: cases))
    #expect(all.parts.map { $0.obstacle == nil } == [false, true, false])
    #expect(all.parts[0].obstacle?.shown.contains("the portal") == true)
    #expect(all.parts[2].obstacle?.shown.contains("x:1") == true)
  }
}
