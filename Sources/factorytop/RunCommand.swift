import ArgumentParser
import Configuration
import Dashboard
import Entities
import Glibc
import Model
import Screen
import Telemetry
import Terminal
import Text

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The live dashboard (default command).", discussion: "Press ? in it for its keys, q to leave.")

  @OptionGroup var data: DataOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var look: LookOptions

  @Flag(help: "Show a simulated factory from a temporary folder.")
  var demo = false

  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var dashboard: DashboardOptions
  @OptionGroup var filter: FilterOptions

  mutating func validate() throws {
    guard !demo || data.roots.isEmpty else {
      throw ValidationError("--demo has its own data: leave --data out.")
    }
    guard !demo || journal.path == nil else {
      throw ValidationError("--demo has no journal of decisions: leave --journal out.")
    }
  }

  func run() throws {
    let filter = try filter.read(for: dashboard.screen.view)
    let opening = try DashboardOpening(
      files, Overrides(data: data, journal: journal, look: look, dashboard: dashboard))
    guard demo || !opening.asked.roots.isEmpty else {
      complain(
        "there is nothing to show: name a folder of telemetry with --data PATH or in a configuration file, or try --demo."
      )
      throw ExitCode.usage
    }
    // While messages can still be seen.
    let factory = demo ? try DemoFactory(at: data.moment) : nil
    defer { factory?.end() }
    try opening.start(filter: filter, factory: factory, fixedClock: data.now).run()
  }
}
