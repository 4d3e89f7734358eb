import Glibc

/// What the system said when it refused.
struct SystemError: Error, Equatable {
  let errno: Int32
}

/// An open file or folder, closed when nobody holds it any more.
final class Descriptor {
  let number: Int32
  private var isClosed = false

  /// Of what `open` gives, which is asked again when a signal interrupted it.
  init(_ open: () -> Int32) throws(SystemError) {
    number = try SystemError.check(retrying: true, open)
  }

  deinit {
    if !isClosed { Glibc.close(number) }
  }

  /// Closes it, and says what only closing brings out: some file systems report a failed write here.
  func close() throws(SystemError) {
    guard !isClosed else { return }
    isClosed = true
    _ = try SystemError.check { Glibc.close(number) }
  }

  func status() throws(SystemError) -> stat {
    var status = stat()
    _ = try SystemError.check { fstat(number, &status) }
    return status
  }

  /// Everything up to the end; `nil` when that is more than `limit`, however much the file grows.
  func contents(limit: Int64) throws(SystemError) -> [UInt8]? {
    let size = Int64(try status().st_size)
    guard size <= limit else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(size))
    var chunk = [UInt8](repeating: 0, count: Int(min(max(size + 1, 4096), 1 << 20)))
    while true {
      let count = try SystemError.check(retrying: true) {
        chunk.withUnsafeMutableBytes { read(number, $0.baseAddress, $0.count) }
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard Int64(bytes.count) <= limit else { return nil }
    }
  }

  /// A name or path as the system takes it.
  static func cString(_ bytes: [UInt8]) -> [CChar] { bytes.map(CChar.init(bitPattern:)) + [0] }
}

extension SystemError {
  /// The result of a system call; with `retrying`, of the first that no signal interrupted.
  static func check<Number: BinaryInteger>(
    retrying: Bool = false, _ call: () -> Number
  ) throws(SystemError) -> Number {
    while true {
      let result = call()
      if result >= 0 { return result }
      let failure = Glibc.errno
      if failure != EINTR || !retrying { throw SystemError(errno: failure) }
    }
  }
}
