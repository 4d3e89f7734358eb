/// What a part of a record holds. A number is never given to another one; a reader leaves out what it does not know.
enum SectionKind: UInt16, CaseIterable {
  case texts = 1
  case factory = 2
  case cluster = 3
  case jobs = 4
  case nodes = 5
  case gauges = 6
  case partitions = 7
  case reservations = 8
  case accounts = 9
  case qos = 10
  case applications = 11
  case decisions = 12
  case allocations = 13
  case balances = 14
  case quotas = 15
  case sources = 16
  // Of the log alone.
  case figures = 17
  case applicationFigures = 18
  // What follows changes seldom, is long, and is told whole at the start of a file alone.
  case lastingTexts = 32
  case samples = 33
  case usage = 34
  case dailyUse = 35
  case applicationSamples = 36
  // Of a head alone.
  case about = 48

  /// Whether it goes on through a whole file, and not from one key record to the next.
  var isLasting: Bool { rawValue >= 32 }
}

/// A part of a record: of which kind, and of which cluster (the place of its name among those that the file has had, from
/// 1) or of the whole factory (0).
struct SectionName: Hashable {
  var kind: UInt16
  var owner: UInt32

  init(_ kind: SectionKind, of owner: UInt32 = 0) {
    self.kind = kind.rawValue
    self.owner = owner
  }

  init(kind: UInt16, owner: UInt32) {
    self.kind = kind
    self.owner = owner
  }
}

/// What a record is.
enum RecordKind: UInt8 {
  /// The first of a file: what it is a recording of, in JSON.
  case head = 1
  /// A reading that needs no other one.
  case key = 2
  /// A reading, by what is different from the one before.
  case difference = 3
  /// The last one of a file that was closed in order.
  case end = 5
}

/// A record without what secures it.
struct RecordBody {
  static let version: UInt8 = 1
  /// No section is larger than that when it is unpacked.
  static let mostOfSection = 64 << 20

  var kind: UInt8
  /// Milliseconds since 1970.
  var at: Int64
  /// Nanoseconds of a clock that nobody sets, to tell when the other one was set.
  var uptime: UInt64
  /// Its place in the file, from 0.
  var number: UInt32
  var sections: [Section] = []

  typealias Section = (name: SectionName, bytes: [UInt8])

  func write(to writer: inout ByteWriter) {
    writer.byte(kind)
    writer.byte(Self.version)
    writer.fixed(UInt16(clamping: sections.count))
    writer.fixed(at)
    writer.fixed(uptime)
    writer.fixed(number)
    var payloads = ByteWriter()
    for (name, bytes) in sections {
      let packed = kind == RecordKind.head.rawValue ? nil : Zlib.packed(bytes)
      writer.fixed(name.kind)
      writer.byte(packed == nil ? 0 : 1)
      writer.byte(0)
      writer.fixed(name.owner)
      writer.fixed(UInt32(bytes.count))
      writer.fixed(UInt32(packed?.count ?? bytes.count))
      payloads.append(packed ?? bytes)
    }
    writer.append(payloads.bytes)
  }
}

/// A record as it lies in a file: what it is and where its parts are, unpacked when they are asked for.
struct RecordView {
  struct Part {
    var name: SectionName
    var codec: UInt8
    var size: Int
    var bytes: ArraySlice<UInt8>
  }

  let kind: UInt8
  let at: Int64
  let uptime: UInt64
  let number: UInt32
  let parts: [Part]

  /// Of the record, which is the same byte in every version; `nil` where there is none.
  static func version(of body: ArraySlice<UInt8>) -> UInt8? { body.dropFirst().first }

  init(_ body: ArraySlice<UInt8>) throws(Damage) {
    var reader = ByteReader(body)
    kind = try reader.byte()
    guard try reader.byte() == RecordBody.version else { throw Damage("a record is of another version") }
    let count = Int(try reader.fixed(UInt16.self))
    at = try reader.fixed(Int64.self)
    uptime = try reader.fixed(UInt64.self)
    number = try reader.fixed(UInt32.self)
    var parts: [Part] = []
    var sizes: [Int] = []
    for _ in 0..<count {
      let kind = try reader.fixed(UInt16.self)
      let codec = try reader.byte()
      _ = try reader.byte()
      let owner = try reader.fixed(UInt32.self)
      let size = Int(try reader.fixed(UInt32.self))
      sizes.append(Int(try reader.fixed(UInt32.self)))
      parts.append(
        Part(name: SectionName(kind: kind, owner: owner), codec: codec, size: size, bytes: []))
    }
    for index in parts.indices { parts[index].bytes = try reader.take(sizes[index]) }
    self.parts = parts
  }
}

extension RecordView.Part {
  func unpacked() throws(Damage) -> [UInt8] {
    guard size <= RecordBody.mostOfSection else { throw Damage("a part is too large") }
    switch codec {
    case 0:
      guard bytes.count == size else { throw Damage("a part has another length than it says") }
      return Array(bytes)
    case 1: return try Zlib.unpacked(bytes, to: size)
    default: throw Damage("a part is packed in an unknown way")
    }
  }
}

/// A record with what secures it: the magic, the length, a checksum of both and one of the body.
enum SealedRecord {
  static let magic: [UInt8] = Array("FTR1".utf8)
  static let headSize = 16
  static let mostOfBody = 256 << 20

  /// Whether a file that begins so is a recording of another form than this release reads.
  static func isOtherForm(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.count == magic.count, start.prefix(3).elementsEqual(magic.prefix(3)), let last = start.last
    else { return false }
    return last != magic.last && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last)
  }

  static func bytes(of body: RecordBody) -> [UInt8] {
    var writer = ByteWriter()
    body.write(to: &writer)
    return sealed(writer.bytes)
  }

  static func sealed(_ body: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(magic)
    writer.fixed(UInt32(body.count))
    writer.fixed(Zlib.checksum(writer.bytes))
    writer.fixed(Zlib.checksum(body))
    writer.append(body)
    return writer.bytes
  }

  /// The length of the body that a head at the start of `bytes` tells; `nil` where there is no head that can be believed.
  static func bodySize(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= headSize, bytes.prefix(4).elementsEqual(magic) else { return nil }
    var reader = ByteReader(bytes.dropFirst(4))
    guard let size = try? reader.fixed(UInt32.self), let sum = try? reader.fixed(UInt32.self),
      Zlib.checksum(bytes.prefix(8)) == sum, Int(size) <= mostOfBody
    else { return nil }
    return Int(size)
  }

  /// The body behind a head that can be believed; `nil` where its bytes are not those that were written.
  static func body(_ bytes: ArraySlice<UInt8>, size: Int) -> ArraySlice<UInt8>? {
    guard bytes.count >= headSize + size else { return nil }
    let body = bytes.dropFirst(headSize).prefix(size)
    var reader = ByteReader(bytes.dropFirst(12))
    guard let sum = try? reader.fixed(UInt32.self), Zlib.checksum(body) == sum else { return nil }
    return body
  }
}
