import Entities
package import Model
import Text

extension DashboardState {
  /// Stands still, or goes on: figures where they are live, a replay where one is.
  mutating func toggleFreeze(now: Timestamp) -> [Effect] {
    revealed = nil
    switch time {
    case .live:
      time = .frozen(at: now)
      newerReadings = 0
      // The first reading comes all the same.
      guard content != nil else { return [] }
      keepBackWhatIsComing()
    case .frozen: goLive()
    case .replay(var replay):
      replay.isPlaying.toggle()
      if replay.isPlaying, replay.wanted == nil { replay.wanted = replayedMoment }
      time = .replay(replay)
    }
    return []
  }

  /// The newest figures, which new ones follow.
  mutating func goNewest() {
    revealed = nil
    switch time {
    case .live: notice = Notice(passing: "these are the newest figures already")
    case .frozen: goLive()
    case .replay:
      guard replaySource != .alone else {
        notice = Notice(
          passing: "there is nothing live behind this replay · \(keys.name(of: .quit)) ends it")
        return
      }
      goLive()
    }
  }

  mutating func goLive() {
    time = .live
    if content?.recorded != nil || incoming?.content.recorded != nil {
      incoming = nil
      following = nil
    }
    if let heldBack { prepare(heldBack) }
  }

  /// Plays the recording from a moment on.
  package mutating func play(from start: Timestamp, to end: Timestamp?, speed: Int) -> [Effect] {
    let effects = go(to: start)
    if case .replay(var replay) = time {
      replay.speed = speed
      replay.end = end
      replay.isPlaying = true
      time = .replay(replay)
    }
    return effects
  }

  /// Goes to a moment of the recording.
  package mutating func go(to moment: Timestamp) -> [Effect] { ask(for: .at(moment), wanting: moment) }

  /// Goes on or back from what is shown by a span of the recording.
  mutating func go(by span: Seconds, now: Timestamp) -> [Effect] {
    let shown = replay?.wanted ?? replayedMoment ?? content?.figures.now ?? now
    let moment = shown + span
    if let end = content?.recorded?.extent.upperBound, moment > end, shown >= end {
      notice = Notice(passing: endOfRecording)
      return []
    }
    if replay == nil, span.count > 0 {
      notice = Notice(passing: newestAlready)
      return []
    }
    return go(to: moment)
  }

  mutating func goToReading(_ steps: Int, now: Timestamp) -> [Effect] {
    let shown = replayedMoment ?? content?.figures.now ?? now
    guard replay != nil || steps < 0 else {
      notice = Notice(passing: newestAlready)
      return []
    }
    // A key that is pressed before the one before it is answered goes on from there.
    if let replay, replay.isAwaited, case .step(let start, let count)? = replay.target {
      return ask(for: .step(from: start, by: count + steps))
    }
    return ask(for: .step(from: shown, by: steps))
  }

  mutating func goToEvent(_ steps: Int, now: Timestamp) -> [Effect] {
    let shown = replayedMoment ?? content?.figures.now ?? now
    guard replay != nil || steps < 0 else {
      notice = Notice(passing: newestAlready)
      return []
    }
    if let replay, replay.isAwaited, let target = replay.target {
      switch target {
      // It is being looked for.
      case .nextEvent where steps > 0, .previousEvent where steps < 0: return []
      case .nextEvent, .previousEvent, .at, .step: break
      }
    }
    let effects = ask(for: steps > 0 ? .nextEvent(after: shown) : .previousEvent(before: shown))
    if !effects.isEmpty {
      notice = Notice(passing: "looking for the \(steps > 0 ? "next" : "previous") event …")
    }
    return effects
  }

  /// Lets a moment be typed.
  mutating func openTimePrompt() {
    guard refuseWithoutRecording() else { return }
    openCommand(beginning: "at ")
  }

  mutating func changeSpeed(by steps: Int) {
    guard case .replay(var replay) = time else {
      notice = Notice(passing: "only a replay has a speed")
      return
    }
    let place = Replay.speeds.lastIndex { $0 <= replay.speed } ?? 0
    replay.speed = Replay.speeds[min(max(0, place + steps), Replay.speeds.count - 1)]
    time = .replay(replay)
  }

  /// Whether a replay plays, and may be asked to go on.
  package var isPlaying: Bool { replay?.isPlaying ?? false }

  /// Lets a replay go on by so much time of the clock.
  package mutating func play(on span: Seconds) -> [Effect] {
    guard case .replay(var replay) = time, replay.isPlaying, !replay.isAwaited, let shown = replayedMoment,
      let last = content?.recorded?.extent.upperBound
    else { return [] }
    let end = min(replay.end ?? last, last)
    let wanted = (replay.wanted ?? shown) + Seconds(span.count * Int64(replay.speed))
    guard replay.wanted ?? shown < end, shown < last else {
      replay.isPlaying = false
      replay.end = nil
      time = .replay(replay)
      notice = Notice(passing: shown < last ? "stopped where it was to stop" : endOfRecording)
      return []
    }
    return ask(for: .at(min(wanted, end)), wanting: min(wanted, end))
  }

  /// Begins or goes on to replay. What is live waits.
  private mutating func ask(for target: ReplayRequest.Target, wanting moment: Timestamp? = nil) -> [Effect] {
    guard refuseWithoutRecording() else { return [] }
    revealed = nil
    lastReplayTicket += 1
    var replay = self.replay ?? Replay(ticket: lastReplayTicket)
    if self.replay == nil {
      if case .live = time { newerReadings = 0 }
      keepBackWhatIsComing()
      if heldBack == nil { heldBack = content }
    }
    replay.ticket = lastReplayTicket
    replay.isAwaited = true
    replay.target = target
    replay.wanted = moment
    time = .replay(replay)
    return [
      .replay(ReplayRequest(ticket: lastReplayTicket, target: target, shown: replayedMoment))
    ]
  }

  private mutating func keepBackWhatIsComing() {
    if let next = following ?? incoming?.content { heldBack = next }
    incoming = nil
    following = nil
  }

  /// False where there is no recording, which is said.
  private mutating func refuseWithoutRecording() -> Bool {
    guard replaySource == .none else { return true }
    notice = Notice(
      passing: "nothing is recorded: name a folder in [record], and factorytop collect or record writes it")
    return false
  }

  private var endOfRecording: SafeText {
    replaySource == .alone
      ? "the recording ends here" : "the recording ends here · \(keys.name(of: .goNewest)) goes live"
  }

  private var newestAlready: SafeText {
    "these are the newest figures · \(keys.name(of: .previousReading)) goes back"
  }

  /// Why nothing can be recorded while something else than the newest figures is shown.
  var refusalOfReplay: SafeText? {
    guard replay != nil else { return nil }
    let way: SafeText =
      replaySource == .alone ? "" : "; \(keys.name(of: .goNewest)) goes back to now"
    return "this is a recording: nothing can be decided or read anew in it\(way)"
  }
}
