import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Decisions in lines of words")
struct LinearFormTests {
  private struct Talk {
    var desk: DecisionFixture
    var dialog: LinearDialog
    private(set) var answer = ""
    private(set) var effects: [Effect] = []

    init(_ change: (inout DecisionFixture) -> Void = { _ in }) {
      desk = DecisionFixture(change)
      dialog = LinearDialog(desk.state)
      _ = dialog.say(Fixture.clock)
    }

    @discardableResult
    mutating func say(_ line: String, isAlone: Bool = true) -> String {
      effects = dialog.handle(line, isAlone: isAlone, now: Fixture.now)
      answer = dialog.say(Fixture.clock).written
      return answer
    }

    mutating func say(all lines: [String]) { for line in lines { say(line) } }

    /// The order that the last line came to, recorded as the journal does, and what is said of that.
    mutating func record() throws -> [DecisionRecord] {
      guard case .record(let order)? = effects.first else { return [] }
      let results = try desk.record(order)
      let content = desk.content
      dialog.change {
        $0.receive(RecordReport(ticket: order.ticket, results))
        $0.receive(content)
      }
      answer = dialog.say(Fixture.clock).written
      return results.compactMap { if case .recorded(let record, _, _) = $0 { record } else { nil } }
    }
  }

  @Test("One application: each question in turn, the whole before it is recorded, and what became of it")
  func one() throws {
    var talk = Talk()
    talk.say(all: ["applications", "EHPC-AIF-2026PG01-9001"])
    #expect(talk.say("accept").hasPrefix("accept EHPC-AIF-2026PG01-9001. cancel gives it up.\n"))
    #expect(
      talk.answer.contains("\nchecks: ")
        && talk.answer.contains("\nThe note, in one line? An empty line is none."))
    let summary = talk.say("fits  the pool")
    for part in [
      "application: EHPC-AIF-2026PG01-9001", "record: accept", "step: decision to awarded",
      "note: fits the pool",
    ] {
      #expect(summary.contains(part), "\(summary)")
    }
    #expect(summary.hasSuffix("Record it as anna, y or n?\n"))
    #expect(talk.effects.isEmpty)
    talk.say("y")
    #expect(talk.dialog.isWaiting)
    let records = try talk.record()
    #expect(records.map(\.kind) == [.decision(.accept)] && records.first?.note == "fits  the pool")
    #expect(talk.answer.hasPrefix("recorded accept of EHPC-AIF-2026PG01-9001"), "\(talk.answer)")
    #expect(!talk.dialog.isWaiting && talk.dialog.state.form == nil)
  }

  @Test("Nothing is recorded by n, by another answer, or by a y that came with other lines")
  func notRecorded() {
    var talk = Talk()
    talk.say(all: ["EHPC-AIF-2026PG01-9001", "take", ""])
    #expect(talk.say("maybe").hasPrefix("that is neither y nor n."))
    talk.say("y", isAlone: false)
    #expect(talk.effects.isEmpty && talk.answer.contains("as in a paste"), "\(talk.answer)")
    talk.say("n")
    #expect(talk.effects.isEmpty && talk.answer.contains("Not recorded."))
    #expect(talk.dialog.state.form == nil)
  }

  @Test("What was written is kept after n, and is there when the same is begun again; cancel throws it away")
  func draft() {
    var talk = Talk()
    talk.say(all: ["EHPC-AIF-2026PG01-9001", "reject", "no capacity", "n"])
    #expect(talk.answer.contains("kept"), "\(talk.answer)")
    #expect(talk.say("reject").contains("An empty line keeps “no capacity”"), "\(talk.answer)")
    #expect(talk.say("").contains("note: no capacity"))
    talk.say("n")
    talk.say(all: ["reject", "cancel"])
    #expect(talk.answer == "Thrown away: nothing of it is recorded.\n")
    #expect(!talk.say("reject").contains("no capacity"))
  }

  @Test("Somebody is named, an outcome is chosen by its number, and a wrong number asks again")
  func choices() throws {
    var talk = Talk { $0.portal[0] = .techAssessment }
    talk.say(all: ["EHPC-AIF-2026PG01-9001", "assign"])
    #expect(talk.answer.contains("To whom?"))
    talk.say(all: ["ben", ""])
    #expect(talk.answer.contains("record: assign to ben"), "\(talk.answer)")
    talk.say(all: ["n", "outcome"])
    #expect(talk.answer.contains("Which outcome? 1: "), "\(talk.answer)")
    #expect(talk.say("99").contains("a number from 1 to "), "\(talk.answer)")
    #expect(talk.say("1").contains("The note"), "\(talk.answer)")
  }

  @Test("An assignment without a name asks for it again")
  func missing() {
    var talk = Talk()
    talk.say(all: ["EHPC-AIF-2026PG01-9001", "assign", "", ""])
    #expect(
      talk.answer.contains("name a colleague or a team") && talk.answer.contains("To whom?"), "\(talk.answer)"
    )
  }

  @Test("What the step does not allow is recorded when somebody forces it and says why")
  func forced() throws {
    var talk = Talk()
    talk.say(all: ["EHPC-AIF-2026PG01-9004", "reject", "withdrew by phone"])
    #expect(talk.answer.contains("Record it although"), "\(talk.answer)")
    talk.say("y")
    #expect(talk.answer.contains("forced: although"), "\(talk.answer)")
    talk.say("y")
    #expect(try talk.record().first?.isForced == true)
  }

  @Test("What the step does not allow is given up by n, and what is forced says why before it is asked")
  func notForced() {
    var talk = Talk()
    talk.say(all: ["EHPC-AIF-2026PG01-9004", "reject", "withdrew by phone"])
    #expect(talk.say("").contains("neither y nor n"), "\(talk.answer)")
    #expect(talk.answer.contains("cancel gives it up."), "\(talk.answer)")
    #expect(talk.say("n").hasSuffix("\nNot recorded.\n"), "\(talk.answer)")
    #expect(talk.dialog.state.form == nil)
  }

  @Test(
    "A command's own word is asked back where words are asked for, and counts when it is said again",
    arguments: ["back", "help", "undo", "quit", "accept"])
  func doubted(word: String) {
    var talk = Talk()
    talk.say(all: ["EHPC-AIF-2026PG01-9001", "note"])
    #expect(talk.say(word).hasPrefix("“\(word)” is a command, and a question is open"), "\(talk.answer)")
    #expect(talk.dialog.state.form?.note.isEmpty == true)
    talk.say(word)
    #expect(talk.answer.contains("note: \(word)"), "\(talk.answer)")
  }

  @Test("Where all that are marked are left out it is said why, and nothing stays open")
  func allLeftOut() {
    var talk = Talk()
    talk.say(all: ["applications sort:id", "mark 4", "accept"])
    talk.say("fits")
    #expect(
      talk.answer.contains("\nnothing would be recorded: all of them are left out.\n"), "\(talk.answer)")
    #expect(talk.answer.contains("EHPC-AIF-2026PG01-9004, "), "\(talk.answer)")
    #expect(talk.dialog.state.form == nil)
  }

  @Test("Marked rows get a record each, after each of them was named; undo takes the batch back")
  func several() throws {
    var talk = Talk()
    talk.say("applications sort:id")
    #expect(talk.say("mark 1 2 4").hasPrefix("3 of the applications marked: "), "\(talk.answer)")
    #expect(talk.say("mark 4").hasPrefix("2 of the applications marked: "))
    #expect(talk.say("mark 9").hasPrefix("Nothing is marked: 9 is no row"))
    #expect(talk.say("accept").hasPrefix("accept 2 applications."), "\(talk.answer)")
    talk.say("both fit")
    #expect(talk.answer.contains("accept: 2 of 2 will be recorded"), "\(talk.answer)")
    #expect(talk.answer.contains("2026PG01-9001") && talk.answer.contains("2026PG01-9002"))
    talk.say("y")
    #expect(try talk.record().count == 2)
    talk.say("undo")
    #expect(talk.answer.contains("Take it back as anna, y or n?"), "\(talk.answer)")
    talk.say("y")
    #expect(try talk.record().count == 2)
  }

  @Test("Without an application there is nothing to decide on, and read-only says so")
  func nothing() {
    var talk = Talk()
    #expect(talk.say("accept").hasPrefix("Say an application first"))
    var closed = LinearDialog(DecisionFixture(desk: .readOnly(because: "it was started so")).state)
    _ = closed.handle("EHPC-AIF-2026PG01-9001", isAlone: true, now: Fixture.now)
    _ = closed.handle("accept", isAlone: true, now: Fixture.now)
    #expect(closed.say(Fixture.clock).written.contains("it was started so"))
  }

  @Test(
    "A text that is too long, and a chosen text, take nothing from what was written; a minus sign empties it")
  func kept() {
    var talk = Talk()
    talk.say(all: ["EHPC-AIF-2026PG01-9001", "reject", "no capacity", "n", "reject"])
    talk.say(String(repeating: "x", count: 1200))
    #expect(
      talk.answer.contains("nothing was put in") && talk.answer.contains("“no capacity”"), "\(talk.answer)")
    talk.say("-")
    #expect(!talk.answer.contains("no capacity"), "\(talk.answer)")
  }

  @Test("With a draft, the end is asked for twice; without one it comes at once")
  func end() {
    var talk = Talk()
    talk.say(all: ["EHPC-AIF-2026PG01-9001", "note", "hello", "n", "quit"])
    #expect(talk.effects.isEmpty && talk.answer.contains("quit again ends all the same"), "\(talk.answer)")
    talk.say("again")
    talk.say("q")
    #expect(talk.effects.isEmpty)
    talk.say("q")
    #expect(talk.effects == [.quit])
  }

  @Test(
    "While something is recorded, another line is taken for what it says, and what became of it is told with the next"
  )
  func meanwhile() throws {
    var talk = Talk()
    talk.say(all: ["EHPC-AIF-2026PG01-9001", "take", "", "y"])
    guard case .record(let order)? = talk.effects.first else {
      Issue.record("nothing is recorded")
      return
    }
    #expect(talk.say("nodes").contains("Nodes, "))
    let results = try talk.desk.record(order)
    talk.dialog.change { $0.receive(RecordReport(ticket: order.ticket, results)) }
    #expect(talk.say("help").hasPrefix("recorded assign of"), "\(talk.answer)")
  }
}
