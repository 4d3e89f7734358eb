/// How long eligible tasks have waited.
struct WaitTally {
  private var waits: [(wait: Seconds, tasks: Int)] = []
  private(set) var oldest: Seconds?
  private(set) var histogram = WaitHistogram()

  mutating func add(_ wait: Seconds, tasks: Int) {
    waits.append((wait, tasks))
    oldest = max(oldest ?? wait, wait)
    histogram.tasks[WaitHistogram.bounds.firstIndex { wait < $0 } ?? WaitHistogram.bounds.count] += tasks
  }

  /// The wait that half of the tasks have not exceeded: of an even number, the shorter of the two in the middle.
  ///
  /// Selects instead of sorting: linear time on average.
  var median: Seconds? {
    var rest = waits[...]
    var rank = (rest.reduce(0) { $0 + $1.tasks } + 1) / 2
    guard rank > 0 else { return nil }
    while !rest.isEmpty {
      let pivot = rest[rest.startIndex + rest.count / 2].wait
      let longer = rest.partition { $0.wait >= pivot }
      let shorterTasks = rest[..<longer].reduce(0) { $0 + $1.tasks }
      if rank <= shorterTasks {
        rest = rest[..<longer]
        continue
      }
      rank -= shorterTasks
      rest = rest[longer...]
      let beyond = rest.partition { $0.wait > pivot }
      let equalTasks = rest[..<beyond].reduce(0) { $0 + $1.tasks }
      if rank <= equalTasks { return pivot }
      rank -= equalTasks
      rest = rest[beyond...]
    }
    return nil
  }
}
