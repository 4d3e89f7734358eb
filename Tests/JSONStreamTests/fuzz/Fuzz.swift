/// libFuzzer's entry: two bytes choose how to read, the rest is the document. Built by `run` together with the sources
/// of JSONStream.
///
/// What must hold for every input, beyond memory safety: the window's size changes nothing; skipping refuses what
/// reading refuses, with the same error; a walk that leaves some values unread ends in the same way; strings that are
/// handed out are UTF-8.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count >= 2 else { return 0 }
  let windowBytes = 1 + Int(data[0] & 31)
  let choices = data[1]
  let document = Array(UnsafeBufferPointer(start: data + 2, count: count - 2))
  let limits = JSONLimits(depth: choices & 1 == 0 ? 64 : 5, token: choices & 2 == 0 ? 64 << 20 : 12)

  let whole = Outcome(document, limits, windowBytes: document.count + 1) { reader throws(JSONError) in
    try digest(&reader, leaving: 0)
  }
  let windowed = Outcome(document, limits, windowBytes: windowBytes) { reader throws(JSONError) in
    try digest(&reader, leaving: 0)
  }
  expect(whole == windowed, "reading depends on the window", whole, windowed)

  let skipped = Outcome(document, limits, windowBytes: windowBytes) { reader throws(JSONError) in
    try reader.skip()
    return 0
  }
  expect(
    whole.isBeyondLimit || (whole.error == skipped.error && whole.end == skipped.end),
    "skipping and reading do not agree", whole, skipped)

  let partly = Outcome(document, limits, windowBytes: windowBytes) { reader throws(JSONError) in
    try digest(&reader, leaving: choices | 4)
  }
  expect(
    whole.isBeyondLimit || partly.isBeyondLimit || (whole.error == partly.error && whole.end == partly.end),
    "what is left unread changes the outcome", whole, partly)

  let unread = Outcome(document, limits, windowBytes: windowBytes) { _ throws(JSONError) in 0 }
  expect(
    skipped.error == unread.error && skipped.end == unread.end, "finishing is not skipping", skipped, unread)

  let picked = Outcome(document, limits, windowBytes: windowBytes, pick)
  let pickedWhole = Outcome(document, limits, windowBytes: document.count + 1, pick)
  expect(picked == pickedWhole, "looking up keys depends on the window", picked, pickedWhole)
  return 0
}

/// How reading a document ended.
struct Outcome: Equatable {
  var digest: UInt64 = 0
  var error: JSONError?
  var end = 0
  var repairs = 0

  init(
    _ document: [UInt8], _ limits: JSONLimits, windowBytes: Int,
    _ read: (inout JSONReader) throws(JSONError) -> UInt64
  ) {
    var reader = JSONReader(bytes: document, limits: limits, windowBytes: windowBytes)
    do {
      digest = try read(&reader)
      try reader.finish()
    } catch {
      self.error = error
    }
    end = reader.offset
    repairs = reader.repairs
    // An error is final.
    if let error, error.isRecoverable == false {
      do {
        try reader.leave(to: 0)
        try reader.finish()
        preconditionFailure("reading went on after \(error)")
      } catch {
        expect(error == self.error, "another error followed the first", self, self)
      }
    }
  }

  /// What is skipped has no limits.
  var isBeyondLimit: Bool {
    switch error?.reason {
    case .tooLarge, .tooDeep: true
    default: false
    }
  }
}

func expect(_ holds: Bool, _ claim: String, _ one: Outcome, _ other: Outcome) {
  if !holds { preconditionFailure("\(claim): \(one) \(other)") }
}

func mix(_ digest: inout UInt64, _ value: UInt64) { digest = (digest ^ value) &* 0x100_0000_01B3 }

func mix(_ digest: inout UInt64, _ text: String) {
  for byte in text.utf8 { mix(&digest, UInt64(byte)) }
  mix(&digest, 0x1FF)
}

/// Reads a value and folds it; where bits of `leaving` say so, leaves values unread or containers in the middle.
func digest(_ reader: inout JSONReader, leaving: UInt8) throws(JSONError) -> UInt64 {
  var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  switch try reader.kind() {
  case .null: try reader.null()
  case .bool: mix(&digest, try reader.bool() ? 1 : 2)
  case .number: mix(&digest, "\(try reader.number())")
  case .string:
    let text = try reader.withStringBytes { bytes in String(validating: bytes, as: UTF8.self) }
    guard let text else { preconditionFailure("a string was handed out that is not UTF-8") }
    mix(&digest, text)
  case .array:
    let depth = reader.depth
    var index: UInt8 = 0
    try reader.enterArray()
    while try reader.nextElement() {
      index &+= 1
      if leaving & 4 != 0, leaving &+ index &* 37 > 128 { continue }
      mix(&digest, try JSONStreamFuzz.digest(&reader, leaving: leaving))
      if leaving & 4 != 0, leaving &+ index &* 91 > 200 {
        try reader.leave(to: depth)
        break
      }
    }
    mix(&digest, 3)
  case .object:
    let depth = reader.depth
    var index: UInt8 = 0
    try reader.enterObject()
    while let key = try reader.nextKey() {
      mix(&digest, key)
      index &+= 1
      if leaving & 4 != 0, leaving &+ index &* 37 > 128 { continue }
      mix(&digest, try JSONStreamFuzz.digest(&reader, leaving: leaving))
      if leaving & 4 != 0, leaving &+ index &* 91 > 200 {
        try reader.leave(to: depth)
        break
      }
    }
    mix(&digest, 4)
  }
  return digest
}

enum Field: String, CaseIterable {
  case a, jobs, number
  case eligibleTime = "eligible_time"
  case longer = "longer_than_sixteen_bytes"
}
let fields = JSONFields<Field>()

/// Reads wanted members as numbers; those that are none stay unread.
func pick(_ reader: inout JSONReader) throws(JSONError) -> UInt64 {
  var digest: UInt64 = 0
  do {
    try reader.enterObject()
  } catch {
    guard error.isRecoverable else { throw error }
    try reader.skip()
    return 1
  }
  while let field = try reader.nextField(fields) {
    mix(&digest, field.rawValue)
    do {
      mix(&digest, "\(try reader.number())")
    } catch {
      guard error.isRecoverable else { throw error }
    }
  }
  return digest
}
