import Model
import Text

/// Which readings of a recording are shown from one moment to another: of several recorders that wrote at once always
/// the nearest, as `RecordingReader.reading(at:)` chooses it.
struct RecordedSpan {
  private struct Entry {
    var at: Int64
    var file: Int
    /// Among the readings of the file.
    var place: Int
  }

  /// A reading as it was recorded.
  struct Part {
    let reading: RecordedReading
    /// Milliseconds since 1970, and nanoseconds of the recorder's clock.
    let at: Int64
    let uptime: UInt64
    let head: RecordingHead
  }

  private let paths: [String]
  /// Rising in time.
  private var entries: [Entry] = []
  /// Of the files that have any of them, in the order of their names.
  private(set) var heads: [RecordingHead] = []

  /// From the last reading at or before `start`, which is the one that is shown then, to the last one at or before `end`.
  /// Reads every file that may hold one.
  init(_ folder: RecordingFolder, from start: Timestamp, to end: Timestamp) throws(RecordingError) {
    let files = folder.paths
    paths = files.map(\.path)
    let first = start.secondsSince1970 &* 1000 &+ 999
    let last = end.secondsSince1970 &* 1000 &+ 999
    /// The last one before the span.
    var before: Entry?
    var known: [Int: RecordingHead] = [:]
    for index in files.indices.reversed() {
      let name = files[index].name
      if let name, name.start > end { continue }
      if let name, let before, (name.start + .hours(1)).secondsSince1970 &* 1000 < before.at { break }
      let file: RecordingFile
      do throws(RecordingError) { file = try RecordingFile(path: files[index].path) } catch {
        if name == nil { throw error }
        continue
      }
      guard let head = file.head else { continue }
      known[index] = head
      for (place, record) in file.readings.enumerated() where record.at <= last {
        let entry = Entry(at: record.at, file: index, place: place)
        if record.at > first {
          entries.append(entry)
        } else if before.map({ $0.at < record.at }) ?? true {
          before = entry
        }
      }
    }
    if let before { entries.append(before) }
    // Of two at the same time the one whose recorder began later counts.
    entries.sort { ($0.at, $1.file) < ($1.at, $0.file) }
    entries = entries.reduce(into: []) { kept, entry in
      if kept.last?.at != entry.at { kept.append(entry) }
    }
    let used = Set(entries.map(\.file))
    heads = used.sorted().compactMap { known[$0] }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// Each reading that can be made, oldest first. Reads each file once more, and keeps those between whose readings
  /// others' are.
  ///
  /// - Returns: how many cannot be made.
  func each(_ body: (Part) throws(RecordingError) -> Void) throws(RecordingError) -> Int {
    var cursors: [Int: ReadingCursor] = [:]
    let ends = Dictionary(entries.map { ($0.file, $0.place) }, uniquingKeysWith: { max($0, $1) })
    var lost = 0
    for entry in entries {
      let cursor: ReadingCursor?
      if let known = cursors[entry.file] {
        cursor = known
      } else {
        cursor = try? ReadingCursor(RecordingFile(path: paths[entry.file]))
        cursors[entry.file] = cursor
      }
      if let cursor, let head = cursor.file.head, let reading = cursor.reading(number: entry.place) {
        let record = cursor.file.readings[entry.place]
        try body(Part(reading: reading, at: record.at, uptime: record.uptime, head: head))
      } else {
        lost += 1
      }
      if ends[entry.file] == entry.place { cursors[entry.file] = nil }
    }
    return lost
  }
}

/// Makes the readings of a file one after the other, so that each costs what is different from the one before.
private final class ReadingCursor {
  let file: RecordingFile
  private var decoder = ReadingDecoder()
  private var next = 0

  init(_ file: RecordingFile) { self.file = file }

  /// A reading behind those that were asked for before; `nil` where it cannot be made.
  func reading(number place: Int) -> RecordedReading? {
    guard file.readings.indices.contains(place), place >= next else { return nil }
    // Of what is not whole a later key record makes an end.
    for record in file.readings[next...place] { try? decoder.take(record) }
    next = place + 1
    return try? decoder.reading()
  }
}
