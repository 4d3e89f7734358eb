import Model
import Text

/// The newest sample of one series of power of a node or of a facility.
struct PowerReading {
  /// The labels that say which part of the power it is, by name: series that have the same are one part, whatever else
  /// differs, as where an exporter has moved.
  var part: [PrometheusSeries.Label]
  /// All labels but those of replicas, by name.
  var identity: [PrometheusSeries.Label]
  /// `part` by what the labels' names mean, without those that name a node.
  var meanings: [PrometheusSeries.Label]
  /// The labels that say where and how it was scraped, by name.
  var scrape: [PrometheusSeries.Label]
  /// As `PrometheusSeries.range`.
  var range: PrometheusSeries.Range?
  var sample: MeasuredSample
  var value: Value
  /// The number of the answer that told it.
  var answer: Int

  enum Value {
    case known
    /// NaN: it says nothing against a sample of the same time that has a number.
    case noNumber
    /// Out of range, or one of several that contradict each other.
    case unusable
  }
}

extension PowerReading {
  init(_ one: MeasurementUnion.Measurement) {
    part = one.labels.part(of: one.subject.quantity)
    identity = one.labels.identity
    meanings = one.labels.meanings
    let named = Set(part)
    scrape = identity.filter { !named.contains($0) }
    range = one.range
    sample = one.sample
    value = one.isKnown ? .known : one.rawValue == nil ? .noNumber : .unusable
    answer = one.answer
  }
}

extension PowerReading {
  /// Whether it ended before `later` of the same answer began, as where labels were renamed or an exporter was replaced:
  /// the two are never there at one time, and do not add up. Series of one scrape have the same times; those of another
  /// may begin a step later for nothing.
  func gaveWay(to later: PowerReading, step: Seconds?) -> Bool {
    guard later.answer == answer, range != nil, let begins = later.range?.begins, sample.at < begins else {
      return false
    }
    return scrape == later.scrape || step.map { begins - sample.at >= $0 } ?? false
  }

  /// Whether it began and ended earlier than `later` of the same answer, by more than their scrapes lie apart, while
  /// both were there for a time: a server that was restarted goes on telling what it no longer scrapes for some minutes.
  func overlaps(_ later: PowerReading, step: Seconds?) -> Bool {
    guard later.answer == answer, let begins = later.range?.begins, begins <= sample.at else { return false }
    return mayOverlap(until: later.sample.at, beginning: begins, step: step)
  }

  /// The same of a series with that newest sample and that beginning.
  func mayOverlap(until newest: Timestamp, beginning latest: Timestamp, step: Seconds?) -> Bool {
    guard let begins = range?.begins, let step else { return false }
    return (latest - begins).count >= 2 * step.count && newest - sample.at >= step
  }
}
