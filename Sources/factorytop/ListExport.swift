import Collection
import Dashboard
import Entities
import Glibc
import JSONStream
import Text

/// Writes lists that the dashboard exports, as `factorytop list` prints them.
enum ListExport {
  /// What came of it: news, or a text for the clipboard and what it is.
  enum Result: Sendable {
    case told(Outcome)
    case clipping(text: String, called: SafeText)
  }

  /// Makes the text, and writes it where it is to go; below `home`, which is `nil` where nobody knows it. Waits for the
  /// disk; linear in the rows.
  static func carryOut(_ order: ExportOrder, home: String?) -> Result {
    let listing = order.listing
    let kind = order.list.schema.kind
    let isOne = listing.places.count == 1
    let rows = "\(SafeText.grouped(listing.places.count)) \(isOne ? kind.one : kind.many)" as SafeText
    switch order.target {
    case .clipboard:
      return .clipping(text: String(decoding: text(of: order, listing), as: UTF8.self), called: rows)
    case .file(let name):
      guard let home, home.hasPrefix("/") else {
        return .told(Outcome("not exported: HOME is not set, where the file would be", isBad: true))
      }
      do throws(Failure) {
        let path = try write(text(of: order, listing), as: name, in: home)
        return .told(
          Outcome("\(rows) \(isOne ? "is" : "are") in \(SafeText(untrusted: path))")
        )
      } catch {
        return .told(Outcome("not exported: \(error.sentence)", isBad: true))
      }
    }
  }

  /// JSON has every field, whatever the columns.
  private static func text(of order: ExportOrder, _ listing: Listing) -> [UInt8] {
    let text = ListText(order.list, listing, columns: order.columns)
    switch order.format {
    case .markdown: return Array(text.markdown.utf8)
    case .csv: return Array(text.csv.utf8)
    case .json:
      let document = ListDocument.json(
        order.list, listing, by: order.query, members: Array(order.list.schema.fields.indices),
        now: order.moment)
      return document.encoded(pretty: true) + [UInt8(ascii: "\n")]
    }
  }

  /// Why a file was not written.
  struct Failure: Error {
    let sentence: SafeText

    fileprivate init(_ path: String, _ number: Int32) {
      sentence =
        "\(SafeText(untrusted: path)): \(SafeText(untrusted: String(cString: strerror(number))))"
    }

    fileprivate init(_ sentence: SafeText) { self.sentence = sentence }
  }

  /// Writes a new file that nobody else may read, and never over another: where the name is taken, `-2` goes before its
  /// ending, then `-3`. Returns its path.
  static func write(_ bytes: [UInt8], as name: String, in folder: String) throws(Failure) -> String {
    let names = ExportOrder.names(like: name)
    for name in names {
      let path = "\(folder)/\(name)"
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else { throw Failure(path, errno) }
      if let failure = fill(file, with: bytes) {
        // Half a list is none.
        unlink(path)
        throw Failure(path, failure)
      }
      return path
    }
    throw Failure("there are \(names.count) files of that name in \(SafeText(untrusted: folder))")
  }

  /// Writes all of it to the disk, and closes the file; what the system said where that did not succeed.
  private static func fill(_ file: Int32, with bytes: [UInt8]) -> Int32? {
    if let failure = bytes.withUnsafeBytes({ writeAll($0, to: file) }) {
      close(file)
      return failure
    }
    let failure = fsync(file) == 0 ? nil : errno
    return close(file) == 0 ? failure : failure ?? errno
  }
}
