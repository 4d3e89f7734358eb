import Glibc
package import Model
package import Telemetry
package import Text

/// Keeps the history: a folder with one file for each cluster and day (UTC), renewed every minute, removed when it is
/// old enough.
package struct HistoryKeeper: Sendable, Equatable {
  /// Made with its first file, where it is not there.
  package let folder: String
  /// How many days are kept, today among them: 8 reach back a whole week at any hour.
  package let days: Int
  /// Samples are recorded this far apart; two of one minute are one.
  package var interval: Duration = .seconds(60)

  package init(folder: String, days: Int = 8) {
    self.folder = folder
    self.days = days
  }

  /// Adds what `figures` say, as the samples of their minute, and removes files that are too old.
  ///
  /// Nothing is removed when nothing was added: a clock that jumps ahead makes every source stale, and must not cost the
  /// history too.
  ///
  /// Reads and rewrites today's files: about 150 bytes for each minute and partition. A file that cannot be read is left
  /// as it is, and so is every file when there is no room for its new version; the other clusters are written all the
  /// same.
  ///
  /// - Returns: what was kept and what could not be. A cluster of which nothing is known now is in neither.
  package func record(
    _ figures: Figures, in output: OutputFolder? = nil, memory: MemoryMeter = MemoryMeter()
  ) -> HistoryRecord {
    let minute = figures.now.startOfMinute
    let own = DataRoots([DataPath(folder)])
    var record = HistoryRecord()
    for cluster in figures.clusters {
      let samples = figures.samples(of: cluster, at: minute)
      guard !samples.isEmpty else { continue }
      let path = "\(folder)/\(HistoryFileName(cluster: cluster.name, day: minute.day).text)"
      do throws(HistoryFailure.Cause) {
        var day = HistoryDay(cluster: cluster.name, samples: try Self.samples(in: path, of: own, memory))
        day.add(samples, at: minute)
        try Self.write(day, to: path, in: output)
        record.kept.append(cluster.name)
      } catch {
        record.failures.append(HistoryFailure(cluster: cluster.name, path: path, cause: error))
      }
    }
    if !record.kept.isEmpty {
      removeFiles(
        before: minute.day.adding(days: 1 - days), in: output ?? OutputFolder(path: folder))
    }
    return record
  }

  /// What a day's file holds; a link that leads out of the history is not followed.
  private static func samples(
    in path: String, of history: DataRoots, _ memory: MemoryMeter
  ) throws(HistoryFailure.Cause) -> [HistorySample] {
    let reading = FileReading(of: DataPath(path), in: history, memory: memory)
    memory.endReading(reading.reservedMemory)
    switch reading.outcome {
    case .failed(.missing): return []
    case .failed(let error), .unrecognised(let error): throw .unreadable(error)
    case .document(let document):
      guard case .history(let samples) = document.content else { throw .unreadable(.unknownFormat) }
      return samples
    }
  }

  private static func write(_ day: HistoryDay, to path: String, in output: OutputFolder?)
    throws(HistoryFailure.Cause)
  {
    do throws(ReplacementError) {
      try ReplacementFile.replace(path, with: day.encoded, in: output)
    } catch {
      throw .notWritten(error)
    }
  }

  /// Touches nothing but files that are named as `record` names them.
  private func removeFiles(before oldest: CivilDate, in output: OutputFolder) {
    output.forEachName(in: folder) { folder, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      if let name = HistoryFileName(text: text), name.day < oldest { unlinkat(folder, text, 0) }
    }
  }

  /// How many of its files everybody may read.
  func filesReadableByAll(in output: OutputFolder) -> Int {
    var count = 0
    output.forEachName(in: folder) { folder, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      var status = stat()
      if HistoryFileName(text: text) != nil, fstatat(folder, text, &status, AT_SYMLINK_NOFOLLOW) == 0,
        status.st_mode & S_IFMT == S_IFREG, status.st_mode & S_IROTH != 0
      {
        count += 1
      }
    }
    return count
  }
}

/// What became of one minute of history.
package struct HistoryRecord: Equatable, Sendable {
  /// The clusters whose file was renewed.
  package var kept: [SafeText] = []
  package var failures: [HistoryFailure] = []

  package init() {}
}

/// A day's file that could not be renewed.
package struct HistoryFailure: Error, Equatable, Sendable {
  /// Either the file that is there cannot be read, and stays as it is, or its new version cannot be written.
  package enum Cause: Error, Equatable, Sendable {
    case unreadable(TelemetryError)
    case notWritten(ReplacementError)
  }

  package let cluster: SafeText
  package let path: String
  package let cause: Cause

  /// One word for the kind of failure: while it stays the same, there is no news.
  var word: SafeText {
    switch cause {
    case .unreadable: "unreadable"
    case .notWritten: "not_written"
    }
  }

  /// What is wrong and what to do, in one sentence.
  package var sentence: SafeText {
    let path = SafeText(untrusted: path)
    return switch cause {
    case .unreadable(let error): "history is not recorded: \(path) \(error.explanation); move it away"
    case .notWritten(let error): "history is not recorded: \(error.sentence)"
    }
  }
}

extension Timestamp {
  /// The day that it is in, in UTC.
  fileprivate var day: CivilDate {
    CivilDate(daysSince1970: Int((Double(secondsSince1970) / 86_400).rounded(.down)))
  }
}
