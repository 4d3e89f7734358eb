import Glibc
package import Text

/// Why a journal cannot be read, or nothing was recorded in it.
package enum JournalError: Error, Equatable, Sendable {
  /// What did not succeed.
  package enum Step: Sendable {
    case create, write, syncFile, syncFolder, close
    /// The folder, or the file in it, is no longer where others look for it.
    case look
  }

  case noFolder(SafeText, errno: Int32)
  /// The record may or may not have reached the disk; nobody may say that it is recorded.
  case notRecorded(Step, folder: SafeText, errno: Int32)
  /// Of what was to be recorded: nothing was written.
  case tooLong(bytes: Int)
  case noteTooLong(scalars: Int)
}

extension JournalError {
  /// What is wrong and what to do, in one sentence.
  package var sentence: SafeText {
    switch self {
    case .noFolder(let path, let errno):
      return
        "the journal \(path) cannot be read: \(Self.words(errno)); name a folder, made as the README says under Decisions"
    case .notRecorded(let step, let path, let errno):
      let failure: SafeText =
        switch step {
        case .create: "a file cannot be made in \(path)"
        case .write: "writing in \(path) failed"
        case .syncFile: "the disk of \(path) did not take the record"
        case .syncFolder: "the disk did not take the folder \(path)"
        case .close: "closing the file in \(path) failed"
        case .look: "\(path) was moved, removed or replaced meanwhile"
        }
      return "NOT RECORDED: \(failure): \(Self.words(errno)); \(Self.remedy(errno))"
    case .tooLong(let bytes):
      return
        "NOT RECORDED: the record would have \(bytes) bytes and 16384 is the most; shorten the note, or settle some heads first"
    case .noteTooLong(let scalars):
      return
        "NOT RECORDED: a text has \(scalars) characters and 1000 is the most; shorten it and name the place of the rest"
    }
  }

  /// The same of a journal that is named already, in one clause.
  package var clause: SafeText {
    switch self {
    case .noFolder(_, let errno): "the journal cannot be read: \(Self.words(errno))"
    case .notRecorded, .tooLong, .noteTooLong: sentence
    }
  }

  private static func words(_ errno: Int32) -> SafeText {
    SafeText(untrusted: String(cString: strerror(errno)))
  }

  private static func remedy(_ errno: Int32) -> SafeText {
    switch errno {
    case ENOSPC, EDQUOT: "make room there, look with triage show, and decide again"
    case EACCES, EPERM, EROFS: "make the folder writable for user \(geteuid())"
    default: "check the folder and its file system, look with triage show, and decide again"
    }
  }
}
