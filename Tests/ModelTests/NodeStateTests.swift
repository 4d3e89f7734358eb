import Model
import Testing
import Text

@Suite struct NodeStateTests {
  @Test(
    "Slurm's words in any order give the word and the mark that sinfo prints",
    arguments: [
      (["IDLE"], "idle", nil), (["idle"], "idle", nil), (["MIXED"], "mixed", nil),
      (["ALLOCATED"], "allocated", nil), (["DOWN"], "down", nil), (["FUTURE"], "future", nil),
      (["UNKNOWN", "NOT_RESPONDING"], "unknown", "*"), (["ERROR"], "error", nil),
      (["IDLE", "DRAIN"], "drained", nil), (["DRAIN", "IDLE"], "drained", nil),
      (["DOWN", "DRAIN"], "drained", nil), (["ALLOCATED", "DRAIN"], "draining", nil),
      (["MIXED", "DRAIN"], "draining", nil), (["IDLE", "COMPLETING", "DRAIN"], "draining", nil),
      (["DOWN", "RESERVED", "DRAIN", "NOT_RESPONDING"], "drained", "*"), (["FAIL", "IDLE"], "fail", nil),
      (["MIXED", "FAIL"], "failing", nil), (["ALLOCATED", "FAIL", "NOT_RESPONDING"], "failing", "*"),
      (["IDLE", "MAINTENANCE"], "maint", nil), (["IDLE", "MAINTENANCE", "NOT_RESPONDING"], "maint", "*"),
      (["MIXED", "MAINTENANCE", "RESERVED", "PLANNED"], "mixed", "$"),
      (["ALLOCATED", "MAINTENANCE"], "allocated", "$"), (["DOWN", "MAINTENANCE"], "down", "$"),
      (["IDLE", "MAINTENANCE", "DRAIN"], "drained", "$"), (["IDLE", "REBOOT_ISSUED"], "reboot", "^"),
      (["IDLE", "REBOOT_REQUESTED"], "reboot", nil), (["MIXED", "REBOOT_REQUESTED"], "mixed", "@"),
      (["ALLOCATED", "REBOOT_ISSUED"], "allocated", "^"), (["DOWN", "REBOOT_ISSUED"], "reboot", "^"),
      (["IDLE", "INVALID_REG"], "inval", nil), (["IDLE", "NOT_RESPONDING"], "idle", "*"),
      (["IDLE", "POWERED_DOWN", "CLOUD"], "idle", "~"), (["IDLE", "POWERING_UP"], "idle", "#"),
      (["ALLOCATED", "POWERING_UP"], "allocated", "#"), (["IDLE", "POWERING_DOWN"], "idle", "%"),
      (["IDLE", "POWER_DOWN"], "idle", "!"), (["IDLE", "RESERVED"], "reserved", nil),
      (["IDLE", "RESERVED", "NOT_RESPONDING"], "idle", "*"), (["IDLE", "PLANNED"], "planned", nil),
      (["IDLE", "RESERVED", "PLANNED"], "reserved", nil), (["IDLE", "BLOCKED"], "blocked", nil),
      (["MIXED", "PLANNED"], "mixed", "-"), (["MIXED", "PLANNED", "NOT_RESPONDING"], "mixed", "*"),
      (["ALLOCATED", "COMPLETING"], "allocated", "+"), (["IDLE", "COMPLETING"], "completing", nil),
      (["MIXED", "COMPLETING"], "completing", nil), (["DOWN", "COMPLETING"], "down", nil),
      (["IDLE", "DYNAMIC_NORM"], "idle", nil),
    ] as [([SafeText], String, Character?)])
  func words(_ words: [SafeText], _ word: String, _ suffix: Character?) {
    var unknown: [SafeText] = []
    let state = NodeState(slurmWords: words, unknown: &unknown)
    #expect(state.word.rawValue == word)
    #expect(state.suffix == suffix)
    #expect(unknown.isEmpty)
  }

