import CNcurses
import Glibc

/// What a dialogue in lines waits for.
package enum LineEvent: Hashable, Sendable {
  /// A line, without its end. What is longer than `LineInput.longest` is cut there. `isAlone` tells that no other came
  /// with it, as when somebody has typed it; lines that come at once may be text that was pasted.
  case line(String, isAlone: Bool)
  /// `Waker.wake` was called since the last event.
  case wake
  case timeout
  /// Standard input has ended.
  case end
}

/// Lines from standard input, as the terminal or a pipe hands them on, and the bell of whoever has news meanwhile.
///
/// Nothing of the terminal is changed: it echoes, erases and interrupts as it does for a shell.
package struct LineInput: ~Copyable {
  private let bell: Bell
  private var unread: [UInt8] = []
  private var hasEnded = false
  /// When the question was written that the next line answers.
  private var asked = ContinuousClock.now
  /// Whether something was typed before that.
  private var isTypedAhead = false

  /// Nobody reads a question and types an answer in less.
  private static let pause: Duration = .milliseconds(250)

  /// In bytes; nobody types more.
  package static let longest = 16_384

  /// - Throws: `TerminalError.system` where the process may open no more files.
  package init() throws(TerminalError) { bell = try Bell() }

  /// Wakes `nextEvent` from any thread.
  package var waker: Waker { Waker(bell: bell) }

  /// Waits for the next event, no longer than until `end`. News comes before lines, so that an answer knows it.
  package mutating func nextEvent(until end: ContinuousClock.Instant?) -> LineEvent {
    while true {
      if bell.silence() { return .wake }
      if let line = takeLine() {
        let isAlone = !isTypedAhead && asked.duration(to: .now) >= Self.pause && !hasMore
        return .line(line, isAlone: isAlone)
      }
      if hasEnded { return .end }
      var watched = [
        pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&watched, 2, Self.milliseconds(until: end))
      if count == 0 { return .timeout }
      if count > 0, watched[1].revents != 0 { read() }
    }
  }

  /// Tells that a question has just been written: an answer comes of itself only after that, and what was typed before
  /// is none.
  package mutating func noteQuestion() {
    asked = .now
    isTypedAhead = hasMore
  }

  /// Waits for news alone, no longer than until `end`; lines wait. Whether some came.
  package mutating func nextNews(until end: ContinuousClock.Instant) -> Bool {
    while true {
      if bell.silence() { return true }
      var watched = pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&watched, 1, Self.milliseconds(until: end)) == 0 { return false }
    }
  }

  private mutating func read() {
    var part = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &part, part.count)
    if count > 0 {
      unread += part[..<count]
    } else if count == 0 || errno != EINTR && errno != EAGAIN {
      hasEnded = true
    }
  }

  /// Whether more of what was typed is there already.
  private var hasMore: Bool {
    var watched = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return !unread.isEmpty || poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLIN) != 0
  }

  /// The first line that is whole, or the rest where nothing more comes.
  private mutating func takeLine() -> String? {
    let end = unread.firstIndex(of: UInt8(ascii: "\n"))
    guard let end else {
      if unread.count > Self.longest { unread.removeLast(unread.count - Self.longest) }
      guard hasEnded, !unread.isEmpty else { return nil }
      defer { unread = [] }
      return String(decoding: unread, as: UTF8.self)
    }
    defer { unread.removeSubrange(...end) }
    // Serial lines and other systems end lines with CR LF.
    let line = unread[..<end].last == UInt8(ascii: "\r") ? unread[..<end].dropLast() : unread[..<end]
    return String(decoding: line.prefix(Self.longest), as: UTF8.self)
  }

  private static func milliseconds(until end: ContinuousClock.Instant?) -> Int32 {
    guard let end else { return -1 }
    let (seconds, attoseconds) = ContinuousClock.now.duration(to: end).components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    return Int32(clamping: max(0, milliseconds + 1))
  }
}
