import Glibc
package import Model
import SystemPackage
package import Text

/// A file of a recording as it was read: its records, and where it cannot be read.
package struct RecordingFile {
  /// What is wrong at a place.
  package enum Fault: Equatable, Sendable {
    /// So many bytes are no record: a gap in what can be shown.
    case damage(at: Int, bytes: Int)
    /// A record is not finished: it is being written, or its writer was stopped.
    case unfinished(at: Int, bytes: Int)
    /// So many records, all whole, are of a later version than this release reads: it was written by a later release.
    case newer(version: UInt8, records: Int)
    /// It is a recording of another form, such as `FTR2`.
    case otherForm(SafeText)
    /// It begins with no head of a recording that this release knows.
    case noHead
  }

  package let path: SafeText
  /// The same for the system; empty of bytes that are no file.
  package private(set) var place = ""
  package let head: RecordingHead?
  package let size: Int
  /// Head and end left out, in the order of the file.
  let readings: [RecordView]
  package let faults: [Fault]
  /// Whether its writer ended it in order.
  package let isEnded: Bool

  /// More than any writer puts into a file: one record goes beyond `RecordingWriter.mostOfFile`.
  static let most: Int64 = 512 << 20

  /// Whether bytes of it are not what a recorder wrote; a record that is not finished is no damage, and neither is what a
  /// later release wrote.
  package var isDamaged: Bool {
    faults.contains { fault in
      switch fault {
      case .unfinished, .newer, .otherForm: false
      case .damage, .noHead: true
      }
    }
  }

  /// Whether a later release wrote it, or a part of it.
  var isNewer: Bool {
    faults.contains { fault in
      switch fault {
      case .newer, .otherForm: true
      case .unfinished, .damage, .noHead: false
      }
    }
  }

  /// Reads a whole file. It is never mapped, for it may be cut while it is read.
  package init(path: String) throws(RecordingError) {
    let name = SafeText(untrusted: path)
    let bytes: [UInt8]
    do {
      let descriptor = try FileDescriptor.open(
        FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
      defer { try? descriptor.close() }
      var status = stat()
      guard fstat(descriptor.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw Errno.invalidArgument }
      guard status.st_size <= Self.most else {
        throw RecordingError.tooLarge(path: name, bytes: Int64(status.st_size))
      }
      var read: [UInt8] = []
      let size = Int(status.st_size)
      read = try [UInt8](unsafeUninitializedCapacity: size) { room, count in
        while count < size {
          let part = try descriptor.read(
            into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[count...]))
          if part == 0 { break }
          count += part
        }
      }
      bytes = read
    } catch let error as RecordingError {
      throw error
    } catch {
      throw RecordingError(.read, FilePath(path), error)
    }
    self.init(bytes, path: name)
    place = path
  }

  /// Of a file's bytes. Reads what secures each record; linear in the size.
  init(_ bytes: [UInt8], path: SafeText) {
    var views: [RecordView] = []
    var faults: [Fault] = []
    var newer: [UInt8: Int] = [:]
    var place = 0
    while place < bytes.count {
      if let (record, size) = Self.record(bytes[place...]) {
        switch record {
        case .known(let view): views.append(view)
        case .newer(let version): newer[version, default: 0] += 1
        }
        place += size
        continue
      }
      guard let next = Self.next(bytes, after: place) else {
        faults.append(.unfinished(at: place, bytes: bytes.count - place))
        break
      }
      faults.append(.damage(at: place, bytes: next - place))
      place = next
    }
    faults += newer.sorted { $0.key < $1.key }.map { .newer(version: $0.key, records: $0.value) }
    // With a record of this form in it, it is one whose first bytes are damaged.
    let form = bytes.prefix(SealedRecord.magic.count)
    let isOtherForm = views.isEmpty && newer.isEmpty && SealedRecord.isOtherForm(form)
    if isOtherForm { faults = [.otherForm(SafeText(untrusted: String(decoding: form, as: UTF8.self)))] }
    head = views.first.flatMap { $0.kind == RecordKind.head.rawValue ? try? RecordingHead($0) : nil }
    // Of what a later release wrote nobody expects one.
    if head == nil, newer.isEmpty, !isOtherForm {
      // Of what is no recording at all that is all there is to say.
      if views.isEmpty, !SealedRecord.magic.starts(with: form) { faults = [] }
      faults.insert(.noHead, at: 0)
    }
    readings = views.filter {
      $0.kind == RecordKind.key.rawValue || $0.kind == RecordKind.difference.rawValue
    }
    isEnded = views.last?.kind == RecordKind.end.rawValue
    self.faults = faults
    self.path = path
    size = bytes.count
  }

  /// A record whose checksums are right.
  private enum Record {
    case known(RecordView)
    case newer(version: UInt8)
  }

  private static func record(_ bytes: ArraySlice<UInt8>) -> (Record, Int)? {
    guard let size = SealedRecord.bodySize(bytes), let body = SealedRecord.body(bytes, size: size) else {
      return nil
    }
    let whole = SealedRecord.headSize + size
    if let version = RecordView.version(of: body), version > RecordBody.version {
      return (.newer(version: version), whole)
    }
    return (try? RecordView(body)).map { (.known($0), whole) }
  }

  /// Where the next record is that can be believed.
  private static func next(_ bytes: [UInt8], after place: Int) -> Int? {
    var place = place + 1
    while place + SealedRecord.headSize <= bytes.count {
      guard let first = bytes[place...].firstIndex(of: SealedRecord.magic[0]) else { return nil }
      if record(bytes[first...]) != nil { return first }
      place = first + 1
    }
    return nil
  }

  /// Whether it is of the log.
  package var holdsFiguresAlone: Bool {
    path.shown.hasSuffix(RecordingTier.log.ending)
  }

  /// When its readings are, oldest first.
  package var moments: [Timestamp] {
    readings.map { Timestamp(secondsSince1970: $0.at.flooredDivision(by: 1000)) }
  }

  /// Those of `moments` that cannot be made again, because a record that they build on is damaged.
  ///
  /// Linear in the size of a file that is damaged; costs nothing of others.
  package var lostMoments: [Timestamp] {
    guard isDamaged else { return [] }
    var decoder = ReadingDecoder()
    return zip(readings, moments).compactMap { record, moment in
      try? decoder.take(record)
      return decoder.isWhole ? nil : moment
    }
  }

  /// The last reading at or before a moment that can be made again; `nil` where there is none.
  ///
  /// Costs the key record before it and the differences since.
  package func reading(at moment: Timestamp) -> RecordedReading? {
    var last = place(at: moment)
    while let place = last {
      if let reading = try? reading(number: place) { return reading }
      last = place > 0 ? place - 1 : nil
    }
    return nil
  }

  /// The place among `moments` of the last reading at or before a moment; `nil` where there is none.
  func place(at moment: Timestamp) -> Int? {
    let limit = moment.secondsSince1970 &* 1000 &+ 999
    return readings.lastIndex { $0.at <= limit }
  }

  /// The place of the key record that a reading builds on.
  func keyPlace(for place: Int) -> Int? {
    readings[...place].lastIndex { $0.kind == RecordKind.key.rawValue }
  }

  /// A reading by its place among `moments`.
  func reading(number place: Int) throws(Damage) -> RecordedReading { try decoder(at: place).reading() }

  /// What has taken every record up to a reading's.
  func decoder(at place: Int) throws(Damage) -> ReadingDecoder {
    guard let key = keyPlace(for: place) else {
      throw Damage("the record that it builds on is not there")
    }
    var decoder = ReadingDecoder()
    for record in readings[..<key] { try? decoder.take(record, lastingOnly: true) }
    for record in readings[key...place] { try decoder.take(record) }
    return decoder
  }

  /// How many bytes each kind of section takes in the file, by its number.
  package var bytesBySection: [UInt16: Int] {
    readings.flatMap(\.parts).reduce(into: [:]) { $0[$1.name.kind, default: 0] += $1.bytes.count }
  }
}
