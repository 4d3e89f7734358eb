import Glibc

/// A telemetry file that is open for reading, and is closed when the value ends.
///
/// Opening never waits for a writer and never takes a terminal: a pipe in a data folder must not stop the program.
struct OpenFile: ~Copyable {
  private let descriptor: Int32
  /// As it was when it was opened.
  let stamp: FileStamp

  /// Only where it lies in one of `roots`.
  init(_ path: DataPath, in roots: DataRoots) throws(TelemetryError) {
    let descriptor = try roots.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    do throws(TelemetryError) {
      let (stamp, type) = try FileStamp.of(descriptor: descriptor)
      guard type == .regular else { throw .notAFile(type) }
      self.descriptor = descriptor
      self.stamp = stamp
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// The first bytes, without moving the place that is read from.
  func beginning(_ count: Int) throws(TelemetryError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = bytes.withUnsafeMutableBytes { buffer in
      retryingInterrupts { pread(descriptor, buffer.baseAddress, buffer.count, 0) }
    }
    guard read >= 0 else { throw .from(errno: -Int32(read)) }
    return Array(bytes.prefix(read))
  }

  /// A source of bytes that refuses more than `limit` of them, however much the file grows.
  ///
  /// Gives the number of bytes, 0 at the end, or `-errno`. `caller` is told of every answer.
  ///
  /// Whoever keeps it has to keep the file for as long: it holds no more than the descriptor's number, which may be another
  /// file's as soon as this one is closed. What reads from it afterwards reads that one.
  func source(limit: Int64, caller: CallsUnderWay.Caller) -> (UnsafeMutableRawBufferPointer) -> Int {
    var left = limit
    return { [descriptor] buffer in
      caller.noteQuestion()
      defer { caller.noteAnswer() }
      let count = retryingInterrupts { read(descriptor, buffer.baseAddress, buffer.count) }
      left -= Int64(count)
      return left < 0 ? Int(-EFBIG) : count
    }
  }

  /// Whether anybody has written to it since it was opened.
  func hasChanged() throws(TelemetryError) -> Bool {
    try FileStamp.of(descriptor: descriptor).stamp != stamp
  }
}

/// The result of a system call that is made again when a signal interrupted it; `-errno` when it failed.
func retryingInterrupts(_ call: () -> some BinaryInteger) -> Int {
  while true {
    let result = Int(call())
    if result >= 0 { return result }
    let failure = errno
    if failure != EINTR { return -Int(failure) }
  }
}
