import ArgumentParser
import Configuration
import Journal
import Logging
import Model
import Recording
import Synchronization
import Telemetry
import Text

struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep what the sources say, so that it can be looked at later, or verify what was kept.",
    subcommands: [RecordRun.self, RecordVerify.self],
    defaultSubcommand: RecordRun.self)
}

struct RecordRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Record a reading once a minute until SIGTERM or SIGINT, or one with --once.",
    discussion: """
      Every reading is on the disk before the next. Who made applications is never recorded; owners of jobs are told \
      apart by numbers and names of jobs left out, unless --with asks for them. snapshot, report and list show what was \
      recorded with --recording and --at.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions

  @Option(help: ArgumentHelp("The folder to record into; it has to be there.", valueName: "folder"))
  var folder: String

  @Flag(help: "Record one reading and end, as for cron.")
  var once = false

  @Option(
    help: ArgumentHelp("How far readings are apart; otherwise 1m.", valueName: "time"),
    transform: Duration.parse)
  var interval: Duration = .seconds(60)

  @Option(help: ArgumentHelp("What else is recorded: users, job_names.", valueName: "what,…"))
  var with: String?

  @Option(help: ArgumentHelp("Files older than so many days are removed; otherwise 8.", valueName: "days"))
  var days = RecordingBounds().days

  @Option(
    help: ArgumentHelp(
      "The oldest files are removed beyond so many megabytes; otherwise 2000.", valueName: "MB"))
  var megabytes = Int(RecordingBounds().bytes / 1_000_000)

  mutating func validate() throws {
    guard interval >= .seconds(1) else { throw ValidationError("--interval has to be at least 1s.") }
    guard days >= 1, days <= 10_000 else { throw ValidationError("--days has to be 1 to 10000.") }
    guard megabytes >= 1, megabytes <= 1_000_000_000 else {
      throw ValidationError("--megabytes has to be 1 to 1000000000.")
    }
    if data.now != nil, !once {
      throw ValidationError("--now goes with --once: a clock that stands still has one reading.")
    }
    _ = try asked()
  }

  func run() throws {
    let configuration = try files.read(Overrides(data: data, journal: journal), waiting: wait).configuration
    let privacy = RecordedPrivacy(hiding: configuration.redactions, asking: try asked())
    let recorder = MomentRecorder(
      writer: RecordingWriter(
        folder: folder,
        head: RecordingHead(
          program: "factorytop \(SafeText(untrusted: Build.current.words))", host: RecordAuthor.hostName,
          interval: Seconds(Int64(interval.components.seconds)), policy: configuration.policy),
        privacy: privacy),
      folder: folder, bounds: RecordingBounds(days: days, bytes: Int64(megabytes) * 1_000_000))
    if once { return try recordOnce(by: configuration, into: recorder) }
    try recordOn(by: configuration, into: recorder)
  }

  private func asked() throws -> Redactions {
    var asked: Redactions = []
    for word in (with ?? "").split(whereSeparator: { $0 == "," || $0 == " " }) {
      guard let named = RecordedPrivacy.asked.first(where: { $0.word.shown == word }) else {
        throw ValidationError(
          "--with knows users and job_names, and not “\(SafeText(untrusted: String(word)).shown)”.")
      }
      asked.insert(named.redaction)
    }
    return asked
  }

  private func recordOnce(by configuration: Configuration, into recorder: MomentRecorder) throws {
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

  /// Records until it is asked to end. What cannot be written is said once, and tried again with the next reading.
  private func recordOn(by configuration: Configuration, into recorder: MomentRecorder) throws {
    guard !configuration.roots.isEmpty else {
      complain(
        "there is nothing to record: name a folder or a file with --data PATH, or in a configuration file.")
      throw ExitCode.usage
    }
    let logger = Logger(label: "factorytop") { StreamLogHandler.standardError(label: $0) }
    let newest = Mutex<TelemetrySnapshot?>(nil)
    let ended = Pending<Int32>()
    EndSignals.onFirst { ended.fulfil($0) }
    let poller = Poller(
      roots: configuration.roots, interval: configuration.interval, rules: configuration.rules,
      memoryLimit: configuration.memoryLimit)
    let reading = Task.detached {
      for await snapshot in await poller.start() where snapshot.isWhole { newest.withLock { $0 = snapshot } }
    }
    logger.notice("recording into \(SafeText(untrusted: folder).shown), a reading every \(interval)")
    var failure: RecordingError?
    var next = Poller.uptime() + .seconds(1)
    while ended.wait(for: next - Poller.uptime()) == nil {
      guard let snapshot = newest.withLock({ $0 }) else {
        next = Poller.uptime() + .milliseconds(200)
        continue
      }
      next = max(next + interval, Poller.uptime())
      let addition = try? configuration.journalAddition(waiting: wait)
      do throws(RecordingError) {
        try recorder.record(RecordedReading(snapshot, addition ?? nil, at: SystemClock.now))
        if failure != nil { logger.notice("recording goes on") }
        failure = nil
      } catch {
        if failure != error { logger.error("\(error.sentence.shown)") }
        failure = error
      }
    }
    reading.cancel()
    recorder.end()
  }
}

/// Records readings, and removes what is too old or too much behind each.
private struct MomentRecorder {
  let writer: RecordingWriter
  let folder: String
  let bounds: RecordingBounds

  func record(_ reading: RecordedReading) throws(RecordingError) {
    let uptime = Poller.uptime().components
    try writer.record(
      reading,
      uptime: UInt64(uptime.seconds) * 1_000_000_000 + UInt64(uptime.attoseconds / 1_000_000_000))
    // What cannot be removed now can be with the next.
    _ = try? bounds.trim(folder, open: writer.openFile, now: reading.at)
  }

  func end() { writer.close() }
}

extension RecordedReading {
  /// What was read, and what the journal held beside it.
  init(_ snapshot: TelemetrySnapshot, _ journal: JournalAddition?, at moment: Timestamp) {
    var factory = snapshot.factory
    if let journal { factory.sources.append(journal.source) }
    self.init(at: moment, factory: factory, decisions: journal?.histories)
  }
}

struct RecordVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Tell what a recording holds, and what of it cannot be read.",
    discussion: "Exits with 1 when something is damaged.")

  @Argument(help: ArgumentHelp("A folder or a file of a recording.", valueName: "path"))
  var path: String

  func run() throws {
    var isDamaged = false
    var count = 0
    do throws(RecordingError) {
      try RecordingFolder(path).eachFile { result in
        count += 1
        do throws(RecordingError) {
          let file = try result.get()
          tell(of: file)
          isDamaged = isDamaged || file.isDamaged
        } catch {
          complain("\(error.sentence).")
          isDamaged = true
        }
      }
      guard count > 0 else { throw .noRecording(path: SafeText(untrusted: path)) }
    } catch {
      complain("\(error.sentence).")
      throw ExitCode.undone
    }
    if isDamaged { throw ExitCode.undone }
  }

  private func tell(of file: RecordingFile) {
    let moments = file.moments
    var text: SafeText = "\(file.path): \(.grouped(moments.count)) readings"
    if let first = moments.first, let last = moments.last {
      text.append(" from \(SafeText(untrusted: first.rfc3339)) to \(SafeText(untrusted: last.rfc3339))")
    }
    text.append(", \(.grouped(file.size)) bytes")
    if let head = file.head {
      text.append(head.hidden.isEmpty ? "" : ", without \(head.hidden.joined(separator: ", "))")
    }
    if !file.isEnded { text.append(", not ended") }
    try? output("\(text.shown)\n".utf8)
    for fault in file.faults {
      let sentence: SafeText =
        switch fault {
        case .damage(let place, let bytes):
          "\(bytes) bytes from \(place) on are no record: the readings in them are lost"
        case .unfinished(let place, let bytes):
          "the last \(bytes) bytes, from \(place) on, are no whole record: it is being written, or its writer was stopped"
        case .noHead:
          "it begins with no head that this release knows: it is no recording, or of a later release"
        }
      try? output("  \(sentence.shown)\n".utf8)
    }
  }
}
