import SeedSupport
import Testing
import Text

@testable import Model

@Suite struct CaseHistoryTests {
  @Test func `Records that saw each other follow each other, whatever their clocks say`() {
    let history = history(
      decided("b", .decision(.accept), seen: ["a"], from: .waitlisted, at: 0),
      decided("a", .decision(.waitlist), at: 10_800))
    #expect(history.entries.map(\.record.id) == ["a", "b"])
    #expect(history.state == .awarded)
    #expect(history.conflicts.isEmpty)
    #expect(history.heads == ["b"])
  }

  @Test
  func `Two decisions that did not see each other are a conflict, and the state is the one before both`() {
    let history = history(
      decided("a", .outcome(.feasible), from: .techAssessment),
      decided("b", .decision(.accept), seen: ["a"]), decided("c", .decision(.reject), seen: ["a"]))
    #expect(history.conflicts == [CaseHistory.Conflict(aspect: .state, records: ["b", "c"])])
    #expect(history.state == .decision)
    #expect(history.heads == ["b", "c"])
    #expect(history.entries.map(\.standing) == [.counts, .disputed, .disputed])
  }

  @Test func `Two that agree are a conflict too: neither author knew`() {
    let history = history(decided("b", .decision(.accept)), decided("c", .decision(.accept)))
    #expect(history.conflicts.count == 1)
  }

  @Test func `A third record that saw both settles it, a note does not, and one behind the note does`() {
    let accept = decided("b", .decision(.accept))
    let reject = decided("c", .decision(.reject))
    let note = decided("d", .note, seen: ["b", "c"])
    #expect(history(accept, reject, note).conflicts.count == 1)
    #expect(history(accept, reject, note).heads == ["d"])
    let settled = history(accept, reject, note, decided("e", .decision(.waitlist), seen: ["d"]))
    #expect(settled.conflicts.isEmpty)
    #expect(settled.state == .waitlisted)
    #expect(settled.entries.map(\.standing) == [.settled, .settled, .counts, .counts])
  }

