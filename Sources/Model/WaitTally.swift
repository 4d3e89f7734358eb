/// How long eligible tasks have waited.
struct WaitTally {
  /// In eight bytes each, for there may be one of each of a million jobs: nobody waits for 68 years.
  private var waits: [(wait: Int32, tasks: Int32)] = []
  private(set) var oldest: Seconds?
  private(set) var histogram = WaitHistogram()
  /// Of tasks that may be more than are counted.
  private var waitsOfBounds: ClosedRange<Seconds>?

  mutating func add(_ wait: Seconds, tasks: Int, areAtLeast: Bool = false) {
    waits.append((Int32(clamping: wait.count), Int32(clamping: tasks)))
    oldest = max(oldest ?? wait, wait)
    histogram.add(wait, tasks: tasks, areAtLeast: areAtLeast)
    guard areAtLeast else { return }
    waitsOfBounds =
      min(waitsOfBounds?.lowerBound ?? wait, wait)...max(waitsOfBounds?.upperBound ?? wait, wait)
  }

  /// Counts tasks of which nobody says since when they wait.
  mutating func addUntold(_ tasks: Int, areAtLeast: Bool) {
    histogram.untold += tasks
    histogram.untoldAreAtLeast = histogram.untoldAreAtLeast || areAtLeast
  }

  /// The wait that half of the tasks have not exceeded: of an even number, the shorter of the two in the middle. `nil`
  /// without tasks, and where tasks that are not counted could move it: those with just this wait could not.
  var median: Seconds? {
    guard let median = medianOfCounted, let waitsOfBounds else { return medianOfCounted }
    return waitsOfBounds == median...median ? median : nil
  }

  /// Selects instead of sorting: linear time on average.
  private var medianOfCounted: Seconds? {
    var rest = waits[...]
    var rank = (rest.reduce(0) { $0 + Int($1.tasks) } + 1) / 2
    guard rank > 0 else { return nil }
    while !rest.isEmpty {
      let pivot = rest[rest.startIndex + rest.count / 2].wait
      let longer = rest.partition { $0.wait >= pivot }
      let shorterTasks = rest[..<longer].reduce(0) { $0 + Int($1.tasks) }
      if rank <= shorterTasks {
        rest = rest[..<longer]
        continue
      }
      rank -= shorterTasks
      rest = rest[longer...]
      let beyond = rest.partition { $0.wait > pivot }
      let equalTasks = rest[..<beyond].reduce(0) { $0 + Int($1.tasks) }
      if rank <= equalTasks { return Seconds(Int64(pivot)) }
      rank -= equalTasks
      rest = rest[beyond...]
    }
    return nil
  }
}
