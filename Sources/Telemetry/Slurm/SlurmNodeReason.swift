import Text

/// The reason that a node is out of service.
enum SlurmNodeReason {
  /// Parts `disk SMART [root@2026-11-23T09:12:00]`, which is Slurm's text form and what sites' scripts copy into JSON,
  /// into the reason and the user. The time is left out, for it is local to nobody knows where.
  static func split(_ text: SafeText) -> (reason: SafeText, user: SafeText?) {
    guard !text.isAltered, text.shown.hasSuffix("]"), let bracket = text.shown.lastIndex(of: "[") else {
      return (text, nil)
    }
    let signature = text.shown[bracket...].dropFirst().dropLast()
    guard let at = signature.firstIndex(of: "@"), at > signature.startIndex,
      signature[at...].dropFirst().first?.isNumber == true
    else { return (text, nil) }
    var reason = text.shown[..<bracket]
    while reason.last == " " { reason.removeLast() }
    return (SafeText(untrusted: String(reason)), SafeText(untrusted: String(signature[..<at])))
  }
}
