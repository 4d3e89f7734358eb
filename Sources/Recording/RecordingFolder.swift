import Glibc
package import Model
import SystemPackage
package import Text

/// The files of a recording: those of a folder whose names a recorder gave, or one file, whatever it is called.
package struct RecordingFolder: Sendable {
  private let path: FilePath
  /// Oldest first; `nil` where `path` is a file.
  package let names: [RecordingName]?

  /// - Throws: what the system says of the folder or file.
  package init(_ path: String) throws(RecordingError) {
    self.path = FilePath(path)
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .failed(.read, path: SafeText(untrusted: path), errno: errno)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      names = nil
      return
    }
    guard let folder = opendir(path) else {
      throw .failed(.read, path: SafeText(untrusted: path), errno: errno)
    }
    defer { closedir(folder) }
    var names: [RecordingName] = []
    while let entry = readdir(folder) {
      let text = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let name = RecordingName(text: text) { names.append(name) }
    }
    self.names = names.sorted()
  }

  package var shownPath: SafeText { SafeText(untrusted: path.string) }

  /// Of every file, oldest first.
  var paths: [(name: RecordingName?, path: String)] {
    names.map { $0.map { ($0, path.appending($0.text).string) } } ?? [(nil, path.string)]
  }

  private func file(_ name: RecordingName) throws(RecordingError) -> RecordingFile {
    try RecordingFile(path: path.appending(name.text).string)
  }

  /// Every file, oldest first, each as it could be read.
  package func eachFile(
    _ body: (Result<RecordingFile, RecordingError>) -> Void
  ) {
    guard let names else {
      do throws(RecordingError) { body(.success(try RecordingFile(path: path.string))) } catch {
        body(.failure(error))
      }
      return
    }
    for name in names {
      do throws(RecordingError) { body(.success(try file(name))) } catch { body(.failure(error)) }
    }
  }

  /// A reading, and what its file is a recording of.
  package struct Found: Sendable {
    package let reading: RecordedReading
    package let head: RecordingHead
  }

  /// The last reading at or before a moment, with the head of its file. Of two recorders that wrote at once, the one whose
  /// reading is nearer counts, and at the same time the one that began later.
  package func reading(at moment: Timestamp) throws(RecordingError) -> Found {
    let shown = shownPath
    guard let names else {
      let file = try RecordingFile(path: path.string)
      guard let head = file.head else { throw .noRecording(path: shown) }
      guard let reading = file.reading(at: moment) else { throw .nothingThen(path: shown) }
      return Found(reading: reading, head: head)
    }
    guard !names.isEmpty else { throw .noRecording(path: shown) }
    var best: Found?
    for name in names.reversed() where name.start <= moment {
      // A file ends with its hour, so that no earlier one holds anything nearer.
      if let best, name.start + .hours(1) < best.reading.at { break }
      guard let file = try? file(name), let head = file.head, let reading = file.reading(at: moment) else {
        continue
      }
      if best.map({ $0.reading.at < reading.at }) ?? true { best = Found(reading: reading, head: head) }
    }
    guard let best else { throw .nothingThen(path: shown) }
    return best
  }
}
