package import Text

/// The word that `squeue -o %T` prints of a job's state, in lower case. In the order in which they are offered.
package enum JobWord: String, Sendable, Hashable, CaseIterable {
  case pending, running, suspended, configuring, completing, stopped, resizing, signaling
  case stageOut = "stage_out"
  case requeued
  case requeueFederated = "requeue_fed"
  case requeueHold = "requeue_hold"
  case specialExit = "special_exit"
  case reservationDeletedHold = "resv_del_hold"
  case revoked, completed, cancelled, failed, timeout
  case nodeFail = "node_fail"
  case preempted
  case bootFail = "boot_fail"
  case deadline
  case outOfMemory = "out_of_memory"
  case unknown

  package var text: SafeText { SafeText(untrusted: rawValue) }

  /// The short form, which `squeue -o %t` prints; `nil` where Slurm has none.
  package var code: SafeText? {
    switch self {
    case .pending: "PD"
    case .running: "R"
    case .suspended: "S"
    case .configuring: "CF"
    case .completing: "CG"
    case .stopped: "ST"
    case .resizing: "RS"
    case .signaling: "SI"
    case .stageOut: "SO"
    case .requeued: "RQ"
    case .requeueFederated: "RF"
    case .requeueHold: "RH"
    case .specialExit: "SE"
    case .reservationDeletedHold: "RD"
    case .revoked: "RV"
    case .completed: "CD"
    case .cancelled: "CA"
    case .failed: "F"
    case .timeout: "TO"
    case .nodeFail: "NF"
    case .preempted: "PR"
    case .bootFail: "BF"
    case .deadline: "DL"
    case .outOfMemory: "OOM"
    case .unknown: nil
    }
  }
}
