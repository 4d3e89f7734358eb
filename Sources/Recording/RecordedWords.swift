import Model
import Text

extension AccessMode: RecordedWord {
  static func named(_ word: SafeText) -> AccessMode? { AccessMode(word: word) }
}

extension ApplicationState: RecordedWord {
  static func named(_ word: SafeText) -> ApplicationState? { ApplicationState(word: word) }
}

extension PersonalData: RecordedWord {
  static func named(_ word: SafeText) -> PersonalData? { PersonalData(word: word) }
}

extension AIActClass: RecordedWord {
  static func named(_ word: SafeText) -> AIActClass? { AIActClass(word: word) }
}

extension AllocationStanding: RecordedWord {
  static func named(_ word: SafeText) -> AllocationStanding? {
    [.creating, .active, .downscaled, .paused, .terminated].first { $0.word == word } ?? .other(word)
  }
}

extension AccountingUnit: RecordedWord {}
extension PartitionState: RecordedWord {}
extension Source.Kind: RecordedWord {}
extension Ruling: RecordedWord {}
extension StepOutcome: RecordedWord {}

extension StorageQuota.Resource: RecordedWord {
  var word: SafeText {
    switch self {
    case .blocks: "blocks"
    case .files: "files"
    }
  }

  static func named(_ word: SafeText) -> StorageQuota.Resource? {
    [.blocks, .files].first { $0.word == word }
  }
}

/// Slurm's minutes; -1 for a limit that is none, -2 for one that is not known.
extension TimeLimit: RecordedValue {
  var number: Int64 {
    switch self {
    case .minutes(let minutes): Int64(minutes)
    case .unlimited: -1
    case .unknown: -2
    }
  }

  init?(number: Int64) {
    switch number {
    case -2: self = .unknown
    case -1: self = .unlimited
    default:
      guard let minutes = UInt32(exactly: number) else { return nil }
      self = .minutes(minutes)
    }
  }

  func write(to writer: inout ValueWriter) { number.write(to: &writer) }

  init(from reader: inout ValueReader) throws(Damage) {
    guard let limit = TimeLimit(number: try Int64(from: &reader)) else {
      throw Damage("a time limit is none")
    }
    self = limit
  }
}

extension Amount: RecordedValue {
  func write(to writer: inout ValueWriter) {
    value.write(to: &writer)
    unit.write(to: &writer)
  }

  init(from reader: inout ValueReader) throws(Damage) {
    let value = try Double(from: &reader)
    self.init(value, try AccountingUnit(from: &reader))
  }
}

extension Euros: RecordedValue {
  func write(to writer: inout ValueWriter) { count.write(to: &writer) }
  init(from reader: inout ValueReader) throws(Damage) { self.init(try Double(from: &reader)) }
}

extension GresHours: RecordedValue {
  func write(to writer: inout ValueWriter) { count.write(to: &writer) }
  init(from reader: inout ValueReader) throws(Damage) { self.init(try Double(from: &reader)) }
}

/// Who made an application is never recorded; that somebody did is.
extension Applicant: RecordedValue {
  func write(to writer: inout ValueWriter) {}
  init(from reader: inout ValueReader) throws(Damage) { self = .withheld }
}

/// By its word and what it names.
extension DecisionKind: RecordedValue {
  func write(to writer: inout ValueWriter) {
    word.write(to: &writer)
    value.write(to: &writer)
  }

  init(from reader: inout ValueReader) throws(Damage) {
    let word = try SafeText(from: &reader)
    let value = try SafeText?(from: &reader)
    let kind: DecisionKind? =
      switch word {
      case "assign": value.map { .assign(to: $0) }
      case "outcome": value.flatMap(StepOutcome.named).map { .outcome($0) }
      case "ask": .ask
      case "answer": .answer
      case "decision": value.flatMap(Ruling.named).map { .decision($0) }
      case "note": .note
      case "correct": value.map { .correction(of: $0) }
      default: .unknown(word)
      }
    self = kind ?? .unknown(word)
  }
}
