import Model
import Synchronization
import Text

/// The page that was made last of a reading: to make one takes as long as there are jobs, and it is drawn and asked for
/// its links at every key.
final class PageCache: Sendable {
  /// All that decides what stands on a page of one reading.
  struct Key: Equatable {
    let row: RowID
    let isNarrow: Bool
    let revealed: SafeText?
    let author: RecordAuthor?
    let user: SafeText?
    let pastSpan: PastSpan
    let keys: KeyBindings
    /// Pages tell no seconds.
    let minute: Int64
    let utcOffset: Seconds
  }

  private let last = Mutex<(key: Key, contents: PageContents?)?>(nil)

  /// The page of that key; `make` makes it where it is not the last one. Two that ask at once may both make it.
  func contents(_ key: Key, make: () -> PageContents?) -> PageContents? {
    if let known = last.withLock({ $0 }), known.key == key { return known.contents }
    let made = make()
    last.withLock { $0 = (key, made) }
    return made
  }
}
