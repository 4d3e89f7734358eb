import Glibc

/// A file that is written from its start, a megabyte at a time, and takes its name when it is complete.
final class OutputFile {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ path: String) throws {
    self.path = path
    descriptor = open("\(path).tmp", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
    buffer.reserveCapacity(1 << 20 + 1 << 16)
  }

  func append(_ text: String) { append(contentsOf: text.utf8) }

  func append(contentsOf bytes: some Collection<UInt8>) {
    buffer += bytes
    if buffer.count >= 1 << 20 { flush() }
  }

  private func flush() {
    _ = buffer.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    buffer.removeAll(keepingCapacity: true)
  }

  func finish() throws {
    flush()
    close(descriptor)
    guard rename("\(path).tmp", path) == 0 else { throw Failure("\(path) cannot be written") }
  }
}

/// Why a figure could not be had.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
