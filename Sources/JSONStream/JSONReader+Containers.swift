extension JSONReader {
  /// The kind of the pending value, which stays unread.
  ///
  /// - Throws: `unexpectedEnd` or `syntax` where no value begins there.
  package mutating func kind() throws(JSONError) -> JSONKind { try pendingKind() }

  /// Opens the pending object; its members come from `nextField(_:)` or `nextKey()`.
  ///
  /// - Throws: `mismatch` where the value is no object; `tooDeep` where as many containers are open as may be.
  package mutating func enterObject() throws(JSONError) {
    try expect(.object)
    try open(isObject: true)
  }

  /// Opens the pending array; its elements come from `nextElement()`.
  ///
  /// - Throws: `mismatch` where the value is no array; `tooDeep` where as many containers are open as may be.
  package mutating func enterArray() throws(JSONError) {
    try expect(.array)
    try open(isObject: false)
  }

  /// Passes over a line before the document that begins with `word`: what follows the word on it, repaired; `nil` where
  /// there is no such line. `word` must begin as no JSON does. A byte order mark before it is passed over.
  ///
  /// - Throws: `syntax` where a line begins as `word` does and goes on otherwise; `tooLarge` where the rest of it is
  ///   longer than a token may be.
  package mutating func passLine(beginningWith word: StaticString) throws(JSONError) -> String? {
    try require(expectation == .document, "passLine(beginningWith:) was called inside the document")
    try passByteOrderMark()
    guard try passWhiteSpace(), window.byte(at: window.position) == word.utf8Start[0] else { return nil }
    try pass(word, orFail: "a value is missing")
    return try restOfLine()
  }

  /// Passes over a line of text where a document, or a line that begins with `word`, could stand: the line, repaired; `nil`
  /// where one of these stands there, or nothing more.
  ///
  /// - Throws: `tooLarge` where the line is longer than a token may be.
  package mutating func passOtherLine(beforeLineBeginningWith word: StaticString) throws(JSONError) -> String?
  {
    try require(
      expectation == .document, "passOtherLine(beforeLineBeginningWith:) was called inside the document")
    guard try passWhiteSpace() else { return nil }
    switch window.byte(at: window.position) {
    case .openBrace, .openBracket, word.utf8Start[0]: return nil
    default: return try restOfLine()
    }
  }

  /// Whether nothing but white space follows where a document could stand.
  ///
  /// - Throws: `unreadable` where the source fails; what ended reading, where something has.
  package mutating func isAtEnd() throws(JSONError) -> Bool {
    try require(expectation == .document, "isAtEnd() was called inside the document")
    return try !passWhiteSpace()
  }

  /// What is left of the line, which the end of the input ends too.
  private mutating func restOfLine() throws(JSONError) -> String {
    window.mark = window.position
    while true {
      let byte = try byteOrEnd()
      if byte == .newline || (byte == 0 && window.position == window.end) { break }
      window.position += 1
      try checkTokenSize()
    }
    let line = window.bytes((window.mark ?? window.position)..<window.position)
    window.mark = nil
    return String(decoding: line, as: UTF8.self)
  }

  /// The next member whose key is one of the raw values of `F`; all others are skipped. Nil consumes the closing brace.
  ///
  /// - Throws: what is wrong with the document up to that member's value, in members that are skipped too.
  @inlinable
  package mutating func nextField<F>(_ fields: JSONFields<F>) throws(JSONError) -> F? {
    let index = try nextMember(of: fields.keys)
    return index < 0 ? nil : fields.fields[index]
  }

  /// As `nextField(_:)`, for objects of a list whose keys come in about the same order in each. `order` is that of one kind
  /// of object.
  ///
  /// - Throws: as that.
  @inlinable
  package mutating func nextField<F>(
    _ fields: JSONFields<F>, _ order: inout JSONKeyOrder
  ) throws(JSONError) -> F? {
    let index = try nextMember(of: fields.keys, &order)
    return index < 0 ? nil : fields.fields[index]
  }

  /// As `nextField(_:)`, but stops at the other members too, whose values are pending then.
  ///
  /// - Throws: what is wrong with the document up to that member's value.
  package mutating func nextMember<F>(_ fields: JSONFields<F>) throws(JSONError) -> JSONMember<F>? {
    try skipUnread()
    try require(nesting.isInObject, "nextMember(_:) was called outside an object")
    guard try openMember() else { return nil }
    let index = try matchKey(fields.keys)
    return index < 0 ? .other : .field(fields.fields[index])
  }

  /// The next member's key, whatever it is. Nil consumes the closing brace.
  ///
  /// - Throws: what is wrong with the document up to that member's value; `tooLarge` and `tooMuchToKeep` for the key.
  package mutating func nextKey() throws(JSONError) -> String? {
    try skipUnread()
    try require(nesting.isInObject, "nextKey() was called outside an object")
    guard try openMember() else { return nil }
    let text = try text()
    try keepText(length(of: text))
    let key = withBytes(of: text) { String(decoding: $0, as: UTF8.self) }
    try passColon()
    return key
  }

  /// Whether there is another element. False consumes the closing bracket.
  ///
  /// - Throws: what is wrong with the document up to that element.
  package mutating func nextElement() throws(JSONError) -> Bool {
    try skipUnread()
    try require(!nesting.isInObject && depth > 0, "nextElement() was called outside an array")
    return try openElement()
  }

  /// Skips what is left of every container opened deeper than `depth`: the way out after an error in mid-record.
  ///
  /// - Throws: what is wrong with what is skipped.
  package mutating func leave(to depth: Int) throws(JSONError) {
    if self.depth > depth { try skip(to: depth) }
  }

  /// Reads over what is left of the document, and makes sure that only white space follows: until then nobody knows
  /// whether the document is whole.
  ///
  /// - Throws: what is wrong with the rest; `moreAfterEnd` where something follows.
  package mutating func finish() throws(JSONError) {
    if depth > 0 || isValuePending { try skip(to: 0) }
    if try passWhiteSpace() { throw fail(.moreAfterEnd) }
  }

  /// As `finish()`, but where a line that begins with `word` follows, which is passed over as `passLine(beginningWith:)`
  /// does, another document is expected.
  ///
  /// - Throws: what is wrong with the rest; `moreAfterEnd` where something else follows; what
  ///   `passLine(beginningWith:)` throws.
  package mutating func finish(orPassLineBeginningWith word: StaticString) throws(JSONError) -> String? {
    if depth > 0 || isValuePending { try skip(to: 0) }
    guard try passWhiteSpace() else { return nil }
    guard window.byte(at: window.position) == word.utf8Start[0] else { throw fail(.moreAfterEnd) }
    expectation = .document
    return try passLine(beginningWith: word)
  }

  /// The index of the next member's key among `keys`, others being skipped; negative where the object ends.
  @usableFromInline
  mutating func nextMember(of keys: JSONKeys) throws(JSONError) -> Int {
    try skipUnread()
    try require(nesting.isInObject, "nextField(_:) was called outside an object")
    while try openMember() {
      let index = try matchKey(keys)
      if index >= 0 { return index }
      try skip(to: depth)
    }
    return -1
  }
}

