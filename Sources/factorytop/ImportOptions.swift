import ArgumentParser
import Collection
import JSONStream
import Model
import Telemetry
import Text

/// What an imported document is to say of itself, and where it goes.
struct ImportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The cluster's name; otherwise the one in the text.", valueName: "name"))
  var cluster: String?

  @Option(
    help: ArgumentHelp(
      "The file to write to, replaced in one step; otherwise standard output.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("When the text was true; otherwise now.", valueName: "RFC3339"))
  var now: FixedClock?

  /// Writes what `read` makes of the input, and says line by line what it could not use.
  func write(_ read: () throws(TextFormError) -> ImportedBudgets) throws {
    let imported: ImportedBudgets
    do throws(TextFormError) {
      imported = try read()
    } catch {
      complain("\(error.explanation).")
      throw ExitCode.undone
    }
    for note in imported.notes { complain("\(note).") }
    for problem in imported.problems { complain("\(problem.sentence).") }
    let name = cluster.map { SafeText(untrusted: $0) }
    let document = imported.document(cluster: name, at: now?.moment ?? SystemClock.now)
    let bytes = document.encoded(pretty: true) + [UInt8(ascii: "\n")]
    if let out {
      do throws(ReplacementError) {
        try ReplacementFile.replace(out, with: bytes)
      } catch {
        complain("\(error.sentence).")
        throw ExitCode.undone
      }
    } else {
      try output(bytes)
    }
    if !imported.problems.isEmpty { throw ExitCode.undone }
  }
}
