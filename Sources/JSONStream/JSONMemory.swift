/// What is remembered of the bytes of a list's objects, so that one that comes again as it was need not be read again, and one
/// in which only some numbers changed is read but for these: 40 bytes an object, and 8 a number.
package struct JSONMemory: Sendable {
  private var objects: [JSONRemembered] = []
  private var gaps: [JSONGap] = []

  package init() {}

  /// Objects that were added, those among them of which nothing is remembered.
  package var count: Int { objects.count }

  /// Adds what the reader said of an object, or `nil` where it must be read again. The bytes that it takes.
  @discardableResult
  package mutating func add(_ object: JSONNewlyRead?) -> Int {
    replace(at: objects.count, by: object)
  }

  /// Puts it in the place of an earlier one. The bytes that it takes.
  @discardableResult
  package mutating func replace(at index: Int, by object: JSONNewlyRead?) -> Int {
    var remembered = object?.remembered ?? JSONRemembered()
    remembered.firstGap = UInt32(truncatingIfNeeded: gaps.count)
    gaps.append(contentsOf: object?.gaps ?? [])
    if index == objects.count { objects.append(remembered) } else { objects[index] = remembered }
    return MemoryLayout<JSONRemembered>.stride + (object?.gaps.count ?? 0) * MemoryLayout<JSONGap>.stride
  }

  /// What is remembered of the object added there; `nil` where nothing is.
  package subscript(index: Int) -> JSONNewlyRead? {
    guard index < objects.count, objects[index].length > 0 else { return nil }
    let first = Int(objects[index].firstGap)
    return JSONNewlyRead(remembered: objects[index], gaps: gaps[first..<(first + Int(objects[index].gaps))])
  }
}

/// What there is to remember of one object.
package struct JSONNewlyRead: Sendable {
  var remembered: JSONRemembered
  var gaps: ArraySlice<JSONGap>
}

struct JSONRemembered: Sendable {
  /// Of everything but the numbers in gaps.
  var fingerprint = JSONFingerprint()
  /// With its numbers, in bytes; 0 where nothing is remembered.
  var length: UInt32 = 0
  var lines: UInt32 = 0
  /// From where its last line begins to its end, in bytes.
  var lastLine: UInt32 = 0
  /// Behind the last gap, or of the whole object where there is none, in bytes.
  var tail: UInt32 = 0
  var firstGap: UInt32 = 0
  var gaps: UInt8 = 0
}

/// A number that may be another when the object comes again.
struct JSONGap: Sendable {
  /// Bytes before it, from the gap before or the object's start.
  var distance: UInt32
  /// From the start of the value that it is in, in bytes; counts where `field` does.
  var insideValue: UInt16
  /// Of that value, in its first gap, where it is to be read again.
  var field: UInt8
  static let noField: UInt8 = .max
}

/// What is being remembered of the object that is being read.
struct JSONRemembering {
  static let mostGaps = 24
  var gaps: [JSONGap] = []
  /// From the object's start to the end of the last gap, in bytes.
  var gapsEnd = 0
  var line = 0
  var repairs = 0
  /// Of an object met: where it is in the window, and what the reader had counted before it.
  var start = 0
  var end = 0
  var lineStart = 0
  var kept = 0
  /// Where values stand that are to be read again, by field.
  var found: [(field: UInt8, place: Int)] = []
}

extension JSONReader {
  /// Begins to remember the pending object, until `endRemembering()`.
  package mutating func beginRemembering() {
    window.anchor = window.position
    remembering.gaps.removeAll(keepingCapacity: true)
    remembering.gapsEnd = 0
    remembering.line = line
    remembering.repairs = repairs
  }

  /// What there is to remember of the object that was begun with and has been read; `nil` where it has no room in the window,
  /// or where a text in it had to be repaired, which is counted each time.
  package mutating func endRemembering() -> JSONNewlyRead? {
    guard let start = window.anchor else { return nil }
    window.anchor = nil
    let end = window.position
    let lines = line - remembering.line
    let lastLine = offset - lineStart
    guard expectation == .next, repairs == remembering.repairs, end > start,
      lines == 0 || lastLine <= end - start - remembering.gapsEnd
    else { return nil }
    var remembered = JSONRemembered()
    remembered.length = UInt32(truncatingIfNeeded: end - start)
    remembered.lines = UInt32(truncatingIfNeeded: lines)
    remembered.lastLine = lines == 0 ? 0 : UInt32(truncatingIfNeeded: lastLine)
    remembered.gaps = UInt8(remembering.gaps.count)
    var place = start
    for gap in remembering.gaps {
      remembered.fingerprint.add(window, at: place, count: Int(gap.distance))
      place += Int(gap.distance)
      while window.byte(at: place).isDigit { place += 1 }
    }
    remembered.tail = UInt32(truncatingIfNeeded: end - place)
    remembered.fingerprint.add(window, at: place, count: end - place)
    return JSONNewlyRead(remembered: remembered, gaps: remembering.gaps[...])
  }

