import ArgumentParser
import Configuration
import Model
import Telemetry
import Text

extension DataOptions {
  /// Reads every source of the configuration once, and takes out what it hides unless `isWhole`. What does not answer
  /// within `wait` is left out and said.
  ///
  /// - Throws: `ExitCode.usage` when no source was named.
  func readOnce(by configuration: Configuration, isWhole: Bool = false, waiting wait: WaitOptions) throws
    -> TelemetrySnapshot
  {
    let roots = configuration.roots
    guard !roots.isEmpty else {
      complain(
        "there is nothing to read: name a folder or a file with --data PATH, or in a configuration file.")
      throw ExitCode.usage
    }
    var reading = TelemetrySnapshot.waitingOnce(
      roots: roots, fixedNow: now?.moment, by: configuration, wait: wait.wait)
    if !isWhole { reading.factory = reading.factory.redacted(configuration.redactions) }
    return reading
  }

  /// Complains of each root that could not be read itself, and of every file where none could be; what else is wrong inside
  /// a folder is told by what was asked for.
  ///
  /// - Throws: `ExitCode.undone` when there is one, but for those that do not answer while others do.
  func refuseUnreadableRoots(in reading: TelemetrySnapshot, of configuration: Configuration) throws {
    let named = Set(configuration.roots.map { DataPath($0).text })
    let sources = reading.factory.sources
    let isAnythingRead = sources.contains(where: \.isReadable)
    let unreadable = sources.filter { !$0.isReadable && (!isAnythingRead || named.contains($0.path)) }
    for source in unreadable { complain("\(source.path): \(source.problem ?? "cannot be read")") }
    if unreadable.contains(where: { !$0.isHanging || !isAnythingRead }) { throw ExitCode.undone }
  }

  /// The moment that everything is computed for.
  var moment: Timestamp { now?.moment ?? SystemClock.now }
}

extension TelemetrySnapshot {
  /// As `once`, by the rules and in the memory of a configuration. Blocks until it is there.
  static func waitingOnce(
    roots: [String], fixedNow: Timestamp?, by configuration: Configuration,
    wait: Duration = FileReading.silence
  ) -> TelemetrySnapshot {
    let pending = Pending<TelemetrySnapshot>()
    Task.detached {
      pending.fulfil(
        await TelemetrySnapshot.once(
          roots: roots, fixedNow: fixedNow, rules: configuration.rules,
          memory: MemoryMeter(limit: configuration.memoryLimit), wait: wait))
    }
    return pending.wait()
  }
}
