import ArgumentParser
import Glibc
import Text

/// The command line. Synchronous from its first line, because the dashboard has to own the main thread and to block
/// signals before any other thread exists.
@main
struct FactoryTop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factorytop",
    abstract: "top for AI Factories: machines, queue, access requests and budgets on one screen.",
    discussion: """
      Reads telemetry files (Slurm's JSON, Waldur's lists, Prometheus's answers, Open OnDemand's files, factorytop's own \
      forms) from the folders named with --data and shows \
      four live panes. Try it with --demo. Without a terminal, use snapshot, report and check.
      """,
    version: Build.current.words,
    subcommands: [
      Run.self, Snapshot.self, Report.self, List.self, Check.self, Triage.self, Collect.self, Record.self,
      ReplayRecording.self, Simulate.self, Import.self, Config.self, Info.self,
    ],
    defaultSubcommand: Run.self)

  /// Runs the command line and ends the process: usage is 2 here, where the argument parser has 64.
  static func main() {
    StandardDescriptors.settle()
    Allocator.configure()
    DispatchWithoutProc.settle()
    do {
      let command = try parseAsRoot(CommandLineWords.arguments)
      if command is any GivesUpWaiting, WorkInChild.isNeeded {
        Glibc.exit(WorkInChild.status { status(of: command) })
      }
      Glibc.exit(status(of: command))
    } catch {
      Glibc.exit(status(of: error))
    }
  }

  private static func status(of command: any ParsableCommand) -> Int32 {
    do {
      var command = command
      try command.run()
      return 0
    } catch {
      return status(of: error)
    }
  }

  /// Says what is wrong, or what was asked for instead of a command, such as help.
  private static func status(of error: any Error) -> Int32 {
    let code = exitCode(for: error)
    // The parser's message repeats what was typed or pasted.
    let message = fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
      .map { SafeText(untrusted: String($0)).shown }.joined(separator: "\n")
    if !message.isEmpty {
      let line = Array("\(message)\n".utf8)
      if code.isSuccess {
        guard (try? output(line)) != nil else { return ExitCode.undone.rawValue }
      } else {
        _ = write(STDERR_FILENO, line, line.count)
      }
    }
    return code == .validationFailure ? ExitCode.usage.rawValue : code.rawValue
  }
}
