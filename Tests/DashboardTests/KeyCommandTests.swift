import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("What keys do, by its name")
struct KeyCommandTests {
  private func reading(_ text: SafeText, in scopes: [KeyScope]) -> CommandReading {
    CommandReading(text, CommandTable(on: .applications, [], CommandPlace(scopes: scopes)))
  }

  @Test(
    "Every line of the key table is a command where it counts; where it does not, the command says where",
    arguments: KeyTable.bindings.map(\.name))
  func lines(name: SafeText) throws {
    let binding = try #require(KeyTable.bindings.first { $0.name == name })
    guard case .act(let action)? = reading(name, in: [binding.scope]).command else {
      Issue.record("it is none")
      return
    }
    #expect(action == binding.action)
    let others = KeyScope.allCases.filter { $0 != binding.scope }
    let elsewhere = reading(name, in: others)
    #expect(elsewhere.command == nil)
    #expect(elsewhere.problems.map(\.sentence) == ["\(name) acts \(binding.scope.title)"])
    #expect(reading("\(name) now", in: [binding.scope]).problems.first?.sentence == "nothing follows \(name)")
  }

  @Test("They are completed and explained with their keys, those of a configuration too, where they count")
  func completion() throws {
    func last(_ keys: String, in state: DashboardState = FilterFixture.state()) throws -> String {
      FilterFixture.rows(try FilterFixture.typed(keys, in: state).state).last ?? ""
    }
    #expect(
      try last(":time.").contains(
        "time.freeze: freeze the figures, and thaw them; in a replay play, and stop · key f"))
    #expect(try last(":list.sort<Tab>").contains("list.sort: sort the list: choose by what · keys s F6"))
    #expect(try FilterFixture.typed(":map.").state.prompt?.completion.candidates.isEmpty == true)
    #expect(try last(":map.next<Enter>").contains("map.next acts on the map of nodes"))
    let wished = KeyBindings.remapped(by: [KeyWish(action: "time.freeze", keys: ["V"])])
    var state = FilterFixture.state()
    state.adopt(wished.bindings)
    #expect(try last(":time.", in: state).contains("· key V"))
    #expect(try FilterFixture.typed(":tim<Tab>").state.prompt?.field.text == "time.freeze")
  }

  @Test("They do what the key does")
  func acts() throws {
    #expect(try FilterFixture.typed(":time.freeze<Enter>").state.frozenAt == Fixture.now)
    #expect(try FilterFixture.typed(":sources.read<Enter>").effects == [.refresh])
    #expect(try FilterFixture.typed(":list.sort<Enter>").state.overlay == .sort)
    #expect(try FilterFixture.typed(":list.mine<Enter>").state.queries[.applications]?.written == "mine")
    #expect(try FilterFixture.typed(":row.open<Enter>").state.page != nil)
    #expect(try FilterFixture.typed(":list.filter<Enter>mine").state.prompt?.field.text == "mine")
    #expect(try FilterFixture.typed(":program.quit<Enter>").effects == [.quit])
    #expect(try FilterFixture.typed(":view.close<Enter>").effects == [.quit])
    let below = try FilterFixture.typed("e:view.close<Enter>", in: FilterFixture.state(.overview))
    #expect(below.effects.isEmpty && below.state.view == .overview)
    let down = try FilterFixture.typed(":LIST.DOWN<Enter>").state
    #expect(down.cursors[.pane(.applications)]?.place == 1)
  }

  @Test("Leaving by name loses no draft")
  func drafts() throws {
    var state = FilterFixture.state()
    state.receive(.open(RecordAuthor(name: "anna", uid: 1000, host: "login1")))
    let factory = FilterFixture.factory.merged(with: [:], calendar: Policy.standard.workingCalendar)
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    let draft = try FilterFixture.typed("dnabc<Esc>", in: state).state
    for name in ["program.quit", "view.close", "quit"] {
      let (warned, effects) = try FilterFixture.typed(":\(name)<Enter>", in: draft)
      #expect(effects.isEmpty && warned.notice?.text.shown.contains("leaves all the same") == true, "\(name)")
    }
  }

  @Test("Views are gone to by their names, and one goes back as from a list", arguments: View.allCases)
  func views(view: View) throws {
    let start = try FilterFixture.typed(
      view == .overview ? ":alerts<Enter>" : "1", in: FilterFixture.state(.overview)
    ).state
    let there = try FilterFixture.typed(":\(view.rawValue)<Enter>", in: start).state
    #expect(there.view == view && there.openList == nil && there.prompt == nil)
    #expect(try FilterFixture.typed("q", in: there).state.view == .overview)
    #expect(try FilterFixture.typed(":\(view.rawValue)<Enter>", in: there).state.view == view)
  }
}
