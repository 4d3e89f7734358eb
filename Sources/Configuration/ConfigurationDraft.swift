import Collection
import Model
import Telemetry
import Text

/// A configuration while its files are read one over the other. What depends on several keys is settled at the end.
struct ConfigurationDraft: Sendable {
  var settled = Configuration.standard
  var zone = NamedZone.central
  var modes: [AccessMode: ModeDraft] = [:]
  var otherModes = RuleDraft()
  var accounts: [ProposalDraft] = []
  var clusters: [ClusterDraft] = []
  var collect = CollectDraft()
  /// Where `[collect]` begins; `nil` without one.
  var collectPlace: Place?

  init() {
    for (mode, policy) in settled.policy.modes { modes[mode] = ModeDraft(policy) }
    for (mode, rules) in settled.policy.checks.modes { modes[mode]?.rules = RuleDraft(rules) }
    otherModes = RuleDraft(settled.policy.checks.otherModes)
  }
}

/// A line of a file.
struct Place: Sendable, Equatable {
  var path: String
  var line: Int

  func problem(_ clause: SafeText) -> ConfigurationProblem {
    ConfigurationProblem(path: path, line: line, clause: clause)
  }
}

/// An access mode.
struct ModeDraft: Sendable {
  var promise: ModePolicy.Promise?
  var start = ModePolicy.Start.submission
  var cutoffs: [CutoffTime] = []
  /// What it does not say is that of the other modes.
  var rules = RuleDraft()
  var place: Place?

  init() {}

  init(_ policy: ModePolicy) {
    promise = policy.promise
    start = policy.start
    cutoffs = policy.cutoffs.map(CutoffTime.moment)
  }
}

/// A record of `[[cluster]]`.
struct ClusterDraft: Sendable {
  var rules = ClusterRules(name: "")
  var processor: Processor?
  var accelerator: Accelerator?
  var pools: [AccessMode: GPUHours]?
  var poolLines: [AccessMode: Int] = [:]
  var place: Place
}

/// A record of `[[account]]`.
struct ProposalDraft: Sendable {
  var rule = ProposalOfAccount(account: "", proposal: "")
  var place: Place
}

/// `[collect]`.
struct CollectDraft: Sendable {
  var folder: String?
  /// Of new files.
  var mode: UInt32 = 0o640
  var group: String?
  var limits = CollectionLimits()
  var keepsHistory = true
  var historyDays = 8
  var sources: [CollectSourceDraft] = []
}

/// A record of `[[collect.source]]`.
struct CollectSourceDraft: Sendable {
  var command: [String]?
  var file: String?
  var interval: Duration?
  var timeLimit: Duration?
  var sizeLimit: Int?
  var place: Place
}
