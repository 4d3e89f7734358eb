import Model

/// Slurm's state words and the word that sinfo prints, written down a second time from Slurm's own source
/// (src/common/slurm_protocol_defs.c), as far as captures have them.
enum SecondWords {
  static let jobFlags: [String: JobState.Flags] = [
    "LAUNCH_FAILED": .launchFailed, "REQUEUED": .requeued, "REQUEUE_HOLD": .requeueHold,
    "SPECIAL_EXIT": .specialExit, "RESIZING": .resizing, "CONFIGURING": .configuring,
    "COMPLETING": .completing, "STOPPED": .stopped, "REVOKED": .revoked, "SIGNALING": .signaling,
    "STAGE_OUT": .stageOut, "POWER_UP_NODE": .powerUpNode,
  ]

  static let nodeFlags: [String: NodeState.Flags] = [
    "RESERVED": .reserved, "CLOUD": .cloud, "DRAIN": .drain, "COMPLETING": .completing,
    "NOT_RESPONDING": .notResponding, "POWERED_DOWN": .poweredDown, "FAIL": .fail,
    "POWERING_UP": .poweringUp, "MAINTENANCE": .maintenance, "REBOOT_REQUESTED": .rebootRequested,
    "REBOOT_ISSUED": .rebootIssued, "PLANNED": .planned, "INVALID_REG": .invalidRegistration,
    "POWER_DOWN": .powerDown, "POWERING_DOWN": .poweringDown, "DYNAMIC_NORM": .dynamicNormal,
    "BLOCKED": .blocked, "EXTERNAL": .external,
  ]

  /// The word without its mark; `words` are the base, then the flags.
  static func sinfo(_ words: [String]) -> String {
    let base = words.first ?? "UNKNOWN"
    let has = Set(words.dropFirst()).contains
    let runsJobs = ["ALLOCATED", "MIXED"].contains(base)
    if has("INVALID_REG") { return "inval" }
    if has("MAINTENANCE"), !has("DRAIN"), !runsJobs, base != "DOWN" { return "maint" }
    if has("REBOOT_ISSUED") || has("REBOOT_REQUESTED"), !runsJobs { return "reboot" }
    if has("DRAIN") { return runsJobs || has("COMPLETING") ? "draining" : "drained" }
    if has("FAIL") { return runsJobs || has("COMPLETING") ? "failing" : "fail" }
    if base == "DOWN" || base == "ALLOCATED" { return base.lowercased() }
    if has("COMPLETING") { return "completing" }
    let marks = [
      "MAINTENANCE", "REBOOT_ISSUED", "REBOOT_REQUESTED", "POWERING_UP", "POWERING_DOWN", "POWERED_DOWN",
      "POWER_DOWN", "NOT_RESPONDING",
    ]
    if base == "IDLE", !marks.contains(where: has) {
      for flag in ["RESERVED", "BLOCKED", "PLANNED"] where has(flag) { return flag.lowercased() }
    }
    return base.lowercased()
  }
}
