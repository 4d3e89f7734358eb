import Dashboard
import Dispatch
import Journal
import Model
import Synchronization
import Telemetry
import Text

/// Records the dashboard's decisions, one after the other, on a thread of its own: a disk that hangs stops neither the
/// screen nor the reading.
final class Recorder: Sendable {
  private struct Errand: Sendable {
    let order: RecordOrder
    let journal: String?
    let redactions: Redactions
  }

  private struct Queue {
    var errands: [Errand] = []
    var hasThread = false
  }

  private let queue = Mutex(Queue())
  private let isThereWork = DispatchSemaphore(value: 0)
  private let now: @Sendable () -> Timestamp
  private let report: @Sendable (RecordReport) -> Void

  init(now: @escaping @Sendable () -> Timestamp, report: @escaping @Sendable (RecordReport) -> Void) {
    self.now = now
    self.report = report
  }

  /// Never blocks. `journal` is the folder's path; `nil` when nothing may be recorded any more. What is told of others'
  /// records is without what is not to be seen.
  func record(_ order: RecordOrder, in journal: String?, hiding redactions: Redactions) {
    let isFirst = queue.withLock { queue in
      defer { queue.hasThread = true }
      queue.errands.append(Errand(order: order, journal: journal, redactions: redactions))
      return !queue.hasThread
    }
    isThereWork.signal()
    if isFirst { runOnOwnThread { self.work() } }
  }

  /// For ever. The file of this run is open as long as its folder stays the same and nothing fails.
  private func work() {
    var desk: (path: String, RecordingDesk)?
    while true {
      isThereWork.wait()
      guard let errand = queue.withLock({ $0.errands.isEmpty ? nil : $0.errands.removeFirst() }) else {
        continue
      }
      let ticket = errand.order.ticket
      guard let path = errand.journal else {
        report(
          RecordReport(
            ticket: ticket, .failed("NOT RECORDED: there is no journal any more, or it is read-only")))
        continue
      }
      do throws(JournalError) {
        let open = desk?.path == path ? desk?.1 : nil
        var used = if let open { open } else { try RecordingDesk(path) }
        let result = try used.record(errand.order, hiding: errand.redactions, at: now())
        desk = (path, used)
        report(RecordReport(ticket: ticket, result))
      } catch {
        desk = nil
        report(RecordReport(ticket: ticket, .failed(error.sentenceOfDecision)))
      }
    }
  }
}

/// A journal open for writing, with what was read of it.
private struct RecordingDesk {
  private let writer: JournalWriter
  private var reader: JournalReader

  init(_ path: String) throws(JournalError) {
    let folder = try JournalFolder(path)
    writer = JournalWriter(in: folder)
    reader = JournalReader(folder)
  }

  /// Looks, writes, and looks again: who was faster is told, and so is who wrote at the same time.
  mutating func record(_ order: RecordOrder, hiding redactions: Redactions, at now: Timestamp)
    throws(JournalError) -> RecordReport.Result
  {
    let application = order.found.application.id
    if let history = try reader.read().history(of: application) {
      let news = history.redacted(redactions).news(
        since: order.found.standing.history.heads, names: order.found.standing.names)
      guard news.isEmpty else { return .changed(news) }
    }
    let record: DecisionRecord
    do throws(Case.Refusal) {
      record = try order.found.record(order.proposal, id: writer.nextID(), by: writer.author, at: now)
    } catch {
      return .failed("NOT RECORDED: what it rests on has changed; look, and decide again")
    }
    try writer.record(record)
    // It is recorded, whether or not the journal can be read again.
    let history = try? reader.read().history(of: application)
    let conflicts = (history?.conflicts ?? []).filter { $0.records.contains(record.id) }
    return .recorded(
      record, conflicts: conflicts.flatMap(\.records).filter { $0 != record.id },
      isOutranked: history?.outranked.contains(record.id) ?? false)
  }
}

extension JournalError {
  /// What became of a decision that met it.
  fileprivate var sentenceOfDecision: SafeText {
    switch self {
    case .noFolder: "NOT RECORDED: \(sentence)"
    case .notRecorded, .tooLong, .noteTooLong: sentence
    }
  }
}
