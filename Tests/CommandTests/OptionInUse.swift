import Foundation
import Testing

/// An option, a flag or an argument of a command, and what it changes.
struct OptionInUse: Sendable {
  enum Evidence: Sendable {
    /// What is told with it, and not without.
    case shows(String)
    /// What is told without it, and not with it.
    case lacks(String)

    /// Holds what is told with something and without it against each other.
    func expect(
      with: String, without: String, of name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let (text, there, elsewhere) =
        switch self {
        case .shows(let text): (text, with, without)
        case .lacks(let text): (text, without, with)
        }
      let (isThere, isElsewhere) = (there.contains(text), elsewhere.contains(text))
      #expect(
        isThere, "\(name): “\(text)” is not in \(there.prefix(2000))", sourceLocation: sourceLocation)
      #expect(
        !isElsewhere, "\(name): “\(text)” is in \(elsewhere.prefix(2000))", sourceLocation: sourceLocation)
    }
  }

  /// `--where`; of an argument the name that it has in the help.
  let name: String
  /// What the command line ends with.
  let given: [String]
  /// What it ends with otherwise.
  let instead: [String]
  /// A command that shows what came of it.
  let then: [String]
  let evidence: Evidence

  init(
    _ given: [String], insteadOf instead: [String] = [], of name: String? = nil, then: [String] = [],
    shows text: String
  ) {
    self.init(name ?? given[0], given, instead, then, .shows(text))
  }

  init(
    _ given: [String], insteadOf instead: [String] = [], of name: String? = nil, then: [String] = [],
    lacks text: String
  ) {
    self.init(name ?? given[0], given, instead, then, .lacks(text))
  }

  private init(
    _ name: String, _ given: [String], _ instead: [String], _ then: [String], _ evidence: Evidence
  ) {
    self.name = name
    self.given = given
    self.instead = instead
    self.then = then
    self.evidence = evidence
  }
}

/// Options of a command, tried on the same command line.
struct OptionsInUse: CustomTestStringConvertible, Sendable {
  let command: String
  /// What is on every command line.
  let line: [String]
  let input: String?
  /// A command that comes before.
  let first: [String]
  let options: [OptionInUse]

  var testDescription: String { "\(command): \(options.map(\.name).joined(separator: " "))" }

  init(
    _ command: String, _ line: [String], input: String? = nil, after first: [String] = [],
    _ options: [OptionInUse]
  ) {
    self.command = command
    self.line = line
    self.input = input
    self.first = first
    self.options = options
  }

  static let all = pictures + figures + triage + recording + simulation + dashboard + others
}

@Suite("What options do")
struct OptionInUseTests {
  @Test("Every option changes what is told", arguments: OptionsInUse.all)
  func effects(use: OptionsInUse) throws {
    let command = use.command.split(separator: " ").map(String.init) + use.line
    var outcomes: [[[String]]: String] = [:]
    func outcome(_ end: [String], _ then: [String]) throws -> String {
      let commands = [use.first, command + end, then]
      if let known = outcomes[commands] { return known }
      let told = try Workspace().outcome(of: commands, input: use.input)
      outcomes[commands] = told
      return told
    }
    for option in use.options {
      option.evidence.expect(
        with: try outcome(option.given, option.then), without: try outcome(option.instead, option.then),
        of: option.name)
    }
  }

  /// What a terminal alone shows: TerminalTests' `OptionsOnTerminalTests`.
  private static let onTerminal: Set = [
    "run --interval", "run --theme", "run --color", "run --ascii", "run --mouse", "replay --theme",
    "replay --color", "replay --ascii", "replay --mouse", "replay --to", "replay --speed",
  ]

  /// What goes on until it is ended, but for --once.
  private static let endless = [
    "collect": ["--config", "@/collect.toml"],
    "record run": ["--data", "@/data", "--folder", "@/spare"],
  ]

  @Test("With --once a command ends, and without it goes on", arguments: endless.keys)
  func once(command: String) throws {
    let line = command.split(separator: " ").map(String.init) + (Self.endless[command] ?? [])
    #expect(try Workspace().outcome(of: [line + ["--once"]]).hasPrefix("exit 0\n"))
    #expect(try Workspace().outcome(of: [line], endingAfter: 2).hasPrefix("exit 124\n"))
  }

  @Test("Every option, flag and argument of every command is among them")
  func complete() throws {
    let commands = try ToldCommand.all()
    #expect(commands.count > 25)
    let proven = Set(OptionsInUse.all.flatMap { use in use.options.map { "\(use.command) \($0.name)" } })
      .union(HangingDiskTests.commandsWithWait.keys.map { "\($0) --wait" }).union(Self.onTerminal)
      .union(Self.endless.keys.map { "\($0) --once" })
    let there = commands.flatMap { command in
      command.arguments.filter { !$0.contains("--help") && !$0.contains("--version") }.map { spellings in
        spellings.map { "\(command.path) \($0)" }
      }
    }
    #expect(there.filter { proven.isDisjoint(with: $0) } == [])
    #expect(proven.subtracting(there.joined()) == [])
  }

  @Test("Every command tells its help and the version")
  func helpAndVersion() throws {
    let version = try Program().run("--version").output
    for command in try ToldCommand.all() where command.path != "help" {
      let words = command.path.split(separator: " ").map(String.init)
      let help = try Program().run(words + ["--help"])
      #expect(help.status == 0 && help.output.contains("USAGE: factorytop \(command.path)"), "\(words)")
      #expect(try Program().run(words + ["--version"]).output == version, "\(words)")
    }
  }
}
