import ArgumentParser
import Model
import Telemetry
import Text

extension DataOptions {
  /// Reads every source once.
  ///
  /// - Throws: `ExitCode.usage` when no source was named.
  func readOnce() throws -> Reading {
    guard !roots.isEmpty else {
      complain("there is nothing to read: name a folder or a file with --data PATH.")
      throw ExitCode.usage
    }
    let pending = Pending<Reading>()
    Task.detached { [roots, now] in
      pending.fulfil(await Reading.once(roots: roots, fixedNow: now?.moment))
    }
    return pending.wait()
  }

  /// Complains of each root that could not be read itself; what is wrong inside a folder is told by what was asked for.
  ///
  /// - Throws: `ExitCode.undone` when there is one.
  func refuseUnreadableRoots(in reading: Reading) throws {
    let named = Set(roots.map { DataPath($0).text })
    let unreadable = reading.factory.sources.filter { !$0.isReadable && named.contains($0.path) }
    for source in unreadable { complain("\(source.path): \(source.problem ?? "cannot be read")") }
    if !unreadable.isEmpty { throw ExitCode.undone }
  }

  /// The moment that everything is computed for.
  var moment: Timestamp { now?.moment ?? SystemClock.now }
}
