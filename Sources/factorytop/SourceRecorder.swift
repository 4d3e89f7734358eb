import Collection
import Configuration
import Journal
import Logging
import Model
import Recording
import Synchronization
import Telemetry
import Text

/// Records what the sources of a configuration say, and what its journal holds beside it, whenever it is asked to. What
/// goes wrong is said once, and tried again with the next reading.
final class SourceRecorder: Sendable {
  private struct State {
    let recorder: MomentRecorder
    var failure = FailureReport()
    var journalFailure = FailureReport()
  }

  private let configuration: Configuration
  private let folder: String
  private let wait: WaitOptions
  private let logger: Logger
  private let state: Mutex<State>
  private let newest = Mutex<TelemetrySnapshot?>(nil)
  private let watch = Mutex<Task<Void, Never>?>(nil)

  /// `nil` where no folder is named. Nothing is read or written yet.
  init?(_ configuration: Configuration, waiting wait: WaitOptions = WaitOptions(), logger: Logger) {
    guard let folder = configuration.record.folder,
      let recorder = MomentRecorder(configuration)
    else { return nil }
    self.configuration = configuration
    self.folder = folder
    self.wait = wait
    self.logger = logger
    state = Mutex(State(recorder: recorder))
  }

  /// `records into /recording, a reading every 1m`.
  var summary: SafeText {
    "records into \(SafeText(untrusted: folder)), a reading every \(SafeText(untrusted: configuration.record.interval.spanText))"
  }

  /// Whether there is something to record; from the first time on, the sources are read whenever they change.
  func isReady() -> Bool {
    watch.withLock { watch in
      guard watch == nil else { return }
      let poller = Poller(
        roots: configuration.roots, interval: configuration.interval, rules: configuration.rules,
        memoryLimit: configuration.memoryLimit)
      watch = Task.detached { [weak self] in
        for await snapshot in await poller.start() where snapshot.isWhole {
          self?.newest.withLock { $0 = snapshot }
        }
      }
    }
    return newest.withLock { $0 != nil }
  }

  /// Records what the sources say now, which is on the disk then. May wait for the disk.
  ///
  /// - Returns: whether it is recorded with all that there is.
  func record() -> Bool {
    guard let snapshot = newest.withLock({ $0 }) else { return false }
    return state.withLock { state in
      var addition: JournalAddition?
      var isWell = true
      do throws(JournalError) {
        addition = try configuration.readJournal(waiting: wait)
        state.journalFailure.noteSuccess(of: "what the journal adds to the recording", to: logger)
      } catch {
        isWell = false
        state.journalFailure.note(error.sentence, word: error.sentence, to: logger)
      }
      do throws(RecordingError) {
        try state.recorder.record(RecordedReading(snapshot, addition, at: SystemClock.now))
        state.failure.noteSuccess(of: "the recording", to: logger)
      } catch {
        isWell = false
        state.failure.note(error.sentence, word: error.word, to: logger)
      }
      return isWell
    }
  }

  /// The same as what a collector does beside its sources.
  var work: WorkBeside {
    WorkBeside(
      name: "the recording", place: SafeText(untrusted: folder), interval: configuration.record.interval
    ) {
      while !self.isReady() {
        do { try await Task.sleep(for: .milliseconds(100)) } catch { return true }
      }
      return self.record()
    }
  }

  /// Ends the file that is being written.
  func end() {
    watch.withLock { $0 }?.cancel()
    state.withLock { $0.recorder.end() }
  }
}

/// Records readings and their figures, and removes what is too old or too much behind each. Used by one thread.
struct MomentRecorder {
  private let tables: RecordingWriter
  private let log: LogWriter
  private let folder: String
  private let settings: RecordSettings
  private let policy: Policy

  /// `nil` where the configuration names no folder.
  init?(_ configuration: Configuration) {
    settings = configuration.record
    policy = configuration.policy
    guard let folder = settings.folder else { return nil }
    self.folder = folder
    let head = RecordingHead(
      program: "factorytop \(SafeText(untrusted: Build.current.words))", host: RecordAuthor.hostName,
      interval: Seconds(Int64(settings.interval.components.seconds)), policy: policy)
    tables = RecordingWriter(
      folder: folder, head: head,
      privacy: RecordedPrivacy(
        hiding: configuration.redactions.union(settings.hidden), asking: settings.asked))
    log = LogWriter(folder: folder, head: head)
  }

  /// What cannot be recorded of the one keeps nothing of the other back. `uptime` is of a clock that nobody sets.
  func record(_ reading: RecordedReading, uptime: Duration = Poller.uptime()) throws(RecordingError) {
    let parts = uptime.components
    let uptime = UInt64(parts.seconds) * 1_000_000_000 + UInt64(parts.attoseconds / 1_000_000_000)
    let tablesOutcome = Result { () throws(RecordingError) in try tables.record(reading, uptime: uptime) }
    let logOutcome = Result { () throws(RecordingError) in
      guard log.isDue(at: reading.at) else { return }
      let figures = Figures(of: reading.factory(judgedBy: policy), policy: policy, now: reading.at)
      try log.record(RecordedFigures(figures, by: policy), uptime: uptime)
    }
    // What cannot be removed now can be with the next.
    _ = try? settings.bounds.trim(folder, of: .tables, open: tables.openFile, now: reading.at)
    _ = try? settings.logBounds.trim(folder, of: .log, open: log.openFile, now: reading.at)
    try tablesOutcome.get()
    try logOutcome.get()
  }

  func end() {
    tables.close()
    log.close()
  }
}

extension RecordedReading {
  /// What was read, and what the journal held beside it.
  init(_ snapshot: TelemetrySnapshot, _ journal: JournalAddition?, at moment: Timestamp) {
    var factory = snapshot.factory
    if let journal { factory.sources.append(journal.source) }
    self.init(at: moment, factory: factory, decisions: journal?.histories)
  }
}
