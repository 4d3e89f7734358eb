/// Which colour of btop's a role takes: the first of these that the file has.
///
/// What btop paints in gradients that run from well to bad gives the colours of what is well, a warning and critical. The
/// rest are one colour each, the end of a gradient, where it can be read best.
struct BtopRole {
  let role: Role
  let names: [String]
  var attributes: Attributes = []

  /// | ours | btop's |
  /// |---|---|
  /// | page and ground of all roles | `main_bg` |
  /// | row under the cursor | `selected_bg`, `selected_fg`; without them reverse video |
  /// | as below | |
  static let table = [
    BtopRole(role: .text, names: ["main_fg"]),
    BtopRole(role: .muted, names: quiet),
    BtopRole(role: .frame, names: ["div_line", "inactive_fg"]),
    BtopRole(role: .accent, names: ["hi_fg"], attributes: .bold),
    BtopRole(role: .link, names: ["hi_fg"], attributes: .underline),
    BtopRole(role: .title, names: ["title", "main_fg"]),
    BtopRole(role: .strong, names: ["main_fg"], attributes: .bold),
    BtopRole(role: .ok, names: ["cpu_start"]),
    BtopRole(role: .warning, names: ["cpu_mid"]),
    BtopRole(role: .critical, names: ["cpu_end"], attributes: .bold),
    BtopRole(role: .stale, names: ["cpu_mid"], attributes: [.bold, .reverse]),
    BtopRole(role: .unknown, names: quiet),
    BtopRole(role: .barAllocated, names: used),
    BtopRole(role: .barPlanned, names: ["upload_end", "upload_mid", "upload_start"]),
    BtopRole(role: .barIdle, names: quiet),
    BtopRole(role: .barUnavailable, names: ["download_end", "download_mid", "download_start"]),
    BtopRole(role: .barUsed, names: used),
    BtopRole(role: .barTick, names: ["main_fg"], attributes: .bold),
    BtopRole(role: .sparkline, names: ["proc_misc", "hi_fg"]),
    BtopRole(role: .header, names: ["main_fg"]),
    BtopRole(role: .footer, names: quiet),
    BtopRole(role: .key, names: ["hi_fg"]),
    BtopRole(role: .cursor, names: ["hi_fg"], attributes: .reverse),
  ]

  private static let quiet = ["graph_text", "inactive_fg"]
  private static let used = ["cached_end", "cached_mid", "cached_start"]
  /// What must never look alike.
  static let meanings: [Role] = [.ok, .warning, .critical]
}
