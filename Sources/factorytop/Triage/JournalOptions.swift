import ArgumentParser
import Configuration
import Journal
import Model
import Telemetry
import Text

/// Where the journal of decisions is.
struct JournalOptions: ParsableArguments {
  @Option(
    name: .customLong("journal"),
    help: ArgumentHelp("The folder of the journal of decisions.", valueName: "folder"))
  var path: String?

  /// Reads it; `nil` when none was named.
  ///
  /// - Throws: `ExitCode.undone` when it cannot be read.
  func open() throws -> OpenJournal? {
    guard let path else { return nil }
    do throws(JournalError) {
      return try OpenJournal(path)
    } catch {
      complain(error.sentence)
      throw ExitCode.undone
    }
  }

  /// - Throws: `ExitCode.usage` when none was named.
  func openNamed() throws -> OpenJournal {
    guard let journal = try open() else {
      complain("there is no journal: name its folder with --journal FOLDER.")
      throw ExitCode.usage
    }
    return journal
  }
}

/// A journal, and what was in it at last.
struct OpenJournal {
  let folder: JournalFolder
  private var reader: JournalReader
  private(set) var contents: JournalContents

  init(_ path: String) throws(JournalError) {
    folder = try JournalFolder(path)
    reader = JournalReader(folder)
    contents = try reader.read()
  }

  mutating func readAgain() throws(JournalError) { contents = try reader.read() }
}

extension Reading {
  /// What is known, with what the journal adds, where there is one, and without what is not to be seen.
  func factory(with journal: OpenJournal?, by configuration: Configuration) -> Factory {
    let calendar = configuration.policy.workingCalendar
    let whole = journal.map { factory.merged(with: $0.contents.histories, calendar: calendar) } ?? factory
    return whole.redacted(configuration.redactions)
  }
}
