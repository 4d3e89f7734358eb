package import Text

/// What the applications looked like at one moment.
package struct ApplicationSample: Sendable, Equatable {
  package var at: Timestamp
  /// Those that somebody still has to act on, by the word of their step.
  package var byWord: [SafeText: Int]
  /// As `ApplicationFigures.breached`.
  package var breached: Int
  /// Of all that are known: access, or a refusal, came within the promised time.
  package var kept: Int
  /// It came later, or is past the promised time and not there yet.
  package var broken: Int

  package init(
    at: Timestamp, byWord: [SafeText: Int] = [:], breached: Int = 0, kept: Int = 0, broken: Int = 0
  ) {
    self.at = at
    self.byWord = byWord
    self.breached = breached
    self.kept = kept
    self.broken = broken
  }

  package var pending: Int { byWord.values.reduce(0, +) }

  /// The part of the promises whose outcome is known that were kept; `nil` of none.
  package var shareKept: Double? {
    kept + broken == 0 ? nil : Double(kept) / Double(kept + broken)
  }
}

extension Figures {
  /// One sample of the applications, for the history; `nil` where no source holds any, or one that does is stale, broken
  /// or missing. Linear in the applications.
  package func applicationSample(by policy: Policy, at moment: Timestamp) -> ApplicationSample? {
    guard let applications, isFresh(.applications) else { return nil }
    var sample = ApplicationSample(
      at: moment, breached: applications.breached)
    for (state, count) in applications.pendingByMode.values.joined() where count > 0 {
      sample.byWord[state.word, default: 0] += count
    }
    for item in applications.items {
      switch policy.promiseIsKept(to: item.application, at: now) {
      case true: sample.kept += 1
      case false: sample.broken += 1
      case nil: break
      }
    }
    return sample
  }

  /// Whether all that tells of the kind is as new as it should be, of the cluster or of all.
  func isFresh(_ kind: Source.Kind, of cluster: SafeText? = nil) -> Bool {
    sources.allSatisfy {
      $0.state == .ok || $0.isIncomplete || $0.source.kind != kind
        || (cluster != nil && $0.source.cluster != cluster)
    }
  }
}
