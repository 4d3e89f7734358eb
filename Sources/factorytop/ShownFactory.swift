import ArgumentParser
import Configuration
import Dashboard
import Entities
import Model
import Recording
import Telemetry
import Text

/// A recording in place of telemetry.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder or file of a recording, instead of telemetry.",
      discussion: "Shown is the reading at --at, or the last one before it, as it was judged then.",
      valueName: "path"))
  var recording: String?

  @Option(
    help: ArgumentHelp(
      "The moment of the recording, such as 2026-11-24T14:02:00Z or '2026-11-24 14:02'; otherwise its last reading.",
      valueName: "time"))
  var at: String?

  mutating func validate() throws {
    if at != nil, recording == nil { throw ValidationError("--at names a moment of a --recording.") }
  }
}

/// What a command shows: the factory at one moment, with the policy that judges it.
struct ShownFactory {
  let factory: Factory
  let policy: Policy
  let clock: Clock
  var now: Timestamp { clock.now }
  /// What was read; `nil` of a recording.
  private let reading: TelemetrySnapshot?

  /// Reads telemetry and the journal, or a recording.
  ///
  /// - Throws: an `ExitCode` after having said what is wrong.
  init(
    _ data: DataOptions, _ recording: RecordingOptions, journal: JournalOptions,
    by configuration: Configuration,
    isConfigurationNamed: Bool, waiting wait: WaitOptions
  ) throws {
    guard let path = recording.recording else {
      let addition = try configuration.journalAddition(waiting: wait)
      let reading = try data.readOnce(by: configuration, isWhole: true, waiting: wait)
      factory = reading.factory(with: addition, by: configuration)
      policy = configuration.policy
      clock = Clock(
        now: data.moment, utcOffset: data.now?.utcOffset ?? Seconds(0), isFixed: data.now != nil)
      self.reading = reading
      return
    }
    guard data.roots.isEmpty, data.now == nil, journal.path == nil else {
      complain("--recording holds data, time and journal: leave out --data, --now and --journal.")
      throw ExitCode.usage
    }
    let zone = configuration.policy.zone
    let written = try recording.at.map { try Self.written($0, of: "--at") }
    let (found, moment) = try Self.read(path, at: written, zone, waiting: wait)
    let (recorded, head) = (found.reading, found.head)
    if let moment, moment - recorded.at > Seconds(2 * max(60, head.interval.count)) {
      complain(
        "there is no reading between \(SafeText(untrusted: recorded.at.rfc3339)) and \(SafeText(untrusted: moment.rfc3339)); shown is the last one before."
      )
    }
    let rules = RulesOfReplay(configuration, isConfigurationNamed: isConfigurationNamed)
    policy = rules.policy(of: head)
    factory = rules.factory(of: found)
    clock = Clock(now: recorded.at, utcOffset: Seconds(0), isFixed: true)
    reading = nil
  }

  /// As `DataOptions.refuseUnreadableRoots`; of a recording nothing is refused.
  func refuseUnreadableRoots(of data: DataOptions, _ configuration: Configuration) throws {
    if let reading { try data.refuseUnreadableRoots(in: reading, of: configuration) }
  }

  /// A moment that an option names, reckoned from a newest one; otherwise from now.
  ///
  /// - Throws: `ExitCode.usage` after having said that it is none.
  static func moment(
    _ text: String, _ zone: EuropeanZone, of option: SafeText, newest: Timestamp = SystemClock.now
  ) throws -> Timestamp {
    try written(text, of: option).moment(now: newest, newest: newest, zone: zone)
  }

  static func written(_ text: String, of option: SafeText) throws -> WrittenMoment {
    if let written = WrittenMoment(text) { return written }
    complain(
      "\(option): “\(SafeText(untrusted: text))” is no time: write 2026-11-24T14:02:00Z, or '2026-11-24 14:02' for the site's own time."
    )
    throw ExitCode.usage
  }

  /// A moment is reckoned from the recording's last reading.
  private static func read(
    _ path: String, at written: WrittenMoment?, _ zone: EuropeanZone, waiting wait: WaitOptions
  ) throws -> (RecordingFolder.Found, Timestamp?) {
    let read = Pending.from { () -> Result<(RecordingFolder.Found, Timestamp?), RecordingError> in
      Result { () throws(RecordingError) in
        var reader = RecordingReader(path)
        let newest = reader.extent()?.upperBound
        let moment = newest.flatMap { newest in written?.moment(now: newest, newest: newest, zone: zone) }
        return (try reader.reading(at: moment ?? .endOfTime), moment)
      }
    }
    guard let result = read.wait(for: wait.wait) else {
      complain("\(SafeText(untrusted: path)) does not answer; check its file system.")
      throw ExitCode.undone
    }
    do throws(RecordingError) {
      return try result.get()
    } catch {
      complain("\(error.sentence).")
      throw ExitCode.undone
    }
  }
}

extension RecordedReading {
  /// The factory with what the journal held then.
  func factory(judgedBy policy: Policy) -> Factory {
    guard let decisions else { return factory }
    return factory.merged(with: decisions, calendar: policy.workingCalendar)
  }
}

extension Timestamp {
  /// Later than anything that is recorded.
  static let endOfTime = Timestamp(secondsSince1970: 253_402_300_799)
}
