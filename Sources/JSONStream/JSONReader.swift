/// A pull parser for JSON (RFC 8259) of any size.
///
/// It reads through a window, hands out values in the order they are written, and builds nothing that is not asked
/// for. Memory is the window, or the largest key, string or number that is asked for, whichever is more; where that is
/// written with escapes or is not UTF-8, its decoded copy comes on top.
///
/// ```swift
/// enum Field: String, CaseIterable { case jobs, name }
/// let fields = JSONFields<Field>()
/// try reader.enterObject()
/// while let field = try reader.nextField(fields) {
///   switch field {
///   case .jobs: try reader.enterArray(); while try reader.nextElement() { … }
///   case .name: name = try reader.string()
///   }
/// }
/// try reader.finish()
/// ```
///
/// **Strictness.** What is skipped is checked like what is read: structure, nesting, number grammar, literals, control
/// characters and escapes in strings. So a torn or bit-flipped file is refused, not half believed. Three things are
/// forgiven, in skipped and extracted values alike, because they occur in real telemetry and lose nothing else: bytes
/// that are not UTF-8, and surrogate escapes without their other half, of which each becomes U+FFFD where the string is
/// extracted (`repairs`); and the words `Infinity`, `-Infinity` and `NaN` in a number's place, written exactly so, which
/// are `JSONNumber.notANumber` or `JSONNumber.infinite`. A byte order mark at the very start is passed over. Duplicate keys are handed out as they come.
///
/// **Errors.** A value of another kind than asked for throws `mismatch` and stays unread; `leave(to:)` takes the caller
/// out of whatever it was in the middle of. Every other error is final: the reader throws it again from then on.
///
/// A value that the caller did not read is skipped by the next `nextField`, `nextKey`, `nextElement` or `finish`. To ask
/// for a value where none is pending, or for a member inside an array, is a programming error and traps.
@usableFromInline
package struct JSONReader: ~Copyable {
  var window: JSONWindow
  let limits: JSONLimits
  var expectation = Expectation.document
  var nesting = Nesting()
  /// Where the current line begins in the document.
  var lineStart = 0
  /// The error that ended reading.
  var failure: JSONError?
  /// The last string that could not be handed out as it is written.
  @usableFromInline var decoded: [UInt8] = []
  var remembering = JSONRemembering()

  /// Of the next unread byte, counted from 1.
  package internal(set) var line = 1
  /// Bytes that what was read is thought to take where it is kept: texts are counted here, and records by who keeps them.
  package private(set) var kept = 0
  /// Bytes that were set aside for it.
  package private(set) var reserved = 0
  private let reserve: (_ bytes: Int) -> Bool

  /// Invalid UTF-8 sequences and lone surrogates replaced by U+FFFD in extracted strings.
  package internal(set) var repairs = 0

  /// What must come next in the document.
  enum Expectation {
    /// The document's value, perhaps behind a byte order mark.
    case document
    /// A value, after a key or where an element begins.
    case value
    /// The first key or element of the container just opened, or its end.
    case first
    /// A comma or the end of the container; at depth 0 the end of the document.
    case next
  }

  /// `source` fills the buffer it is given from its start and returns the number of bytes, 0 at the end, or `-errno`;
  /// it retries `EINTR` itself. It is called only when bytes are needed. `reserve` says whether there is room for so many
  /// bytes more of what is kept; where there is none, reading ends.
  package init(
    limits: JSONLimits = JSONLimits(), windowBytes: Int = 262_144,
    reserve: @escaping (_ bytes: Int) -> Bool = { _ in true },
    source: @escaping (UnsafeMutableRawBufferPointer) -> Int
  ) {
    self.limits = limits
    self.reserve = reserve
    window = JSONWindow(bytes: windowBytes, source: source)
  }

  /// Reads a document that is in memory already.
  package init(bytes: [UInt8], limits: JSONLimits = JSONLimits(), windowBytes: Int = 262_144) {
    var rest = bytes[...]
    self.init(limits: limits, windowBytes: min(windowBytes, bytes.count)) { buffer in
      let chunk = rest.prefix(buffer.count)
      buffer.copyBytes(from: chunk)
      rest = rest.dropFirst(chunk.count)
      return chunk.count
    }
  }

  /// Of the next unread byte, in bytes from the start of the document.
  package var offset: Int { window.discarded + window.position }
  /// Of the next unread byte, in bytes, counted from 1.
  package var column: Int { offset - lineStart + 1 }
  /// How many arrays and objects are open.
  package var depth: Int { nesting.depth }
}

extension JSONReader {
  /// How much is set aside at a time.
  private static let share = 1 << 20

  /// Counts a record, or whatever else is kept of what was read, beside its texts.
  ///
  /// - Throws: `tooMuchToKeep` where there is no room for them.
  @inline(__always)
  package mutating func keep(_ bytes: Int) throws(JSONError) {
    kept &+= bytes
    if kept > reserved { try reserveMore() }
  }

  /// Takes back what was counted of values that are read once more.
  mutating func forgetKept(beyond bytes: Int) { kept = bytes }

  /// Counts a text of so many bytes: a short one is kept in its place, a longer one apart.
  @inline(__always)
  mutating func keepText(_ length: Int) throws(JSONError) {
    try keep(length > 15 ? length &+ 72 : 24)
  }

  @inline(never)
  private mutating func reserveMore() throws(JSONError) {
    let bytes = max(Self.share, kept - reserved)
    guard reserve(bytes) else { throw fail(.tooMuchToKeep) }
    reserved += bytes
  }

  /// Ends reading for good with an error at a place in the window, which is where the reader then stands.
  @inline(never)
  mutating func fail(_ reason: JSONError.Reason, at place: Int? = nil) -> JSONError {
    if let failure { return failure }
    let error = located(reason, at: place ?? window.position)
    failure = error
    window.close(at: error.offset - window.discarded)
    return error
  }

  /// An error that leaves the reader as it is.
  @inline(never)
  func located(_ reason: JSONError.Reason, at place: Int) -> JSONError {
    let offset = window.discarded + place
    return JSONError(offset: offset, line: line, column: offset - lineStart + 1, reason: reason)
  }

  /// Traps where the caller does not follow the document, unless reading has ended in an error: that is thrown again,
  /// so that a caller may go on asking after any error without looking which it was.
  @inline(__always)
  func require(_ condition: Bool, _ message: @autoclosure () -> String) throws(JSONError) {
    if condition { return }
    if let failure { throw failure }
    preconditionFailure(message())
  }

  /// Reads on. False at the end of the document.
  @inline(never)
  mutating func refill() throws(JSONError) -> Bool {
    if let failure { throw failure }
    // The longest escape may go over the limit before the scan of its string notices; the sum may overflow.
    switch window.fill(cap: max(limits.token, limits.token &+ 16)) {
    case .more: return true
    case .end: return false
    case .failure(let errno): throw fail(.unreadable(errno: errno))
    }
  }

  /// Refuses a wanted token that is too long already, at its start. Asked at every place where a scan stops, so that
  /// the answer does not depend on where windows end.
  @inline(__always)
  mutating func checkTokenSize() throws(JSONError) {
    if let mark = window.mark, window.position - mark > limits.token {
      throw fail(.tooLarge(limit: limits.token), at: mark)
    }
  }
}
