package import Model
import Text

/// Which moment the screen shows, and whether newer readings take its place.
package enum TimeAxis: Sendable {
  /// The newest reading, and each that follows it.
  case live
  /// The reading that was the newest then; newer ones wait.
  case frozen(at: Timestamp)
  /// A moment of a recording; what is read meanwhile waits.
  case replay(Replay)
}

/// What has been asked of a recording and what is known of it.
package struct Replay: Sendable {
  /// How much faster than the clock it may play.
  static let speeds = [1, 10, 60, 300, 600, 3600]

  /// The number of the newest request: what answers an earlier one comes too late.
  var ticket: Int
  /// Whether that one has no answer yet.
  var isAwaited = true
  /// What that asks for.
  var target: ReplayRequest.Target?
  /// The moment that was asked for, which may lie in a gap; `nil` where a reading was asked for.
  var wanted: Timestamp?
  /// So many seconds of the recording in one.
  var speed = 60
  var isPlaying = false
  /// Where it stops; `nil` for the end of the recording.
  var end: Timestamp?
}

/// What a recording says beside a reading of it.
package struct RecordedMoment: Hashable, Sendable {
  /// How far readings are apart.
  package var interval: Seconds
  /// From the first reading of the recording to its last.
  package var extent: ClosedRange<Timestamp>
  /// Whether alerts and promises are judged as they were then, and not by the reader's own policy.
  package var isJudgedAsThen: Bool
  /// The reading after this one, where that is behind a gap.
  package var next: Timestamp?

  package init(
    interval: Seconds, extent: ClosedRange<Timestamp>, isJudgedAsThen: Bool = true, next: Timestamp? = nil
  ) {
    self.next = next
    self.interval = interval
    self.extent = extent
    self.isJudgedAsThen = isJudgedAsThen
  }
}

/// Where there is a recording to go back in.
package enum ReplaySource: Equatable, Sendable {
  /// Nothing is recorded.
  case none
  /// Behind it, what is read now.
  case besideLive
  /// It is all there is.
  case alone
}

extension DashboardState {
  /// When the screen was frozen.
  package var frozenAt: Timestamp? {
    if case .frozen(let moment) = time { moment } else { nil }
  }

  var replay: Replay? {
    if case .replay(let replay) = time { replay } else { nil }
  }

  /// Whether a newer reading waits instead of taking the place of what is shown.
  var keepsBack: Bool {
    switch time {
    case .live: false
    case .frozen, .replay: true
    }
  }

  /// The moment of the recording that is on the screen; `nil` where that is not of one.
  package var replayedMoment: Timestamp? { content?.recorded.map { _ in content?.figures.now } ?? nil }

  /// The clock of the site at the moment of the recording that is on the screen, beside the reader's own moment; `nil`
  /// where that is not of one.
  package func replayedClock(readersNow: Timestamp) -> Clock? {
    guard let moment = replayedMoment, let zone = content?.policy.zone else { return nil }
    return Clock(
      now: moment, utcOffset: zone.offset(at: moment), isFixed: true, readersNow: readersNow)
  }

  /// What the recording has no reading of, where the moment that was asked for lies in that.
  var gap: Range<Timestamp>? {
    guard let replay, !replay.isAwaited, incoming == nil, let wanted = replay.wanted,
      let recorded = content?.recorded, let shown = replayedMoment, shown < recorded.extent.upperBound,
      wanted - shown > Seconds(2 * max(1, recorded.interval.count))
    else { return nil }
    return shown..<max(wanted, recorded.next ?? wanted)
  }
}
