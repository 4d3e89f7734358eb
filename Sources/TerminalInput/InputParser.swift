package import Screen

/// Finds keys and pastes in the bytes that a terminal sends, and swallows everything else: answers that nobody asked
/// for or that come late, reports of the focus, those of the mouse that nobody asked for, what is broken.
///
/// The bytes may come in any pieces: what they mean never depends on where these end. Time decides about one thing
/// alone, whether an Esc is the key or the beginning of something; what has begun as a sequence waits for its rest.
/// What does not end is told of after `patience` without a byte, or when it comes as slowly as somebody types, and given
/// up some seconds later: the rest of an answer that comes late must not act. Who does not want to wait presses Esc.
///
/// Grammar: ECMA-48 with the control strings of 8.3 ended by ST or BEL, in seven and in eight bits; the mouse's reports
/// of X10 (three bytes behind `CSI M`, or as many UTF-8 characters); the marks of pastes `CSI 200 ~`, `CSI 201 ~`.
///
/// Linear in the bytes; holds `pasteLimit` characters at most.
package struct InputParser: Sendable {
  /// The most characters of a paste that are kept. Nobody pastes more into a form on purpose.
  package static let pasteLimit = 64 * 1024
  /// The most bytes of a control string that pass without a remark.
  package static let stringLimit = 64 * 1024
  /// The most bytes between the introducer and the final byte of a sequence that can be a key.
  private static let sequenceLimit = 256
  /// How long an unfinished sequence, string or paste waits for its next byte before that is told.
  package static let patience: Duration = .seconds(1)

  private static let escape: Unicode.Scalar = "\u{1B}"

  /// Whether reports of the mouse are told, of a terminal that was asked for them; else they are swallowed.
  package var readsMouse = false

  private var state = InputState.ground
  private var decoder: InputDecoder
  /// How long an Esc waits for what may follow it.
  private let escapeDelay: Duration
  /// Sequences that mean a key on this terminal, and something else, or nothing, on all others.
  private var spellings: [[UInt8]: Key] = [:]

  /// Parameters and intermediates of the sequence that has begun.
  private var inner: [UInt8] = []
  /// What the unfinished thing began with, if nothing but Alt and this character may have been meant.
  private var opener: Unicode.Scalar?
  /// How many bytes of the unfinished string have come.
  private var length = 0
  private var paste = PastedText()

  private var pace = InputPace()
  /// Whether it was told that what has begun does not end, and whether an Esc was the last that came since then.
  private var isTold = false
  private var isLeaving = false
  /// What was given up last, with what had come of it: its rest may come all the same.
  private var lost: LostInput?

  /// An Esc may be the beginning of something for as long as `escapeDelay`; negative is none.
  package init(encoding: InputEncoding = .utf8, escapeDelay: Duration) {
    decoder = InputDecoder(encoding)
    self.escapeDelay = max(.zero, escapeDelay)
  }

  /// Takes on that this terminal, as terminfo says, sends `sequence` for `key`. Counts only for what begins with Esc
  /// and is no key otherwise, or another: then it is a spelling of one kind of terminal alone, such as `CSI M` for F1.
  package mutating func learn(_ sequence: [UInt8], as key: Key) {
    guard sequence.first == 0x1B, sequence.count > 1 else { return }
    var plain = InputParser(escapeDelay: .zero)
    let meaning = plain.whole(sequence)
    // The keypad sends digits; terminfo's names for its keys are older than its digits.
    if meaning == [.key(key)] { return }
    if case .key(.character) = meaning.first { return }
    plain.spellings = [sequence: key]
    guard plain.whole(sequence) == [.key(key)] else { return }
    spellings[sequence] = key
  }

  /// What these bytes are when nothing follows them.
  private mutating func whole(_ bytes: [UInt8]) -> [InputEvent] {
    var events = read(bytes, at: .zero)
    while let deadline { events += expire(at: deadline) }
    return events
  }

  /// Takes bytes that have come at a time, which is a span since any moment, and returns what is complete with them.
  package mutating func read(_ bytes: some Sequence<UInt8>, at time: Duration) -> [InputEvent] {
    var events: [InputEvent] = []
    let bytes = Array(bytes)
    measure(until: time, &events)
    if let lost { resume(lost, with: bytes, at: time) }
    for byte in bytes {
      pace.noteByte()
      if takeCoordinate(byte) { continue }
      let (first, second) = decoder.take(byte)
      if let first { take(first, &events) }
      if let second { take(second, &events) }
    }
    return events
  }

  /// When `expire` has something to decide, should no byte come before; nil when nothing is open.
  package var deadline: Duration? {
    switch state {
    case .ground: nil
    case .escape: pace.newest + (decoder.isOpen ? Self.patience : escapeDelay)
    case .control, .single, .console, .mouse, .string, .stringEnd, .paste:
      if isBare || isLeaving {
        pace.newest + Self.patience
      } else if isTold {
        pace.end
      } else {
        pace.notice(after: Self.patience)
      }
    }
  }

  /// Decides about what is open, if its deadline has passed. Only for when no byte waits to be read.
  package mutating func expire(at time: Duration) -> [InputEvent] {
    guard let deadline, time >= deadline else { return [] }
    var events: [InputEvent] = []
    switch state {
    case .ground: break
    case .escape: giveUp(at: time, &events)
    case .control, .single, .console, .mouse, .string, .stringEnd, .paste:
      if isBare || isTold || time >= pace.end { giveUp(at: time, &events) } else { tell(&events) }
    }
    return events
  }

  /// Whether something has begun that is not complete.
  package var isOpen: Bool { state != .ground }
}

