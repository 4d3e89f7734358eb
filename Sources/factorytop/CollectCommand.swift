import ArgumentParser
import Collection
import Configuration
import Dispatch
import Glibc
import Logging
import Model
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
    let configuration = try files.read(Overrides()).configuration
    guard let plan = configuration.collection else {
      complain(
        "\(files.files.words): there is no [collect]: name a folder and its [[collect.source]]s there.")
      throw ExitCode.usage
    }
    let logger = Logger(label: "factorytop") { StreamLogHandler.standardError(label: $0) }
    let collector = Collector(
      plan: plan, policy: configuration.policy, rules: configuration.rules, logger: logger,
      now: { SystemClock.now })
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
