package import Model
import Text

/// How the author of records of one file is named there.
struct Signature: Sendable, Hashable {
  var name: SafeText
  var uid: UInt32
  /// Whether the file belongs to that user.
  var isVerified: Bool

  init(of author: RecordAuthor) {
    name = author.name
    uid = author.uid
    isVerified = author.isVerified
  }
}

extension JournalContents {
  /// The most users that the system is asked about: what a hostile file names beyond that is nobody's.
  static let mostUsers = 1000

  /// The users whom records name as their authors, verified ones first, of these signatures.
  static func users(of signatures: [Signature]) -> [UInt32] {
    let verified = Set(signatures.lazy.filter(\.isVerified).map(\.uid))
    let others = Set(signatures.map(\.uid)).subtracting(verified)
    return Array((verified.sorted() + others.sorted()).prefix(mostUsers))
  }

  /// Every name in the journal that is not that of its user here, once a file, at the first line that bears it. Costs
  /// time in proportion to the files.
  package func findings(by names: UserNames) -> [JournalFinding] {
    signatures.compactMap { signer in
      let (name, uid) = (signer.signature.name, signer.signature.uid)
      let kind: JournalFinding.Kind
      switch names[uid] {
      case nil, .unanswered, .name(name): return nil
      case .name(let here): kind = .otherName(claimed: name, uid: uid, here: here)
      case .nobody: kind = .unknownUser(claimed: name, uid: uid)
      }
      return JournalFinding(file: signer.file, line: signer.line, kind: kind)
    }
  }
}
