import Glibc

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
