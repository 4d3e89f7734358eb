import JSONStream
import Text

/// The GPUs of one of Slurm's lists of resources: `[{"type": "gres", "name": "gpu", "count": 2}]` of accounting and
/// associations, `[{"name": "gres/gpu", "value": 120.0}]` of shares.
///
/// The typed entries (`gpu:a100`) are parts of the untyped one. MIG slices count as Slurm counts them, because limits
/// and use are compared here as Slurm compares them.
///
/// An entry whose amount cannot be read makes what it belongs to unknown: the sum of the typed entries, if it is one of
/// them, and the total, if it is that. It is never left out of a sum.
struct SlurmTRESList {
  /// What the amounts are.
  enum Meaning {
    /// Limits of all GPUs and of single types, of which each may be infinite or not set.
    case limits
    /// What is held or was used.
    case amounts
  }

  /// The entry `gpu`.
  private(set) var total: Int64?
  /// The entries of single types, where the amounts are limits.
  private(set) var types: [(name: SafeText, amount: Int64)] = []
  /// What stands in the place of the first amount of GPUs that cannot be read, such as `the text “soon”`.
  private(set) var unreadable: SafeText?
  private let meaning: Meaning
  private var hasTotal = false
  private var typed: Int64?
  private var areTypesReadable = true

  /// Whether there is an entry, of all GPUs or of one type, whose amount cannot be read: a limit that nobody knows is
  /// not the same as none.
  private(set) var isOdd = false

  /// The total, else what the typed entries make; `nil` also where that cannot be read.
  var gpus: Int64? { hasTotal ? total : areTypesReadable ? typed : nil }

  /// `gpus` of what running jobs may still use up to their time limits, in seconds; `nil` also where one of them has no
  /// limit. Slurm then takes INFINITE, 2^32 - 1 minutes, for it, and nothing else comes near: 8,000 years of one GPU.
  var runSeconds: Int64? { gpus.flatMap { $0 < Self.unlimitedMinutes * 60 ? $0 : nil } }

  /// The minutes of one unit of a resource, from which on a running job has no time limit: INFINITE, less ten years that
  /// it may have run.
  static let unlimitedMinutes: Int64 = 0xFFFF_FFFF - 10 * 366 * 1440

  /// Reads the next value; nothing when it is no list.
  init(_ json: inout JSONReader, of meaning: Meaning) throws(JSONError) {
    self.meaning = meaning
    guard try json.kind() == .array else {
      try json.skip()
      return
    }
    try json.enterArray()
    while try json.nextElement() {
      guard try json.kind() == .object else { continue }
      try readEntry(&json)
    }
  }

  private enum Field: String, CaseIterable, Sendable {
    case type, name, count, value
    static let all = JSONFields<Field>()
  }

  private enum Resource {
    case gpus, gpusOfOneType, other
  }

  private mutating func readEntry(_ json: inout JSONReader) throws(JSONError) {
    var isGres: Bool?
    var resource = Resource.other
    var type: SafeText?
    var amount = Lenient<Int64?>.odd(found: "no number")
    try json.enterObject()
    while let field = try json.nextField(Field.all) {
      switch (field, try json.kind()) {
      case (.type, .string): isGres = try json.withStringBytes { $0.elementsEqual("gres".utf8) }
      case (.name, .string):
        (resource, type) = try json.withStringBytes { name in
          let resource = Self.resource(name)
          let isKept = meaning == .limits && resource == .gpusOfOneType
          return (resource, isKept ? SafeText(untrusted: name) : nil)
        }
      case (.count, _), (.value, _): amount = Self.amount(try json.slurmNumber(), of: meaning)
      case (.type, _), (.name, _): continue
      }
    }
    guard isGres ?? true, resource != .other else { return }
    let known: Int64?
    switch amount {
    case .value(let value): known = value
    case .odd(let found):
      unreadable = unreadable ?? found
      isOdd = true
      known = nil
    }
    switch (resource, known) {
    case (.gpus, _):
      hasTotal = true
      total = known
    case (.gpusOfOneType, let known?):
      let (sum, overflow) = (typed ?? 0).addingReportingOverflow(known)
      typed = overflow ? .max : sum
      if let type { types.append((type, known)) }
    case (.gpusOfOneType, nil): areTypesReadable = areTypesReadable && meaning == .limits
    case (.other, _): break
    }
  }

  /// `nil` inside for a limit that is none.
  private static func amount(_ number: SlurmNumber, of meaning: Meaning) -> Lenient<Int64?> {
    switch (number, meaning) {
    case (.value(let value), _) where value >= 0: .value(value)
    case (.value(let value), _): .odd(found: "\(value)")
    case (.infinite, .limits), (.bareInfinity, .limits), (.unset, .limits): .value(nil)
    case (.infinite, .amounts): .odd(found: "infinite")
    case (.unset, .amounts): .odd(found: "not set")
    case (.notANumber, _), (.bareInfinity, .amounts): .odd(found: "no number")
    case (.odd(let found), _): .odd(found: found)
    }
  }

  private static func resource(_ name: UnsafeRawBufferPointer) -> Resource {
    let name = name.starts(with: "gres/".utf8) ? UnsafeRawBufferPointer(rebasing: name.dropFirst(5)) : name
    if name.elementsEqual("gpu".utf8) { return .gpus }
    return name.starts(with: "gpu:".utf8) ? .gpusOfOneType : .other
  }
}

extension RecordProblems {
  /// Notes the first amount of GPUs in `list` that cannot be read. `expected` such as `a number of seconds`.
  mutating func noteOdd(_ list: SlurmTRESList, of field: SafeText, expected: SafeText) {
    guard let found = list.unreadable else { return }
    noteOdd(field: field, expected: expected, found: "\(found) for gres/gpu")
  }
}
