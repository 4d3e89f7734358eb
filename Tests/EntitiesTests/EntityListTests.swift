import Entities
import Model
import Testing
import Text

@Suite("Lists of things")
struct EntityListTests {
  private static func list(_ kind: ListKind) -> EntityList {
    EntityList(kind, of: EntityFixture.factory, figures: EntityFixture.figures)
  }

  private static let everyField = ListKind.allCases.flatMap { kind in
    kind.schema.fields.indices.map { (kind, $0) }
  }

  @Test("Every field of every kind sorts both ways, with what is unknown last", arguments: everyField)
  func sorts(kind: ListKind, field: Int) throws {
    let list = Self.list(kind)
    let key = kind.schema.fields[field].key
    #expect(list.count > 0)
    func sorted(_ sign: SafeText) throws -> [FieldValue] {
      let reading = QueryReading("sort:\(sign)\(SafeText(untrusted: key))", kind.schema)
      #expect(reading.problem == nil)
      let listing = Listing(
        list, by: reading.query, now: EntityFixture.now, zone: EntityFixture.zone)
      #expect(Set(listing.places) == Set((0..<list.count).map { Int32($0) }))
      return listing.places.map { place in
        let value = list.value(field, of: Int(place))
        return value == .list([]) ? .unknown : value
      }
    }
    let (up, down) = (try sorted(""), try sorted("-"))
    for values in [up, down] {
      let firstUnknown = values.firstIndex(of: .unknown) ?? values.count
      #expect(values[firstUnknown...].allSatisfy { $0 == .unknown })
    }
    #expect(
      up.filter { $0 != .unknown } == down.filter { $0 != .unknown }.reversed() || kind.hasTies(list, field))
  }

  @Test("Every field of every kind filters by what it tells, and by what it does not", arguments: everyField)
  func filters(kind: ListKind, field: Int) throws {
    let list = Self.list(kind)
    let key = SafeText(untrusted: kind.schema.fields[field].key)
    func places(_ words: SafeText) -> Set<Int> {
      let reading = QueryReading(words, kind.schema)
      #expect(reading.problem == nil, "\(words.shown)")
      return Set(
        Listing(list, by: reading.query, now: EntityFixture.now, zone: EntityFixture.zone).places.map(
          Int.init))
    }
    let untold = Set((0..<list.count).filter { [.unknown, .list([])].contains(list.value(field, of: $0)) })
    #expect(places("\(key):-") == untold)
    #expect(places("!\(key):-") == Set(0..<list.count).subtracting(untold))
    for row in 0..<list.count where !untold.contains(row) {
      guard let wanted = list.value(field, of: row).asWritten else { continue }
      let found = places("\(key)=\(wanted)")
      #expect(found.contains(row), "\(key.shown)=\(wanted.shown)")
      #expect(places("!\(key)=\(wanted)") == Set(0..<list.count).subtracting(found))
    }
  }

  @Test("Every field of every kind has an explanation, a key of its own, and the same key in CSV and JSON")
  func keys() {
    for kind in ListKind.allCases {
      let schema = kind.schema
      #expect(Set(schema.fields.map(\.key)).count == schema.fields.count)
      #expect(Set(schema.fields.map(\.jsonKey)).count == schema.fields.count)
      #expect(schema.fields.allSatisfy { !$0.explanation.isEmpty && $0.key != "sort" })
      #expect(schema.flags.allSatisfy { !$0.explanation.isEmpty })
      let list = Self.list(kind)
      let listing = Listing(list, by: nil, now: EntityFixture.now, zone: EntityFixture.zone)
      let text = ListText(list, listing, columns: Array(schema.fields.indices))
      let lines = text.csv.split(separator: "\n")
      #expect(lines[0] == schema.fields.map(\.jsonKey).joined(separator: ",")[...])
      #expect(lines.count == list.count + 1)
      #expect(text.markdown.split(separator: "\n").count == list.count + 2)
      #expect(text.table.split(separator: "\n").count == list.count + 1)
    }
  }

  @Test(
    "A key in JSON has its unit",
    arguments: [
      (ListKind.jobs, "wait", "wait_seconds"), (.jobs, "gpu-hours", "gpu_hours"), (.jobs, "gpus", "gpus"),
      (.allocations, "used%", "used_fraction"), (.nodes, "power", "power_watts"),
      (.nodes, "busy", "busy_fraction"), (.sources, "age", "age_seconds"), (.allocations, "used", "used"),
      (.applications, "left", "left_seconds"), (.partitions, "drain", "drain_seconds"),
    ])
  func jsonKeys(kind: ListKind, key: String, json: String) throws {
    let place = try #require(kind.schema.place(of: key))
    #expect(kind.schema.fields[place].jsonKey == json)
  }

  @Test("What waits comes first, by priority, as squeue numbers it; nodes come in the order of their numbers")
  func order() {
    #expect(EntityFixture.listed("", .jobs) == ["2", "3_[0-63%8]", "4", "1", "5"])
    #expect(EntityFixture.listed("", .nodes) == ["n2", "n3", "n4", "n10"])
    #expect(EntityFixture.listed("", .reservations) == ["course", "maint"])
    #expect(EntityFixture.listed("sort:-gpus,id", .jobs) == ["2", "4", "1", "3_[0-63%8]", "5"])
    #expect(EntityFixture.listed("sort:user,-gpus", .jobs) == ["3_[0-63%8]", "2", "4", "1", "5"])
  }

  private func value(_ key: String, _ kind: ListKind, row: Int) throws -> FieldValue {
    Self.list(kind).value(try #require(kind.schema.place(of: key)), of: row)
  }

  @Test("A job's time is told by what it does: it waits since it is eligible, else since it was submitted")
  func times() throws {
    #expect(try value("wait", .jobs, row: 0) == .span(.hours(20)))
    #expect(try value("wait", .jobs, row: 1) == .span(.hours(30)))
    #expect(try value("wait", .jobs, row: 3) == .unknown)
    #expect(try value("elapsed", .jobs, row: 3) == .span(.hours(2)))
    #expect(try value("left", .jobs, row: 3) == .span(.hours(10)))
    #expect(try value("left", .jobs, row: 0) == .unknown)
    #expect(try value("limit", .jobs, row: 4) == .unknown)
  }

  @Test("GPU-hours are of all tasks, and a lower bound where Slurm cut the list of them")
  func gpuHours() throws {
    #expect(try value("gpu-hours", .jobs, row: 0) == .amount(384))
    #expect(try value("gpu-hours", .jobs, row: 1) == .amount(256, isAtLeast: true))
    #expect(try value("gpu-hours", .jobs, row: 4) == .unknown)
    #expect(try value("tasks", .jobs, row: 1).shown.shown == "≥ 64")
  }

  @Test("A node's GPUs are idle only where a job can start, and its jobs are counted where they run")
  func nodes() throws {
    #expect(try value("idle", .nodes, row: 3) == .count(2))
    #expect(try value("idle", .nodes, row: 0) == .count(0))
    #expect(try value("jobs", .nodes, row: 0) == .count(1))
    #expect(try value("jobs", .nodes, row: 1) == .count(0))
    #expect(try value("busy", .nodes, row: 3) == .share(0.6))
    #expect(try value("gpus", .nodes, row: 2) == .unknown)
  }

  @Test("Accounts, users and QOS are what their jobs come to, and those without a job are there too")
  func shares() throws {
    #expect(EntityFixture.listed("", .accounts) == ["project_2", "project_1", "project_3"])
    #expect(EntityFixture.listed("", .users) == ["Aif0255", "aif0211"])
    #expect(EntityFixture.listed("", .qos) == ["long", "normal"])
    #expect(try value("running", .accounts, row: 1) == .count(1))
    #expect(try value("waiting", .accounts, row: 1) == .count(2))
    #expect(try value("gpus", .accounts, row: 1) == .count(8))
    #expect(try value("gpu-hours", .accounts, row: 1) == .amount(400))
    #expect(try value("left", .accounts, row: 1) == .amount(100))
    #expect(try value("waiting", .accounts, row: 2) == .count(64, isAtLeast: true))
    // No file tells of jobs of an account without a cluster.
    #expect(try value("running", .accounts, row: 0) == .unknown)
    #expect(try value("running", .qos, row: 0) == .count(0))
    #expect(try value("wall", .qos, row: 0) == .unlimited)
  }

  @Test("A reservation holds the GPUs that Slurm tells, else those of its nodes")
  func reservations() throws {
    #expect(try value("gpus", .reservations, row: 0) == .count(4))
    #expect(try value("gpus", .reservations, row: 1) == .count(16))
    #expect(EntityFixture.listed("active", .reservations) == ["course"])
    #expect(EntityFixture.listed("maintenance", .reservations) == ["maint"])
    #expect(EntityFixture.listed("node:n3", .reservations) == ["maint"])
    #expect(EntityFixture.listed("accounts:project", .reservations) == ["course"])
  }

  @Test("CSV quotes what would be read otherwise, and Markdown escapes it")
  func escaping() {
    let factory = Factory(sources: [
      Source(path: "a,\"b\".json", kind: .other), Source(path: "c|d*.json", kind: .other),
    ])
    let figures = Figures(of: factory, policy: .standard, now: EntityFixture.now)
    let list = EntityList(.sources, of: factory, figures: figures)
    let listing = Listing(list, by: nil, now: EntityFixture.now, zone: EntityFixture.zone)
    let text = ListText(list, listing, columns: [0])
    #expect(text.csv == "path\n\"a,\"\"b\"\".json\"\nc|d*.json\n")
    #expect(text.markdown.hasSuffix("| c\\|d\\*.json |\n"))
  }
}

extension ListKind {
  /// Whether two rows say the same, which then keep their order both ways.
  fileprivate func hasTies(_ list: EntityList, _ field: Int) -> Bool {
    let values = (0..<list.count).map { list.value(field, of: $0) }.filter {
      $0 != .unknown && $0 != .list([])
    }
    return Set(values).count < values.count
  }
}

extension FieldValue {
  /// As somebody would ask for exactly this; `nil` for what nobody can.
  fileprivate var asWritten: SafeText? {
    switch self {
    case .unknown, .unlimited: nil
    case .flag(let flag): flag ? "yes" : "no"
    case .count, .amount, .ratio, .moment: exact
    case .share: exact
    case .span(let span): span.count < 0 ? "-\(-span.count)s" : "\(span.count)s"
    case .word(let word, let rank, _): rank == nil ? "other" : word
    case .text(let text): text.shown.contains("[") ? nil : "\"\(text)\""
    case .list(let list): list.first.map { "\"\($0)\"" }
    }
  }
}
