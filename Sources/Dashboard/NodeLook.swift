import Model
import Screen
import Text

/// How what nodes count as looks: a word, a letter, a role, and which is worse.
extension NodeClass {
  /// Roles, the best first.
  private static let byBadness: [Role] = [.barIdle, .barAllocated, .barPlanned, .muted, .warning, .critical]

  var role: Role {
    switch self {
    case .inService(let word): word.role
    case .out(let outage): outage.role
    }
  }

  /// The letter of the map.
  var letter: Glyph { letters.glyph }

  /// The letter as a sign of the map and as a text of the legend.
  var letters: (glyph: Glyph, text: SafeText) {
    switch self {
    case .inService(let word): word.letters
    case .out(let outage): outage.letters
    }
  }

  var word: SafeText {
    switch self {
    case .inService(let word): word.text
    case .out(let outage): outage.word
    }
  }

  /// The word in a few letters, as `sinfo -o %t` has it where it has one.
  var compact: SafeText {
    switch self {
    case .inService(let word): word.code ?? word.text
    case .out(let outage): outage.compact
    }
  }

  /// The higher, the worse: what an aggregated cell of the map shows.
  var severity: Int { Self.byBadness.firstIndex(of: role) ?? 0 }
}

/// Of a node in service.
extension NodeWord {
  fileprivate var role: Role {
    switch self {
    case .idle: .barIdle
    case .planned, .reserved: .barPlanned
    case .mixed, .allocated, .completing, .blocked, .draining, .drained, .maint, .reboot, .failing, .fail,
      .down,
      .error, .inval, .invalid, .unknown, .future:
      .barAllocated
    }
  }

  fileprivate var letters: (glyph: Glyph, text: SafeText) {
    switch self {
    case .allocated: ("A", "A")
    case .mixed: ("m", "m")
    case .completing: ("c", "c")
    case .idle: (".", ".")
    case .planned: ("p", "p")
    case .reserved: ("r", "r")
    case .blocked, .draining, .drained, .maint, .reboot, .failing, .fail, .down, .error, .inval, .invalid,
      .unknown, .future:
      ("o", "o")
    }
  }
}

extension Outage {
  var role: Role {
    switch self {
    case .down, .notResponding, .failed, .failing: .critical
    case .drained, .draining, .maintenance, .rebooting: .warning
    case .blocked: .barPlanned
    case .poweringDown, .external, .closed: .muted
    }
  }

  /// sinfo's word; where it has only a mark, a word for that.
  var word: SafeText {
    switch self {
    case .down: "down"
    case .notResponding: "no resp"
    case .failed: "fail"
    case .failing: "failing"
    case .drained: "drained"
    case .draining: "draining"
    case .maintenance: "maint"
    case .rebooting: "reboot"
    case .poweringDown: "power down"
    case .blocked: "blocked"
    case .external: "external"
    case .closed: "closed"
    }
  }

  fileprivate var compact: SafeText {
    switch self {
    case .failing: NodeWord.failing.code ?? word
    case .drained: NodeWord.drained.code ?? word
    case .draining: NodeWord.draining.code ?? word
    case .rebooting: NodeWord.reboot.code ?? word
    case .down, .notResponding, .failed, .maintenance, .poweringDown, .blocked, .external, .closed: word
    }
  }

  fileprivate var letters: (glyph: Glyph, text: SafeText) {
    switch self {
    case .down: ("D", "D")
    case .notResponding: ("*", "*")
    case .failed: ("F", "F")
    case .failing: ("f", "f")
    case .drained: ("d", "d")
    case .draining: ("g", "g")
    case .maintenance: ("M", "M")
    case .rebooting: ("R", "R")
    case .poweringDown: ("%", "%")
    case .blocked: ("b", "b")
    case .external: ("e", "e")
    case .closed: ("x", "x")
    }
  }
}
