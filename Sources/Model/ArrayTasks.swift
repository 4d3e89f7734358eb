/// Slurm's `array_task_string`: the elements of a job array that have not been split off yet.
package enum ArrayTasks {
  /// How many tasks a list stands for.
  package struct Count: Sendable, Equatable {
    /// Why there may be more tasks than were counted.
    package enum Doubt: Sendable {
      /// Slurm cut the list.
      case cut
      /// Some of the text, or all of it, is no list of tasks.
      case unreadable
    }

    package var tasks: Int32
    /// `nil` where the count is exact.
    package var doubt: Doubt?

    package init(tasks: Int32, doubt: Doubt? = nil) {
      self.tasks = tasks
      self.doubt = doubt
    }

    /// Whether the count is a lower bound.
    package var isAtLeast: Bool { doubt != nil }
  }

  /// How many tasks `text` stands for: `0-14%4` is 15, `1-9:2,20%4` is 6, `[0-98:7]` is 15, and so is `0x7fff`, in which
  /// each bit that is set is a task (`bit_xlate_task_str` in Slurm's src/common/bitstring.c). A task that is named twice
  /// counts once.
  ///
  /// Slurm's commands and slurmrestd cut lists of more than 64 characters and end them with `...`, unless their
  /// environment has `SLURM_BITSTR_LEN=0`. The count is then a lower bound: an item that was cut may have lost digits or
  /// its end, and counts as the one task that is certain. An item that cannot be read counts as nothing; the job that has
  /// the text is one task at least.
  ///
  /// Costs as much as sorting the items; where items with steps overlap, as much as their tasks up to a bound.
  package static func count(_ text: String) -> Count {
    var list = unbracketed(unbracketed(text.utf8[...]).prefix { $0 != UInt8(ascii: "%") })
    let isCut = list.suffix(3).elementsEqual("...".utf8)
    if isCut { list = list.dropLast(3) }
    if list.starts(with: "0x".utf8) || list.starts(with: "0X".utf8),
      let tasks = bits(of: list.dropFirst(2), isCut: isCut)
    {
      return Count(tasks: Int32(clamping: tasks), doubt: isCut ? .cut : nil)
    }
    // Each item takes many times its text, and a text of more than there can be is none of Slurm's.
    guard list.count(where: { $0 == UInt8(ascii: ",") }) < mostItems else {
      return Count(tasks: 1, doubt: .unreadable)
    }
    var items = list.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    var torn = 0
    if isCut, let item = items.popLast(), !item.isEmpty { torn = 1 }
    let runs = items.compactMap(Run.init)
    // Slurm's order shows that the item that was cut is of another task than those before it.
    if !zip(runs, runs.dropFirst()).allSatisfy({ $0.last < $1.first }) { torn = 0 }
    let (tasks, isExact) = count(runs.sorted { $0.first < $1.first })
    let isWhole = isExact && runs.count == items.count
    return Count(
      tasks: Int32(clamping: max(1, tasks + torn)), doubt: isWhole ? (isCut ? .cut : nil) : .unreadable)
  }

  /// Whether a task is in such a list; also where that cannot be told, because Slurm cut the list or it is none.
  package static func mayHave(_ task: Int, in text: String) -> Bool {
    let list = unbracketed(unbracketed(text.utf8[...]).prefix { $0 != UInt8(ascii: "%") })
    let items = list.split(separator: UInt8(ascii: ","))
    let runs = items.compactMap(Run.init)
    return runs.count < items.count
      || runs.contains { $0.first <= task && task <= $0.last && (task - $0.first) % $0.step == 0 }
  }

  /// The greatest number of a task: Slurm's `MaxArraySize` is 4,000,001 at most.
  private static let greatest = 4_000_000
  /// Of every other task, as neighbours are one item.
  private static let mostItems = greatest / 2 + 1
  /// More tasks than this of items that overlap, or tasks that lie further apart, are not told apart: a file has many
  /// arrays, and one short text each must not cost too much.
  private static let mostCompared = 1 << 13
  private static let widestCompared = 1 << 16

  /// `7`, `3-9` or `1-9:2`.
  private struct Run {
    let first: Int
    /// The last number that the steps reach.
    let last: Int
    let step: Int

    var count: Int { (last - first) / step + 1 }

    /// `nil` when it is none.
    init?(_ item: Substring.UTF8View) {
      let range = item.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = ArrayTasks.task(range[0]) else { return nil }
      self.first = first
      guard range.count == 2 else {
        (last, step) = (first, 1)
        return
      }
      let end = range[1].split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
      guard let bound = ArrayTasks.task(end[0]), bound >= first else { return nil }
      step = end.count == 2 ? ArrayTasks.task(end[1]) ?? 0 : 1
      guard step > 0 else { return nil }
      last = bound - (bound - first) % step
    }
  }

  /// The tasks of runs in the order of their first ones, each once.
  private static func count(_ runs: [Run]) -> (tasks: Int, isExact: Bool) {
    var total = 0
    var isExact = true
    var start = 0
    while start < runs.count {
      var end = start + 1
      var last = runs[start].last
      while end < runs.count, runs[end].first <= last {
        last = max(last, runs[end].last)
        end += 1
      }
      let group = runs[start..<end]
      if let tasks = count(overlapping: group, to: last) {
        total += tasks
      } else {
        total += group.lazy.map(\.count).max() ?? 0
        isExact = false
      }
      start = end
    }
    return (total, isExact)
  }

  /// The tasks of runs without a gap between them; `nil` for more than are compared.
  private static func count(overlapping runs: ArraySlice<Run>, to last: Int) -> Int? {
    guard let first = runs.first else { return 0 }
    if runs.count == 1 { return first.count }
    if runs.allSatisfy({ $0.step == 1 }) { return last - first.first + 1 }
    guard last - first.first < widestCompared, runs.reduce(0, { $0 + $1.count }) <= mostCompared else {
      return nil
    }
    var seen = [UInt64](repeating: 0, count: (last - first.first) / 64 + 1)
    for run in runs {
      for task in stride(from: run.first - first.first, through: run.last - first.first, by: run.step) {
        seen[task / 64] |= 1 << UInt64(task % 64)
      }
    }
    return seen.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// The bits that are set in a number in base 16; `nil` where it is none, or 0. One that is cut still has its greatest
  /// digits, and stands for one task at least.
  private static func bits(of digits: Substring.UTF8View, isCut: Bool) -> Int? {
    var bits = 0
    for digit in digits {
      guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
      bits += value.nonzeroBitCount
    }
    return bits > 0 ? bits : isCut ? 1 : nil
  }

  /// Without the brackets in which `squeue` puts the list behind an array's ID.
  private static func unbracketed(_ list: Substring.UTF8View) -> Substring.UTF8View {
    let isOpen = list.first == UInt8(ascii: "[")
    guard isOpen, list.last == UInt8(ascii: "]") else { return list }
    return list.dropFirst().dropLast()
  }

  private static func task(_ digits: Substring.UTF8View) -> Int? {
    guard !digits.isEmpty, digits.count <= 10, digits.allSatisfy({ 0x30...0x39 ~= $0 }),
      let number = Int(Substring(digits)), number <= greatest
    else { return nil }
    return number
  }
}