// MARK: Time

extension InputParser {
  /// Whether nothing has come yet that only a terminal sends: Alt with the character may have been meant. Of the mouse,
  /// what follows is no text.
  private var isBare: Bool {
    switch state {
    case .ground, .escape, .mouse: true
    case .control, .single: inner.isEmpty
    case .string: length == 0
    case .console, .stringEnd, .paste: false
    }
  }

  /// Ends what comes too slowly to be anything but typing, and tells of it before.
  private mutating func measure(until time: Duration, _ events: inout [InputEvent]) {
    let isTyping = pace.isTyping(until: time)
    switch state {
    case .ground, .escape: break
    case .control, .single, .console, .mouse, .string, .stringEnd, .paste:
      if isTyping {
        giveUp(at: time, &events)
      } else if !isTold, !isBare, pace.needsNotice {
        tell(&events)
      }
    }
  }

  /// Tells that what has begun does not end.
  private mutating func tell(_ events: inout [InputEvent]) {
    isTold = true
    events.append(.remark(state == .paste ? .openPaste : .openString))
  }

  /// Takes up again what was given up, where these bytes, which come in one piece, are its rest.
  private mutating func resume(_ lost: LostInput, with bytes: [UInt8], at time: Duration) {
    guard state == .ground, !decoder.isOpen, let next = lost.resumed(by: bytes, at: time) else { return }
    switch next {
    case .escape: state = next
    case .paste: beginPaste()
    case .ground, .control, .single, .console, .mouse, .string, .stringEnd:
      begin(next)
      (inner, length) = (lost.inner, lost.length)
    }
    self.lost = nil
  }

  /// Begins something that has to end.
  private mutating func begin(_ next: InputState) {
    state = next
    pace.begin()
    (isTold, isLeaving) = (false, false)
    length = 0
    inner = []
    opener = nil
  }

  private mutating func giveUp(at time: Duration, _ events: inout [InputEvent]) {
    let opener = opener
    if state != .ground, !decoder.isOpen {
      lost = LostInput(state: state, inner: inner, length: length, at: time)
    }
    switch state {
    case .ground: break
    case .escape where decoder.isOpen: decoder.forget()
    case .escape(let isDouble):
      events += Array(repeating: .key(.escape), count: isDouble ? 2 : 1)
    case .control(let hasAlt), .single(let hasAlt):
      if let opener, inner.isEmpty {
        if hasAlt { events.append(.key(.escape)) }
        events.append(.key(.character(opener).with(.alt)))
      } else if isTold {
        events.append(.remark(.unfinishedString(bytes: inner.count)))
      }
    case .console, .mouse: break
    case .string:
      if let opener, length == 0 {
        events.append(.key(.character(opener).with(.alt)))
      } else {
        events.append(.remark(.unfinishedString(bytes: length)))
      }
    case .stringEnd: events.append(.remark(.unfinishedString(bytes: length)))
    case .paste:
      endPaste(&events)
      events.append(.remark(.unfinishedPaste))
    }
    state = .ground
  }
}

// MARK: What characters mean

extension InputParser {
  private mutating func take(_ unit: InputDecoder.Unit, _ events: inout [InputEvent]) {
    switch state {
    case .ground: takeInGround(unit, &events)
    case .escape(let isDouble): takeAfterEscape(unit, isDouble: isDouble, &events)
    case .control(let hasAlt): takeInControl(unit, hasAlt: hasAlt, &events)
    case .single(let hasAlt): takeInSingle(unit, hasAlt: hasAlt, &events)
    case .console(let hasAlt):
      state = .ground
      guard let byte = ascii(unit) else { return takeControl(unit, &events) }
      if case UInt8(ascii: "A")...UInt8(ascii: "E") = byte {
        emit([.function(Int(byte) - 0x40)], hasAlt: hasAlt, &events)
      } else {
        emit([], hasAlt: hasAlt, &events)
      }
    case .mouse:
      // Neither a coordinate nor anything else that could be part of a report.
      state = .ground
      takeControl(unit, &events)
    case .string: takeInString(unit, &events)
    case .stringEnd:
      switch unit {
      case .scalar("\\"): state = .ground
      case .scalar(Self.escape): break
      case .scalar, .invalid:
        state = .escape(isDouble: false)
        take(unit, &events)
      }
    case .paste: takeInPaste(unit, &events)
    }
  }

