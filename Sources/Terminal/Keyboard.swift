import CNcurses
import Glibc
import Screen
import TerminalInput

/// What is typed and pasted: the terminal's bytes, read as they come.
struct Keyboard {
  private let terminal: Int32
  private var parser: InputParser
  /// What has been found and not been asked for, the newest first.
  private var events: [InputEvent] = []
  private var buffer = [UInt8](repeating: 0, count: 4096)
  private let start = ContinuousClock.now
  /// Whether nothing will come any more: the terminal has gone, or belongs to others.
  private(set) var isGone = false

  /// Reads from `terminal`, where `spellings` are the keys of terminfo's entry.
  init(terminal: Int32, escapeDelay: Duration, spellings: [(sequence: [UInt8], key: Key)]) {
    self.terminal = terminal
    parser = InputParser(encoding: .locale, escapeDelay: escapeDelay)
    for (sequence, key) in spellings { parser.learn(sequence, as: key) }
  }

  /// The next of what is there already; nil when nothing is, or nothing whole. Never waits, and reads no more than one
  /// buffer, so that no flood of bytes keeps anything else from being looked at.
  mutating func next() -> InputEvent? {
    if let event = events.popLast() { return event }
    let found = hasBytes ? readSome() : parser.expire(at: time)
    events = found.reversed()
    return events.popLast()
  }

  /// Whether reports of the mouse are told.
  var readsMouse: Bool {
    get { parser.readsMouse }
    set { parser.readsMouse = newValue }
  }

  /// When `next` will have something to decide if nothing more is typed.
  var deadline: ContinuousClock.Instant? { parser.deadline.map { start + $0 } }

  /// Whether more has been typed than `next` has told, be it the beginning of a key.
  var hasMore: Bool { !events.isEmpty || parser.isOpen || hasBytes }

  private var time: Duration { start.duration(to: .now) }

  private var hasBytes: Bool {
    var watched = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, 0) > 0
  }

  private mutating func readSome() -> [InputEvent] {
    let count = read(terminal, &buffer, buffer.count)
    guard count > 0 else {
      isGone = count == 0 || errno != EINTR && errno != EAGAIN
      return []
    }
    return parser.read(buffer[..<count], at: time)
  }
}

extension InputEncoding {
  /// That of the locale. A locale without one, such as C, says nothing of the terminal, whose characters are UTF-8
  /// everywhere today.
  fileprivate static var locale: InputEncoding {
    let codeset = String(cString: nl_langinfo(Int32(CODESET)))
    if ["UTF-8", "ANSI_X3.4-1968", "US-ASCII", "646"].contains(codeset) { return .utf8 }
    return .other { bytes in
      var state = mbstate_t()
      var character = wchar_t()
      let count = bytes.withUnsafeBytes {
        mbrtowc(&character, $0.assumingMemoryBound(to: CChar.self).baseAddress, bytes.count, &state)
      }
      // (size_t)-2 is for bytes that may become a character.
      if count == Int(bitPattern: UInt.max - 1) { return .incomplete }
      guard count >= 0, let value = UInt32(exactly: character), let scalar = Unicode.Scalar(value) else {
        return .invalid
      }
      return .scalar(scalar)
    }
  }
}
