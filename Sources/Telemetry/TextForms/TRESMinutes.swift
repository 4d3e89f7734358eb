import Model
import Text

/// One of the lists `gres/gpu=160000(469),gres/gpu:a100=N(20)` of `scontrol show assoc_mgr`, as far as it tells of one
/// resource: limit, and in parentheses what is used, both in minutes.
///
/// Typed entries (`gres/gpu:a100`) are parts of the untyped one, and make up for it only where it is not there. Their
/// limits are limits of a type, not of the account.
struct TRESMinutes: Equatable {
  struct Odd: Error, Equatable {
    let entry: SafeText
  }

  /// `nil` is `N`: no limit.
  private(set) var limit: Double?
  private(set) var used: Double?
  /// The typed entries that have a limit.
  private(set) var limitedTypes: [SafeText] = []

  init(_ list: Substring, of resource: String) throws(Odd) {
    var typed: Double?
    for entry in list.split(separator: ",") {
      guard let equals = entry.firstIndex(of: "=") else { continue }
      let name = entry[..<equals]
      guard name == resource || name.hasPrefix("\(resource):") else { continue }
      let (limit, used) = try Self.amounts(entry, entry[entry.index(after: equals)...])
      if name == resource {
        (self.limit, self.used) = (limit, used)
      } else {
        typed = (typed ?? 0) + used
        if limit != nil { limitedTypes.append(SafeText(untrusted: String(name))) }
      }
    }
    used = used ?? typed
  }

  /// `used` of a list of what running jobs may still use; `nil` where one of them has no time limit.
  var committed: Double? { used.flatMap { $0 < Double(SlurmTRESList.unlimitedMinutes) ? $0 : nil } }

  /// `160000(469)` or `N(469)`.
  private static func amounts(
    _ entry: Substring, _ text: Substring
  ) throws(Odd) -> (limit: Double?, used: Double) {
    guard let open = text.firstIndex(of: "("), text.last == ")",
      let used = minutes(text[text.index(after: open)...].dropLast())
    else { throw Odd(entry: SafeText(untrusted: String(entry))) }
    if text[..<open] == "N" { return (nil, used) }
    guard let limit = minutes(text[..<open]) else { throw Odd(entry: SafeText(untrusted: String(entry))) }
    return (limit, used)
  }

  /// Slurm counts in 64 bits, and writes what is unset as a number near the end of them.
  private static func minutes(_ text: Substring) -> Double? {
    guard let first = text.utf8.first, first != UInt8(ascii: "+"), let count = UInt64(text), count < 1 << 62
    else { return nil }
    return Double(count)
  }
}

extension AccountingUnit {
  /// Slurm's resource that an amount in this unit is counted from, and how many of its minutes make one; `nil` for what
  /// Slurm does not count.
  func slurmResource(gresPerGPU: Double) -> (name: String, minutes: Double)? {
    switch self {
    case .gpuHours: ("gres/gpu", 60 * gresPerGPU)
    case .nodeHours: ("node", 60)
    case .coreHours: ("cpu", 60)
    case .kiloCoreHours: ("cpu", 60_000)
    case .other: nil
    }
  }
}