  /// A character from U+0020 to U+007E, as a byte.
  private func ascii(_ unit: InputDecoder.Unit) -> UInt8? {
    guard case .scalar(let scalar) = unit, (0x20...0x7E).contains(scalar.value) else { return nil }
    return UInt8(scalar.value)
  }

  private mutating func takeInGround(_ unit: InputDecoder.Unit, _ events: inout [InputEvent]) {
    guard case .scalar(let scalar) = unit else { return }
    switch scalar.value {
    case 0x1B: state = .escape(isDouble: false)
    case 0x80...0x9F: takeEightBit(scalar, hasAlt: false)
    default: events.append(.key(Key(typed: scalar)))
    }
  }

  /// What is no part of the sequence that it came in: an Esc, or an eight-bit control, begins anew, and everything else
  /// is swallowed with the sequence.
  private mutating func takeControl(_ unit: InputDecoder.Unit, _ events: inout [InputEvent]) {
    guard case .scalar(let scalar) = unit else { return }
    if scalar == Self.escape || (0x80...0x9F).contains(scalar.value) { takeInGround(unit, &events) }
  }

  /// The controls U+0080 to U+009F are each an Esc with the character 64 lower. Those that introduce nothing do nothing.
  private mutating func takeEightBit(_ scalar: Unicode.Scalar, hasAlt: Bool) {
    switch scalar.value {
    case 0x8F: begin(.single(hasAlt: hasAlt))
    case 0x9B: begin(.control(hasAlt: hasAlt))
    case 0x90, 0x98, 0x9D...0x9F: begin(.string)
    default: state = .ground
    }
  }

  private mutating func takeAfterEscape(
    _ unit: InputDecoder.Unit, isDouble: Bool, _ events: inout [InputEvent]
  ) {
    guard case .scalar(let scalar) = unit else {
      state = .ground
      return
    }
    if let byte = UInt8(exactly: scalar.value), let key = spellings[[0x1B, byte]] {
      state = .ground
      return emit([key], hasAlt: isDouble, &events)
    }
    switch scalar {
    case "\u{1B}":
      if isDouble { events.append(.key(.escape)) }
      state = .escape(isDouble: true)
    case "[":
      begin(.control(hasAlt: isDouble))
      opener = scalar
    case "O":
      begin(.single(hasAlt: isDouble))
      opener = scalar
    case "P", "X", "]", "^", "_":
      if isDouble { events.append(.key(.escape)) }
      begin(.string)
      opener = scalar
    case "\\":
      // The end of a string that was given up, or of one that BEL has ended.
      if isDouble { events.append(.key(.escape)) }
      state = .ground
    case "\u{80}"..."\u{9F}": takeEightBit(scalar, hasAlt: true)
    default:
      if isDouble { events.append(.key(.escape)) }
      events.append(.key(Key(typed: scalar).with(.alt)))
      state = .ground
    }
  }

  /// The keys of a sequence. An Esc before one that is no key was the key itself.
  private func emit(_ keys: [Key], hasAlt: Bool, _ events: inout [InputEvent]) {
    if keys.isEmpty, hasAlt { events.append(.key(.escape)) }
    events += keys.map { .key(hasAlt ? $0.with(.alt) : $0) }
  }

  /// The byte of a sequence that has begun; nil for what is none, which ends the sequence, begins another one, or is
  /// passed over.
  private mutating func sequenceByte(_ unit: InputDecoder.Unit, _ events: inout [InputEvent]) -> UInt8? {
    guard case .scalar(let scalar) = unit, scalar.value < 0x80 else {
      state = .ground
      takeControl(unit, &events)
      return nil
    }
    switch scalar.value {
    case 0x1B:
      state = .ground
      takeInGround(unit, &events)
    case 0x18, 0x1A: state = .ground
    case 0x00...0x1F, 0x7F: break
    default: return UInt8(scalar.value)
    }
    return nil
  }

