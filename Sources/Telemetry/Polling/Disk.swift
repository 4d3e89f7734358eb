import Glibc

/// The two things that are asked of the file system. Both block, so they run on threads of their own.
package struct Disk: Sendable {
  package var scan: @Sendable (DataPath) -> FolderScan
  package var read: @Sendable (DataPath) -> FileReading

  package init(
    scan: @escaping @Sendable (DataPath) -> FolderScan, read: @escaping @Sendable (DataPath) -> FileReading
  ) {
    self.scan = scan
    self.read = read
  }

  /// The file system of this machine.
  package static let local = Disk(scan: { FolderScan(root: $0) }, read: { FileReading(of: $0) })
}

/// Runs `work` on a new thread that nobody waits for.
///
/// A read from a dead network file system never comes back. On one of the few threads that Swift's tasks share it
/// would stop the whole program; a thread of its own stops alone.
func runOnOwnThread(_ work: @escaping @Sendable () -> Void) {
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
