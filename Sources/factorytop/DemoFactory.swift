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

  /// Makes the folder, still without files.
  ///
  /// - Throws: `ExitCode.undone` when there is no place for it.
  init(at start: Timestamp) throws {
    self.start = start
    // As POSIX has it: TMPDIR names the place for temporary files, and /tmp is always there.
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
      while true {
        let documents = factory.documents
        let isOver = hasEnded.withLock { hasEnded in
          // A folder that cannot be written to shows as stale sources on the screen.
          if !hasEnded { try? writer.write(documents) }
          return hasEnded
        }
        if isOver { return }
        try? await Task.sleep(for: interval)
        factory.advance(to: start + Seconds(began.duration(to: .now).components.seconds))
      }
    }
  }

  /// Stops and removes the folder. Waits for what is being written, so that nothing comes back after it.
  func end() {
    hasEnded.withLock { hasEnded in
      hasEnded = true
      removeFolder()
    }
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