  @Test(
    "What sinfo and scontrol print can be read back",
    arguments: [
      ("drained", "drained", nil), ("draining", "draining", nil), ("drained*", "drained", "*"),
      ("allocated+", "allocated", "+"), ("idle*", "idle", "*"), ("down$", "down", "$"),
      ("idle~", "idle", "~"),
      ("mixed-", "mixed", "-"), ("mixed@", "mixed", "@"), ("planned", "planned", nil),
      ("reserved", "reserved", nil), ("maint", "maint", nil), ("reboot^", "reboot", "^"),
      ("inval", "inval", nil),
      ("completing", "completing", nil), ("fail*", "fail", "*"), ("failing", "failing", nil),
      ("blocked", "blocked", nil), ("unknown*", "unknown", "*"), ("MIXED+DRAIN", "draining", nil),
      ("DOWN+DRAIN+NOT_RESPONDING", "drained", "*"), ("IDLE+PLANNED", "planned", nil),
      ("alloc", "allocated", nil),
      ("mix", "mixed", nil), ("drng", "draining", nil), ("drain", "drained", nil),
      ("comp", "completing", nil),
      ("resv", "reserved", nil), ("plnd", "planned", nil), ("boot", "reboot", nil), ("failg", "failing", nil),
    ] as [(SafeText, String, Character?)])
  func sinfo(_ printed: SafeText, _ word: String, _ suffix: Character?) {
    var unknown: [SafeText] = []
    let state = NodeState(slurmWords: [printed], unknown: &unknown)
    #expect(state.word.rawValue == word)
    #expect(state.suffix == suffix)
    #expect(unknown.isEmpty)
  }

  @Test func `A word that Slurm does not write is handed back and changes nothing`() {
    var unknown: [SafeText] = []
    let state = NodeState(slurmWords: ["IDLE", "SLEEPY", "DRAIN"], unknown: &unknown)
    #expect(state == NodeState(.idle, .drain))
    #expect(unknown == ["SLEEPY"])
  }

  @Test func `No words, an empty word and a lone mark are no known state`() {
    var unknown: [SafeText] = []
    #expect(NodeState(slurmWords: [], unknown: &unknown) == NodeState(.unknown))
    #expect(unknown.isEmpty)
    #expect(NodeState(slurmWords: ["", "+"], unknown: &unknown).base == .unknown)
    #expect(unknown == ["", "+"])
  }

  @Test func `A base that is named wins over one that a flag implies`() {
    var unknown: [SafeText] = []
    #expect(NodeState(slurmWords: ["PLANNED", "DOWN"], unknown: &unknown).base == .down)
    #expect(NodeState(slurmWords: ["RESERVED", "UNKNOWN"], unknown: &unknown).base == .unknown)
  }

  @Test(
    "Slurm's words of 26.05 are known, and those for powering down are two flags each",
    arguments: [
      (["IDLE", "BLOCKED"], NodeState(.idle, .blocked)), (["IDLE", "EXTERNAL"], NodeState(.idle, .external)),
      (["MIXED", "POWER_DOWN_ASAP"], NodeState(.mixed, [.powerDown, .powerDrain])),
      (["MIXED", "POWER_DOWN_FORCE"], NodeState(.mixed, [.powerDown, .poweredDown])),
    ] as [([SafeText], NodeState)])
  func wordsOf2605(_ words: [SafeText], _ expected: NodeState) {
    var unknown: [SafeText] = []
    #expect(NodeState(slurmWords: words, unknown: &unknown) == expected)
    #expect(unknown.isEmpty)
  }