  @Test
  func `What was settled is all that did not know of each other, and what came before and after counts`() {
    let history = history(
      decided("a", .outcome(.feasible), from: .techAssessment, at: 0),
      decided("b", .decision(.accept), seen: ["a"], at: 1),
      decided("c", .decision(.reject), seen: ["a"], at: 2),
      decided("d", .outcome(.accepted), seen: ["b"], from: .awarded, at: 3),
      decided("e", .decision(.waitlist), seen: ["c", "d"], at: 4),
      decided("f", .decision(.accept), seen: ["e"], from: .waitlisted, at: 5))
    let standings = Dictionary(uniqueKeysWithValues: history.entries.map { ($0.record.id, $0.standing) })
    #expect(standings["a"] == .counts)
    for id: SafeText in ["b", "c", "d"] { #expect(standings[id] == .settled, "\(id.shown)") }
    #expect(standings["e"] == .counts)
    #expect(standings["f"] == .counts)
  }

  @Test func `A third record that saw one of two settles nothing`() {
    let history = history(
      decided("b", .decision(.accept)), decided("c", .decision(.reject)),
      decided("d", .outcome(.accepted), seen: ["b"], from: .awarded))
    #expect(history.conflicts.first?.records == ["c", "d"])
    #expect(history.state == nil)
  }

  @Test func `An assignment and a decision are no conflict, two assignments are`() {
    let accept = decided("a", .decision(.accept))
    let one = history(accept, decided("b", .assign(to: "Anna")))
    #expect(one.conflicts.isEmpty)
    #expect(one.state == .awarded)
    #expect(one.assignee == "Anna")
    let two = history(accept, decided("b", .assign(to: "Anna")), decided("c", .assign(to: "Ben")))
    #expect(two.conflicts == [CaseHistory.Conflict(aspect: .assignment, records: ["b", "c"])])
    #expect(two.assignee == nil)
    #expect(two.state == .awarded)
  }

  @Test func `A correction brings back what was before, and settles a conflict by giving way`() {
    let feasible = decided("a", .outcome(.feasible), from: .techAssessment)
    let accept = decided("b", .decision(.accept), seen: ["a"])
    let back = decided("d", .correction(of: "b"), seen: ["b"])
    #expect(history(feasible, accept, back).state == .decision)
    #expect(history(feasible, accept, back).entry("b")?.standing == .withdrawn)
    let reject = decided("c", .decision(.reject), seen: ["a"], uid: 1001)
    let givesWay = decided("d", .correction(of: "b"), seen: ["b", "c"])
    #expect(history(feasible, accept, reject, givesWay).state == .rejected)
    #expect(history(feasible, accept, reject, givesWay).conflicts.isEmpty)
    // Whoever went on from what was taken back, unknowing, has to look again.
    let unknowing = decided("e", .outcome(.accepted), seen: ["b"], from: .awarded, uid: 1001)
    #expect(history(feasible, accept, back, unknowing).conflicts.first?.records == ["d", "e"])
  }

  @Test func `Nobody takes back what is not theirs, nor does a forged name`() {
    let accept = decided("b", .decision(.accept))
    let foreign = decided("c", .correction(of: "b"), seen: ["b"], uid: 1001)
    let forged = decided("c", .correction(of: "b"), seen: ["b"], isVerified: false)
    for correction in [foreign, forged, decided("c", .correction(of: "x"), seen: ["b"])] {
      #expect(history(accept, correction).state == .awarded)
      #expect(history(accept, correction).entry("c")?.standing == .refused)
    }
  }

  @Test func `A copy is the same record, and one that only has the same ID is a contradiction`() throws {
    let accept = decided("b", .decision(.accept))
    var copy = accept
    copy.author.isVerified = false
    #expect([copy, accept, copy].union() == [accept])
    let histories = [accept, decided("b", .decision(.reject)), copy].union().caseHistories()
    let history = try #require(histories["A"])
    #expect(history.entries.count == 2)
    #expect(history.conflicts.count == 1)
  }

  @Test func `Of three that share an ID each is there once, and a copy of any of them is known`() {
    let records = Ruling.allCases.map { decided("b", .decision($0)) }
    let copies = records.map { record in
      var copy = record
      copy.author.isVerified = false
      return copy
    }
    #expect(records.count == 3)
    #expect((copies + records + copies).union() == records)
    let union = DecisionUnion(records + [decided("c", .ask)])
    #expect(union.isContradictory("b") && union.holds("b"))
    #expect(!union.isContradictory("c") && union.holds("c"))
    #expect(!union.isContradictory("d") && !union.holds("d"))
  }

  @Test func `Contents of one ID are looked up, and not compared with each other`() {
    var comparisons = 0
    var places = ContentPlaces<CountedContent>()
    let contents = (0..<1000).map { number in CountedContent(number: number) { comparisons += 1 } }
    for (place, content) in contents.enumerated() {
      #expect(places.place(of: content, id: "a", orAdd: place) { contents[$0] } == nil)
    }
    for (place, content) in contents.enumerated() {
      #expect(places.place(of: content, id: "a", orAdd: 5000) { contents[$0] } == place)
    }
    // Each with the first, and with what its hash leads to.
    #expect(comparisons < 20_000)
    #expect(places.holdSeveral("a") && !places.holdSeveral("b"))
  }

  @Test func `Of many decisions that did not know of each other, what all of them had seen counts`() {
    let first = decided("first", .decision(.waitlist))
    let decisions = (0..<150).map { number in
      decided("\(number)", .decision(.accept), seen: ["first"], from: .waitlisted, at: Int64(number))
    }
    let all = CaseHistory(of: "A", records: [first] + decisions)
    #expect(all.state == .waitlisted)
    #expect(all.conflicts.first?.records.count == 150)
    // One that had not seen it, wherever it stands among the others.
    for number in [0, 63, 64, 100, 149] {
      var others = decisions
      others[number].seen = ["note"]
      let history = CaseHistory(of: "A", records: [first, decided("note", .note)] + others)
      #expect(history.state == nil, "\(number)")
    }
  }

  @Test
  func `Of conflicts on top of each other the last is told; of more than anybody works through none counts`()
  {
    let first = decided("first", .decision(.waitlist))
    let conflicts = (0..<400).flatMap { (step: Int) -> [DecisionRecord] in
      let seen: [SafeText] = step == 0 ? ["first"] : ["a\(step - 1)", "b\(step - 1)"]
      return (["a\(step)", "b\(step)"] as [SafeText]).map { id in
        decided(id, .decision(.accept), seen: seen, from: .waitlisted, at: Int64(step))
      }
    }
    let few = CaseHistory(of: "A", records: [first] + conflicts.prefix(200))
    #expect(few.state == .waitlisted)
    #expect(few.conflicts.map(\.records) == [["a99", "b99"]])
    let many = CaseHistory(of: "A", records: [first] + conflicts)
    #expect(many.state == nil)
    #expect(many.conflicts.map(\.records) == [["a399", "b399"]])
    // Whoever has seen them settles all of them.
    let settled = decided("last", .decision(.reject), seen: ["a399", "b399"], at: 1000)
    #expect(CaseHistory(of: "A", records: [first] + conflicts + [settled]).state == .rejected)
  }

  @Test func `The record of an ID is found in a long history too, and of several that have it the first`() {
    let notes = (0..<40).map { decided("\($0)", .note, at: Int64($0)) }
    let again = decided("7", .ask, at: 100)
    let history = CaseHistory(of: "A", records: notes + [again])
    #expect(history.entries.count == 41)
    for note in notes { #expect(history.entry(note.id)?.record == note) }
    #expect(history.entry("none") == nil)
  }

  @Test func `A correction takes back every record of its ID that is its author's, and no later one`() {
    let accept = decided("a", .decision(.accept))
    let other = decided("a", .decision(.reject), at: 1)
    let correction = decided("c", .correction(of: "a"), at: 2)
    let more = decided("d", .correction(of: "a"), seen: ["c"], at: 3)
    let foreign = decided("e", .correction(of: "a"), at: 4, uid: 1001)
    let late = decided("l", .correction(of: "c"), at: 5)
    let history = history(accept, other, correction, more, foreign, late)
    let standings = history.entries.map { "\($0.record.id.shown) \($0.standing.rawValue)" }
    #expect(
      standings.sorted() == [
        "a withdrawn", "a withdrawn", "c counts", "d counts", "e refused", "l refused",
      ])
  }

  @Test func `Who names an ID of very many different records means the first of them`() {
    let same = (0..<100).map { decided("a", .decision(.accept), at: Int64($0)) }
    let later = CaseHistory(of: "A", records: same + [decided("b", .note, seen: ["a"])])
    #expect(later.heads == [SafeText](repeating: "a", count: 36) + ["b"])
    let correction = decided("c", .correction(of: "a"), at: 200)
    let corrected = CaseHistory(of: "A", records: same + [correction])
    #expect(corrected.entries.count { $0.standing == .withdrawn } == 64)
  }

  @Test(arguments: RecordChange.all)
  fileprivate func `A changed copy leaves the record as it was`(change: RecordChange) {
    let record = decided("b", .decision(.accept), seen: ["a"])
    let twin = decided("b", .decision(.accept), seen: ["a"])
    var copy = record
    change.make(&copy)
    #expect(copy != record)
    #expect(record == twin)
    #expect(Set([record, twin, copy]).count == 2)
    var again = record
    change.make(&again)
    #expect(copy == again)
  }

  @Test func `Records that claim to have seen each other in a circle harm nobody`() {
    let records = [
      decided("a", .decision(.accept), seen: ["b"]), decided("b", .decision(.reject), seen: ["a", "b"]),
      decided("c", .decision(.waitlist), seen: ["x"]),
    ]
    let histories = [records, records.reversed(), [records[1], records[2], records[0]]]
      .map { CaseHistory(of: "A", records: $0) }
    #expect(histories[0] == histories[1])
    #expect(histories[0] == histories[2])
    #expect(histories[0].entries.count == 3)
    #expect(!histories[0].conflicts.isEmpty)
    #expect(histories[0].missing == ["x"])
  }

  @Test func `Names are told apart by their bytes`() {
    var other = decided("b", .decision(.reject))
    other.application = SafeText(untrusted: "e\u{301}")
    var first = decided("a", .decision(.accept))
    first.application = SafeText(untrusted: "\u{E9}")
    #expect([first, other].caseHistories().count == 2)
  }

  @Test func `What a later version wrote is a head, and changes nothing`() {
    var newer = decided("b", .unknown("merge"), seen: ["a"])
    newer.to = .closed
    newer.isNewer = true
    let history = history(decided("a", .decision(.accept)), newer)
    #expect(history.state == .awarded)
    #expect(history.heads == ["b"])
    #expect(history.hasNewerRecords)
  }

  @Test func `A question stops the clock until the next step, and clocks that differ give no negative wait`()
  {
    let ask = decided("a", .ask, from: .adminCheck, at: 100)
    let answer = decided("b", .answer, seen: ["a"], from: .infoRequested, at: 160)
    let again = decided("c", .ask, seen: ["b"], from: .adminCheck, at: 500)
    let early = decided("d", .outcome(.expired), seen: ["c"], from: .infoRequested, at: 400)
    func at(_ seconds: Int64) -> Timestamp { Timestamp(secondsSince1970: seconds) }
    #expect(history(ask).pauses == [CaseHistory.Pause(from: at(100), to: nil)])
    #expect(history(ask, answer).pauses == [CaseHistory.Pause(from: at(100), to: at(160))])
    #expect(history(ask, answer, again, early).pauses.last == CaseHistory.Pause(from: at(500), to: at(500)))
  }

  @Test func `What somebody had not seen is told, what they had is not`() {
    let history = history(
      decided("a", .decision(.waitlist)), decided("b", .note, seen: ["a"]),
      decided("c", .decision(.accept), seen: ["b"], from: .waitlisted))
    #expect(history.records(unseenBy: ["b"]).map(\.id) == ["c"])
    #expect(history.records(unseenBy: ["c"]).isEmpty)
    #expect(history.records(unseenBy: []).count == 3)
  }

  /// Eight colleagues who each look now and then, and decide all the time.
  private func busyJournal(_ generator: inout SplitMix, records count: Int) -> [DecisionRecord] {
    let kinds: [DecisionKind] = [
      .decision(.accept), .decision(.reject), .note, .assign(to: "Anna"), .decision(.waitlist), .ask,
    ]
    var records: [DecisionRecord] = []
    var seen = [[SafeText]](repeating: [], count: 8)
    for number in 0..<count {
      let writer = Int.random(in: 0..<8, using: &generator)
      if Bool.random(using: &generator) { seen[writer] = CaseHistory(of: "A", records: records).heads }
      let own = records.filter { $0.author.uid == UInt32(writer) }
      let kind: DecisionKind =
        number % 7 == 6 && !own.isEmpty ? .correction(of: own[0].id) : kinds[number % kinds.count]
      let record = decided(
        "\(writer):\(number)", kind, seen: seen[writer], at: Int64(number) - (writer == 3 ? 10_800 : 0),
        uid: UInt32(writer))
      records.append(record)
      seen[writer] = [record.id]
    }
    return records
  }

  @Test func `A thousand orders of the records of eight writers give one history`() {
    var generator = SplitMix(state: 4)
    var records = busyJournal(&generator, records: 64)
    let expected = CaseHistory(of: "A", records: records)
    #expect(expected.entries.count == 64)
    for _ in 0..<1000 {
      records.shuffle(using: &generator)
      guard CaseHistory(of: "A", records: records) == expected else {
        Issue.record("another order gives another history")
        return
      }
    }
  }

  @Test func `A clock that is three hours off changes no state, no conflict and no head`() {
    var generator = SplitMix(state: 11)
    for _ in 0..<50 {
      let records = busyJournal(&generator, records: 24)
      let right = records.map { record in
        var record = record
        if record.author.uid == 3 { record.at = record.at + .hours(3) }
        return record
      }
      let (one, other) = (CaseHistory(of: "A", records: records), CaseHistory(of: "A", records: right))
      #expect(one.stateRecord?.id == other.stateRecord?.id)
      #expect(one.conflicts.map { Set($0.records) } == other.conflicts.map { Set($0.records) })
      #expect(one.heads == other.heads)
      #expect(one.assignee == other.assignee)
    }
  }

  @Test func `Every pair that nobody settled is flagged, and no other, in random histories`() {
    var generator = SplitMix(state: 5)
    var conflicts = 0
    for _ in 0..<500 {
      let count = Int.random(in: 1...7, using: &generator)
      let records = (0..<count).map { number in
        let seen = (0..<number).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
        let kind: DecisionKind = Int.random(in: 0..<4, using: &generator) == 0 ? .note : .decision(.waitlist)
        return decided("\(number)", kind, seen: seen.map { "\($0)" })
      }
      // By the definition, pair by pair, over all that each had seen at any hand.
      var past = [Set<Int>](repeating: [], count: count)
      for number in 0..<count {
        for earlier in 0..<number where records[number].seen.contains("\(earlier)") {
          past[number].formUnion(past[earlier].union([earlier]))
        }
      }
      let deciding = (0..<count).filter { records[$0].kind != .note }
      let isOpen = deciding.contains { one in
        deciding.contains { other in
          one < other && !past[other].contains(one)
            && !deciding.contains { past[$0].contains(one) && past[$0].contains(other) }
        }
      }
      #expect(CaseHistory(of: "A", records: records).conflicts.isEmpty == !isOpen)
      if isOpen { conflicts += 1 }
    }
    #expect((50...450).contains(conflicts))
  }
}

/// A number that says when it is compared with another.
private struct CountedContent: Hashable {
  let number: Int
  let compared: () -> Void

  static func == (left: CountedContent, right: CountedContent) -> Bool {
    left.compared()
    return left.number == right.number
  }

  func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

/// A change of one field of a record.
private struct RecordChange: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let make: @Sendable (inout DecisionRecord) -> Void

  static let all = [
    RecordChange(testDescription: "ID") { $0.id = "x" },
    RecordChange(testDescription: "application") { $0.application = "B" },
    RecordChange(testDescription: "kind") { $0.kind = .note },
    RecordChange(testDescription: "note") { $0.note = "x" },
    RecordChange(testDescription: "seen") { $0.seen.append("x") },
    RecordChange(testDescription: "from") { $0.from = .draft },
    RecordChange(testDescription: "to") { $0.to = .draft },
    RecordChange(testDescription: "portal") { $0.portal = .draft },
    RecordChange(testDescription: "forced") { $0.isForced.toggle() },
    RecordChange(testDescription: "author") { $0.author.isVerified.toggle() },
    RecordChange(testDescription: "time") { $0.at = Timestamp(secondsSince1970: 1) },
    RecordChange(testDescription: "newer") { $0.isNewer.toggle() },
  ]
}
