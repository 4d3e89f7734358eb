import Dashboard
import Text

extension ListExport {
  /// Writes a picture of the screen to a new file, as lists are written; below `home`, unless its path begins with a
  /// slash. Waits for the disk.
  static func write(_ picture: String, as order: ScreenshotOrder, home: String?, hidesNames: Bool) -> Outcome
  {
    var path = order.path.hasPrefix("~/") ? String(order.path.dropFirst(2)) : order.path
    if !path.hasPrefix("/") {
      guard let home, home.hasPrefix("/") else {
        return Outcome("no screenshot: HOME is not set, where the file would be", isBad: true)
      }
      path = "\(home)/\(path)"
    }
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    do throws(Failure) {
      let written = try write(
        Array(picture.utf8), as: String(path[path.index(after: slash)...]), in: String(path[..<slash]))
      return Outcome(
        "the screen is in \(SafeText(untrusted: written))\(hidesNames ? ", without personal names" : "")")
    } catch {
      return Outcome("no screenshot: \(error.sentence)", isBad: true)
    }
  }
}
