import JSONStream
import Text

/// The GPUs of one of Slurm's lists of resources: `[{"type": "gres", "name": "gpu", "count": 2}]` of accounting and
/// associations, `[{"name": "gres/gpu", "value": 120.0}]` of shares.
///
/// The typed entries (`gpu:a100`) are parts of the untyped one. MIG slices count as Slurm counts them, because limits
/// and use are compared here as Slurm compares them.
struct SlurmTRESList {
  /// The entry `gpu`.
  private(set) var total: Int64?
  private var typed: Int64?
  /// The entries of single types, where they were asked for.
  private(set) var types: [(name: SafeText, amount: Int64)] = []
  private let keepsTypes: Bool

  /// The total, else what the typed entries make.
  var gpus: Int64? { total ?? typed }

  /// `gpus` of what running jobs may still use up to their time limits, in seconds; `nil` also where one of them has no
  /// limit. Slurm then takes INFINITE, 2^32 - 1 minutes, for it, and nothing else comes near: 8,000 years of one GPU.
  var runSeconds: Int64? { gpus.flatMap { $0 < Self.unlimitedMinutes * 60 ? $0 : nil } }

  /// The minutes of one unit of a resource, from which on a running job has no time limit: INFINITE, less ten years that
  /// it may have run.
  static let unlimitedMinutes: Int64 = 0xFFFF_FFFF - 10 * 366 * 1440

  /// Reads the next value; nothing when it is no list. `keepsTypes` says whether `types` is of use.
  init(_ json: inout JSONReader, keepsTypes: Bool = false) throws(JSONError) {
    self.keepsTypes = keepsTypes
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
    var amount: Int64?
    try json.enterObject()
    while let field = try json.nextField(Field.all) {
      switch (field, try json.kind()) {
      case (.type, .string): isGres = try json.withStringBytes { $0.elementsEqual("gres".utf8) }
      case (.name, .string):
        (resource, type) = try json.withStringBytes { name in
          let resource = Self.resource(name)
          return (resource, keepsTypes && resource == .gpusOfOneType ? SafeText(untrusted: name) : nil)
        }
      case (.count, _), (.value, _):
        if case .value(let value) = try json.slurmNumber(), value >= 0 { amount = value }
      case (.type, _), (.name, _): continue
      }
    }
    guard isGres ?? true, let amount else { return }
    switch resource {
    case .gpus: total = amount
    case .gpusOfOneType:
      let (sum, overflow) = (typed ?? 0).addingReportingOverflow(amount)
      typed = overflow ? .max : sum
      if let type { types.append((type, amount)) }
    case .other: break
    }
  }

  private static func resource(_ name: UnsafeRawBufferPointer) -> Resource {
    let name = name.starts(with: "gres/".utf8) ? UnsafeRawBufferPointer(rebasing: name.dropFirst(5)) : name
    if name.elementsEqual("gpu".utf8) { return .gpus }
    return name.starts(with: "gpu:".utf8) ? .gpusOfOneType : .other
  }
}
