import ArgumentParser
import Glibc
import Model
import Simulation
import Telemetry
import Text

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a moving, made-up factory as real telemetry files.",
    discussion: "The same plan, seed and times write the same bytes. Everything in it is invented.")

  @OptionGroup var plan: PlanOptions

  @Option(help: ArgumentHelp("The folder to write into; made when it is not there.", valueName: "folder"))
  var out: String

  @Option(
    help: ArgumentHelp("How often the files are written anew; otherwise 2s.", valueName: "time"),
    transform: Duration.parse)
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
    try refuseForeignTelemetry()
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

extension Simulate {
  /// Made-up figures must not take the place of real ones, nor stand beside them.
  ///
  /// - Throws: `ExitCode.undone`.
  private func refuseForeignTelemetry() throws {
    let foreign = FolderScan(root: DataPath(out)).files.first { file in
      guard case .document = FileReading(of: file.path).outcome else { return false }
      // Slurm's older forms have no place to say so; the description of the cluster beside them has.
      let isOfSlurm = ["squeue.json", "nodes.json"].contains(file.path.lastComponent)
      let description = file.path.folder.appending(Array("cluster.json".utf8))
      return !Self.isMadeUp(file.path) && !(isOfSlurm && Self.isMadeUp(description))
    }
    guard let foreign else { return }
    complain(
      "\(foreign.path.text) is telemetry that simulate did not write: name a folder of its own with --out")
    throw ExitCode.undone
  }

  /// Whether a document says near its beginning or its end that it is made up, as all do that this command writes.
  private static func isMadeUp(_ path: DataPath) -> Bool {
    guard let file = path.withCString({ fopen($0, "re") }) else { return false }
    defer { fclose(file) }
    let mark = Array("\"\(simulatedSource)\"".utf8)
    var part = [UInt8](repeating: 0, count: 65_536)
    for (offset, origin) in [(0, SEEK_SET), (-part.count, SEEK_END)] {
      // A shorter file has no such place before its end: it has been looked through.
      guard fseek(file, offset, origin) == 0 else { return false }
      let count = fread(&part, 1, part.count, file)
      if part[..<count].firstRange(of: mark) != nil { return true }
    }
    return false
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
  @Option(help: "How many clusters; otherwise 3.")
  var clusters: Int?

  @Option(help: "How many nodes each cluster has; otherwise a size of its own for each.")
  var nodes: Int?

  @Option(help: "How many jobs there are at a time, about; otherwise 600.")
  var jobs: Int?

  @Option(help: "How many applications; otherwise 40.")
  var applications: Int?

  @Option(help: "The seed of everything that is left to chance; otherwise 9001.")
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
    try check("clusters", clusters, atMost: 64)
    try check("nodes", nodes, atMost: 100_000)
    try check("jobs", jobs, atMost: 1_000_000)
    try check("applications", applications, atMost: 100_000)
  }

  private func check(_ name: String, _ value: Int?, atMost most: Int) throws {
    if let value, !(0...most).contains(value) {
      throw ValidationError("--\(name) has to be from 0 to \(most).")
    }
  }
}
