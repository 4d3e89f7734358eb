import Glibc
package import Text

/// A path as the file system has it: bytes, which need not be UTF-8.
///
/// Ordered by its bytes, so that the order of files is the same in every locale.
package struct DataPath: Hashable, Comparable, Sendable {
  /// Without a terminating zero.
  package let bytes: [UInt8]

  /// Its UTF-8, without trailing slashes.
  package init(_ path: String) { self.init(bytes: Array(path.utf8)) }
  /// Trailing slashes say nothing here and are left out.
  package init(bytes: [UInt8]) {
    var bytes = bytes
    while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
    self.bytes = bytes
  }

  /// For messages.
  package var text: SafeText { bytes.withUnsafeBytes { SafeText(untrusted: $0) } }

  /// The name after the last slash; the slash itself where there is no more.
  package var lastComponent: SafeText {
    guard let cut = bytes.lastIndex(of: slash), cut + 1 < bytes.count else { return text }
    return bytes[(cut + 1)...].withUnsafeBytes { SafeText(untrusted: $0) }
  }

  /// The last name without what follows its last point.
  package var stem: SafeText {
    let name = bytes[(bytes.lastIndex(of: slash).map { $0 + 1 } ?? 0)...]
    let end = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
    return name[..<end].withUnsafeBytes { SafeText(untrusted: $0) }
  }

  /// Whether its name promises JSON, as `jobs.json` and `jobs.json.gz` do.
  package var isNamedJSON: Bool {
    let name = bytes[(bytes.lastIndex(of: slash).map { $0 + 1 } ?? 0)...]
    let mark = Array(".json".utf8)
    return name.indices.contains { name[$0...].starts(with: mark) }
  }

  /// Whether it lies below `folder`.
  package func isBelow(_ folder: DataPath) -> Bool {
    let above = folder.bytes == [slash] ? folder.bytes : folder.bytes + [slash]
    return bytes.count > above.count && bytes.starts(with: above)
  }

  /// The folder that holds it; `.` for a bare name.
  package var folder: DataPath {
    guard let cut = bytes.lastIndex(of: slash) else { return DataPath(".") }
    return cut == 0 ? DataPath("/") : DataPath(bytes: Array(bytes[..<cut]))
  }

  /// The entry of that name in this folder.
  package func appending(_ name: [UInt8]) -> DataPath {
    bytes == [slash] ? DataPath(bytes: bytes + name) : DataPath(bytes: bytes + [slash] + name)
  }

  /// The path without links and dots; `nil` when it leads nowhere.
  package var resolved: DataPath? {
    withCString { path in
      guard let found = realpath(path, nil) else { return nil }
      defer { free(found) }
      return DataPath(bytes: [UInt8](UnsafeRawBufferPointer(start: found, count: strlen(found))))
    }
  }

  /// Lends the path as C takes it, with a zero at its end; the pointer is valid only inside `body`.
  package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    var terminated = bytes.map(CChar.init(bitPattern:))
    terminated.append(0)
    return terminated.withUnsafeBufferPointer { buffer in
      // A buffer that was just appended to has a base address; an empty path stands in for none.
      buffer.baseAddress.map(body) ?? "".withCString(body)
    }
  }

  package static func < (left: DataPath, right: DataPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

private let slash = UInt8(ascii: "/")
