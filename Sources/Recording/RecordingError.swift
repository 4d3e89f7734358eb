import Glibc
package import Text

/// Why a recording cannot be written or read.
package enum RecordingError: Error, Equatable, Sendable {
  /// What did not succeed.
  package enum Step: Sendable {
    case folder, create, write, sync, read
  }

  case failed(Step, path: SafeText, errno: Int32)
  /// So little is free that what is left is for others; nothing was written.
  case noRoom(path: SafeText, free: UInt64)
  /// There is no reading at or before that time.
  case nothingThen(path: SafeText)
  case noRecording(path: SafeText)
  /// It is a file of the log.
  case figuresAlone(path: SafeText)
  /// A later release wrote it, or what it holds at that time.
  case newer(path: SafeText)
  case noCluster(path: SafeText, name: SafeText)
  case damaged(path: SafeText, what: SafeText)
  case tooLarge(path: SafeText, bytes: Int64)

  /// What tells this failure from others that may come instead, such as another at the next try: how much is free is not
  /// part of it.
  package var word: SafeText {
    if case .noRoom = self { "no room" } else { sentence }
  }

  /// What is wrong and what to do, in one sentence.
  package var sentence: SafeText {
    switch self {
    case .failed(let step, let path, let errno):
      let what: SafeText =
        switch step {
        case .folder: "the folder \(path) cannot be used"
        case .create: "\(path) cannot be made"
        case .write: "writing \(path) failed"
        case .sync: "the disk did not take \(path)"
        case .read: "\(path) cannot be read"
        }
      return "\(what): \(SafeText(untrusted: String(cString: strerror(errno))))"
    case .noRoom(let path, let free):
      return
        "recording stopped: no space; \(Int64(clamping: free / 1_048_576)) MiB are free where \(path) is, and the last 5 %, at least 1 GiB, are left to others"
    case .nothingThen(let path): return "\(path) holds no reading at that time or before it"
    case .noRecording(let path):
      return
        "\(path) holds no recording: name a folder that factorytop record wrote, or one of its .ftrec files"
    case .figuresAlone(let path):
      return "\(path) holds figures alone, for graphs: name its folder, or one of the .ftrec files beside it"
    case .newer(let path):
      return "\(path) was written by a later release of factorytop: look at it with that one"
    case .noCluster(let path, let name): return "\(path) holds no cluster “\(name)” at that time"
    case .damaged(let path, let what):
      return "\(path) is damaged: \(what); factorytop record verify tells what can be read"
    case .tooLarge(let path, let bytes):
      return "\(path) has \(bytes) bytes, more than any recorder writes; it is not read"
    }
  }
}
