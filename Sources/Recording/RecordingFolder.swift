import Glibc
import Model
import SystemPackage
package import Text

/// The files of one tier of a recording: those of a folder whose names a recorder gave, or one file, whatever it is called.
package struct RecordingFolder: Sendable {
  let path: FilePath
  /// Oldest first; `nil` where `path` is a file.
  package let names: [RecordingName]?

  /// - Throws: what the system says of the folder or file.
  package init(_ path: String, tier: RecordingTier = .tables) throws(RecordingError) {
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
      if let name = RecordingName(text: text), name.tier == tier { names.append(name) }
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
    package var reading: RecordedReading
    package let head: RecordingHead
  }
}
