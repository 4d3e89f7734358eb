import ArgumentParser
import Glibc
import Model
import Simulation
import Text

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a moving, made-up factory as real telemetry files.",
    discussion: "The same plan, seed and times write the same bytes. Everything in it is invented.")

  @OptionGroup var plan: PlanOptions

  @Option(help: ArgumentHelp("The folder to write into; made when it is not there.", valueName: "folder"))
  var out: String

  @Option(
    help: ArgumentHelp("How often the files are written anew.", valueName: "time"), transform: Duration.parse)
  var interval: Duration = .seconds(2)

  @Flag(help: "Write the files once and end.")
  var once = false

  @Option(help: ArgumentHelp("The time at which the factory starts; otherwise now.", valueName: "RFC3339"))
  var now: FixedClock?

  @Option(
    help: ArgumentHelp(
      "The form of Slurm's JSON, v0.0.37 (21.08) to v0.0.45 (26.05), from v0.0.42 on also with +complex.",
      valueName: "form"))
  var slurmForm: SlurmForm = .standard

  mutating func validate() throws { try Duration.validate(interval: interval) }

  func run() throws {
    let start = now?.moment ?? SystemClock.now
    let began = SystemClock.now
    var factory = SimulatedFactory(plan.plan, at: start, slurmForm: slurmForm)
    var writer = FolderWriter(folder: out)
    do {
      try writer.write(factory.documents)
      while !once {
        var pause = timespec(interval)
        nanosleep(&pause, nil)
        factory.advance(to: start + (SystemClock.now - began))
        try writer.write(factory.documents)
      }
    } catch {
      complain(SafeText(untrusted: error.description))
      throw ExitCode.undone
    }
  }
}

extension SlurmForm: ExpressibleByArgument {
  package init?(argument: String) { self.init(name: argument) }
  package var defaultValueDescription: String { name }
  package static var allValueStrings: [String] { all.map(\.name) }
}

extension timespec {
  /// A pause of at most a year, as `Duration.parse` gives it.
  fileprivate init(_ pause: Duration) {
    let (seconds, attoseconds) = pause.components
    self.init(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
  }
}

/// How large the made-up factory is.
struct PlanOptions: ParsableArguments {
  @Option(help: "How many clusters.")
  var clusters: Int?

  @Option(help: "How many nodes each cluster has.")
  var nodes: Int?

  @Option(help: "How many jobs there are at a time, about.")
  var jobs: Int?

  @Option(help: "How many applications.")
  var applications: Int?

  @Option(help: "The seed of everything that is left to chance.")
  var seed: UInt64?

  var plan: SimulationPlan {
    var plan = SimulationPlan()
    if let clusters { plan.clusters = clusters }
    if let nodes { plan.nodes = nodes }
    if let jobs { plan.jobs = jobs }
    if let applications { plan.applications = applications }
    if let seed { plan.seed = seed }
    return plan
  }

  mutating func validate() throws {
    let limits: [(String, Int?, ClosedRange<Int>)] = [
      ("clusters", clusters, 0...64), ("nodes", nodes, 0...100_000), ("jobs", jobs, 0...1_000_000),
      ("applications", applications, 0...100_000),
    ]
    for (name, value, range) in limits {
      if let value, !range.contains(value) {
        throw ValidationError("--\(name) has to be from \(range.lowerBound) to \(range.upperBound).")
      }
    }
  }
}
