import Configuration
import Model
import Recording
import Simulation
import Telemetry

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
