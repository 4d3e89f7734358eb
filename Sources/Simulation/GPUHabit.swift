/// What a job does with the GPUs that it holds, the same for as long as it runs.
enum GPUHabit: Sendable {
  /// All of them compute, for about that many percent of the time.
  case steady(percent: Int)
  /// It asked for several on a node, and computes on the first.
  case first(percent: Int)
  /// It was forgotten, or waits for somebody to type.
  case idle

  /// Drawn from the job's number alone, so that nothing else of the factory depends on it.
  init(ofJob id: Int) {
    var random = SeededRandom(seed: UInt64(id) &* 0x9E37_79B9)
    let percent = random.between(62, 98)
    self = random.pick([
      Weighted(.steady(percent: percent), 92), Weighted(.first(percent: percent), 4), Weighted(.idle, 4),
    ])
  }

  /// How busy the job keeps one of its GPUs of a node.
  func percent(isFirst: Bool) -> Int {
    switch self {
    case .steady(let percent): percent
    case .first(let percent): isFirst ? percent : 0
    case .idle: 0
    }
  }
}