extension JSONReader {
  /// As `nextMember(of:)`, looking first for the key that came here in the object before.
  @usableFromInline
  mutating func nextMember(of keys: JSONKeys, _ order: inout JSONKeyOrder) throws(JSONError) -> Int {
    try skipUnread()
    try require(nesting.isInObject, "nextField(_:_:) was called outside an object")
    order.resume(isFirst: expectation == .first)
    while true {
      let index: Int
      if let member = order.match(window) {
        pass(member.key)
        _ = try significantByte()
        expectation = .value
        index = member.index
        if index < 0, skipObject(like: member, order) { continue }
      } else {
        let start = offset
        guard try openMember() else { return -1 }
        index = try matchKey(keys)
        if start >= window.discarded {
          order.learn(window, from: start - window.discarded, index: index)
        } else {
          // A part of it is no longer in the window.
          order.pass()
        }
      }
      if index >= 0 { return index }
      let start = offset
      let isObject = window.byte(at: window.position) == .openBrace
      try skip(to: depth)
      if isObject, start >= window.discarded { order.learnObject(window, from: start - window.discarded) }
    }
  }
}

extension JSONReader {
  @inline(__always)
  mutating func skipUnread() throws(JSONError) {
    if expectation == .value { try skip(to: depth) }
  }

  mutating func open(isObject: Bool) throws(JSONError) {
    if depth >= limits.depth { throw fail(.tooDeep(limit: limits.depth)) }
    passInto(isObject: isObject)
  }

  /// Opens the pending container, at whatever depth.
  @inline(__always)
  mutating func passInto(isObject: Bool) {
    window.position += 1
    nesting.open(isObject: isObject)
    expectation = .first
  }

  @inline(__always)
  mutating func close() {
    window.position += 1
    nesting.close()
    expectation = .next
  }

  /// Moves behind the opening quotation mark of the next key. False consumes the closing brace.
  @inline(__always)
  mutating func openMember() throws(JSONError) -> Bool {
    var byte = try significantByte()
    if expectation == .next, byte == .comma {
      window.position += 1
      byte = try significantByte()
    } else if byte == .closeBrace {
      close()
      return false
    } else if expectation == .next {
      throw fail(.syntax("a comma or a closing brace is missing"))
    }
    guard byte == .quote else { throw fail(.syntax("a key is missing")) }
    window.position += 1
    return true
  }

  /// Moves to where the next element must begin. False consumes the closing bracket.
  @inline(__always)
  mutating func openElement() throws(JSONError) -> Bool {
    let byte = try significantByte()
    if byte == .closeBracket {
      close()
      return false
    }
    if expectation == .next {
      guard byte == .comma else { throw fail(.syntax("a comma or a closing bracket is missing")) }
      window.position &+= 1
      _ = try significantByte()
    }
    expectation = .value
    return true
  }

  /// Passes over the colon behind a key, to where the value must begin.
  @inline(__always)
  mutating func passColon() throws(JSONError) {
    guard try significantByte() == .colon else { throw fail(.syntax("a colon is missing")) }
    window.position &+= 1
    _ = try significantByte()
    expectation = .value
  }
}
