import ArgumentParser
import Glibc
import Model
import Simulation
import Synchronization
import Text

/// A simulated factory that keeps writing its files into a temporary folder, until it ends.
final class DemoFactory: Sendable {
  let folder: String
  private let start: Timestamp
  private let hasEnded = Mutex(false)

  /// Makes the folder and writes the first files.
  ///
  /// - Throws: `ExitCode.undone` when there is no place for them.
  init(at start: Timestamp) throws {
    self.start = start
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/factorytop-demo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      complain(
        "the demo needs a temporary folder under \(SafeText(untrusted: base)): \(SafeText(untrusted: String(cString: strerror(errno)))); set TMPDIR to one that can be written to."
      )
      throw ExitCode.undone
    }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Moves the factory on and writes it, every `interval`.
  func start(interval: Duration) {
    Task.detached { [self] in
      var factory = SimulatedFactory(SimulationPlan(), at: start)
      var writer = FolderWriter(folder: folder)
      let began = ContinuousClock.now
      while !hasEnded.withLock({ $0 }) {
        // A folder that cannot be written to shows as stale sources on the screen.
        try? writer.write(factory.documents)
        try? await Task.sleep(for: interval)
        factory.advance(to: start + Seconds(began.duration(to: .now).components.seconds))
      }
      removeFolder()
    }
  }

  /// Stops and removes the folder.
  func end() {
    hasEnded.withLock { $0 = true }
    removeFolder()
  }

  /// The factory's folder has files and folders of files, no deeper.
  private func removeFolder() {
    for name in FolderListing.names(in: folder) {
      let path = "\(folder)/\(name)"
      if unlink(path) == 0 { continue }
      for inner in FolderListing.names(in: path) { unlink("\(path)/\(inner)") }
      rmdir(path)
    }
    rmdir(folder)
  }
}
