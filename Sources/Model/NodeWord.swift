package import Text

/// The word that `sinfo -N -o %T` prints of a node's state, without its mark. In the order in which they are offered.
package enum NodeWord: String, Sendable, Hashable, CaseIterable {
  case idle, mixed, allocated, completing, planned, reserved, blocked, draining, drained, maint, reboot,
    failing,
    fail, down, error, inval, invalid, unknown
  /// Of a node that there is not yet, which sinfo leaves out.
  case future

  package var text: SafeText { SafeText(untrusted: rawValue) }

  /// What sinfo's %t has in its place, in lower case; `nil` where that is the word itself.
  package var code: SafeText? {
    switch self {
    case .mixed: "mix"
    case .allocated: "alloc"
    case .completing: "comp"
    case .planned: "plnd"
    case .reserved: "resv"
    case .draining: "drng"
    case .drained: "drain"
    case .reboot: "boot"
    case .failing: "failg"
    case .unknown: "unk"
    case .future: "futr"
    case .idle, .blocked, .maint, .fail, .down, .error, .inval, .invalid: nil
    }
  }
}
