import JSONStream
import Model
import Text

/// Fields of a record, read leniently: what is of no use is noted with its name, and unknown.
extension JSONReader {
  /// A count, an ID or a priority; `nil` when unset or odd.
  mutating func slurmCount<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Int64? {
    problems.count(try slurmNumber(), of: field)
  }

  /// A count of things that there are: 32 bits hold it.
  mutating func slurmCount32<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Int32? {
    guard let count = try slurmCount(field, &problems) else { return nil }
    if let count = Int32(exactly: count) { return count }
    problems.noteOdd(field, expected: "a count", found: "\(count)")
    return nil
  }

  /// Seconds since 1970; Slurm writes 0 for never. RFC 3339 has no years of five digits, and neither has Slurm.
  mutating func slurmTime<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Timestamp? {
    problems.time(try slurmNumber(), of: field)
  }

  /// Minutes; Slurm says `UNLIMITED` by an infinite number.
  mutating func slurmTimeLimit<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> TimeLimit {
    switch try slurmNumber() {
    case .value(let minutes):
      if let minutes = UInt32(exactly: minutes) { return .minutes(minutes) }
      problems.noteOdd(field, expected: "a number of minutes", found: "\(minutes)")
    case .infinite: return .unlimited
    case .unset: break
    case .notANumber, .bareInfinity: problems.noteNotANumber()
    case .odd(let found): problems.noteOdd(field, expected: "a number of minutes", found: found)
    }
    return .unknown
  }

  /// A text; `nil` when it is empty, a word for no value, or odd.
  mutating func slurmText<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> SafeText? {
    switch try slurmText() {
    case .value(let text): return text
    case .odd(let found):
      problems.noteOdd(field, expected: "text", found: found)
      return nil
    }
  }

  /// A text that repeats from record to record.
  mutating func slurmSymbol<Field: RawRepresentable<String>>(
    _ field: Field, _ symbols: inout SymbolInterner, _ problems: inout RecordProblems
  ) throws(JSONError) -> Symbol {
    switch try kind() {
    case .string:
      return try withStringBytes { SlurmText.isNoValue($0) ? .empty : symbols.intern($0) }
    case .null:
      try null()
    case .object, .array, .number, .bool:
      problems.noteOdd(field, expected: "text", found: try consumeUnusable())
    }
    return .empty
  }

  /// A list of names in one text, of nodes or of partitions, which may be long; empty when it is longer than any.
  mutating func slurmNames<Field: RawRepresentable<String>>(
    _ field: Field, _ symbols: inout SymbolInterner, _ problems: inout RecordProblems
  ) throws(JSONError) -> Symbol {
    guard try kind() == .string else { return try slurmSymbol(field, &symbols, &problems) }
    let symbol = try withStringBytes { bytes -> Symbol? in
      if SlurmText.isNoValue(bytes) { return .empty }
      return bytes.count <= HostList.longest ? symbols.intern(bytes, keeping: HostList.longest) : nil
    }
    if symbol == nil { problems.noteLongNames(of: field) }
    return symbol ?? .empty
  }

  /// A list of nodes in one text, which may be long; `nil` when there is none, or one longer than any.
  mutating func slurmHostList<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> SafeText? {
    guard try kind() == .string else { return try slurmText(field, &problems) }
    let (list, isTooLong) = try withStringBytes { bytes -> (SafeText?, Bool) in
      if bytes.isEmpty || SlurmText.isNoValue(bytes) { return (nil, false) }
      let isTooLong = bytes.count > HostList.longest
      return (isTooLong ? nil : SafeText(untrusted: bytes, keeping: HostList.longest), isTooLong)
    }
    if isTooLong { problems.noteLongNames(of: field) }
    return list
  }

  /// A list of texts, or one text in Slurm's older forms; empty when odd.
  mutating func slurmTexts<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> [SafeText] {
    switch try slurmTexts() {
    case .value(let texts): return texts
    case .odd(let found):
      problems.noteOdd(field, expected: "a list of texts", found: found)
      return []
    }
  }

  /// A list of names as it stands, or as one text with commas; empty when it says that there is none, as `["(null)"]` does
  /// too; `nil` when it is `null` or odd.
  mutating func slurmList<Field: RawRepresentable<String>>(
    of field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> [SafeText]? {
    let isTold = try kind() == .array
    let before = problems.oddFields
    let texts = try slurmTexts(field, &problems).flatMap { text -> [SafeText] in
      guard text.shown.contains(",") else { return [text] }
      return (text.original ?? text.shown).split(separator: ",").map { SafeText(untrusted: String($0)) }
    }.filter { !$0.isEmpty && !SlurmText.isNoValue($0) }
    return texts.isEmpty && (!isTold || problems.oddFields > before) ? nil : texts
  }

  /// A string of resources; `nil` when `null` or odd. `look` sees the string too.
  mutating func slurmGres<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems,
    look: (Gres, UnsafeRawBufferPointer) -> Void = { _, _ in }
  ) throws(JSONError) -> Gres? {
    switch try kind() {
    case .string:
      let gres = try withStringBytes { bytes in
        let gres = Gres(bytes)
        look(gres, bytes)
        return gres
      }
      problems.noteOdd(gres, of: field)
      return gres
    case .null:
      try null()
    case .object, .array, .number, .bool:
      problems.noteOdd(field, expected: "text", found: try consumeUnusable())
    }
    return nil
  }
}

extension RecordProblems {
  /// A count, an ID or a priority, of a number that was read; `nil` when unset or odd.
  mutating func count<Field: RawRepresentable<String>>(
    _ number: SlurmNumber, of field: Field, expected: @autoclosure () -> SafeText = "a count"
  ) -> Int64? {
    switch number {
    case .value(let value) where value >= 0: return value
    case .value(let value): noteOdd(field, expected: expected(), found: "\(value)")
    case .odd(let found): noteOdd(field, expected: expected(), found: found)
    case .notANumber, .bareInfinity: noteNotANumber()
    case .infinite, .unset: break
    }
    return nil
  }

  /// A time, as `slurmTime` reads it.
  mutating func time<Field: RawRepresentable<String>>(_ number: SlurmNumber, of field: Field) -> Timestamp? {
    guard let seconds = count(number, of: field, expected: "a time"), seconds > 0 else { return nil }
    if seconds <= 253_402_300_799 { return Timestamp(secondsSince1970: seconds) }
    noteOdd(field, expected: "a time", found: "\(seconds)")
    return nil
  }

  /// Notes resources of which an entry of GPUs cannot be read.
  mutating func noteOdd<Field: RawRepresentable<String>>(_ gres: Gres, of field: Field) {
    guard gres.isOdd else { return }
    let found: SafeText =
      gres.isMiscased ? "text with “gpu” in capitals, another name to Slurm" : "text without a count of GPUs"
    noteOdd(field, expected: "a list of resources", found: found)
  }

  /// Notes a list of names that is longer than any.
  mutating func noteLongNames<Field: RawRepresentable<String>>(of field: Field) {
    noteOdd(field, expected: "a list of names", found: "a text of more than \(HostList.longest) bytes")
  }

  /// `noteOdd` for a field of an enumeration of keys.
  mutating func noteOdd<Field: RawRepresentable<String>>(
    _ field: Field, expected: SafeText, found: SafeText
  ) {
    noteOdd(field: SafeText(untrusted: field.rawValue), expected: expected, found: found)
  }
}
