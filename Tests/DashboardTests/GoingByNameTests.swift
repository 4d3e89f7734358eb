import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Going to a thing by its name")
struct GoingByNameTests {
  private static func typed(_ keys: String) throws -> DashboardState { try PagesOfThingsTests.typed(keys) }

  @Test(
    "A name in place of a command opens the page of what is called so, in any case",
    arguments: [
      ("2", RowID.job(cluster: "vega", id: 2)),
      ("name11", .entity(EntityID(.node, "name11", cluster: "vega"))),
      ("NAME12", .entity(EntityID(.node, "name12", cluster: "vega"))),
      ("project_1", .entity(EntityID(.account, "project_1", cluster: "vega"))),
      ("anna", .entity(EntityID(.user, "anna", cluster: "vega"))),
      ("gpu", .partition(cluster: "vega", name: "gpu")),
      ("normal", .entity(EntityID(.qos, "normal", cluster: "vega"))),
      ("maint", .entity(EntityID(.reservation, "maint", cluster: "vega"))), ("vega", .cluster("vega")),
      ("EHPC-AIF-2026PG01-9001", .application("EHPC-AIF-2026PG01-9001")),
      ("2026pg01-9001", .application("EHPC-AIF-2026PG01-9001")), ("DRAFT-2", .application("DRAFT-2")),
      ("9001", .application("EHPC-AIF-2026PG01-9001")),
      ("application 9001", .application("EHPC-AIF-2026PG01-9001")),
      ("name40", .entity(EntityID(.source, "name40"))),
      ("100_1", .entity(EntityID(.job, "101", cluster: "vega"))),
      ("102", .entity(EntityID(.job, "102", cluster: "vega"))),
      ("job 2", .job(cluster: "vega", id: 2)),
      ("node name14", .entity(EntityID(.node, "name14", cluster: "vega"))),
      ("cluster vega", .cluster("vega")),
    ])
  func exact(name: String, row: RowID) throws {
    var state = Fixture.state(factory: PagesOfThingsTests.factory)
    state.openCommand()
    _ = state.handle(.paste(name), size: PagesOfThingsTests.size, now: Fixture.now)
    state = try PageCase.typed("<Enter>", into: state, size: PagesOfThingsTests.size)
    if state.overlay == .found {
      // An application and the allocation that was granted to it go by one name.
      state = try PageCase.typed("<Enter>", into: state, size: PagesOfThingsTests.size)
    }
    #expect(state.prompt == nil)
    #expect(state.page?.row == row, "\(String(describing: state.page?.row))")
    #expect(try PageCase.typed("<Esc>", into: state, size: PagesOfThingsTests.size).page == nil)
  }

  @Test("A beginning that several have asks which one, and Tab completes it")
  func several() throws {
    let menu = try Self.typed(":name1<Enter>")
    #expect(menu.overlay == .found)
    #expect(menu.foundMenu.items.map(\.title.shown) == ["name11", "name12", "name13", "name14"])
    #expect(PagesOfThingsTests.text(menu).contains("node down, vega"))
    let page = try PageCase.typed("jj<Enter>", into: menu, size: PagesOfThingsTests.size)
    #expect(page.page?.row == .entity(EntityID(.node, "name13", cluster: "vega")))
    let completed = try Self.typed(":name1<Tab><Tab>")
    #expect(completed.prompt?.field.text == "name12")
    #expect(PagesOfThingsTests.text(try Self.typed(":proj")).contains("account, vega · Enter opens its page"))
  }

  @Test("The end of an application's ID is asked about where several end so, and is no job's number")
  func endOfID() throws {
    var factory = PagesOfThingsTests.factory
    var other = try #require(factory.applications?.first)
    other.id = "EHPC-AIF-2026FL01-9001"
    factory.applications?.append(other)
    other.id = "EHPC-AIF-2026FL01-2"
    factory.applications?.append(other)
    let content = try #require(Fixture.state(factory: factory).content)
    let found = content.things(named: "9001").filter(\.isExact)
    #expect(
      Set(found.map(\.name)) == ["EHPC-AIF-2026FL01-9001", "EHPC-AIF-2026PG01-9001"])
    // What is called just so comes first.
    #expect(content.things(named: "2").filter(\.isExact).map(\.row) == [.job(cluster: "vega", id: 2)])
    #expect(content.things(named: "9001", of: .jobs).isEmpty)
    #expect(content.things(named: "PG01-9001").isEmpty)
  }

  @Test("A number finds the jobs that begin so, and of an array one row")
  func numbers() throws {
    let content = try #require(Fixture.state(factory: PagesOfThingsTests.factory).content)
    #expect(content.things(named: "1").map(\.name.shown) == ["1", "100"])
    #expect(content.things(named: "100").first?.isExact == true)
    #expect(content.things(named: "100_").map(\.name.shown).sorted() == ["100_0", "100_1", "100_2"])
    #expect(content.things(named: "0").isEmpty && content.things(named: "5").isEmpty)
    #expect(content.things(named: "2", of: .nodes).isEmpty)
  }

  @Test("What is called just so is found however many begin so")
  func exactAmongMany() throws {
    var factory = PagesOfThingsTests.factory
    factory.clusters[0].nodes = (1...2000).map { number in
      Node(name: SafeText(untrusted: "project_1\(number)"), state: NodeState(.idle), partitions: ["gpu"])
    }
    let content = DashboardModel(factory: factory, policy: .standard, now: Fixture.now)
    let found = content.things(named: "project_1")
    #expect(found.first?.isExact == true)
    #expect(found.first?.row == .entity(EntityID(.account, "project_1", cluster: "vega")))
    #expect(found.count { !$0.isExact } == 200)
    #expect(content.things(named: "project_12000").map(\.isExact) == [true])
  }

  @Test("What is no name and no command says so, and a command is no name")
  func neither() throws {
    let state = try Self.typed(":zzz<Enter>")
    #expect(state.prompt?.problem?.sentence.shown.contains("no command is called “zzz”") == true)
    #expect(try Self.typed(":jobs<Enter>").view == .queue)
    #expect(try Self.typed(":node zzz<Enter>").prompt != nil)
    #expect(try Self.typed(":job<Enter>").prompt != nil)
    func told(_ keys: String) throws -> String? { try Self.typed(keys).prompt?.problem?.sentence.shown }
    #expect(try told(":node nosuch<Enter>") == "no node is called “nosuch”; nodes lists them")
    #expect(try told(":job 77<Enter>") == "no job is called “77”; jobs lists them")
    #expect(try told(":qos<Enter>") == nil)
    #expect(try told(":node<Enter>") == "node needs the name of one; nodes lists them")
    // As in an editor, whatever begins with the letter.
    var quitting = try Self.typed(":q")
    #expect(
      quitting.handle(.key(.enter, isAlone: true), size: PagesOfThingsTests.size, now: Fixture.now) == [.quit]
    )
  }
}
