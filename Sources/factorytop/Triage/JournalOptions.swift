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
}

extension Configuration {
  /// Reads the journal; `nil` when there is none.
  ///
  /// - Throws: `ExitCode.undone` when it cannot be read.
  func openJournal() throws -> OpenJournal? {
    guard let journal else { return nil }
    do throws(JournalError) {
      return try OpenJournal(journal)
    } catch {
      complain(error.sentence)
      throw ExitCode.undone
    }
  }

  /// - Throws: `ExitCode.usage` when there is none.
  func openNamedJournal() throws -> OpenJournal {
    guard let journal = try openJournal() else {
      complain("there is no journal: name its folder with --journal FOLDER, or in a configuration file.")
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

extension OpenJournal {
  var addition: JournalAddition { JournalAddition(of: contents, in: folder) }
}

extension Reading {
  /// What is known, with what the journal adds, where there is one, and without what is not to be seen.
  func factory(with journal: JournalAddition?, by configuration: Configuration) -> Factory {
    let calendar = configuration.policy.workingCalendar
    let whole = journal.map { factory.merged(with: $0, calendar: calendar) } ?? factory
    return whole.redacted(configuration.redactions)
  }
}
