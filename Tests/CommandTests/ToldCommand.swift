import Foundation
import Testing

/// A command as the program tells of itself.
struct ToldCommand {
  /// `triage list`
  let path: String
  /// How each of its options, flags and arguments, but for hidden ones, is spelled: `-o` and `--output`; an argument by its name in the help.
  let arguments: [[String]]

  /// All that there are, with those below others.
  static func all() throws -> [ToldCommand] {
    let dump = try Program().run("--experimental-dump-help").output
    let command = try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command
    return try #require(command.subcommands).flatMap { told($0, below: "") }
  }

  private static func told(_ dumped: DumpedCommand, below path: String) -> [ToldCommand] {
    let command = ToldCommand(
      path: path + dumped.commandName,
      arguments: (dumped.arguments ?? []).filter(\.shouldDisplay).map(\.spellings))
    return [command] + (dumped.subcommands ?? []).flatMap { told($0, below: "\(command.path) ") }
  }
}

/// What `--experimental-dump-help` prints.
private struct Dump: Decodable {
  let command: DumpedCommand
}

private struct DumpedCommand: Decodable {
  let commandName: String
  let arguments: [DumpedArgument]?
  let subcommands: [DumpedCommand]?
}

private struct DumpedArgument: Decodable {
  struct Name: Decodable {
    let kind: String
    let name: String
  }
  let names: [Name]?
  let valueName: String?
  let shouldDisplay: Bool

  var spellings: [String] {
    names.map { names in names.map { "\($0.kind == "short" ? "-" : "--")\($0.name)" } } ?? [valueName ?? ""]
  }
}
