import Model
import Simulation
import Synchronization

/// A simulated factory that keeps writing its files into a temporary folder, until it ends.
final class DemoFactory: Sendable {
  private let place: DemoFolder
  private let start: Timestamp
  private let hasEnded = Mutex(false)

  var folder: String { place.path }

  /// Makes the folder, still without files, and removes those of demos that were killed.
  ///
  /// - Throws: `ExitCode.undone` when there is no place for it.
  init(at start: Timestamp) throws {
    self.start = start
    place = try DemoFolder.make()
  }

  /// Writes the factory as it begins, for whoever cannot look again when its files are there.
  func writeBeginning() {
    var writer = FolderWriter(folder: folder)
    write(SimulatedFactory(SimulationPlan(), at: start), with: &writer)
  }

  /// - Returns: whether it has ended, and nothing is written any more.
  @discardableResult
  private func write(_ factory: SimulatedFactory, with writer: inout FolderWriter) -> Bool {
    let documents = factory.documents
    return hasEnded.withLock { hasEnded in
      // A folder that cannot be written to shows as stale sources on the screen.
      if !hasEnded { try? writer.write(documents) }
      return hasEnded
    }
  }

  /// Moves the factory on and writes it, every `interval`.
  func start(interval: Duration) {
    Task.detached { [self] in
      var factory = SimulatedFactory(SimulationPlan(), at: start)
      var writer = FolderWriter(folder: folder)
      let began = ContinuousClock.now
      while true {
        if write(factory, with: &writer) { return }
        try? await Task.sleep(for: interval)
        factory.advance(to: start + Seconds(began.duration(to: .now).components.seconds))
      }
    }
  }

  /// Stops and removes the folder. Waits for what is being written, so that nothing comes back after it.
  func end() {
    hasEnded.withLock { hasEnded in
      hasEnded = true
      place.remove()
    }
  }
}
