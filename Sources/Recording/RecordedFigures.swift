package import Model
package import Text

/// The figures of one moment that a history is made of.
package struct RecordedFigures: Sendable, Equatable {
  /// Samples are of the minute that it is in.
  package var at: Timestamp
  /// Of each cluster the whole and its partitions, in the order of the factory.
  package var clusters: [(name: SafeText, samples: [HistorySample])]
  /// `nil` where no source told of any.
  package var applications: ApplicationSample?

  package init(
    at: Timestamp, clusters: [(name: SafeText, samples: [HistorySample])], applications: ApplicationSample?
  ) {
    self.at = at
    self.clusters = clusters
    self.applications = applications
  }

  /// What `figures` say, without what stale, broken or missing sources tell.
  package init(_ figures: Figures, by policy: Policy) {
    at = figures.now
    let minute = at.startOfMinute
    clusters = figures.clusters.map { ($0.name, figures.samples(of: $0, at: minute)) }
    applications = figures.applicationSample(by: policy, at: minute)
  }

  package static func == (left: RecordedFigures, right: RecordedFigures) -> Bool {
    left.at == right.at && left.applications == right.applications
      && left.clusters.elementsEqual(right.clusters) { $0.name == $1.name && $0.samples == $1.samples }
  }
}

/// Makes records of figures: what one file of the log holds, one after the other.
struct FiguresEncoder {
  private var chain = WrittenChain()

  /// The sections that tell the figures, all of them where `isKey`, else what is different from those before.
  mutating func sections(of figures: RecordedFigures, isKey: Bool) -> [RecordBody.Section] {
    if isKey { chain = WrittenChain() }
    var facts = FactoryFacts()
    facts.clusters = figures.clusters.map(\.name)
    // By their places: a change of them is a change of the facts too.
    facts.owners = figures.clusters.indices.map { UInt32($0 + 1) }
    chain.write([facts], as: SectionName(.factory))
    for (owner, cluster) in zip(facts.owners, figures.clusters) {
      chain.write(
        ColumnTable(cluster.samples, Column<HistorySample>.ofOneMoment, ColumnTexts(chain.texts)),
        as: SectionName(.figures, of: owner), keys: Column<HistorySample>.keysOfOneMoment)
    }
    chain.write(figures.applications.map { [$0] } ?? [], as: SectionName(.applicationFigures))
    return chain.takeSections(texts: .texts)
  }
}

/// Makes figures of records again, in the order in which they were written, from any key record on.
struct FiguresDecoder {
  private var chain = ReadChain()
  private var next: UInt32 = 0
  /// Whether a key record was taken, and every difference since.
  private var isWhole = false

  /// Takes the next record of a file.
  ///
  /// - Throws: what is wrong with it, or that the one before is missing.
  mutating func figures(_ record: RecordView) throws(Damage) -> RecordedFigures {
    if record.kind == RecordKind.key.rawValue {
      chain = ReadChain()
      isWhole = true
    } else if record.number != next {
      isWhole = false
    }
    next = record.number &+ 1
    guard isWhole else { throw Damage("the record that it builds on is not there") }
    do throws(Damage) {
      for part in record.parts {
        guard let kind = SectionKind(rawValue: part.name.kind) else { continue }
        try chain.take(try part.unpacked(), of: part.name, kind)
      }
      return try figures(at: Timestamp(secondsSince1970: record.at.flooredDivision(by: 1000)))
    } catch {
      isWhole = false
      throw error
    }
  }

  private func figures(at moment: Timestamp) throws(Damage) -> RecordedFigures {
    let room = Room()
    guard let facts = try chain.list(.factory, as: FactoryFacts.self, in: room).first,
      facts.owners.count == facts.clusters.count
    else { throw Damage("nothing tells of the factory") }
    var figures = RecordedFigures(
      at: moment, clusters: [],
      applications: try chain.list(.applicationFigures, as: ApplicationSample.self, in: room).first)
    for (name, owner) in zip(facts.clusters, facts.owners) {
      var symbols = ColumnSymbols(texts: chain.texts, in: room)
      figures.clusters.append(
        (
          name,
          try chain.table(.figures, of: owner).rows(
            Column<HistorySample>.ofOneMoment, from: HistorySample(at: moment.startOfMinute), &symbols)
        ))
    }
    return figures
  }
}

extension Column<HistorySample> {
  /// Of samples that are of the same moment, which is the record's.
  static var ofOneMoment: [Column<HistorySample>] { all.filter { $0.id != 1 } }

  static let keysOfOneMoment: [UInt16] = [2]
}
