import Model
import Text

/// What is known of a journal that is watched: what was read at last, and what is wrong since.
///
/// Of looks there is one at a time. One that does not come back stops no other work: it is said to hang, and what was
/// read before counts.
package struct JournalLedger: Sendable {
  private let path: String
  private var watch: JournalWatch
  private var contents: JournalContents?
  private var histories: [SafeText: CaseHistory]?
  private var failure: JournalError?
  private var lookingSince: Duration?
  private var isSaidToHang = false

  /// A look that takes longer is said to hang.
  private static let hangsAfter: Duration = .seconds(10)

  /// Nothing is read yet.
  package init(_ path: String) {
    self.path = path
    watch = JournalWatch(path)
  }

  /// What to look with, on a thread of its own; `nil` while a look is under way.
  package mutating func beginLook(at now: Duration) -> JournalWatch? {
    guard lookingSince == nil else { return nil }
    lookingSince = now
    return watch
  }

  /// Takes in what a look found.
  ///
  /// - Returns: whether there is anything new to show.
  package mutating func endLook(_ looked: JournalWatch, _ result: Result<JournalContents, JournalError>)
    -> Bool
  {
    guard looked.path == path else { return false }
    lookingSince = nil
    let wasWrong = failure
    var isNew = isSaidToHang || looked.access != watch.access
    isSaidToHang = false
    watch = looked
    switch result {
    case .success(let found):
      failure = nil
      if found != contents {
        contents = found
        histories = found.histories
        isNew = true
      }
    case .failure(let error): failure = error
    }
    return isNew || failure != wasWrong
  }

  /// Whether a look has begun to hang since it was last asked.
  package mutating func beginsToHang(at now: Duration) -> Bool {
    guard let lookingSince, now - lookingSince >= Self.hangsAfter, !isSaidToHang else { return false }
    isSaidToHang = true
    return true
  }

  /// Whether records can be written; `nil` before it is known.
  package var access: JournalAccess? {
    isSaidToHang ? .readOnly(because: Self.hanging) : watch.access
  }

  /// The users whom its records name as their authors.
  package var users: [UInt32] { contents?.users ?? [] }

  static let hanging: SafeText = "the journal does not answer: its file system hangs"

  /// What it adds to what is known; `nil` before anything is known of it.
  package var addition: JournalAddition? {
    let fault = isSaidToHang ? Self.hanging : failure?.clause
    guard contents != nil || fault != nil else { return nil }
    return JournalAddition(path: SafeText(untrusted: path), contents, histories, fault: fault)
  }
}
