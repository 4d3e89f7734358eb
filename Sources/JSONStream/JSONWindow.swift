/// The part of a document that is in memory.
///
/// Eight zero bytes always follow the last byte read. No zero byte is legal in JSON, so every scan stops there by
/// itself: the inner loops need no bounds check, and words of eight bytes may be read from any place up to the end.
struct JSONWindow: ~Copyable {
  /// Read ahead of the end by at most this many bytes.
  static let padding = 8

  private(set) var base: UnsafeMutableRawPointer
  /// Of the next unread byte, from `base`.
  var position = 0
  /// Where the token begins that must stay in memory, or nil when nothing before `position` is needed.
  var mark: Int?
  /// Where the value begins whose bytes stay in memory as long as the window has room for them, which does not grow for
  /// them; nil when there is none, or was no room.
  var anchor: Int?
  private(set) var end = 0
  /// Bytes of the document before `base`.
  private(set) var discarded = 0

  private(set) var capacity: Int
  private let readBytes: Int
  private let source: (UnsafeMutableRawBufferPointer) -> Int
  private var isExhausted = false
  /// What the source said when it failed while bytes were fetched ahead, which nobody has been told yet.
  private var unsaidFailure: Int32?

  init(bytes: Int, source: @escaping (UnsafeMutableRawBufferPointer) -> Int) {
    capacity = max(bytes, 1)
    readBytes = capacity
    base = .allocate(byteCount: capacity + Self.padding, alignment: 16)
    self.source = source
    terminate()
  }

  deinit { base.deallocate() }

  enum Filling { case more, end, failure(errno: Int32) }

  /// Lets go of what was read, keeps what is marked, and reads on. The window grows only when a marked token fills
  /// it, and then to at most `cap` bytes: the caller has refused tokens of `cap` bytes before.
  mutating func fill(cap: Int) -> Filling {
    if let unsaidFailure { return .failure(errno: unsaidFailure) }
    if isExhausted { return .end }
    let needed = mark ?? position
    if let anchor, anchor == 0, needed > 0, end == capacity { self.anchor = nil }
    discard(before: min(anchor ?? needed, needed))
    if end == capacity { grow(to: min(capacity * 2, cap)) }
    let room = UnsafeMutableRawBufferPointer(start: base + end, count: min(capacity - end, readBytes))
    let count = source(room)
    precondition(count <= room.count, "the source says it wrote more bytes than there is room for")
    if count < 0 {
      isExhausted = true
      return .failure(errno: Int32(truncatingIfNeeded: -count))
    }
    end += count
    terminate()
    isExhausted = count == 0
    return isExhausted ? .end : .more
  }

  /// Reads on until so many bytes from the position on are in the window, or all that there are. What goes wrong is told
  /// when these bytes are asked for. They must fit into the window.
  mutating func fetch(_ count: Int) {
    while end - position < count, !isExhausted {
      if case .failure(let errno) = fill(cap: capacity) { unsaidFailure = errno }
    }
  }

  /// Makes a place in the window the end of the document.
  mutating func close(at place: Int) {
    unsaidFailure = nil
    anchor = nil
    isExhausted = true
    position = place
    end = place
    terminate()
  }

  private mutating func discard(before kept: Int) {
    guard kept > 0 else { return }
    base.copyMemory(from: base + kept, byteCount: end - kept)
    position -= kept
    end -= kept
    discarded += kept
    mark = mark.map { $0 - kept }
    anchor = anchor.map { $0 - kept }
  }

  private mutating func grow(to newCapacity: Int) {
    let wider = UnsafeMutableRawPointer.allocate(byteCount: newCapacity + Self.padding, alignment: 16)
    wider.copyMemory(from: base, byteCount: end)
    base.deallocate()
    base = wider
    capacity = newCapacity
  }

  private func terminate() { (base + end).storeBytes(of: 0, as: UInt64.self) }
}

extension JSONWindow {
  /// The byte at a place up to and including the end, where it is zero.
  @inline(__always)
  func byte(at place: Int) -> UInt8 { base.load(fromByteOffset: place, as: UInt8.self) }

  /// Eight bytes from a place up to and including the end, the first in the lowest bits.
  @inline(__always)
  func word(at place: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  @inline(__always)
  func bytes(at place: Int, count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + place, count: count)
  }

  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
