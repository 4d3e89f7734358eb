import Text

/// The reason that a node is out of service, and who says so where the reason tells.
struct SlurmNodeReason {
  private(set) var reason: SafeText
  private(set) var user: SafeText?

  /// Parts `disk SMART [root@2026-11-23T09:12:00]`, which is Slurm's text form and what sites' scripts copy into JSON,
  /// into the reason and the user. The time is left out, for it is local to nobody knows where.
  init(_ text: SafeText) {
    reason = text
    guard !text.isAltered, text.shown.hasSuffix("]"), let bracket = text.shown.lastIndex(of: "[") else {
      return
    }
    let signature = text.shown[bracket...].dropFirst().dropLast()
    guard let at = signature.firstIndex(of: "@"), at > signature.startIndex,
      signature[at...].dropFirst().first?.isNumber == true
    else { return }
    var said = text.shown[..<bracket]
    while said.last == " " { said.removeLast() }
    reason = SafeText(untrusted: String(said))
    user = SafeText(untrusted: String(signature[..<at]))
  }
}
