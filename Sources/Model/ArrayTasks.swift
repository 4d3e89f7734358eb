/// Slurm's `array_task_string`: the elements of a job array that have not been split off yet.
package enum ArrayTasks {
  /// How many tasks a list stands for.
  package struct Count: Sendable, Equatable {
    package var tasks: Int32
    /// Whether Slurm cut the list, so that there may be more.
    package var isAtLeast: Bool

    package init(tasks: Int32, isAtLeast: Bool = false) {
      self.tasks = tasks
      self.isAtLeast = isAtLeast
    }
  }

  /// How many tasks `text` stands for: `0-14%4` is 15, `1-9:2,20%4` is 6; `nil` when it is no list of tasks.
  ///
  /// Slurm's commands and slurmrestd cut lists of more than 64 characters and end them with `...`, unless their
  /// environment has `SLURM_BITSTR_LEN=0`. The count is then a lower bound: an item that was cut may have lost digits or
  /// its end, and counts as the one task that is certain. Lists that name a task twice do not occur.
  package static func count(_ text: String) -> Count? {
    var list = text.utf8.prefix { $0 != UInt8(ascii: "%") }
    let isCut = list.suffix(3).elementsEqual("...".utf8)
    if isCut { list = list.dropLast(3) }
    var items = list.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    var total = 0
    if isCut, let torn = items.popLast(), !torn.isEmpty { total = 1 }
    for item in items {
      guard let size = size(of: item) else { return nil }
      total += size
      if total > Int(Int32.max) { return Count(tasks: .max, isAtLeast: true) }
    }
    return total > 0 || isCut ? Count(tasks: Int32(max(1, total)), isAtLeast: isCut) : nil
  }

  /// `7`, `3-9` or `1-9:2`.
  private static func size(of item: Substring.UTF8View) -> Int? {
    let range = item.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = task(range[0]) else { return nil }
    guard range.count == 2 else { return 1 }
    let end = range[1].split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let last = task(end[0]), last >= first else { return nil }
    guard end.count == 2 else { return last - first + 1 }
    guard let step = task(end[1]), step > 0 else { return nil }
    return (last - first) / step + 1
  }

  private static func task(_ digits: Substring.UTF8View) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int32(Substring(digits)).map(Int.init)
  }
}
