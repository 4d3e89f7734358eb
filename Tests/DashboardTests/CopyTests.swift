import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Copying from the screen")
struct CopyTests {
  private static let size = FilterFixture.size

  private static func text(_ state: DashboardState) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  @Test("y copies the ID of the row under the cursor, and says so; on a page that of its application")
  func ids() throws {
    let (state, effects) = try FilterFixture.typed("gy")
    let first = try #require(state.rows(of: .applications).first?.application)
    #expect(effects == [.copy(first.shown)])
    #expect(state.notice == Notice("copied \(first) by OSC 52"))
    let page = try FilterFixture.typed("gj<Enter>y")
    #expect(page.effects == [.copy(page.state.rows(of: .applications)[1].application?.shown ?? "")])
  }

  @Test("Of each list it is what a row is called by")
  func everyList() throws {
    func copied(_ view: View, _ keys: String = "y") throws -> [Effect] {
      try FilterFixture.typed(keys, in: Fixture.state(view)).effects
    }
    let state = Fixture.state(.utilization)
    guard case .cluster(let cluster)? = state.rows(of: .utilization).first,
      case .partition(_, let partition)? = state.rows(of: .utilization).dropFirst().first
    else {
      Issue.record("no partition under a cluster")
      return
    }
    #expect(try copied(.utilization) == [.copy(cluster.shown)])
    #expect(try copied(.utilization, "jy") == [.copy(partition.shown)])
    guard case .job(_, let id)? = Fixture.state(.queue).rows(of: .queue).first else {
      Issue.record("no job")
      return
    }
    #expect(try copied(.queue) == [.copy("\(id)")])
    guard case .allocation(_, let account, _)? = Fixture.state(.budget).rows(of: .budget).first else {
      Issue.record("no allocation")
      return
    }
    #expect(try copied(.budget) == [.copy(account.shown)])
    // On the map the cursor is on a node.
    let node = try FilterFixture.typed("jly", in: Fixture.state(.utilization))
    #expect(node.effects == [.copy(try #require(node.state.nodeCursor).name.shown)])
  }

  @Test("Of marked rows all IDs are copied, in the order of the list, those that a filter hides last")
  func marked() throws {
    let both = try FilterFixture.typed("  /<C-u>sort:-id<Enter>y")
    let ids = try #require(both.effects.first.flatMap { if case .copy(let text) = $0 { text } else { nil } })
    let lines = ids.split(separator: "\n")
    #expect(lines.count == 2 && lines[0] > lines[1])
    #expect(both.state.notice?.text == "copied 2 IDs by OSC 52")
    #expect(try FilterFixture.typed("  /zzz<Enter>y").effects.count == 1)
  }

  @Test("Where nothing is listed, and where something lies over it, nothing is copied, and that is said")
  func nothing() throws {
    let none = try FilterFixture.typed("/organisation:nobody<Enter>y")
    #expect(none.effects.isEmpty)
    #expect(none.state.notice?.text == "there is nothing to copy here")
    for overlay in ["?", "s"] {
      let over = try FilterFixture.typed("\(overlay)y")
      #expect(over.effects.isEmpty)
      // A menu goes, the help stays and says it.
      #expect((over.state.notice?.text.shown.contains("nothing to copy here") == true) == (overlay == "?"))
    }
  }

  @Test("Turned off, every key that copies says that the configuration does it")
  func off() throws {
    var state = FilterFixture.state()
    state.adopt(CopyWay.off)
    for keys in ["y", "Ym", "xjj<Right><Enter>"] {
      let (after, effects) = try FilterFixture.typed(keys, in: state)
      #expect(effects.isEmpty)
      #expect(after.notice?.text.shown.contains("copy = \"off\"") == true)
    }
  }

