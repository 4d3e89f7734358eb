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

  /// The moment that everything is computed for.
  var moment: Timestamp { now?.moment ?? SystemClock.now }
}
