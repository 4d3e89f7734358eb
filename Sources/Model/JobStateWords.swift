package import Text

extension JobState {
  /// Reads a job's state from Slurm's words in any of their forms and in any order.
  ///
  /// Words that no Slurm up to 26.05 writes are left out of the state and appended to `unknown`. Up to v0.0.38 Slurm
  /// writes one word and lets a flag hide the base (`CONFIGURING`); the base is then the one that the flag implies,
  /// or unknown where it implies none (`COMPLETING`).
  package init(slurmWords words: some Sequence<SafeText>, unknown: inout [SafeText]) {
    var named: Base?
    var implied: Base?
    var flags: Flags = []
    for word in words {
      let split = SlurmWords(word)
      var isKnown = !split.parts.isEmpty
      for part in split.parts {
        if let base = Self.bases[part] {
          named = base
        } else if let (flag, base) = Self.flagWords[part] {
          flags.insert(flag)
          implied = implied ?? base
        } else {
          isKnown = false
        }
      }
      if !isKnown { unknown.append(word) }
    }
    self.init(named ?? implied ?? .unknown, flags)
  }

  /// The word that `squeue -o %T` prints.
  ///
  /// A flag hides the base, in the order of Slurm's `job_state_string` (src/common/slurm_protocol_defs.c).
  package var word: JobWord {
    if !flags.isEmpty {
      for (flag, word) in Self.shownFlags where flags.contains(flag) { return word }
    }
    return base.word
  }

  /// Each flag with the base that it implies where it is the only word.
  private static let flagWords: [String: (Flags, Base?)] = [
    "LAUNCH_FAILED": (.launchFailed, nil), "REQUEUED": (.requeued, .pending),
    "REQUEUE_HOLD": (.requeueHold, .pending), "SPECIAL_EXIT": (.specialExit, .pending),
    "RESIZING": (.resizing, .running), "CONFIGURING": (.configuring, .running),
    "COMPLETING": (.completing, nil),
    "STOPPED": (.stopped, .running), "RECONFIG_FAIL": (.reconfigFail, nil),
    "POWER_UP_NODE": (.powerUpNode, .running), "REVOKED": (.revoked, nil),
    "REQUEUE_FED": (.requeueFederated, .pending), "RESV_DEL_HOLD": (.reservationDeletedHold, .pending),
    "SIGNALING": (.signaling, .running), "STAGE_OUT": (.stageOut, nil), "EXPEDITING": (.expediting, nil),
  ]

  private static let bases: [String: Base] = Dictionary(
    uniqueKeysWithValues: Base.allCases.map { ($0.word.rawValue.uppercased(), $0) })

  private static let shownFlags: [(Flags, JobWord)] = [
    (.completing, .completing), (.stageOut, .stageOut), (.configuring, .configuring), (.resizing, .resizing),
    (.requeued, .requeued), (.requeueFederated, .requeueFederated), (.requeueHold, .requeueHold),
    (.specialExit, .specialExit), (.stopped, .stopped), (.revoked, .revoked),
    (.reservationDeletedHold, .reservationDeletedHold), (.signaling, .signaling),
  ]
}

extension JobState.Base {
  /// Slurm's word for it.
  package var word: JobWord {
    switch self {
    case .unknown: .unknown
    case .pending: .pending
    case .running: .running
    case .suspended: .suspended
    case .completed: .completed
    case .cancelled: .cancelled
    case .failed: .failed
    case .timeout: .timeout
    case .nodeFail: .nodeFail
    case .preempted: .preempted
    case .bootFail: .bootFail
    case .deadline: .deadline
    case .outOfMemory: .outOfMemory
    }
  }
}
