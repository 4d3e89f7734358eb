/// The command that wrote an answer, as `meta` tells it in 24.05 and later: its program and its options, of which those
/// versions leave some out.
struct SlurmCommand {
  private let program: Substring
  private let options: [String]

  /// Of its words, the program first.
  init(_ words: [String]) {
    program = words.first?.split(separator: "/").last ?? ""
    options = Array(words.dropFirst())
  }

  var isAccounting: Bool { program == "sacct" }
  var asksForStatesOnly: Bool { program == "squeue" && options.contains("--only-job-state") }

  /// Whether it asks for some jobs or nodes, so that what the answer does not list may be there.
  var asksForSome: Bool {
    switch program {
    case "squeue": selects(by: "AjLnpqRtuw", Self.squeueWords)
    case "sinfo": selects(by: "dnpRrt", Self.sinfoWords)
    // `show job 7`
    case "scontrol": options.drop { $0 != "show" }.count { !$0.hasPrefix("-") } > 2
    default: false
    }
  }

  private static let squeueWords: Set<Substring> = [
    "account", "jobs", "licenses", "me", "name", "nodelist", "partition", "qos", "reservation", "start",
    "states", "user",
  ]

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