  @Test(
    "A state lets jobs start by its base and every flag, not by the word that sinfo prints",
    arguments: [
      ("allocated", true), ("mixed", true), ("idle", true), ("planned", true), ("reserved", true),
      ("completing", true), ("idle*", false), ("mixed*", false), ("down", false), ("drained", false),
      ("draining", false), ("fail", false), ("failing", false), ("maint", false), ("reboot", false),
      ("inval", false), ("unknown", false), ("error", false), ("future", false), ("blocked", false),
      ("idle#", true), ("idle~", true), ("idle%", false), ("idle!", false), ("mixed!", true),
      ("mixed@", true),
      ("mixed^", false), ("mixed$", false), ("allocated$", false), ("mixed%", false), ("mixed-", true),
      ("IDLE+CLOUD+NOT_RESPONDING+POWERING_UP", true), ("IDLE+CLOUD+NOT_RESPONDING+POWERED_DOWN", true),
      ("DOWN+CLOUD+NOT_RESPONDING+POWERING_UP", false), ("IDLE+CLOUD+POWERING_DOWN+NOT_RESPONDING", false),
      ("IDLE+CLOUD+POWERING_DOWN+POWERED_DOWN", false),
      ("IDLE+REBOOT_REQUESTED", false), ("ALLOCATED+REBOOT_REQUESTED", true), ("MIXED+BLOCKED", false),
      ("IDLE+EXTERNAL", false), ("IDLE+DYNAMIC_NORM", true), ("MIXED+POWER_DOWN_ASAP", false),
      ("MIXED+POWER_DOWN_FORCE", false), ("MIXED+POWER_DOWN+DRAIN", false), ("IDLE+REBOOT_CANCELED", true),
      ("MIXED+RESERVED+MAINTENANCE", false), ("IDLE+RESERVED+MAINTENANCE", false),
      ("MIXED+INVALID_REG", false),
    ] as [(SafeText, Bool)])
  func letsJobsStart(_ word: SafeText, _ expected: Bool) {
    var unknown: [SafeText] = []
    #expect(NodeState(slurmWords: [word], unknown: &unknown).letsJobsStart == expected)
    #expect(unknown.isEmpty)
  }

  @Test(
    "A node where no job can start is of one class, by sinfo's word and then by its mark",
    arguments: [
      ("idle", nil), ("mixed", nil), ("idle#", nil), ("idle~", nil), ("mixed@", nil), ("mixed!", nil),
      ("mixed-", nil), ("planned", nil), ("reserved", nil), ("completing", nil), ("future", nil),
      ("down", .down), ("down*", .down), ("down~", .down), ("error", .down), ("inval", .down),
      ("DRAIN+INVALID_REG+IDLE", .down),
      ("idle*", .notResponding), ("mixed*", .notResponding), ("unknown*", .notResponding),
      ("fail", .failed), ("fail*", .failed), ("failing", .failing), ("failing*", .failing),
      ("MIXED+DRAIN+FAIL", .draining), ("drained", .drained), ("DOWN+DRAIN", .drained),
      ("drained*", .drained), ("draining", .draining), ("MIXED+DRAIN+REBOOT_REQUESTED", .draining),
      ("MIXED+DRAIN+MAINTENANCE", .draining),
      ("maint", .maintenance), ("maint*", .maintenance), ("mixed$", .maintenance),
      ("MIXED+MAINTENANCE+NOT_RESPONDING", .maintenance), ("DOWN+MAINTENANCE", .down),
      ("reboot", .rebooting), ("reboot*", .rebooting), ("reboot^", .rebooting), ("mixed^", .rebooting),
      ("IDLE+DRAIN+REBOOT_REQUESTED", .rebooting), ("DOWN+REBOOT_ISSUED", .rebooting),
      ("idle%", .poweringDown), ("idle!", .poweringDown),
      ("MIXED+POWERING_DOWN+NOT_RESPONDING", .poweringDown),
      ("blocked", .blocked), ("MIXED+BLOCKED", .blocked), ("IDLE+EXTERNAL", .external),
    ] as [(SafeText, Outage?)])
  func outage(_ word: SafeText, _ expected: Outage?) {
    var unknown: [SafeText] = []
    #expect(NodeState(slurmWords: [word], unknown: &unknown).outage == expected)
    #expect(unknown.isEmpty)
  }
}
