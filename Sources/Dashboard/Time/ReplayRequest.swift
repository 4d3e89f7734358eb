package import Model
package import Text

/// A moment of the recording that somebody wants to see.
package struct ReplayRequest: Equatable, Sendable {
  package enum Target: Equatable, Sendable {
    /// The last reading at or before it; the first where there is none.
    case at(Timestamp)
    /// So many readings on from a moment, or back where it is negative; as far as there are any.
    case step(from: Timestamp, by: Int)
    /// The next reading at which something happened.
    case nextEvent(after: Timestamp)
    case previousEvent(before: Timestamp)
  }

  /// Answers carry it.
  package let ticket: Int
  package let target: Target
  /// The reading that is on the screen; `nil` where that is not of the recording.
  package let shown: Timestamp?
}

/// What came of a request.
package struct ReplayAnswer: Sendable {
  package enum Outcome: Sendable {
    /// Another reading, with what is to be said of it.
    case found(DashboardModel, SafeText?)
    /// The one that is shown already.
    case same
    /// There is none, in a sentence.
    case none(SafeText)
    case failed(SafeText)
  }

  package let ticket: Int
  package let outcome: Outcome

  package init(ticket: Int, _ outcome: Outcome) {
    self.ticket = ticket
    self.outcome = outcome
  }
}

extension DashboardState {
  /// Takes in where there is a recording.
  package mutating func receive(_ place: ReplaySource) { replaySource = place }

  /// Takes in what the line of time tells.
  package mutating func receive(_ line: ReplayTimeline) { timeline = line }

  /// Shows what was asked for last.
  package mutating func receive(_ answer: ReplayAnswer) {
    guard case .replay(var replay) = time, replay.ticket == answer.ticket else { return }
    replay.isAwaited = false
    replay.target = nil
    switch answer.outcome {
    case .found(let model, _):
      // What lies outside the recording is no place to go on from.
      if let wanted = replay.wanted, model.recorded?.extent.contains(wanted) == false { replay.wanted = nil }
    case .same, .none, .failed: break
    }
    time = .replay(replay)
    switch answer.outcome {
    case .found(let model, let remark):
      if notice?.isPassing == true { notice = nil }
      if let remark { notice = Notice(passing: remark) }
      prepareRecorded(model)
      if marksWhatComes { mark(model) }
    case .same:
      if marksWhatComes, let content { mark(content) }
    case .none(let sentence):
      stopReplay()
      notice = Notice(passing: sentence)
    case .failed(let sentence):
      stopReplay()
      notice = Notice(sentence, isBad: true)
    }
  }

  /// Plays no more; where nothing of the recording is on the screen yet, live figures go on.
  private mutating func stopReplay() {
    guard case .replay(var replay) = time else { return }
    replay.isPlaying = false
    replay.wanted = nil
    time = .replay(replay)
    if replayedMoment == nil, incoming?.content.recorded == nil, replaySource != .alone { goLive() }
  }
}

extension DashboardState {
  /// Whether a moment that was asked for is still looked up.
  package var awaitsReplay: Bool { replay?.isAwaited ?? false }
}
