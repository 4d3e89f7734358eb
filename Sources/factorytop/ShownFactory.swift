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
    parsing: .unconditional,
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

  /// Reads telemetry and the journal, or a recording; with what its log holds of the time before where graphs of it are
  /// drawn.
  ///
  /// - Throws: an `ExitCode` after having said what is wrong.
  init(
    _ data: DataOptions, _ recording: RecordingOptions, journal: JournalOptions,
    by configuration: Configuration,
    isConfigurationNamed: Bool, withPast: Bool = false, waiting wait: WaitOptions
  ) throws {
    guard let path = recording.recording else {
      let addition = try configuration.journalAddition(waiting: wait)
      let reading = try data.readOnce(by: configuration, isWhole: true, waiting: wait)
      var factory = reading.factory(with: addition, by: configuration)
      if withPast, let folder = configuration.record.folder {
        factory.add(RecordingReader(folder).past(until: data.moment, waiting: wait))
      }
      self.factory = factory
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
    let rules = RulesOfReplay(configuration, isConfigurationNamed: isConfigurationNamed)
    let written = try recording.at.map { try WrittenMoment($0, of: "--at") }
    // A moment is reckoned from the recording's last reading.
    let (found, moment) = try RecordingReader(path).answer(waiting: wait) {
      reader throws(RecordingError) -> (RecordingFolder.Found, Timestamp?) in
      let (extent, zone) = try reader.extentAndZone(by: rules)
      let newest = extent.upperBound
      let moment = written?.moment(now: newest, newest: newest, zone: zone)
      var found = try reader.reading(at: moment ?? newest)
      if withPast, let past = try? reader.past(until: found.reading.at) { found.reading.factory.add(past) }
      return (found, moment)
    }
    let (recorded, head) = (found.reading, found.head)
    if let moment, moment - recorded.at > Seconds(2 * max(60, head.interval.count)) {
      complain(
        "there is no reading between \(SafeText(untrusted: recorded.at.rfc3339)) and \(SafeText(untrusted: moment.rfc3339)); shown is the last one before."
      )
    }
    policy = rules.policy(of: head)
    factory = rules.factory(of: found)
    clock = Clock(now: recorded.at, utcOffset: Seconds(0), isFixed: true)
    reading = nil
  }

  /// As `DataOptions.refuseUnreadableRoots`; of a recording nothing is refused.
  func refuseUnreadableRoots(of data: DataOptions, _ configuration: Configuration) throws {
    if let reading { try data.refuseUnreadableRoots(in: reading, of: configuration) }
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
