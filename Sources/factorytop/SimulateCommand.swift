import ArgumentParser
import Configuration
import Glibc
import Model
import Recording
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

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Let so much time pass as fast as it goes, by steps of --interval, and end.", valueName: "time"),
    transform: Duration.parse)
  var length: Duration?

  @Option(
    help: ArgumentHelp("With --for: record each step into a folder, as record does.", valueName: "folder"))
  var record: String?

  @Flag(
    help:
      "Let the first hour go wrong: a rack fails after 20 minutes, jobs pile up after 25, a budget runs out.")
  var incident = false

  mutating func validate() throws {
    try Duration.validate(interval: interval)
    guard record == nil || length != nil else { throw ValidationError("--record goes with --for.") }
    guard length == nil || !once else { throw ValidationError("--for and --once exclude each other.") }
    guard length == nil || interval >= .seconds(1) else {
      throw ValidationError("--for has steps of a second at least: see --interval.")
    }
  }

  func run() throws {
    let start = now?.moment ?? SystemClock.now
    let began = SystemClock.now
    var factory = SimulatedFactory(plan.plan, at: start, slurmForm: slurmForm, hasIncident: incident)
    var writer = FolderWriter(folder: out)
    do {
      try writer.refuseLinks(to: factory.documents)
      if let foreign = foreignTelemetry(replacedBy: factory.documents) {
        complain(
          "\(foreign.text) is telemetry that simulate did not write: name a folder of its own with --out")
        throw ExitCode.undone
      }
      try writer.write(factory.documents)
      if let length {
        var simulation = FastSimulation(
          factory: factory, writer: writer, folder: out, recording: record, interval: interval)
        return try simulation.pass(length, from: start)
      }
      while !once {
        var pause = timespec(interval)
        nanosleep(&pause, nil)
        factory.advance(to: start + (SystemClock.now - began))
        try writer.write(factory.documents)
      }
    } catch let error as FolderError {
      complain(SafeText(untrusted: error.description))
      throw ExitCode.undone
    } catch let error as RecordingError {
      complain("\(error.sentence).")
      throw ExitCode.undone
    }
  }
}

extension Simulate {
  /// Real telemetry in the folder, of which made-up figures must not take the place, and beside which they must not stand.
  /// Of what is in the place of a document, be it half of one or not to be read, nobody knows that it is not real.
  private func foreignTelemetry(replacedBy documents: [SimulatedDocument]) -> DataPath? {
    let root = DataPath(out)
    let found = FolderScan(root: root).files.map(\.path).first { path in
      guard case .document = FileReading(of: path).outcome else { return false }
      return !Self.isOwn(path)
    }
    let places = documents.map { document in
      document.path.split(separator: "/").reduce(root) { $0.appending(Array($1.utf8)) }
    }
    return found ?? places.first { Self.isFilled($0) && !Self.isOwn($0) }
  }

  /// Whether this command wrote a document.
  private static func isOwn(_ path: DataPath) -> Bool {
    // Slurm's older forms have no place to say so; the description of the cluster beside them has.
    let isOfSlurm = ["squeue.json", "nodes.json"].contains(path.lastComponent)
    return isMadeUp(path) || (isOfSlurm && isMadeUp(path.folder.appending(Array("cluster.json".utf8))))
  }

  /// Whether there is a file with something in it, not through a link, which is replaced and its target not.
  private static func isFilled(_ path: DataPath) -> Bool {
    var status = stat()
    return path.withCString { lstat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_size > 0
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
