import ArgumentParser
import Configuration
import Glibc
import Model
import Recording
import Simulation
import Telemetry
import Text

/// A simulated factory whose time passes as fast as it goes: each step is written as telemetry, read again and, where
/// somebody asks for it, recorded.
struct FastSimulation {
  var factory: SimulatedFactory
  var writer: FolderWriter
  /// What `writer` writes into.
  let folder: String
  /// The folder of the recording.
  let recording: String?
  /// From step to step.
  let interval: Duration

  /// Writes each step up to the end but the first, which is written.
  ///
  /// - Throws: `FolderError`, `RecordingError`.
  mutating func pass(_ length: Duration, from start: Timestamp) throws {
    var configuration = Configuration.standard
    configuration.record.folder = recording
    configuration.record.interval = interval
    let recorder = MomentRecorder(configuration)
    let step = Seconds(interval.components.seconds)
    let end = start + Seconds(length.components.seconds)
    var moment = start
    while true {
      if let recorder {
        let snapshot = TelemetrySnapshot.waitingOnce(roots: [folder], fixedNow: moment, by: configuration)
        try recorder.record(
          RecordedReading(snapshot, nil, at: moment), uptime: .seconds((moment - start).count + 1))
      }
      guard moment < end else { break }
      moment = min(moment + step, end)
      factory.advance(to: moment)
      try writer.write(factory.documents)
    }
    recorder?.end()
  }
}

/// An hour and a quarter that go wrong, made up and recorded in a temporary folder, until it ends.
struct DemoIncident {
  private let place: DemoFolder
  var recording: String { "\(place.path)/recording" }

  static let length: Duration = .seconds(75 * 60)

  /// Simulates and records it, up to now.
  ///
  /// - Throws: `ExitCode.undone` after having said that there is no place for it.
  init() throws {
    place = try DemoFolder.make()
    do {
      if mkdir(recording, 0o700) != 0 {
        throw RecordingError.failed(.folder, path: SafeText(untrusted: recording), errno: errno)
      }
      complain("an hour that goes wrong is made up and recorded; it plays in a moment")
      var plan = SimulationPlan()
      plan.clusters = 2
      plan.nodes = 30
      plan.jobs = 120
      let start = SystemClock.now + Seconds(-Self.length.components.seconds)
      var simulation = FastSimulation(
        factory: SimulatedFactory(plan, at: start, hasIncident: true),
        writer: FolderWriter(folder: place.path), folder: place.path, recording: recording,
        interval: .seconds(60))
      try simulation.writer.write(simulation.factory.documents)
      try simulation.pass(Self.length, from: start)
    } catch {
      place.remove()
      let reason: SafeText =
        switch error {
        case let error as RecordingError: error.sentence
        case let error as FolderError: SafeText(untrusted: error.description)
        default: "it cannot be made"
        }
      complain("there is no demo: \(reason).")
      throw ExitCode.undone
    }
  }

  func end() { place.remove() }
}
