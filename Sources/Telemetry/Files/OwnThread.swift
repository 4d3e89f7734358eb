import Dispatch
import Glibc
import Synchronization

/// Runs `work` on a new thread that nobody waits for.
///
/// A read from a dead network file system never comes back. On one of the few threads that Swift's tasks share it
/// would stop the whole program; a thread of its own stops alone.
package func runOnOwnThread(_ work: @escaping @Sendable () -> Void) {
  let box = Unmanaged.passRetained(ThreadWork(work))
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  defer { pthread_attr_destroy(&attributes) }
  var thread = pthread_t()
  let failure = pthread_create(
    &thread, &attributes,
    { argument in
      if let argument { Unmanaged<ThreadWork>.fromOpaque(argument).takeRetainedValue().run() }
      return nil
    }, box.toOpaque())
  // Without threads to be had, sharing one is better than never reading.
  if failure != 0 {
    let work = box.takeRetainedValue()
    Task.detached { work.run() }
  }
}

private final class ThreadWork: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Runs tasks on one thread of its own, so that work of theirs that blocks holds up nobody else's.
package final class OwnThreadExecutor: TaskExecutor {
  private struct Work {
    var jobs: [UnownedJob] = []
    var isOver = false
  }

  private let work = Mutex(Work())
  private let news = DispatchSemaphore(value: 0)

  /// Starts the thread, which waits for tasks until `end()`.
  package init() {
    runOnOwnThread { [self] in
      while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    work.withLock { $0.jobs.append(job) }
    news.signal()
  }

  /// Ends the thread when what is enqueued is done. Tasks that still run on it must have ended.
  package func end() {
    work.withLock { $0.isOver = true }
    news.signal()
  }

  /// `nil` when nothing more is to come.
  private func next() -> UnownedJob? {
    while true {
      let (job, isOver) = work.withLock { work -> (UnownedJob?, Bool) in
        (work.jobs.isEmpty ? nil : work.jobs.removeFirst(), work.isOver)
      }
      if job != nil || isOver { return job }
      news.wait()
    }
  }
}
