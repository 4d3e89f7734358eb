import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Taking back in the dashboard")
struct UndoTests {
  /// A desk on which three applications were accepted at once.
  private static func accepted(size: Size = DecisionFixture.large) throws -> DecisionFixture {
    var desk = DecisionFixture { $0.size = size }
    let order = try desk.order("*da<C-d>y")
    try desk.carryOut(order)
    return desk
  }

  @Test(
    "A batch is shown with every record, taken back only when that is agreed to, and then is as it was before"
  )
  func batch() throws {
    var desk = try Self.accepted()
    #expect(try desk.type("u").isEmpty)
    for part in ["take back", "3 of 3", "9001", "9002", "9003", "accept → awarded", "Take back?"] {
      #expect(desk.text.contains(part), "\(part)")
    }
    let order = try desk.order("y")
    #expect(order.drafts.map(\.draft.kind) == (1...3).map { .correction(of: "r1:\($0)") })
    try desk.carryOut(order, at: 1)
    #expect(desk.state.form == nil)
    #expect(desk.text.contains("3 taken back"))
    for id in DecisionFixture.ids.prefix(3) {
      #expect(desk.state.content?.application(id)?.application.state == .decision)
    }
    #expect(try desk.type("u").isEmpty)
    #expect(desk.text.contains("there is no record of yours to take back"))
  }

