import Entities
import Model
import Testing
import Text

@testable import Dashboard

@Suite("What is hidden stays hidden from copies, exports and prompts")
struct HiddenNamesTests {
  @Test(
    "What is hidden leaves by no copy, no export and no word that is offered", arguments: ListKind.allCases)
  func hidden(kind: ListKind) throws {
    var state = DashboardState()
    state.receive(
      DashboardModel(factory: Self.secrets.redacted(Self.all), policy: .standard, now: Fixture.now))
    state.show(listOf: kind)
    guard !state.rows(at: state.placeAtHand).isEmpty else { return }
    var left: [String] = []
    for keys in ["y", "Yt", "Ym", "Yc", "*y", "*Yt", "*Ym", "*Yc", "pyp", "<Enter>pYm"] {
      for case .copy(let text) in try FilterFixture.typed(keys, in: state).effects { left.append(text) }
    }
    for case .export(let order) in try FilterFixture.typed("x<Enter>", in: state).effects {
      let text = ListText(order.list, order.listing, columns: Array(order.list.schema.fields.indices))
      left += [text.csv, text.markdown, text.lines.joined()]
    }
    for field in kind.schema.fields {
      let typed = try FilterFixture.typed("/\(field.key):", in: state).state
      left += typed.prompt?.completion.candidates.map(\.text.shown) ?? []
      let command = try FilterFixture.typed(":\(kind.rawValue) \(field.key):", in: state).state
      left += command.prompt?.completion.candidates.map(\.text.shown) ?? []
    }
    #expect(left.count > 3)
    #expect(!left.contains { $0.contains("SECRET") }, "\(left.filter { $0.contains("SECRET") })")
  }

  @Test("Who made an application leaves by no copy and no export, shown or not", arguments: ["", "p"])
  func applicants(key: String) throws {
    var state = FilterFixture.state()
    state.receive(DashboardModel(factory: Self.secrets, policy: .standard, now: Fixture.now))
    for keys in ["y", "Yt", "Ym", "x<Enter>"] {
      for effect in try FilterFixture.typed("<Enter>\(key)\(keys)", in: state).effects {
        switch effect {
        case .copy(let text): #expect(!text.contains("SECRET-applicant"))
        case .export(let order):
          let text = ListText(order.list, order.listing, columns: Array(order.list.schema.fields.indices))
          #expect(!text.csv.contains("SECRET-applicant"))
        case .quit, .refresh, .redraw, .suspend, .record, .save, .unsave, .lookForExports, .screenshot,
          .replay:
          break
        }
      }
    }
  }

  private static let all: Redactions = [
    .organisations, .titles, .users, .accounts, .jobNames, .reasons, .applicants,
  ]

  /// Something of each kind, with something in it that can be hidden.
  private static let secrets: Factory = {
    var symbols = SymbolTable()
    var job = Job(
      id: 1, state: JobState(.pending), name: symbols.intern("SECRET-job"),
      user: symbols.intern("SECRET-user"),
      account: symbols.intern("SECRET-account"), partition: symbols.intern("gpu"),
      qos: symbols.intern("normal"),
      reason: symbols.intern("Priority"))
    job.reasonDetail = symbols.intern("SECRET-detail")
    let cluster = Cluster(
      name: "vega",
      nodes: [
        Node(
          name: "n1", state: NodeState(.idle, .drain), partitions: ["gpu"], reason: "SECRET-reason",
          reasonSetBy: "SECRET-root", reasonSetAt: Fixture.now)
      ],
      jobs: JobTable(symbols: symbols, jobs: [job]), partitions: [Partition(name: "gpu", state: .up)],
      reservations: [
        Reservation(
          name: "course", startsAt: Fixture.now, accounts: ["SECRET-account"], users: ["SECRET-user"])
      ])
    return Factory(
      clusters: [cluster],
      applications: [
        Application(
          id: "EHPC-1", title: "SECRET-title", mode: .playground, state: .decision,
          organisation: "SECRET-organisation", submittedAt: Fixture.now + .days(-1), assignee: "SECRET-anna",
          applicant: .told(name: "SECRET-applicant", email: "SECRET-applicant@example.org"))
      ],
      allocations: [
        Allocation(
          account: "SECRET-account", proposal: "EHPC-1", cluster: "vega", unit: .gpuHours, granted: 10,
          used: 10)
      ],
      sources: [Source(path: "a.json", kind: .jobs, format: "slurm jobs", problem: "record 1: SECRET-user")])
  }()
}
