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

/// Records readings, and removes what is too old or too much behind each. Used by one thread.
struct MomentRecorder {
  private let writer: RecordingWriter
  private let folder: String
  private let bounds: RecordingBounds

  /// `nil` where the configuration names no folder.
  init?(_ configuration: Configuration) {
    let settings = configuration.record
    guard let folder = settings.folder else { return nil }
    self.folder = folder
    bounds = settings.bounds
    writer = RecordingWriter(
      folder: folder,
      head: RecordingHead(
        program: "factorytop \(SafeText(untrusted: Build.current.words))", host: RecordAuthor.hostName,
        interval: Seconds(Int64(settings.interval.components.seconds)), policy: configuration.policy),
      privacy: RecordedPrivacy(
        hiding: configuration.redactions.union(settings.hidden), asking: settings.asked))
  }

  /// `uptime` is of a clock that nobody sets.
  func record(_ reading: RecordedReading, uptime: Duration = Poller.uptime()) throws(RecordingError) {
    let uptime = uptime.components
    try writer.record(
      reading,
      uptime: UInt64(uptime.seconds) * 1_000_000_000 + UInt64(uptime.attoseconds / 1_000_000_000))
    // What cannot be removed now can be with the next.
    _ = try? bounds.trim(folder, open: writer.openFile, now: reading.at)
  }

  func end() { writer.close() }
}

extension RecordedReading {
  /// What was read, and what the journal held beside it.
  init(_ snapshot: TelemetrySnapshot, _ journal: JournalAddition?, at moment: Timestamp) {
    var factory = snapshot.factory
    if let journal { factory.sources.append(journal.source) }
    self.init(at: moment, factory: factory, decisions: journal?.histories)
  }
}