  /// Lets the numbers in the value just read be others when the object comes again; `start` is where the value began in the
  /// document. `field`, where it is given, is what `nextToReadAgain` calls the value then.
  package mutating func letNumbersChange(from start: Int, field: UInt8?) {
    guard let anchor = window.anchor, start >= window.discarded + anchor else { return }
    let value = start - window.discarded
    var field = field ?? JSONGap.noField
    var place = value
    while place < window.position {
      let byte = window.byte(at: place)
      if byte == .quote {
        place = endOfString(from: place + 1)
      } else if byte.isDigit || byte == .minus {
        let end = endOfNumber(from: place)
        if let plain = plainInteger(at: place), place + plain.digits == end,
          remembering.gaps.count < JSONRemembering.mostGaps, place - value <= Int(UInt16.max)
        {
          let distance = place - anchor - remembering.gapsEnd
          remembering.gaps.append(
            JSONGap(
              distance: UInt32(truncatingIfNeeded: distance), insideValue: UInt16(place - value), field: field
            ))
          remembering.gapsEnd = end - anchor
          field = JSONGap.noField
        }
        place = end
      } else {
        place += 1
      }
    }
  }

  /// Of a string that was read already, from behind its opening quotation mark.
  private func endOfString(from start: Int) -> Int {
    var place = start
    while place < window.position, window.byte(at: place) != .quote {
      place += window.byte(at: place) == .backslash ? 2 : 1
    }
    return place + 1
  }

  /// Of a number that was read already.
  private func endOfNumber(from start: Int) -> Int {
    var place = start
    while place < window.position {
      switch window.byte(at: place) {
      case .zero...0x39, .minus, .plus, .point, UInt8(ascii: "e"), UInt8(ascii: "E"): place += 1
      default: return place
      }
    }
    return place
  }

  /// Whether the bytes of the pending object are those that are remembered, but for the numbers that may be others. The object
  /// stays pending; `nextToReadAgain`, `passMet` and `stayAtMet` say what becomes of it.
  package mutating func meets(_ known: JSONNewlyRead) -> Bool {
    let most = Int(known.remembered.length) + known.gaps.count * 16
    guard expectation == .value, failure == nil, most <= window.capacity else { return false }
    window.fetch(most)
    guard let end = endOfRemembered(known) else { return false }
    remembering.start = window.position
    remembering.end = end
    (remembering.line, remembering.lineStart, remembering.kept) = (line, lineStart, kept)
    return true
  }

  /// The field of the next value of the object met that is to be read again, which is pending then; `nil` behind the last one.
  package mutating func nextToReadAgain() -> UInt8? {
    guard let (field, place) = remembering.found.popLast() else { return nil }
    window.position = place
    expectation = .value
    return field
  }

  /// Passes over the object met.
  ///
  /// - Returns: what is to be remembered of it now.
  package mutating func passMet(_ known: JSONNewlyRead) -> JSONNewlyRead {
    stayAtMet()
    window.position = remembering.end
    expectation = .next
    if known.remembered.lines > 0 {
      line += Int(known.remembered.lines)
      lineStart = offset - Int(known.remembered.lastLine)
    }
    var now = known
    now.remembered.length = UInt32(truncatingIfNeeded: remembering.end - remembering.start)
    return now
  }

  /// Goes back to the beginning of the object met, which is pending then.
  package mutating func stayAtMet() {
    window.position = remembering.start
    expectation = .value
    (line, lineStart) = (remembering.line, remembering.lineStart)
    forgetKept(beyond: remembering.kept)
  }

  /// Where the pending object ends in the window, if it is what is remembered; `found` has the values then that are to be read
  /// again.
  private mutating func endOfRemembered(_ known: JSONNewlyRead) -> Int? {
    remembering.found.removeAll(keepingCapacity: true)
    var fingerprint = JSONFingerprint()
    var place = window.position
    for gap in known.gaps {
      let number = place + Int(gap.distance)
      guard number < window.end else { return nil }
      fingerprint.add(window, at: place, count: Int(gap.distance))
      guard let plain = plainInteger(at: number) else { return nil }
      if gap.field != JSONGap.noField {
        remembering.found.append((gap.field, number - Int(gap.insideValue)))
      }
      place = number + plain.digits
    }
    let tail = Int(known.remembered.tail)
    guard place + tail <= window.end else { return nil }
    fingerprint.add(window, at: place, count: tail)
    return fingerprint == known.remembered.fingerprint ? place + tail : nil
  }
}
