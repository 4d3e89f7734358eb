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
      Reads [collect] from the configuration: see the README. Runs until SIGTERM or SIGINT, and logs to standard \
      error. With --once, runs every command once, and exits with 1 when one failed.
      """)

  @OptionGroup var files: ConfigurationOptions

  @Flag(help: "Run every command once and end, as for cron.")
  var once = false

  func run() throws {
    let read = try files.read(Overrides())
    if let remark = DispatchWithoutProc.remark { complain(remark) }
    let configuration = read.configuration
    guard var plan = configuration.collection else {
      complain(
        "\(files.files.words): there is no [collect]: name a folder and its [[collect.source]]s there.")
      throw ExitCode.usage
    }
    try plan.findGroup()
    try plan.refuseWhatOthersMayWrite(read.files.filter(\.isThere).map(\.path))
    let logger = Logger(label: "factorytop") { StreamLogHandler.standardError(label: $0) }
    let collector = Collector(
      plan: plan, policy: configuration.policy, rules: configuration.rules,
      memoryLimit: configuration.memoryLimit, logger: logger, now: { SystemClock.now })
    if !once {
      // Nothing else is said while all is well, and an operator wants to see that it runs.
      let sources = plan.sources.count == 1 ? "1 source" : "\(plan.sources.count) sources"
      logger.notice("collects \(sources) into \(SafeText(untrusted: plan.folder).shown)")
    }
    let result = Pending<Bool>()
    let work = Task.detached { [once] in
      if once {
        result.fulfil(await collector.runOnce())
      } else {
        await collector.run()
        result.fulfil(true)
      }
    }
    EndSignals.onFirst { [once] in
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
  /// - Throws: `ExitCode.undone` when this machine has no such group.
  fileprivate mutating func findGroup() throws {
    guard let group else { return }
    guard let found = getgrnam(group) else {
      complain(
        "collect.group: this machine has no group “\(SafeText(untrusted: group))”; make it, or name another")
      throw ExitCode.undone
    }
    output.group = found.pointee.gr_gid
  }

  /// Whoever may write the configuration has commands run in this user's name, and whoever may write the data folder
  /// decides on what is shown. Of the configuration it matters when root runs it.
  ///
  /// - Throws: `ExitCode.undone`.
  fileprivate func refuseWhatOthersMayWrite(_ configurations: [String]) throws {
    if geteuid() == 0 {
      for path in configurations {
        for place in [path, DataPath(path).folder.text.shown] where Self.mayOthersWrite(place, rootOnly: true)
        {
          complain(
            "\(SafeText(untrusted: place)) may be written by others than root, who could have commands run as root; make it root's with chown root, chmod go-w, or run collect as another user"
          )
          throw ExitCode.undone
        }
      }
    }
    for place in foldersWrittenInto where Self.mayOthersWrite(place, rootOnly: false) {
      complain(
        "\(SafeText(untrusted: place)) may be written by everybody, who could put other figures there; take that away with chmod o-w"
      )
      throw ExitCode.undone
    }
  }

  /// The data folder, and those on the way from it to a file, each once.
  private var foldersWrittenInto: [String] {
    var places = [folder]
    for source in sources {
      var place = folder
      for name in source.target.dropFirst(folder.count).split(separator: "/").dropLast() {
        place += "/\(name)"
        if !places.contains(place) { places.append(place) }
      }
    }
    return places
  }

  private static func mayOthersWrite(_ path: String, rootOnly: Bool) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    // In a folder such as /tmp nobody takes away or replaces what is another's.
    let isSticky = status.st_mode & S_IFMT == S_IFDIR && status.st_mode & S_ISVTX != 0
    if status.st_mode & S_IWOTH != 0, !isSticky { return true }
    guard rootOnly else { return false }
    return status.st_uid != 0 || (status.st_mode & S_IWGRP != 0 && status.st_gid != 0 && !isSticky)
  }
}
