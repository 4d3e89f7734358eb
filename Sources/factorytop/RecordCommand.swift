import ArgumentParser
import Configuration
import Logging
import Model
import Recording
import Telemetry
import Text

struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Keep what the sources say, so that it can be looked at later; verify, export or erase what was kept.",
    subcommands: [RecordRun.self, RecordVerify.self, RecordExport.self, RecordErase.self],
    defaultSubcommand: RecordRun.self)
}

struct RecordRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Record a reading once a minute until SIGTERM or SIGINT, or one with --once.",
    discussion: """
      Every reading is on the disk before the next. Who made applications is never recorded; owners of jobs are told \
      apart by numbers and names of jobs left out, unless --with asks for them. What no option says is as [record] of \
      the configuration has it. snapshot, report and list show what was recorded with --recording and --at.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions

  @Option(help: ArgumentHelp("The folder to record into; it has to be there.", valueName: "folder"))
  var folder: String?

  @Flag(help: "Record one reading and end, as for cron.")
  var once = false

  @Option(
    help: ArgumentHelp("How far readings are apart; otherwise 1m.", valueName: "time"),
    transform: Duration.parse)
  var interval: Duration?

  @Option(help: ArgumentHelp("What else is recorded: users, job_names.", valueName: "what,…"))
  var with: String?

  @Option(help: ArgumentHelp("Files older than so many days are removed; otherwise 8.", valueName: "days"))
  var days: Int?

  @Option(
    help: ArgumentHelp(
      "The oldest files are removed beyond so many megabytes; otherwise 2000.", valueName: "MB"))
  var megabytes: Int?

  mutating func validate() throws {
    guard interval.map({ $0 >= .seconds(1) }) ?? true else {
      throw ValidationError("--interval has to be at least 1s.")
    }
    guard (1...10_000).contains(days ?? 1) else { throw ValidationError("--days has to be 1 to 10000.") }
    guard (1...1_000_000_000).contains(megabytes ?? 1) else {
      throw ValidationError("--megabytes has to be 1 to 1000000000.")
    }
    if data.now != nil, !once {
      throw ValidationError("--now goes with --once: a clock that stands still has one reading.")
    }
    _ = try asked()
  }

  func run() throws {
    var configuration = try files.read(Overrides(data: data, journal: journal), waiting: wait).configuration
    try apply(to: &configuration.record)
    if once { return try recordOnce(by: configuration) }
    try recordOn(by: configuration)
  }

  /// Puts what the options say over what the configuration says.
  private func apply(to settings: inout RecordSettings) throws {
    settings.folder = folder ?? settings.folder
    settings.interval = interval ?? settings.interval
    settings.asked = try asked() ?? settings.asked
    settings.bounds.days = days ?? settings.bounds.days
    settings.bounds.bytes = megabytes.map { Int64($0) * 1_000_000 } ?? settings.bounds.bytes
  }

  private func asked() throws -> Redactions? {
    guard let with else { return nil }
    var asked: Redactions = []
    for word in with.split(whereSeparator: { $0 == "," || $0 == " " }) {
      guard let named = RecordedPrivacy.asked.first(where: { $0.word.shown == word }) else {
        throw ValidationError(
          "--with knows users and job_names, and not “\(SafeText(untrusted: String(word)).shown)”.")
      }
      asked.insert(named.redaction)
    }
    return asked
  }

  private func recordOnce(by configuration: Configuration) throws {
    guard let recorder = MomentRecorder(configuration) else { throw refusalWithoutFolder() }
    let addition = try configuration.journalAddition(waiting: wait)
    let snapshot = try data.readOnce(by: configuration, isWhole: true, waiting: wait)
    do throws(RecordingError) {
      try recorder.record(RecordedReading(snapshot, addition, at: data.moment))
      recorder.end()
    } catch {
      complain("\(error.sentence).")
      throw ExitCode.undone
    }
    try data.refuseUnreadableRoots(in: snapshot, of: configuration)
  }

  /// Records until it is asked to end.
  private func recordOn(by configuration: Configuration) throws {
    let logger = Logger(label: "factorytop") { StreamLogHandler.standardError(label: $0) }
    guard let recorder = SourceRecorder(configuration, waiting: wait, logger: logger) else {
      throw refusalWithoutFolder()
    }
    guard !configuration.roots.isEmpty else {
      complain(
        "there is nothing to record: name a folder or a file with --data PATH, or in a configuration file.")
      throw ExitCode.usage
    }
    let ended = Pending<Int32>()
    EndSignals.onFirst { ended.fulfil($0) }
    logger.notice("\(recorder.summary.shown)")
    var next = Poller.uptime()
    while ended.wait(for: next - Poller.uptime()) == nil {
      guard recorder.isReady() else {
        next = Poller.uptime() + .milliseconds(200)
        continue
      }
      next = max(next + configuration.record.interval, Poller.uptime())
      _ = recorder.record()
    }
    recorder.end()
  }

  private func refusalWithoutFolder() -> ExitCode {
    complain(
      "there is no folder to record into: name one with --folder FOLDER, or in [record] of a configuration file."
    )
    return .usage
  }
}
