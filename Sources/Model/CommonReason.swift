package import Text

/// What most tasks of a queue wait for, in few plain words.
package struct CommonReason: Sendable, Equatable {
  /// As `PendingReason.inFewWords` has them.
  package var words: SafeText
  /// Those of all reasons that are the same in these words.
  package var tasks: Int
  /// Whether there may be more of them.
  package var areAtLeast: Bool

  /// Reasons that are the same in these words are one; `nil` when nothing waits. Linear in the reasons.
  init?(of reasons: [ReasonFigures]) {
    var counts: [SafeText: (tasks: Int, areAtLeast: Bool)] = [:]
    for reason in reasons {
      let words = PendingReason.inFewWords(reason.reason)
      let known = counts[words] ?? (0, false)
      counts[words] = (known.tasks + reason.tasks, known.areAtLeast || reason.areAtLeast)
    }
    guard let most = counts.max(by: { ($0.value.tasks, $1.key) < ($1.value.tasks, $0.key) }) else {
      return nil
    }
    (words, tasks, areAtLeast) = (most.key, most.value.tasks, most.value.areAtLeast)
  }
}

extension PendingReason {
  /// What the job waits for in so few words that a column holds them; Slurm's own where there are none.
  package static func inFewWords(_ reason: SafeText) -> SafeText {
    switch ReasonFamily(of: reason) {
    case .priority: "others first"
    case .resources: "nodes"
    case .none: "not looked at"
    case .nodes: "nodes asked for"
    case .maintenance: "maintenance"
    case .reservation: "its reservation"
    case .dependency: "another job"
    case .dependencyNever: "dependency never"
    case .begin: "begin time"
    case .hold: "held"
    case .array: "own array"
    case .limitAccount: isBudget(reason) ? "budget limit" : "account limit"
    case .limitQOS: isBudget(reason) ? "QOS budget" : "QOS limit"
    case .request: "its request"
    case .partition: "partition down"
    case .licenses: "licences"
    case .starting: "being started"
    case .site, .failed, .other: plain(reason) ?? reason
    }
  }

  private static func isBudget(_ reason: SafeText) -> Bool {
    let plain = plain(reason)
    return plain == "not enough budget left" || plain == "not enough QOS budget left"
  }
}