  @Test(
    "Nothing is taken back by going back, nor by keys that come together", arguments: ["un", "u<Esc>", "uq"])
  func back(keys: String) throws {
    var desk = try Self.accepted()
    #expect(try desk.type(keys).isEmpty)
    var pasted = try Self.accepted()
    try pasted.type("u")
    #expect(try pasted.type("y", isAlone: false).isEmpty)
    #expect(pasted.text.contains("press it by itself"))
    if keys != "uq" { #expect(desk.state.form == nil) }
  }

  @Test("It is asked wherever one is", arguments: ["1", "2e", "4", "a", "3e<Enter>", ":nodes<Enter>"])
  func everywhere(keys: String) throws {
    var desk = try Self.accepted()
    try desk.type("<Esc>\(keys)u")
    #expect(desk.state.form?.scope == .undo, "\(desk.text)")
  }

  @Test("On the page of an application its record alone is taken back, and the time line says so beside it")
  func page() throws {
    var desk = try Self.accepted()
    try desk.type("<Esc>gg<Enter>")
    #expect(desk.text.contains("undo with u until the portal has it, or another record follows"))
    let page = try #require(desk.state.page?.application)
    try desk.type("u")
    #expect(desk.text.contains("1 of 1"))
    let order = try desk.order("y")
    #expect(order.drafts.map(\.found.application.id) == [page])
    try desk.carryOut(order, at: 1)
    #expect(!desk.text.contains("undo with u"))
    // The rest of the batch is still one.
    try desk.type("<Esc>u")
    #expect(desk.text.contains("2 of 2"))
  }

  @Test("What somebody builds on, or the portal has, is left out of a batch and says why")
  func some() throws {
    var desk = try Self.accepted()
    desk.records.append(desk.note("b:1", of: 0, seen: ["r1:1"]))
    desk.portal[1] = .awarded
    desk.read()
    try desk.type("u")
    #expect(desk.text.contains("1 of 3"))
    #expect(desk.text.contains("ben recorded note after it, as b:1: left out"))
    #expect(desk.text.contains("the portal has gone on from it"))
    let order = try desk.order("y")
    #expect(order.drafts.map(\.draft.kind) == [.correction(of: "r1:3")])
    try desk.carryOut(order, at: 1)
    #expect(desk.text.contains("1 taken back, 2 left out"))
  }

  @Test("Where nothing of it can be taken back, the reason is told at once")
  func refused() throws {
    var desk = DecisionFixture { $0.records = [$0.decision("b:1", .accept, of: 0)] }
    var own = desk.note("a:1", of: 0, by: 1000, seen: ["b:1"])
    own.author = DecisionFixture.anna
    desk.records += [own, desk.note("b:2", of: 0, seen: ["a:1"])]
    desk.read()
    try desk.type("u")
    #expect(desk.state.form == nil)
    #expect(desk.text.contains("cannot be taken back: ben recorded note after it, as b:2"))
    #expect(!desk.text.contains("an older one"))
    var older = desk.note("a:0", of: 1, by: 1000)
    older.author = DecisionFixture.anna
    desk.records.append(older)
    desk.records[1].at = Fixture.now + Seconds(5)
    desk.read()
    try desk.type("u")
    #expect(desk.state.form == nil)
    #expect(desk.text.contains("; an older one: u on the page of its application, or d c"))
  }

  @Test("Of one moment it is what was recorded from here that is the newest")
  func sameMoment() throws {
    var desk = DecisionFixture()
    let order = try desk.order("dnfine<C-d>y")
    let here = order.drafts[0].found.application.id
    var other = desk.note("z:9", of: DecisionFixture.ids.firstIndex { $0 != here } ?? 0, by: 1000)
    other.author = DecisionFixture.anna
    desk.records.append(other)
    try desk.carryOut(order)
    try desk.type("u")
    #expect(desk.state.form?.parts.compactMap(\.record?.id) == ["r1:1"])
  }

  @Test("A rest that was sent again is taken back with its batch")
  func rest() throws {
    var desk = DecisionFixture()
    let order = try desk.order("*dafine<C-d>y")
    var results = try desk.record(order)
    results[2] = .failed("NOT RECORDED: the disk is full")
    desk.records.removeLast()
    desk.state.receive(RecordReport(ticket: order.ticket, results))
    desk.read()
    try desk.carryOut(try desk.order("<C-d>y"), at: 1)
    try desk.type("u")
    #expect(desk.text.contains("3 of 3 will be taken back"), "\(desk.text)")
  }

  @Test("A record of somebody else is never taken back")
  func others() throws {
    var desk = DecisionFixture { $0.records = [$0.decision("b:1", .accept, of: 0)] }
    try desk.type("u")
    #expect(desk.text.contains("there is no record of yours to take back"))
    // It stands behind those that wait.
    try desk.type("/id:9001<Enter><Enter>u")
    #expect(desk.state.page?.application == DecisionFixture.ids[0])
    #expect(desk.text.contains("is ben’s, and nobody takes back for somebody else"))
  }

  @Test(
    "Read-only refuses it, and so does a dashboard without a journal",
    arguments: [RecordingAccess.readOnly(because: "so"), .none])
  func readOnly(desk: RecordingAccess) throws {
    var place = DecisionFixture(desk: desk)
    try place.type("u")
    #expect(place.state.form == nil)
    #expect(place.text.contains(desk == .none ? "there is no journal" : "read-only: so"))
  }

  @Test("Until what was recorded has been read, it is not something older that is taken back")
  func unread() throws {
    var desk = try Self.accepted()
    let order = try desk.order("<Esc><Home>dnfine<C-d>y")
    let results = try desk.record(order, at: 1)
    desk.state.receive(RecordReport(ticket: order.ticket, results))
    try desk.type("u")
    #expect(desk.state.form == nil)
    #expect(desk.text.contains("is being read"))
    desk.read()
    try desk.type("u")
    #expect(desk.state.form?.parts.compactMap(\.record?.id) == ["r2:1"])
  }

  @Test("What changes while it is asked closes the question, and says what")
  func changed() throws {
    var desk = try Self.accepted()
    try desk.type("u")
    desk.records.append(desk.note("b:1", of: 0, seen: ["r1:1"]))
    desk.read()
    #expect(desk.state.form == nil)
    #expect(desk.text.contains("nothing was recorded, for something has changed"))
    let effects = try desk.type("y")
    #expect(effects.allSatisfy { if case .record = $0 { false } else { true } })
  }

  @Test("What the disk does not take is not told as taken back")
  func failed() throws {
    var desk = try Self.accepted()
    let order = try desk.order("uy")
    desk.state.receive(RecordReport(order, allFailed: "NOT RECORDED: the disk is full"))
    #expect(desk.text.contains("0 taken back, 3 not"))
    #expect(desk.text.contains("NOT RECORDED: the disk is full"))
  }
}