  private mutating func takeInControl(
    _ unit: InputDecoder.Unit, hasAlt: Bool, _ events: inout [InputEvent]
  ) {
    guard let byte = sequenceByte(unit, &events) else { return }
    switch byte {
    case UInt8(ascii: "$") where endsForRxvt: finishControl(byte, hasAlt: hasAlt, &events)
    case ..<0x40:
      // One that is longer than any key is told by its length.
      if inner.count <= Self.sequenceLimit { inner.append(byte) }
    default: finishControl(byte, hasAlt: hasAlt, &events)
    }
  }

  /// Whether a `$`, elsewhere an intermediate, is the last byte: rxvt ends a key with Shift so. Nothing that a terminal
  /// answers has one number of a key, and no other, before a `$`.
  private var endsForRxvt: Bool {
    guard (1...2).contains(inner.count), let number = Int(String(decoding: inner, as: UTF8.self)) else {
      return false
    }
    return KeySpelling.numbered[number] != nil
  }

  private mutating func finishControl(_ final: UInt8, hasAlt: Bool, _ events: inout [InputEvent]) {
    let inner = inner
    state = .ground
    if let key = spellings[[0x1B, UInt8(ascii: "[")] + inner + [final]] {
      return emit([key], hasAlt: hasAlt, &events)
    }
    switch final {
    case UInt8(ascii: "M") where inner.isEmpty:
      emit([], hasAlt: hasAlt, &events)
      begin(.mouse(MouseCoordinates()))
    case UInt8(ascii: "[") where inner.isEmpty: begin(.console(hasAlt: hasAlt))
    case UInt8(ascii: "~") where inner == Array("200".utf8):
      emit([], hasAlt: hasAlt, &events)
      beginPaste()
    default:
      guard inner.count <= Self.sequenceLimit else { return emit([], hasAlt: hasAlt, &events) }
      let sequence = ControlSequence(inner, final: final)
      emit(sequence.keys, hasAlt: hasAlt, &events)
      if readsMouse, let mouse = sequence.mouse { events.append(.mouse(mouse)) }
    }
  }

  private mutating func takeInSingle(
    _ unit: InputDecoder.Unit, hasAlt: Bool, _ events: inout [InputEvent]
  ) {
    guard let byte = sequenceByte(unit, &events) else { return }
    switch byte {
    case 0x30...0x3F:
      // Some terminals write modifiers here, too.
      if inner.count <= Self.sequenceLimit { inner.append(byte) }
    default:
      state = .ground
      if let key = spellings[[0x1B, UInt8(ascii: "O")] + inner + [byte]] {
        return emit([key], hasAlt: hasAlt, &events)
      }
      if inner.isEmpty {
        emit(KeySpelling.single(byte).map { [$0] } ?? [], hasAlt: hasAlt, &events)
      } else if KeySpelling.lettered[byte] != nil {
        emit(ControlSequence(inner, final: byte).keys, hasAlt: hasAlt, &events)
      } else {
        emit([], hasAlt: hasAlt, &events)
      }
    }
  }

  private mutating func takeInString(_ unit: InputDecoder.Unit, _ events: inout [InputEvent]) {
    switch unit {
    case .scalar(Self.escape):
      state = .stringEnd
      isLeaving = isTold
    case .scalar("\u{03}") where isTold:
      giveUp(at: pace.newest, &events)
      takeInGround(unit, &events)
    case .scalar("\u{07}"), .scalar("\u{18}"), .scalar("\u{1A}"), .scalar("\u{9C}"): state = .ground
    case .scalar(let scalar): lengthen(by: UTF8.width(scalar), &events)
    case .invalid: lengthen(by: 1, &events)
    }
  }

  private mutating func lengthen(by count: Int, _ events: inout [InputEvent]) {
    let before = length
    length += count
    if before <= Self.stringLimit, length > Self.stringLimit { events.append(.remark(.longString)) }
  }
}

// MARK: The mouse

extension InputParser {
  /// False for a byte that is none of a report's.
  private mutating func takeCoordinate(_ byte: UInt8) -> Bool {
    guard case .mouse(var coordinates) = state else { return false }
    let isPart = coordinates.take(byte)
    state = coordinates.isComplete ? .ground : .mouse(coordinates)
    return isPart
  }
}

// MARK: Pastes

extension InputParser {
  private mutating func beginPaste() {
    begin(.paste)
    paste = PastedText()
  }

  private mutating func takeInPaste(_ unit: InputDecoder.Unit, _ events: inout [InputEvent]) {
    isLeaving = isTold && unit == .scalar(Self.escape)
    switch paste.take(unit) {
    case .end:
      endPaste(&events)
      state = .ground
    case .start:
      endPaste(&events)
      beginPaste()
    case nil: break
    }
  }

  private mutating func endPaste(_ events: inout [InputEvent]) {
    events.append(.paste(paste.text))
    paste = PastedText()
  }
}
