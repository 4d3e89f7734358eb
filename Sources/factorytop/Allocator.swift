import CMalloc

/// How the C library's allocator is told to keep what a dashboard takes near to what its data need.
enum Allocator {
  /// To be called before there is a second thread.
  ///
  /// Otherwise the allocator raises the first with what it has seen, keeps the room of lists that have grown and gone,
  /// and has an arena for each thread that has read a file: a dashboard grows with every file that is read anew. In one
  /// arena the room of the version before is there for the next; threads seldom wait for it, for each keeps some blocks.
  static func configure() {
    mallopt(M_MMAP_THRESHOLD, 1 << 20)
    mallopt(M_ARENA_MAX, 1)
  }

  /// Gives what a replaced version has left back to the system. Takes milliseconds for a hundred megabytes, in which
  /// whoever asks for memory waits.
  static func giveBack() { malloc_trim(0) }
}
