import CArguments
import Glibc

/// Where the program's own file is, for what is installed beside it.
enum ExecutablePath {
  /// Of this process, without links in it; `nil` where nothing tells.
  static var current: String? {
    if let path = real("/proc/self/exe") { return path }
    // Without /proc, and where the file was replaced meanwhile.
    guard let words = carguments_words(), carguments_count() > 0, let word = words[0] else { return nil }
    return found(String(cString: word), searchPath: Environment.value("PATH"))
  }

  /// What a shell runs that is told `word`: the file of that path, else the first of that name in the folders of `PATH`.
  static func found(_ word: String, searchPath: String?) -> String? {
    if word.contains("/") { return real(word) }
    guard !word.isEmpty, let searchPath else { return nil }
    for folder in searchPath.split(separator: ":", omittingEmptySubsequences: false) {
      // An empty one is the folder where one is.
      let path = folder.isEmpty ? "./\(word)" : "\(folder)/\(word)"
      var status = stat()
      guard access(path, X_OK) == 0, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      return real(path)
    }
    return nil
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
