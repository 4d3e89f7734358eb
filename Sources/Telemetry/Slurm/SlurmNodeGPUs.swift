import JSONStream
import Text

/// What a node record says of its GPUs.
struct SlurmNodeGPUs {
  /// The GPUs' type, where the record names one.
  var type: SafeText?
  /// `gres`
  var configured: Gres?
  /// `gres_used`
  var used: Gres?
  /// `(IDX:…)` of `gres_used`, where it is there and the node has no parts of GPUs.
  var indicesInUse: [Int]?
  /// `tres`, which has GPUs only where the site tracks `gres/gpu`.
  var configuredTRES: Gres?
  /// `tres_used`
  var usedTRES: Gres?

  /// Reads `gres`.
  mutating func readConfigured(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    configured = try json.slurmGres(SlurmNodeField.gres, &problems) { gres, bytes in
      type = gres.typeName(in: bytes)
    }
  }

  /// Whole GPUs that the node is configured with: 0 where the record names none, `nil` where it names a number of them
  /// that cannot be read.
  var total: Int? {
    if let gpus = configured?.gpus {
      // What has no type may be parts, where parts are in use.
      let mayBeParts = gpus > 0 && configured?.isTyped == false && used?.namesParts == true
      return mayBeParts ? nil : gpus
    }
    let isOdd = configured?.isOdd == true
    // Accounting counts parts of GPUs as GPUs.
    if let gpus = configuredTRES?.gpus, !isOdd || configured?.namesParts == false { return gpus }
    return isOdd || configuredTRES?.isOdd == true ? nil : 0
  }

  /// The parts and the shares of GPUs that are not among its GPUs, as far as they can be counted.
  var leftOut: (slices: Int, shares: Int) {
    let named = configured?.namesParts == true ? configured : used
    return (named?.parts ?? 0, configured?.shares ?? 0)
  }

  /// Whether the node offers parts of GPUs.
  var hasParts: Bool { configured?.namesParts == true || used?.namesParts == true }

  /// GPUs in use, whole ones: at most those that the node has. `nil` when the record does not say.
  var allocated: Int? {
    if total == 0 { return 0 }
    return told?.gpus.map { min($0, total ?? $0) }
  }

  /// Where the record tells of more GPUs in use than the node has, as it does while jobs still hold GPUs that were taken
  /// out of the configuration: which field does, and both numbers. Slurm's tools print both as they are; here all that
  /// the node has are in use, and none is idle.
  var usedBeyondTotal: (field: SlurmNodeField, used: Int, total: Int)? {
    guard let told, let used = told.gpus, let total, used > total else { return nil }
    return (told.field, used, total)
  }

  /// GPUs in use as the record tells them, and the field that does; `nil` when none does.
  ///
  /// Where the site tracks `gres/gpu`, its total in `tres_used` counts: it is what slurmctld schedules by. `gres_used` and
  /// the typed entries are not to be relied on after slurmctld was restarted, when (seen in 22.05.8) they miss jobs that
  /// asked for GPUs of no type, and keep jobs that are gone. The total counts parts of GPUs too, so it says nothing of the
  /// whole GPUs of a node that has parts.
  private var told: (field: SlurmNodeField, gpus: Int?)? {
    if !hasParts, configuredTRES?.saysTotal == true, let usedTRES, !usedTRES.isOdd {
      return (.tresUsed, usedTRES.saysTotal ? usedTRES.gpus : 0)
    }
    if let used, let gpus = used.gpus, !isPlaceholder(used) { return (.gresUsed, gpus) }
    if let usedTRES, !usedTRES.isOdd, tracksAll {
      if let gpus = usedTRES.gpus { return (.tresUsed, hasParts && gpus > 0 ? nil : gpus) }
      // What is tracked and not in use is left out of `tres_used`.
      if configuredTRES?.gpus != nil { return (.tresUsed, 0) }
    }
    return nil
  }

  /// Whether accounting tracks the GPUs of every type that the node has: one that tracks `gres/gpu:a100` alone says
  /// nothing of the others.
  private var tracksAll: Bool {
    guard let configuredTRES, !configuredTRES.saysTotal, let tracked = configuredTRES.gpus else {
      return true
    }
    return configured?.gpus.map { $0 <= tracked } ?? true
  }

  /// Whether accounting tells of some in use, be it not of all: no GPU is held without a CPU.
  var someAreInUse: Bool { (usedTRES?.gpus ?? 0) > 0 }

  /// slurmctld fills in `gpu:0` without a type for a node that has not told it yet.
  private func isPlaceholder(_ used: Gres) -> Bool {
    used.gpus == 0 && !used.isTyped && configured?.isTyped == true
  }
}
