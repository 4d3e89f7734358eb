import Text

/// The command that wrote an answer, as `meta` tells it in 24.05 and later: its program and its options, of which those
/// versions leave some out.
struct SlurmCommand {
  /// `nil` where it is none of those whose answers are read.
  private let program: Program?
  private let options: [String]

  /// Of its words, the program first.
  init(_ words: [String]) {
    program = words.first?.split(separator: "/").last.flatMap { Program(rawValue: String($0)) }
    options = Array(words.dropFirst())
  }

  /// Its words but the form of the answer, in one line; `nil` where they do not say what is listed, as in 24.11's
  /// `show` for all that scontrol shows.
  ///
  /// Versions before 26.05 leave the last word out. That is the form as a rule; where the form is among the words, they
  /// leave out another, and what is asked is not known. `release` is Slurm's own version.
  func line(of release: SafeText?) -> SafeText? {
    let words = options.filter { !Self.isForm($0) }
    let isCut = words.count < options.count && Self.leavesOneOut(release)
    guard !isCut, let program else { return nil }
    switch program {
    case .scontrol, .sacctmgr: if words.count < 2 { return nil }
    case .sacct: return nil
    case .squeue, .sinfo, .sshare, .sdiag: break
    }
    return SafeText(untrusted: ([program.rawValue] + words).joined(separator: " "))
  }

  private enum Program: String {
    case squeue, sinfo, sshare, sdiag, scontrol, sacctmgr, sacct
  }

  private static func isForm(_ word: String) -> Bool { word.hasPrefix("--json") || word.hasPrefix("--yaml") }

  private static func leavesOneOut(_ release: SafeText?) -> Bool {
    guard let year = release.flatMap({ Int($0.shown.prefix { $0 != "." }) }) else { return false }
    return year < 26
  }

  var isAccounting: Bool { program == .sacct }
  var asksForStatesOnly: Bool { program == .squeue && options.contains("--only-job-state") }

  /// Whether it asks for some jobs or nodes, so that what the answer does not list may be there.
  var asksForSome: Bool {
    switch program {
    case .squeue: selects(by: "AjLnpqRtuw", Self.squeueWords)
    case .sinfo: selects(by: "dnpRrt", Self.sinfoWords)
    // `show job 7`
    case .scontrol: options.drop { $0 != "show" }.count { !$0.hasPrefix("-") } > 2
    case .sshare: selects(by: "Au", Self.sshareWords)
    // `show assoc account=x`
    case .sacctmgr:
      options.contains { $0.contains("=") && !$0.hasPrefix("-") && !$0.lowercased().hasPrefix("format=") }
    case .sdiag, .sacct, nil: false
    }
  }

  private static let squeueWords: Set<Substring> = [
    "account", "jobs", "licenses", "me", "name", "nodelist", "partition", "qos", "reservation", "start",
    "states", "user",
  ]

  private static let sshareWords: Set<Substring> = ["accounts", "users"]

  private static let sinfoWords: Set<Substring> = [
    "dead", "list-reasons", "nodes", "partition", "responding", "states",
  ]

  /// Options of one letter come alone, behind others that take no value, or before their value; `-t all` asks for more
  /// than no option does.
  private func selects(by letters: String, _ words: Set<Substring>) -> Bool {
    options.indices.contains { place in
      let option = options[place]
      let next = place + 1 < options.count ? options[place + 1] : ""
      if option.hasPrefix("--") {
        let parts = option.dropFirst(2).split(separator: "=", maxSplits: 1)
        guard let word = parts.first, words.contains(word) else { return false }
        return word != "states" || (parts.count > 1 ? String(parts[1]) : next).lowercased() != "all"
      }
      guard option.hasPrefix("-") else { return false }
      let rest = option.dropFirst().drop { "ahlNv".contains($0) }
      guard let letter = rest.first, letters.contains(letter) else { return false }
      let value = rest.count > 1 ? String(rest.dropFirst()) : next
      return letter != "t" || value.lowercased() != "all"
    }
  }
}
