import ArgumentParser
import Collection
import Configuration
import Dispatch
import Glibc
import Logging
import Model
import Telemetry
import Text

struct Collect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the commands that produce telemetry, write their output atomically.",
    discussion: """
      Reads [collect] from the configuration: see the README. Records what is collected where [record] names a folder. \
      Runs until SIGTERM or SIGINT, and logs to standard \
      error. With --once, runs every command once, and exits with 1 when one failed. Under systemd (Type=notify) it \
      tells when it is ready, how the sources stand and that it ends, and serves the watchdog.
      """)

  @OptionGroup var files: ConfigurationOptions

  @Flag(help: "Run every command once and end, as for cron.")
  var once = false

  func run() throws {
    // Before any other thread reads the environment, and before any command inherits it.
    let service = ServiceVariables.take()
    let read = try files.files.answering(within: WaitOptions.standard).read(Overrides())
    if let remark = DispatchWithoutProc.remark { complain(remark) }
    let configuration = read.configuration
    guard var plan = configuration.collection else {
      complain(
        "\(files.files.words): there is no [collect]: name a folder and its [[collect.source]]s there.")
      throw ExitCode.usage
    }
    try plan.findGroup()
    try plan.refuseWhatOthersMayWrite(
      read.files.filter(\.isThere).map(\.path), beside: configuration.record.folder)
    plan.tellFoldersClosedToGroup()
    let logger = Logger(label: "factorytop") { StreamLogHandler.standardError(label: $0) }
    let recorder = SourceRecorder(configuration, logger: logger)
    let collector = Collector(
      plan: plan, policy: configuration.policy, rules: configuration.rules,
      memoryLimit: configuration.memoryLimit, beside: recorder?.work, logger: logger,
      now: { SystemClock.now })
    if !once {
      // Nothing else is said while all is well, and an operator wants to see that it runs.
      logger.notice("\(plan.summary.shown)")
      if let recorder { logger.notice("\(recorder.summary.shown)") }
    }
    let socket = once ? nil : service.flatMap { NotifySocket($0, logger: logger) }
    let result = Pending<Bool>()
    let work = Task.detached { [once] in
      if once {
        let isWell = await collector.runOnce()
        recorder?.end()
        result.fulfil(isWell)
      } else {
        await collector.run(under: socket?.supervision)
        recorder?.end()
        result.fulfil(true)
      }
    }
    EndSignals.onFirst { [once] _ in
      _ = socket?.tell(.stopping)
      work.cancel()
      // A command that hangs in the kernel, or a dead file system, must not hold up a service that is to stop.
      if result.wait(for: .milliseconds(900)) == nil { _exit(once ? 1 : 0) }
    }
    if !result.wait() { throw ExitCode.undone }
  }
}

extension CollectionPlan {
  /// Looks up the number of the group of new files.
  ///
  /// - Throws: `ExitCode.undone` when this machine has no such group, or does not answer.
  fileprivate mutating func findGroup() throws {
    guard let group else { return }
    let name = SafeText(untrusted: group)
    let look = Pending.from { getgrnam(group).map { $0.pointee.gr_gid } }
    guard let answer = look.wait(for: WaitOptions.standard) else {
      complain(
        "collect.group: nothing answers what group “\(name)” is; check where this machine looks groups up"
      )
      throw ExitCode.undone
    }
    guard let number = answer else {
      complain("collect.group: this machine has no group “\(name)”; make it, or name another")
      throw ExitCode.undone
    }
    output.group = number
  }

  /// Whoever may write the configuration has commands run in this user's name, and whoever may write the data folder
  /// decides on what is shown. Of the configuration, and of what is on the way to it, it matters when root runs it.
  ///
  /// A folder that does not answer stops nothing else, and is said: nothing is written into one that everybody may write
  /// (`OutputFolder`).
  ///
  /// - Throws: `ExitCode.undone`.
  fileprivate func refuseWhatOthersMayWrite(
    _ configurations: [String], beside recording: String?
  ) throws {
    if geteuid() == 0 {
      for (path, answer) in Self.look(at: configurations, for: { OtherWriters.first(onTheWayTo: $0) }) {
        guard let place = answer else {
          complain(
            "\(path) does not answer, and nobody knows whether others than root may write it; check its file system"
          )
          throw ExitCode.undone
        }
        guard let place else { continue }
        complain(
          "\(SafeText(untrusted: place)) may be written by others than root, who could have commands run as root; make it root's with chown root, chmod go-w, or run collect as another user"
        )
        throw ExitCode.undone
      }
    }
    for (place, isOpen) in Self.look(
      at: foldersWrittenInto + [recording].compactMap(\.self), for: { Self.mayEverybodyWrite($0) })
    {
      switch isOpen {
      case false?: continue
      case true?:
        complain(ReplacementError.sentence(ofOpenFolder: place))
        throw ExitCode.undone
      case nil:
        complain("\(place) does not answer, and is not written into before it does; check its file system")
      }
    }
  }

  /// Folders keep the group that they have, and files in one that the group may not enter are closed to it.
  fileprivate func tellFoldersClosedToGroup() {
    guard let group, let number = output.group else { return }
    for (place, isClosed) in Self.look(at: foldersWrittenInto, for: { Self.isClosed($0, to: number) })
    where isClosed == true {
      complain(
        "collect.group: “\(SafeText(untrusted: group))” may not look into \(place), which was there before; let it with chgrp and chmod g+rx"
      )
    }
  }

  /// The answer for each; `nil` where the file system does not answer in time.
  private static func look<Answer: Sendable>(
    at places: [String], for answer: @escaping @Sendable (String) -> Answer
  ) -> [(place: SafeText, answer: Answer?)] {
    let looks = places.map { place in (place, Pending.from { answer(place) }) }
    let end = ContinuousClock.now + WaitOptions.standard
    return looks.map { place, look in
      (SafeText(untrusted: place), look.wait(for: max(.zero, ContinuousClock.now.duration(to: end))))
    }
  }

  /// The data folder, those on the way from it to a file, and that of the history, each once.
  private var foldersWrittenInto: [String] {
    var places = [folder]
    for file in sources.map(\.target) + (history.map { ["\($0.folder)/file"] } ?? []) {
      var place = folder
      for name in file.dropFirst(folder.count).split(separator: "/").dropLast() {
        place += "/\(name)"
        if !places.contains(place) { places.append(place) }
      }
    }
    return places
  }

  /// Also where only their owners may remove files (`chmod +t`): a newer file beside another's counts instead of it.
  private static func mayEverybodyWrite(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IWOTH != 0
  }

  private static func isClosed(_ path: String, to group: gid_t) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let needed = status.st_gid == group ? S_IRGRP | S_IXGRP : S_IROTH | S_IXOTH
    return status.st_mode & needed != needed
  }
}
