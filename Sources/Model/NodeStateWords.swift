package import Text

extension NodeState {
  /// Reads a node's state from Slurm's words in any of their forms and in any order: bases, flags, `A+B`, and the
  /// words and suffixes that sinfo prints (`drained`, `idle*`).
  ///
  /// Words that no Slurm up to 26.05 writes are left out of the state and appended to `unknown`. A sinfo word that
  /// stands for a flag on an idle or busy node (`planned`, `draining`) implies that base unless a base is named.
  package init(slurmWords words: some Sequence<SafeText>, unknown: inout [SafeText]) {
    var read = Words()
    for text in words {
      let word = Word(text)
      read.add(word)
      if let text = word.unknown { unknown.append(text) }
    }
    self = read.state
  }

  /// What one of Slurm's words says of a state. Making it costs a few look-ups; the same word says the same of every node.
  package struct Word: Sendable {
    fileprivate var named: Base?
    fileprivate var implied: Base?
    fileprivate var flags: Flags = []
    /// The word itself where no Slurm up to 26.05 writes it.
    fileprivate var unknown: SafeText?

    package init(_ text: SafeText) {
      let split = SlurmWords(text)
      if let suffix = split.suffix, let flag = NodeState.suffixes[suffix]?.flag { flags = flag }
      var isKnown = !split.parts.isEmpty
      for part in split.parts {
        switch NodeState.meanings[part] {
        case .base(let base): named = base
        case .flag(let flag, let base):
          flags.formUnion(flag)
          implied = implied ?? base
        case nil: isKnown = false
        }
      }
      if !isKnown { unknown = text }
    }
  }

  /// The words of one state while they are being read.
  package struct Words: Sendable {
    private var named: Base?
    private var implied: Base?
    private var flags: Flags = []
    /// The first word that no Slurm writes.
    package private(set) var unknown: SafeText?
    /// Whether there is a word that some Slurm writes.
    package private(set) var hasKnown = false

    package init() {}

    /// Of bases the last that is named counts; flags add up.
    package mutating func add(_ word: Word) {
      named = word.named ?? named
      implied = implied ?? word.implied
      flags.formUnion(word.flags)
      if let text = word.unknown { unknown = unknown ?? text } else { hasKnown = true }
    }

    /// What the words come to so far; `unknown` where none names or implies a base.
    package var state: NodeState { NodeState(named ?? implied ?? .unknown, flags) }
  }

  fileprivate enum Meaning {
    case base(Base)
    case flag(Flags, implying: Base?)
  }

  /// The words of `node_state_string` and of the JSON flags, Slurm 21.08 to 26.05.
  fileprivate static let meanings: [String: Meaning] = [
    "UNKNOWN": .base(.unknown), "DOWN": .base(.down), "IDLE": .base(.idle), "ALLOCATED": .base(.allocated),
    "ERROR": .base(.error), "MIXED": .base(.mixed), "FUTURE": .base(.future), "INVALID": .base(.invalid),
    "ALLOC": .base(.allocated), "MIX": .base(.mixed), "UNK": .base(.unknown), "FUTR": .base(.future),

    "EXTERNAL": .flag(.external, implying: nil), "RESERVED": .flag(.reserved, implying: .idle),
    "UNDRAIN": .flag(.undrain, implying: nil), "CLOUD": .flag(.cloud, implying: nil),
    "RESUME": .flag(.resume, implying: nil), "DRAIN": .flag(.drain, implying: nil),
    "COMPLETING": .flag(.completing, implying: .idle), "NOT_RESPONDING": .flag(.notResponding, implying: nil),
    "NO_RESPOND": .flag(.notResponding, implying: nil), "POWERED_DOWN": .flag(.poweredDown, implying: nil),
    "FAIL": .flag(.fail, implying: nil), "POWERING_UP": .flag(.poweringUp, implying: nil),
    "MAINTENANCE": .flag(.maintenance, implying: nil), "MAINT": .flag(.maintenance, implying: .idle),
    "REBOOT_REQUESTED": .flag(.rebootRequested, implying: nil),
    "REBOOT": .flag(.rebootRequested, implying: .idle),
    "REBOOT_CANCELED": .flag(.rebootCanceled, implying: nil),
    "POWERING_DOWN": .flag(.poweringDown, implying: nil),
    "DYNAMIC_FUTURE": .flag(.dynamicFuture, implying: nil),
    "REBOOT_ISSUED": .flag(.rebootIssued, implying: nil),
    "PLANNED": .flag(.planned, implying: .idle), "INVALID_REG": .flag(.invalidRegistration, implying: nil),
    "INVAL": .flag(.invalidRegistration, implying: nil), "POWER_DOWN": .flag(.powerDown, implying: nil),
    "POWER_UP": .flag(.powerUp, implying: nil), "POWER_DRAIN": .flag(.powerDrain, implying: nil),
    "DYNAMIC_NORM": .flag(.dynamicNormal, implying: nil), "BLOCKED": .flag(.blocked, implying: .idle),

    "POWER_DOWN_ASAP": .flag([.powerDown, .powerDrain], implying: nil),
    "POWER_DOWN_FORCE": .flag([.powerDown, .poweredDown], implying: nil),

    "DRAINED": .flag(.drain, implying: .idle), "DRAINING": .flag(.drain, implying: .allocated),
    "DRNG": .flag(.drain, implying: .allocated), "FAILING": .flag(.fail, implying: .allocated),
    "FAILG": .flag(.fail, implying: .allocated), "COMP": .flag(.completing, implying: .idle),
    "RESV": .flag(.reserved, implying: .idle), "PLND": .flag(.planned, implying: .idle),
    "BOOT": .flag(.rebootRequested, implying: .idle),
  ]

  /// The marks behind a node's word (sinfo(1), NODE STATE CODES), and what they say.
  fileprivate static let suffixes: [Character: (flag: Flags, words: SafeText)] = [
    "$": (.maintenance, "in maintenance"), "^": (.rebootIssued, "rebooting"),
    "@": (.rebootRequested, "to be rebooted"), "#": (.poweringUp, "powering up"),
    "%": (.poweringDown, "powering down"), "~": (.poweredDown, "powered down"),
    "!": (.powerDown, "to be powered down"), "*": (.notResponding, "not responding"),
    "+": (.completing, "completing"), "-": (.planned, "planned"),
  ]

  /// What a mark says behind a node's word; `nil` of what is none.
  package static func words(ofSuffix mark: Character) -> SafeText? { suffixes[mark]?.words }
}
