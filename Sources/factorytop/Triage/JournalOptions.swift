import ArgumentParser
import Configuration
import Glibc
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
  /// What the journal adds to what is known; `nil` when there is none. One that does not answer in time adds that it
  /// does not.
  ///
  /// - Throws: `ExitCode.undone` when it cannot be read.
  func journalAddition(waiting wait: WaitOptions) throws -> JournalAddition? {
    do throws(JournalError) {
      return try readJournal(waiting: wait)
    } catch {
      complain(error.sentence)
      throw ExitCode.undone
    }
  }

  /// The same for whoever says what is wrong: the journal's own error when it cannot be read.
  func readJournal(waiting wait: WaitOptions) throws(JournalError) -> JournalAddition? {
    guard let journal else { return nil }
    return try Self.read(journal, waiting: wait)?.addition ?? .hanging(SafeText(untrusted: journal))
  }

  /// Reads the journal; `nil` when there is none.
  ///
  /// - Throws: `ExitCode.undone` when it cannot be read, or does not answer in time.
  func openJournal(waiting wait: WaitOptions) throws -> OpenJournal? {
    guard let journal else { return nil }
    guard let open = try Self.journal(journal, waiting: wait) else {
      complain(
        "the journal \(SafeText(untrusted: journal)) does not answer: its file system hangs; try again, or ask for it to be mended."
      )
      throw ExitCode.undone
    }
    return open
  }

  /// Reads a journal; `nil` when it does not answer in time.
  ///
  /// - Throws: `ExitCode.undone` when it cannot be read.
  private static func journal(_ path: String, waiting wait: WaitOptions) throws -> OpenJournal? {
    do throws(JournalError) {
      return try read(path, waiting: wait)
    } catch {
      complain(error.sentence)
      throw ExitCode.undone
    }
  }

  private static func read(_ path: String, waiting wait: WaitOptions) throws(JournalError) -> OpenJournal? {
    let answers = Answers()
    let opened = Pending.from {
      Handover(result: Result { () throws(JournalError) in try OpenJournal(path, answered: answers.note) })
    }
    guard var open = try opened.wait(for: answers, noLongerThan: wait.wait)?.result.get() else { return nil }
    open.names = UserDirectory.names(
      of: open.contents.users + [geteuid()], noLongerThan: min(wait.wait, .seconds(2)))
    return open
  }

  /// - Throws: `ExitCode.usage` when there is none.
  func openNamedJournal(waiting wait: WaitOptions) throws -> OpenJournal {
    guard let journal = try openJournal(waiting: wait) else {
      complain("there is no journal: name its folder with --journal FOLDER, or in a configuration file.")
      throw ExitCode.usage
    }
    return journal
  }
}

/// What one thread makes and hands over to another. Unchecked, because the compiler cannot see that the first, which ends
/// then, uses it no more: a journal's descriptor is an object of one thread.
private struct Handover: @unchecked Sendable {
  let result: Result<OpenJournal, JournalError>
}

/// A journal, and what was in it at last.
struct OpenJournal {
  let folder: JournalFolder
  private var reader: JournalReader
  private(set) var contents: JournalContents
  /// What the system calls the authors of what was in it at first.
  var names = UserNames()

  init(_ path: String, answered: (_ isLast: Bool) -> Void) throws(JournalError) {
    folder = try JournalFolder(path)
    reader = JournalReader(folder)
    contents = try reader.read(answered: answered)
  }

  mutating func readAgain() throws(JournalError) { contents = try reader.read() }
}

extension OpenJournal {
  var addition: JournalAddition {
    var addition = JournalAddition(of: contents, in: folder)
    addition.names = names
    return addition
  }
}

extension TelemetrySnapshot {
  /// What is known, with what the journal adds, where there is one, and without what is not to be seen.
  func factory(with journal: JournalAddition?, by configuration: Configuration) -> Factory {
    let calendar = configuration.policy.workingCalendar
    let whole = journal.map { factory.merged(with: $0, calendar: calendar) } ?? factory
    return whole.redacted(configuration.redactions)
  }
}
