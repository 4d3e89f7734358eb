import Glibc
package import Text

/// Something about a journal's files that somebody should know. Nothing is mended: every file is its author's.
package struct JournalFinding: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A line that was between two others is gone, or was put there.
    case brokenChain
    case badChecksum
    /// The last line has no end: its writer was stopped, or is at it.
    case tornTail
    /// The file belongs to another user than the record names.
    case unverifiedAuthor(claimed: UInt32, owner: UInt32)
    /// The name that records give their author is not that of its user here.
    case otherName(claimed: SafeText, uid: UInt32, here: SafeText)
    /// No user of the number that records name is known here.
    case unknownUser(claimed: SafeText, uid: UInt32)
    /// A version, kind or field that this program does not know.
    case newerRecord
    /// The checksum is true, and yet it is no record.
    case unusable(SafeText)
    case unreadable(errno: Int32)
    case notAFile
    case tooLarge(limit: Int64)
    /// All files together hold more bytes than are read, and those of its owner the most.
    case beyondLimit(Int64)
    /// So many more lines of the file do not count, each for one of the reasons before.
    case moreBadLines(Int)
    /// A record names one that no file holds.
    case missingRecord(id: SafeText)
    /// Two records of one ID that do not say the same.
    case contradictoryID(SafeText)
    /// A correction of somebody else's record, or of none.
    case refusedCorrection(SafeText)
  }

  /// Its name in the folder.
  package var file: SafeText
  /// Counted from 1; `nil` for the file as a whole.
  package var line: Int?
  package var kind: Kind

  /// Whether it is no more than news: a later version was at work, or somebody is not known here.
  package var isHarmless: Bool {
    switch kind {
    case .newerRecord, .unknownUser: true
    case .brokenChain, .badChecksum, .tornTail, .unverifiedAuthor, .otherName, .unusable, .unreadable,
      .notAFile, .tooLarge, .beyondLimit, .moreBadLines, .missingRecord, .contradictoryID,
      .refusedCorrection:
      false
    }
  }
  /// Whether the record that it is about counts less than others, and is otherwise whole.
  package var isOfAuthor: Bool {
    if case .unverifiedAuthor = kind { return true }
    return false
  }
}

extension JournalFinding.Kind {
  /// Whether a file that may hold records was not read at all.
  var hidesWholeFile: Bool {
    switch self {
    case .unreadable, .tooLarge, .beyondLimit: true
    case .brokenChain, .badChecksum, .tornTail, .unverifiedAuthor, .otherName, .unknownUser, .newerRecord,
      .unusable, .notAFile, .moreBadLines, .missingRecord, .contradictoryID, .refusedCorrection:
      false
    }
  }

  /// For how many it stands.
  var count: Int {
    if case .moreBadLines(let count) = self { return count }
    return 1
  }

  /// For scripts.
  package var word: SafeText {
    switch self {
    case .brokenChain: "broken_chain"
    case .badChecksum: "bad_checksum"
    case .tornTail: "torn_tail"
    case .unverifiedAuthor: "unverified_author"
    case .otherName: "other_name"
    case .unknownUser: "unknown_user"
    case .newerRecord: "newer_record"
    case .unusable: "unusable"
    case .unreadable: "unreadable"
    case .notAFile: "not_a_file"
    case .tooLarge: "too_large"
    case .beyondLimit: "beyond_limit"
    case .moreBadLines: "more_bad_lines"
    case .missingRecord: "missing_record"
    case .contradictoryID: "contradictory_id"
    case .refusedCorrection: "refused_correction"
    }
  }

  /// What is wrong and what it means, in one clause.
  package var explanation: SafeText {
    switch self {
    case .brokenChain: "does not follow the line before it: a line was taken out or put in"
    case .badChecksum: "has no true checksum and does not count: it was damaged, or changed by hand"
    case .tornTail: "is not complete and does not count: its writer was stopped, or is still writing"
    case .unverifiedAuthor(let claimed, let owner):
      "names user \(claimed) as its author, and the file belongs to user \(owner): it is unverified, and overrules no verified record; if it was restored or copied, give the file back with chown \(claimed)"
    case .otherName(let claimed, let uid, let here):
      "is signed “\(claimed)”, and user \(uid) is “\(here)” here: it is shown as \(claimed)?"
    case .unknownUser(let claimed, let uid):
      "is signed “\(claimed)”, and no user \(uid) is known here: it is shown as uid \(uid)"
    case .newerRecord: "says more than this version understands: use a later factorytop to see all of it"
    case .unusable(let reason): "does not count: \(reason)"
    case .unreadable(let errno):
      "cannot be read: \(SafeText(untrusted: String(cString: strerror(errno)))); give user \(geteuid()) permission"
    case .notAFile: "is no regular file and was left alone: remove it"
    case .tooLarge(let limit): "holds more than \(limit) bytes and was left alone: no journal has so many"
    case .beyondLimit(let limit):
      "was left alone: all files together hold more than \(limit) bytes, and this one’s owner has the most; find out who fills the journal"
    case .moreBadLines(let count):
      "has \(count) more \(count == 1 ? "line that does" : "lines that do") not count from here on: it is no journal, or was damaged"
    case .missingRecord(let id):
      "had seen the record \(id), which no file holds: look for a file that is gone"
    case .contradictoryID(let id): "has the ID \(id) of another record and does not say the same"
    case .refusedCorrection(let id): "corrects the record \(id), which is not its author’s or is not there"
    }
  }
}
