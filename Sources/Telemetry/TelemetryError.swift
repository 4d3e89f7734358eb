import Glibc
package import JSONStream
package import Text

/// Why a telemetry file, or a folder of them, gives no data. The evidence only; `explanation` words it.
package enum TelemetryError: Error, Equatable, Sendable {
  // What the file system says.
  case missing
  case unreadable(errno: Int32)
  case notAFile(FileType)
  case tooLarge(limit: Int64)
  /// Of the memory that telemetry may take, in bytes, too little is left for what would be kept of it.
  case tooMuchToKeep(limit: Int)
  /// It was written to while it was read.
  case changing
  /// A read that has not come back.
  case hung(seconds: Int)
  /// A link to what lies in no data folder.
  case linkOutside(target: SafeText)
  /// A folder deeper than folders are walked.
  case tooDeep(limit: Int)
  /// A folder holds more files than are looked at.
  case tooManyFiles(limit: Int)

  // What the content says.
  case empty
  /// Not JSON, but the output of a compressor.
  case compressed(by: SafeText)
  /// Not JSON, but text. Its first line where that is certainly a command's complaint, and no secret of somebody else's.
  case text(firstLine: SafeText?)
  /// Neither JSON nor text.
  case binary
  case json(JSONError)
  /// A file that used to be telemetry holds JSON of no known form.
  case unknownFormat
  /// `factorytop/<kind>/<version>` of a kind or version that this program does not know.
  case unknownSchema(SafeText)
  /// An own document whose records, named here, come before its `schema`.
  case schemaAfterRecords(field: SafeText)
  /// An own document without its list of records.
  case recordsMissing(field: SafeText)
  /// The producer answered with an error in place of data.
  case producerFailed(SafeText)
}

/// What a path leads to, as far as it matters here.
package enum FileType: Sendable, Equatable {
  case regular, folder, pipe, socket, device
}

extension TelemetryError {
  /// What is wrong; and after a semicolon what to do. For a place that shows the path beside it.
  package var explanation: SafeText {
    switch self {
    case .missing: "does not exist; check the path, or wait for its producer"
    case .unreadable(let errno): Self.words(errno: errno)
    case .notAFile(let type): "is \(type.words), not a file; put a regular file in its place"
    case .tooLarge(let limit):
      "holds more than the \(limit) bytes that are read; split it or ask for fewer records"
    case .tooMuchToKeep(let limit):
      "does not fit into the \(limit / 1_000_000) MB of memory that telemetry may take; ask its producer for fewer records, or raise memory in [limits]"
    case .changing: "was written to while it was read; write a new file and rename it over the old one"
    case .hung(let seconds): "has not answered for \(seconds) s; check the file system that it is on"
    case .linkOutside(let target):
      "is a link to \(target), which lies in no data folder; add that path to data to have it read"
    case .tooDeep(let limit):
      "lies more than \(limit) folders deep and is not looked into; name it with --data to have it read"
    case .tooManyFiles(let limit):
      "holds more than \(limit) files and folders, and the rest is left out; name a folder with fewer, or single files"
    case .empty: "is empty; check whether its producer ran, and let it rename a complete file into place"
    case .compressed(let program): "is compressed by \(program); store it uncompressed"
    case .text(let firstLine?):
      "holds text that begins with “\(firstLine)” in place of JSON; check its producer"
    case .text(nil): "holds text in place of JSON; check its producer"
    case .binary: "holds neither JSON nor text; check its producer"
    case .json(let error):
      "is not valid JSON: \(Self.words(error)); write a complete file and rename it into place"
    case .unknownFormat: "is not a telemetry format that factorytop knows any more; check its producer"
    case .unknownSchema(let schema):
      "has the schema “\(schema)”, which this version does not know; see sample-data/README.md for those it does"
    case .schemaAfterRecords(let field): "has “\(field)” before “schema”; write “schema” first"
    case .recordsMissing(let field):
      "has no list “\(field)”; see sample-data/README.md for what its schema requires"
    case .producerFailed(let message):
      "holds an error of its producer in place of data: \(message); run the command that wrote it by hand"
    }
  }

  private static func words(_ error: JSONError) -> SafeText {
    SafeText(untrusted: "\(error)")
  }

  private static func words(errno: Int32) -> SafeText {
    switch errno {
    case EACCES, EPERM: "may not be read by user \(geteuid()); give that user permission"
    case ELOOP: "is a link that leads back to itself; mend the link"
    case ENAMETOOLONG: "has a name that is too long for the system; shorten it"
    case ESTALE:
      "lies on a network file system that has forgotten it; it is tried again, else mount that anew"
    default:
      "could not be read: \(SafeText(untrusted: String(cString: strerror(errno)))); check the file system"
    }
  }
}

extension FileType {
  fileprivate var words: SafeText {
    switch self {
    case .regular: "a regular file"
    case .folder: "a folder"
    case .pipe: "a pipe"
    case .socket: "a socket"
    case .device: "a device"
    }
  }
}
