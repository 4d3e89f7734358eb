import ArgumentParser
import Glibc
import Model
import Recording
import Simulation
import Text

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
