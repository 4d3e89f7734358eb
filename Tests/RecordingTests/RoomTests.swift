import Model
import Testing
import Text

@testable import Recording

@Suite("What a few bytes of a recording may stand for is bounded")
struct RoomTests {
  /// Parts of a record that is small and whole, and tells more than there is room for.
  struct Expanding: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let sections: @Sendable () -> [RecordBody.Section]
  }

  private static func section(
    _ kind: SectionKind, of owner: UInt32 = 0, _ write: (inout ByteWriter) -> Void
  ) -> RecordBody.Section {
    var writer = ByteWriter()
    write(&writer)
    return (SectionName(kind, of: owner), writer.bytes)
  }

  /// So many rows of zeros, or of another number in one column.
  private static func table(
    _ kind: SectionKind, rows: Int, ids: [UInt64], _ number: Int64 = 0
  ) -> RecordBody.Section {
    section(kind, of: 1) { writer in
      writer.append([1, 0])
      writer.count(rows)
      writer.count(ids.count)
      for id in ids {
        var column = ByteWriter()
        column.signed(number)
        column.append([UInt8](repeating: 0, count: rows))
        writer.unsigned(id)
        writer.block(column.bytes)
      }
    }
  }

  /// What there is already, so many times.
  private static func again(
    _ kind: SectionKind, of owner: UInt32 = 0, _ count: Int, times: Int
  ) -> RecordBody.Section {
    section(kind, of: owner) { writer in
      writer.count(times)
      for time in 0..<times {
        writer.byte(1)
        writer.signed(time == 0 ? 0 : Int64(-count))
        writer.count(count)
      }
      if kind == .jobs { writer.count(0) }
    }
  }

  /// One thing of many bytes.
  private static func item(_ kind: SectionKind, _ bytes: [UInt8]) -> RecordBody.Section {
    section(kind) { writer in
      writer.append([1, 0, 1])
      writer.block(bytes)
    }
  }

  /// A factory of one cluster, which is named so often.
  private static func factory(
    clusters: Int = 1, hasDecisions: Bool = false, _ tell: (inout Cluster) -> Void = { _ in }
  ) -> [RecordBody.Section] {
    var chain = WrittenChain()
    var facts = FactoryFacts()
    facts.clusters = Array(repeating: "", count: clusters)
    facts.owners = Array(repeating: 1, count: clusters)
    facts.hasApplications = true
    facts.hasDecisions = hasDecisions
    var cluster = Cluster(name: "")
    tell(&cluster)
    chain.write([facts], as: SectionName(.factory))
    chain.write([ClusterFacts(cluster)], as: SectionName(.cluster, of: 1))
    return chain.takeSections(texts: .texts)
  }

  static let all: [Expanding] = [
    Expanding(testDescription: "rows of zeros") {
      factory { $0.jobs = JobTable() } + [table(.jobs, rows: 900_000, ids: Array(1...40))]
    },
    Expanding(testDescription: "columns that this release does not know") {
      factory { $0.jobs = JobTable() } + [table(.jobs, rows: 50_000, ids: Array(1000..<1700))]
    },
    Expanding(testDescription: "a row that is there a million times") {
      factory { $0.jobs = JobTable() }
        + [
          table(.jobs, rows: 1, ids: Array(1...40)), again(.jobs, of: 1, 1, times: 1000),
          again(.jobs, of: 1, 1000, times: 1000),
        ]
    },
    Expanding(testDescription: "texts of no letters") {
      factory() + [
        section(.texts) { writer in
          writer.count(1)
          writer.count(12_000_000)
          writer.append([UInt8](repeating: 0, count: 24_000_000))
        }
      ]
    },
    Expanding(testDescription: "a large thing that is there many times") {
      let unknown: [UInt8] = [99] + [0xA0, 0x8D, 0x06] + [UInt8](repeating: 0, count: 100_000) + [0]
      return factory() + [item(.applications, unknown), again(.applications, 1, times: 3000)]
    },
    Expanding(testDescription: "things of which nothing is told") {
      var records = ByteWriter()
      records.count(2_000_000)
      records.append([UInt8](repeating: 0, count: 2_000_000))
      return factory(hasDecisions: true) + [item(.decisions, [0] + records.bytes)]
    },
    Expanding(testDescription: "a cluster that is named many times") {
      factory(clusters: 2000) { $0.jobs = JobTable() } + [table(.jobs, rows: 10_000, ids: [1])]
    },
  ]

  @Test("A small record that tells more is damage, and others are not lost", arguments: all)
  func refused(_ expanding: Expanding) throws {
    var privacy = RecordedPrivacy()
    let first = privacy.applied(to: Readings.small())
    let last = privacy.applied(to: Readings.small(at: moment + .minutes(2)))
    var encoder = ReadingEncoder()
    var bytes = SealedRecord.bytes(of: RecordingHead(program: "test").record(at: 0, uptime: 0))
    let sections = [
      encoder.sections(of: first, isKey: true), expanding.sections(), encoder.sections(of: last, isKey: true),
    ]
    for (index, sections) in sections.enumerated() {
      let record = SealedRecord.bytes(
        of: RecordBody(
          kind: RecordKind.key.rawValue, at: (moment + .minutes(Int64(index))).secondsSince1970 * 1000,
          uptime: 0, number: UInt32(index + 1), sections: sections))
      #expect(record.count < 200_000)
      bytes += record
    }
    let file = RecordingFile(bytes, path: "f")
    #expect(file.faults.isEmpty && file.readings.count == 3)
    #expect(throws: Damage("it tells more than a reading may hold")) { try file.reading(number: 1) }
    #expect(file.reading(at: first.at)?.described == first.described)
    #expect(file.reading(at: moment + .minutes(1))?.at == first.at)
    #expect(file.reading(at: last.at)?.described == last.described)
  }

  @Test("A list that many rows name takes the room of each")
  func lists() throws {
    var known = KnownTexts()
    let list = ByteWriter.of { $0.append([1, 1, 2, 101, 100] + [UInt8](repeating: 0, count: 100)) }
    var reader = ByteReader(list[...])
    try known.learn(from: &reader, in: Room())
    func nodes(in bytes: Int) throws -> Int {
      let table = ColumnTable(ids: [4], columns: [Array(repeating: 1, count: 50)], rowCount: 50)
      var symbols = ColumnSymbols(texts: known, in: Room(bytes))
      return try table.rows(Column<Node>.all, from: .untold, &symbols).count { $0.partitions?.count == 100 }
    }
    let bytes = 50 * (MemoryLayout<Node>.stride + 100 * MemoryLayout<SafeText>.stride)
    #expect(try nodes(in: bytes) == 50)
    #expect(throws: Damage.self) { try nodes(in: bytes - 1) }
  }

  @Test("There is room for a million jobs, in columns and as themselves")
  func jobs() throws {
    try Room().take(980_000, of: Column<Job>.all.count * MemoryLayout<Int64>.stride)
    try Room().take(1_000_000, of: MemoryLayout<Job>.stride)
    #expect(throws: Damage.self) { try Room(10).take(6, of: 2) }
    #expect(throws: Damage.self) { try Room().take(.max, of: 16) }
  }
}

extension ByteWriter {
  fileprivate static func of(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
    var writer = ByteWriter()
    write(&writer)
    return writer.bytes
  }
}
