import Entities
import Model
import Text

/// The command that goes to a moment.
extension CommandReading {
  mutating func moment(in text: CommandText) -> Command? {
    let written = text.words
    guard !written.isEmpty else {
      note(text.word, "at needs a time, such as at 14:02 or at -2h", isUnfinished: true)
      return nil
    }
    guard let moment = WrittenMoment(written) else {
      note(
        text.rest,
        "the time is written 14:02, 24 14:02, 2026-11-24 14:02, -2h or six, by the clock of the site",
        isUnfinished: true)
      return nil
    }
    return .at(moment)
  }
}

extension DashboardState {
  /// The moment that the command goes to which is being typed; `nil` where it is none that does.
  func momentTyped(in prompt: Prompt, now: Timestamp) -> Timestamp? {
    guard case .command = prompt.purpose,
      case .at(let written)? = CommandReading(prompt.field.text, commandTable).command
    else { return nil }
    return moment(written, now: now)
  }

  /// The moment that is meant, reckoned from what is shown.
  func moment(_ written: WrittenMoment, now: Timestamp) -> Timestamp {
    let zone = content?.policy.zone ?? Policy.standard.zone
    guard let shown = replayedMoment, let extent = content?.recorded?.extent else {
      return written.moment(now: now, newest: now, zone: zone)
    }
    return written.moment(now: shown, within: extent, zone: zone)
  }
}