  @Test("What is too long for terminals is refused in words that name the key of the export")
  func tooLong() {
    var state = FilterFixture.state()
    #expect(state.copy(String(repeating: "ä", count: 50_000), called: "it").count == 1)
    #expect(state.copy(String(repeating: "ä", count: 50_001), called: "it").isEmpty)
    #expect(
      state.notice?.text == "it is too long to copy: more than 100,000 bytes · x writes a file")
    // Of a long list no more is made than shows that it is too long.
    var made = 0
    let pieces = (0..<1_000_000).lazy.map { _ in
      made += 1
      return "0123456789"
    }
    #expect(state.copy(pieces: pieces, called: "it").isEmpty)
    #expect(made == 10_001)
    #expect(state.copy(pieces: ["a", "\nb"], called: "it") == [.copy("a\nb")])
  }

  @Test("Y offers the row as a line, as Markdown with heads, and where there is one its command")
  func menu() throws {
    let open = try FilterFixture.typed("gY", in: Fixture.state(.queue)).state
    guard case .job(_, let id)? = open.rows(of: .queue).first else {
      Issue.record("no job")
      return
    }
    let text = Self.text(open)
    #expect(text.contains("Copy · \(id)"))
    #expect(text.contains("t  text"))
    // No source tells how Slurm calls the cluster.
    let command = "scontrol show job \(id)"
    #expect(text.contains("c  command   \(command)"))
    let copied = try FilterFixture.typed("c", in: open)
    #expect(copied.effects == [.copy(command)])
    #expect(copied.state.overlay == nil)
    guard case .copy(let markdown)? = try FilterFixture.typed("j<Enter>", in: open).effects.first,
      case .copy(let line)? = try FilterFixture.typed("t", in: open).effects.first
    else {
      Issue.record("nothing was copied")
      return
    }
    #expect(markdown.split(separator: "\n").count == 3)
    #expect(markdown.hasPrefix("| job | "))
    #expect(markdown.split(separator: "\n")[2].contains("\(id)"))
    #expect(line.split(separator: "\n").count == 1)
    #expect(line.contains("\(id)"))
    // Of an application there is no command of Slurm's.
    #expect(!Self.text(try FilterFixture.typed("Y").state).contains("command"))
  }

  @Test("Of a node under the cursor of the map, it is the node that is copied")
  func node() throws {
    let open = try FilterFixture.typed("jlY", in: Fixture.state(.utilization)).state
    let name = try #require(open.nodeCursor).name.shown
    #expect(Self.text(open).contains("Copy · \(name)"))
    guard case .copy(let command)? = try FilterFixture.typed("c", in: open).effects.first,
      case .copy(let markdown)? = try FilterFixture.typed("m", in: open).effects.first
    else {
      Issue.record("nothing was copied")
      return
    }
    #expect(command.hasPrefix("scontrol show node \(name)"))
    #expect(markdown.hasPrefix("| node |"))
    #expect(markdown.split(separator: "\n")[2].contains(name))
  }

  @Test("The columns of what is copied are those that are settled")
  func columns() throws {
    var state = Fixture.state(.queue)
    var settings = ListSettings()
    settings.preferences[.jobs] = ListPreference(
      columns: try ListKind.jobs.schema.places(of: ["state", "id"]))
    state.adopt(settings)
    guard case .copy(let markdown)? = try FilterFixture.typed("Ym", in: state).effects.first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(markdown.hasPrefix("| state | job |\n"))
  }

  @Test("A command names the cluster as Slurm does, where there are several")
  func slurmNames() throws {
    func command(_ clusters: [Cluster]) throws -> Effect? {
      var state = DashboardState()
      state.receive(DashboardModel(factory: Factory(clusters: clusters), policy: .standard, now: Fixture.now))
      state.show(listOf: .nodes)
      return try FilterFixture.typed("gYc", in: state).effects.first
    }
    let node = Node(name: "n1", state: NodeState(.idle))
    let own = Cluster(name: "a factory's", nodes: [node], slurmName: "prod")
    #expect(try command([own]) == .copy("scontrol show node n1"))
    #expect(try command([own, Cluster(name: "b")]) == .copy("scontrol show node n1 -M prod"))
    #expect(
      try command([Cluster(name: "a", nodes: [node]), Cluster(name: "b", slurmName: "b")])
        == .copy("scontrol show node n1"))
  }

  @Test(
    "Names of a command are one word for a shell, and none is an option",
    arguments: [
      ("nid001", "scontrol show node nid001 -M lumi"),
      ("a'; rm -rf ~; '", #"scontrol show node 'a'\''; rm -rf ~; '\''' -M lumi"#), ("-x", nil), ("", nil),
    ] as [(SafeText, String?)])
  func words(name: SafeText, command: String?) {
    #expect(EntityID(.node, name, cluster: "own").showCommand(in: "lumi") == command)
  }

  @Test("Each kind has the command that shows it")
  func commands() {
    func command(_ kind: EntityID.Kind) -> String? {
      EntityID(kind, "n", cluster: "c").showCommand(in: nil)
    }
    #expect(command(.job) == "scontrol show job n")
    #expect(command(.partition) == "scontrol show partition n")
    #expect(command(.reservation) == "scontrol show reservation n")
    #expect(command(.account) == "sacctmgr show account n")
    #expect(command(.allocation) == "sacctmgr show account n")
    #expect(command(.user) == "sacctmgr show user n")
    #expect(command(.qos) == "sacctmgr show qos n")
    #expect(command(.application) == nil)
  }
}
