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

  /// The total, else what the typed entries make.
  var gpus: Int64? { total ?? typed }

  /// Reads the next value; nothing when it is no list.
  init(_ json: inout JSONReader) throws(JSONError) {
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
    var amount: Int64?
    try json.enterObject()
    while let field = try json.nextField(Field.all) {
      switch (field, try json.kind()) {
      case (.type, .string): isGres = try json.withStringBytes { $0.elementsEqual("gres".utf8) }
      case (.name, .string): resource = try json.withStringBytes(Self.resource)
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
    case .other: break
    }
  }

  private static func resource(_ name: UnsafeRawBufferPointer) -> Resource {
    let name = name.starts(with: "gres/".utf8) ? UnsafeRawBufferPointer(rebasing: name.dropFirst(5)) : name
    if name.elementsEqual("gpu".utf8) { return .gpus }
    return name.starts(with: "gpu:".utf8) ? .gpusOfOneType : .other
  }
}
