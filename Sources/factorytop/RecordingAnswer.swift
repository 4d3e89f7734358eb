import ArgumentParser
import Dashboard
import Entities
import Model
import Recording
import Text

extension RecordingReader {
  /// What a command reads of a recording, as soon as its file system answers.
  ///
  /// - Throws: `ExitCode.undone` after having said why nothing is read, or that it does not answer in time.
  func answer<Value: Sendable>(
    waiting wait: WaitOptions,
    _ read: @escaping @Sendable (inout RecordingReader) throws(RecordingError) -> Value
  ) throws -> Value {
    let pending = Pending.from { () -> Result<Value, RecordingError> in
      Result { () throws(RecordingError) in
        var reader = self
        return try read(&reader)
      }
    }
    guard let result = pending.wait(for: wait.wait) else {
      complain("\(shownPath) does not answer; check its file system.")
      throw ExitCode.undone
    }
    do throws(RecordingError) { return try result.get() } catch {
      complain("\(error.sentence).")
      throw ExitCode.undone
    }
  }
}

extension RecordingReader {
  /// When its readings are, and the zone by whose clock times of it are written: that of its last reading, unless the
  /// rules are the reader's own.
  mutating func extentAndZone(by rules: RulesOfReplay) throws(RecordingError) -> (
    extent: ClosedRange<Timestamp>, zone: EuropeanZone
  ) {
    let extent = try knownExtent()
    return (extent, rules.policy(of: try reading(at: extent.upperBound).head).zone)
  }
}

extension RecordingReader {
  /// What its log holds up to a moment, beside which there is more to show: where it cannot be read, or its file system
  /// does not answer in time, that is said.
  func past(until moment: Timestamp, waiting wait: WaitOptions) -> RecordedPast {
    let pending = Pending.from {
      var reader = self
      return Result { () throws(RecordingError) in try reader.past(until: moment) }
    }
    switch pending.wait(for: wait.wait) {
    case .success(let past): return past
    case .failure(let error): complain("\(error.sentence); there are no graphs of what was recorded.")
    case nil:
      complain(
        "\(shownPath) does not answer, and there are no graphs of what was recorded; check its file system.")
    }
    return RecordedPast()
  }
}

extension WrittenMoment {
  /// What an option says.
  ///
  /// - Throws: `ExitCode.usage` after having said that it is no time.
  init(_ text: String, of option: SafeText) throws {
    guard let written = WrittenMoment(text) else {
      complain(
        "\(option): “\(SafeText(untrusted: text))” is no time: write 2026-11-24T14:02:00Z, or '2026-11-24 14:02' for the site's own time."
      )
      throw ExitCode.usage
    }
    self = written
  }
}
