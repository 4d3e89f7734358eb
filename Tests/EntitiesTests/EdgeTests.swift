import Entities
import Model
import Testing
import Text

@Suite("What is told at the edges")
struct EdgeTests {
  private func value(_ key: String, _ kind: ListKind, of name: SafeText) throws -> FieldValue {
    let list = TwoClusters.list(kind)
    let row = try #require((0..<list.count).first { list.value(0, of: $0).shown == name })
    return list.value(try #require(kind.schema.place(of: key)), of: row)
  }

  @Test("A job waits from its begin time on, runs until it ends, and has nothing left past its limit")
  func times() throws {
    #expect(try value("wait", .jobs, of: "12") == .unknown)
    #expect(try value("wait", .jobs, of: "13") == .span(Seconds(0)))
    #expect(try value("elapsed", .jobs, of: "2") == .span(.hours(3)))
    #expect(try value("left", .jobs, of: "1") == .span(Seconds(0)))
    #expect(try value("left", .jobs, of: "11") == .unknown)
  }

  @Test("Parts of GPUs are no GPUs and not none, and without a GPU no limit is needed to know the GPU-hours")
  func gpus() throws {
    #expect(try value("gpus", .jobs, of: "13") == .count(2))
    #expect(try value("gpus", .jobs, of: "14") == .unknown)
    #expect(try value("gpu-hours", .jobs, of: "12") == .amount(0))
    #expect(try value("gpu-hours", .jobs, of: "13") == .unknown)
  }

  @Test("What one job does not tell makes its user's sum unknown, and only what runs counts where it runs")
  func shares() throws {
    #expect(try value("gpus", .users, of: "zoe") == .count(4))
    #expect(try value("gpus", .users, of: "anna") == .unknown)
    #expect(try value("running", .users, of: "anna") == .count(1))
    #expect(try value("gpu-hours", .users, of: "anna") == .amount(0))
    #expect(try value("jobs", .nodes, of: "a1") == .count(1))
  }

  @Test(
    "A reservation is active from its first moment to its last, and its GPUs are known where its nodes' are")
  func reservations() throws {
    func reservation(_ name: SafeText, _ nodes: SafeText, from: Int64, to end: Int64) -> Reservation {
      Reservation(
        name: name, nodeList: nodes, startsAt: EntityFixture.now + .hours(from),
        endsAt: EntityFixture.now + .hours(end))
    }
    let cluster = Cluster(
      name: "vega",
      nodes: [
        Node(name: "n1", state: NodeState(.idle), gpus: 4),
        Node(name: "n2", state: NodeState(.idle), gpus: nil),
      ],
      reservations: [
        reservation("begins", "n1", from: 0, to: 1), reservation("ended", "n[1-2]", from: -1, to: 0),
        reservation("elsewhere", "m1", from: 1, to: 2),
      ])
    let factory = Factory(clusters: [cluster])
    let list = EntityList(
      .reservations, of: factory,
      figures: Figures(of: factory, policy: .standard, now: EntityFixture.now))
    let query = QueryReading("active", ListKind.reservations.schema).query
    let active = Listing(list, by: query, now: EntityFixture.now, zone: .central).places
    #expect(active.map { list.value(0, of: Int($0)) } == [.text("begins")])
    let gpus = try #require(ListKind.reservations.schema.place(of: "gpus"))
    let told = (0..<list.count).map { (list.value(0, of: $0).shown.shown, list.value(gpus, of: $0)) }
    #expect(
      Dictionary(uniqueKeysWithValues: told) == [
        "begins": .count(4), "ended": .unknown, "elsewhere": .unknown,
      ])
  }
}
