import Text

/// How long an Esc may be the beginning of something.
struct EscapeDelay {
  /// A longer one would make the key useless.
  private static let most = 10_000

  let span: Duration
  /// What `ESCDELAY` says that cannot be heeded.
  let remark: SafeText?

  /// What `variable`, the value of `ESCDELAY`, says in milliseconds, else what was asked for, else 25 ms, which fingers do
  /// not notice and every local line keeps.
  init(variable: String?, asked: Duration?) {
    let asked = asked ?? .milliseconds(25)
    guard let variable, !variable.isEmpty else {
      (span, remark) = (asked, nil)
      return
    }
    guard let said = Int(variable), (0...Self.most).contains(said) else {
      span = asked
      remark =
        "ESCDELAY=\(SafeText(untrusted: variable).truncated(toWidth: 20)) is no number of milliseconds from 0 to \(Self.most): an Esc waits for \(Int(asked / .milliseconds(1))) ms"
      return
    }
    (span, remark) = (.milliseconds(said), nil)
  }
}
