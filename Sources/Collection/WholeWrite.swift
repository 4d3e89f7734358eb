import Glibc

/// Writes all of it, however often a signal comes between; what the system said where that did not succeed.
package func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int32? {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { return errno }
    rest = rest.dropFirst(count)
  }
  return nil
}
