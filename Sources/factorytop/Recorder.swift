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
  private struct RecordTask: Sendable {
    let order: RecordOrder
    let journal: String?
    let redactions: Redactions
  }

  private struct Queue {
    var tasks: [RecordTask] = []
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
      queue.tasks.append(RecordTask(order: order, journal: journal, redactions: redactions))
      return !queue.hasThread
    }
    isThereWork.signal()
    if isFirst { runOnOwnThread { self.work() } }
  }

  /// For ever. The file of this run is open as long as its folder stays the same and nothing fails.
  private func work() {
    var session: (path: String, JournalSession)?
    while true {
      isThereWork.wait()
      guard let task = queue.withLock({ $0.tasks.isEmpty ? nil : $0.tasks.removeFirst() }) else {
        continue
      }
      let order = task.order
      guard let path = task.journal else {
        report(
          RecordReport(order, allFailed: "NOT RECORDED: there is no journal any more, or it is read-only"))
        continue
      }
      do throws(JournalError) {
        let open = session?.path == path ? session?.1 : nil
        var used = if let open { open } else { try JournalSession(path) }
        let results = used.record(order.drafts, restOf: order.batch, hiding: task.redactions, at: now())
        session = used.hasFailed ? nil : (path, used)
        report(RecordReport(ticket: order.ticket, results))
      } catch {
        session = nil
        report(RecordReport(order, allFailed: error.sentenceOfDecision))
      }
    }
  }
}
