import Screen
import Text

/// How sinfo's words for node states look: a letter each, a role, and which is worse. A word with a mark is that of a node
/// which would be in service but for what the mark says: `*` that it does not respond.
enum NodeWord {
  /// The word of an idle node whose partitions alone keep jobs from it; sinfo has none.
  static let closed = "closed"

  /// The roles of nodes, the best first.
  private static let byBadness: [Role] = [.barIdle, .barAllocated, .barPlanned, .muted, .warning, .critical]

  static func role(of word: String) -> Role {
    switch word {
    case "allocated", "mixed", "completing": .barAllocated
    case "idle": .barIdle
    case "planned", "reserved", "blocked": .barPlanned
    case "down", "fail", "failing", "error", "inval", "invalid", "unknown": .critical
    case "drained", "draining", "maint", "reboot": .warning
    case _ where word.hasSuffix("*"): .critical
    case _ where word.hasSuffix("$") || word.hasSuffix("^") || word.hasSuffix("@"): .warning
    default: .muted
    }
  }

  static func letter(of word: String) -> Glyph { letters(of: word).glyph }

  /// The letter as a sign of the map and as a text of the legend.
  static func letters(of word: String) -> (glyph: Glyph, text: SafeText) {
    switch word {
    case "allocated": ("A", "A")
    case "mixed": ("m", "m")
    case "completing": ("c", "c")
    case "idle": (".", ".")
    case "planned": ("p", "p")
    case "reserved": ("r", "r")
    case "blocked": ("b", "b")
    case "down": ("D", "D")
    case "fail", "failing": ("F", "F")
    case "error": ("E", "E")
    case "inval", "invalid": ("V", "V")
    case "unknown": ("?", "?")
    case "drained": ("d", "d")
    case "draining": ("g", "g")
    case "maint": ("M", "M")
    case "reboot": ("R", "R")
    case "future": ("f", "f")
    case Self.closed: ("x", "x")
    case _ where word.hasSuffix("*"): ("*", "*")
    case _ where word.hasSuffix("$"): ("M", "M")
    case _ where word.hasSuffix("^") || word.hasSuffix("@"): ("R", "R")
    case _ where word.hasSuffix("%") || word.hasSuffix("!") || word.hasSuffix("~"): ("%", "%")
    default: ("o", "o")
    }
  }

  /// The word in at most five letters, as `sinfo -o %t` has it.
  static func compact(_ word: String) -> SafeText {
    switch word {
    case "allocated": "alloc"
    case "mixed": "mix"
    case "completing": "comp"
    case "planned": "plnd"
    case "reserved": "resv"
    case "drained": "drain"
    case "draining": "drng"
    case "failing": "failg"
    case "unknown": "unk"
    case "future": "futr"
    case "reboot": "boot"
    case "error": "err"
    default: SafeText(untrusted: word)
    }
  }

  /// How much a node of that word needs a hand: in service or away on purpose 0, taken out 1, lost 2.
  static func badness(of word: String) -> Int {
    switch role(of: word) {
    case .critical: 2
    case .warning: 1
    default: 0
    }
  }

  /// The higher, the worse: what an aggregated cell of the map shows.
  static func severity(of word: String) -> Int {
    byBadness.firstIndex(of: role(of: word)) ?? 0
  }
}
