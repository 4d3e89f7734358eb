import Glibc
package import Model
import SystemPackage
package import Text

/// Goes to any moment of a recording, and on and back from there.
///
/// It keeps the files that it was in last and what it has made of the one it is in, so that the reading that follows
/// costs its differences alone. A file that has grown since is read again.
package struct RecordingReader {
  private let path: FilePath
  private var open: [OpenRecording] = []
  /// Where it stands.
  private var place: Place?
  private var log: RecordedLog

  /// A file that was read, and what the system said of it then.
  private struct OpenRecording {
    let name: String
    let size: Int64
    /// The bytes of the time, of which nothing but a difference is of interest.
    let modified: [UInt8]
    let file: RecordingFile
  }

  private struct Place {
    let name: String
    var number: Int
    var decoder: ReadingDecoder
  }

  /// The file of a moment and those at both sides of it.
  private static let mostOpen = 3

  /// Reads nothing yet.
  package init(_ path: String) {
    self.path = FilePath(path)
    log = RecordedLog(path)
  }

  /// The path of its folder or file, for messages.
  package var shownPath: SafeText { SafeText(untrusted: path.string) }

  /// Reads nothing yet.
  package init(_ folder: RecordingFolder) { self.init(folder.path.string) }

  /// When its first and its last reading are; `nil` where there is none that can be read.
  package mutating func extent() -> ClosedRange<Timestamp>? {
    guard let names = try? names() else { return nil }
    var first: Timestamp?
    for name in names {
      first = file(name.path)?.moments.first
      if first != nil { break }
    }
    // Files that overlap end in any order; none lasts longer than its hour.
    var last: Timestamp?
    for name in names.reversed() {
      if let last, let start = name.start, start + .hours(1) < last { break }
      if let end = file(name.path)?.moments.last { last = max(last ?? end, end) }
    }
    guard let first, let last, first <= last else { return nil }
    return first...last
  }

  /// The same, where a recording without a reading is an error.
  ///
  /// - Throws: what the system says, or that there is none.
  package mutating func knownExtent() throws(RecordingError) -> ClosedRange<Timestamp> {
    if let extent = extent() { return extent }
    _ = try reading(at: Timestamp(secondsSince1970: 0))
    throw .noRecording(path: shownPath)
  }

  /// When readings are within a span, oldest first, those of several recorders together.
  ///
  /// Reads every file of the span, of which it makes nothing.
  package mutating func moments(in span: ClosedRange<Timestamp>) -> [Timestamp] {
    guard let names = try? names() else { return [] }
    var moments: [Timestamp] = []
    for name in names where name.mayHold(span) {
      moments += (file(name.path)?.moments ?? []).filter(span.contains)
    }
    return moments.sorted()
  }

  /// The last reading at or before a moment. Of two recorders that wrote at once, the one whose reading is nearer counts,
  /// and at the same time the one that began later.
  ///
  /// - Throws: what the system says, or that there is none.
  package mutating func reading(at moment: Timestamp) throws(RecordingError) -> RecordingFolder.Found {
    let names = try names()
    guard !names.isEmpty else { throw .noRecording(path: shownPath) }
    var best: RecordingFolder.Found?
    var hasHead = false
    var isNewer = false
    var unread: String?
    for name in names.reversed() where name.start.map({ $0 <= moment }) ?? true {
      // A file ends with its hour, so that no earlier one holds anything nearer.
      if let best, let start = name.start, start + .hours(1) < best.reading.at { break }
      guard let file = file(name.path) else {
        unread = name.path
        continue
      }
      isNewer = isNewer || file.isNewer
      guard let head = file.head else { continue }
      hasHead = true
      guard let reading = reading(of: file, name.path, at: moment) else { continue }
      if best.map({ $0.reading.at < reading.at }) ?? true {
        best = RecordingFolder.Found(reading: reading, head: head)
      }
    }
    if let best { return best }
    if isNewer { throw .newer(path: shownPath) }
    if names.count == 1, names[0].start == nil, !hasHead {
      // Says why it cannot be opened, where it cannot.
      _ = try RecordingFile(path: path.string)
      throw .noRecording(path: shownPath)
    }
    // Says why one of them cannot be read, where none can.
    if !hasHead, let unread { _ = try RecordingFile(path: unread) }
    throw .nothingThen(path: shownPath)
  }

  /// The first reading after a moment that can be made; `nil` where there is none.
  package mutating func reading(after moment: Timestamp) throws(RecordingError) -> RecordingFolder.Found? {
    for next in try moments(after: moment) {
      if let found = try? reading(at: next), found.reading.at > moment { return found }
    }
    return nil
  }

  /// The last reading before a moment; `nil` where there is none.
  package mutating func reading(before moment: Timestamp) throws(RecordingError) -> RecordingFolder.Found? {
    do throws(RecordingError) { return try reading(at: moment + Seconds(-1)) } catch {
      if case .nothingThen = error { return nil }
      throw error
    }
  }

  /// Of the first files that hold any.
  private mutating func moments(after moment: Timestamp) throws(RecordingError) -> [Timestamp] {
    var found: [Timestamp] = []
    for name in try names() where name.start.map({ $0 + .hours(1) >= moment }) ?? true {
      if let first = found.first, let start = name.start, start > first { break }
      found += (file(name.path)?.moments ?? []).filter { $0 > moment }
      found.sort()
    }
    return found
  }

  private mutating func reading(of file: RecordingFile, _ name: String, at moment: Timestamp)
    -> RecordedReading?
  {
    guard let number = file.place(at: moment) else { return nil }
    if let place, place.name == name, place.number == number, let reading = try? place.decoder.reading() {
      return reading
    }
    if let reading = try? goOn(to: number, in: file, name) { return reading }
    if let reading = try? start(at: number, in: file, name) { return reading }
    return file.reading(at: moment)
  }

  /// By the differences that follow what was made already, which is given up; `nil` where they do not.
  private mutating func goOn(to number: Int, in file: RecordingFile, _ name: String) throws(Damage)
    -> RecordedReading?
  {
    // Taken out, so that it is changed where it is, and is never there beside another one.
    guard var here = place.take(), here.name == name, here.number < number else { return nil }
    let next = here.number + 1
    let key = file.keyPlace(for: number).map { max($0, next) } ?? next
    // What comes before the newest key record only lasts.
    for place in next..<key { try? here.decoder.take(file.readings[place], lastingOnly: true) }
    for place in key...number { try here.decoder.take(file.readings[place]) }
    let reading = try here.decoder.reading()
    here.number = number
    place = here
    return reading
  }

  private mutating func start(at number: Int, in file: RecordingFile, _ name: String) throws(Damage)
    -> RecordedReading
  {
    let decoder = try file.decoder(at: number)
    let reading = try decoder.reading()
    place = Place(name: name, number: number, decoder: decoder)
    return reading
  }

  /// The figures that the recording's log holds up to a moment; a file of it has none beside its readings.
  ///
  /// - Throws: what the system says of the folder.
  package mutating func past(until moment: Timestamp) throws(RecordingError) -> RecordedPast {
    try log.past(until: moment)
  }

  // MARK: Files

  private struct FileName {
    /// Where it is told.
    let start: Timestamp?
    let path: String

    /// A file ends with its hour.
    func mayHold(_ span: ClosedRange<Timestamp>) -> Bool {
      guard let start else { return true }
      return start <= span.upperBound && start + .hours(1) >= span.lowerBound
    }
  }

  /// Oldest first; looked up anew each time, for a recorder may have begun another.
  private func names() throws(RecordingError) -> [FileName] {
    let folder = try RecordingFolder(path.string)
    guard let names = folder.names else {
      if path.string.hasSuffix(RecordingTier.log.ending) { throw .figuresAlone(path: shownPath) }
      return [FileName(start: nil, path: path.string)]
    }
    return names.map { FileName(start: $0.start, path: path.appending($0.text).string) }
  }

  /// `nil` where it cannot be read.
  private mutating func file(_ name: String) -> RecordingFile? {
    var status = stat()
    guard stat(name, &status) == 0 else { return nil }
    let modified = withUnsafeBytes(of: status.st_mtim) { Array($0) }
    if let known = open.firstIndex(where: { $0.name == name }) {
      let file = open.remove(at: known)
      if file.size == status.st_size, file.modified == modified {
        open.append(file)
        return file.file
      }
      if place?.name == name { place = nil }
    }
    guard let file = try? RecordingFile(path: name) else { return nil }
    open.append(OpenRecording(name: name, size: Int64(status.st_size), modified: modified, file: file))
    if open.count > Self.mostOpen { open.removeFirst() }
    return file
  }
}
