import JSONStream
import Model
import Text

/// What the node records of one answer have in common, read and made once: a machine has thousands of nodes, and few
/// different partitions, states, resources and reasons.
struct SlurmNodeTexts {
  /// Of number objects, of `energy`, and of the number objects in that.
  var numberOrder = JSONKeyOrder()
  var energyOrder = JSONKeyOrder()
  var wattsOrder = JSONKeyOrder()
  private var texts = RepeatedBytes<SafeText>()
  private var states = RepeatedBytes<NodeState.Word>()
  private var configured = RepeatedBytes<(gres: Gres, type: SafeText?)>()
  private var used = RepeatedBytes<(gres: Gres, indices: [Int]?)>()
  private var tres = RepeatedBytes<Gres>()
  private var reasons = RepeatedBytes<SlurmNodeReason>()
  /// Lists of partitions, each with the places of its names in `texts`; the last one met comes first.
  private var lists: [(places: [Int], names: [SafeText])] = []
  private var places: [Int] = []

  /// A text; `nil` when it is empty, a word for no value, or odd.
  mutating func text<Field: RawRepresentable<String>>(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> SafeText? {
    guard try json.kind() == .string else { return try json.slurmText(field, &problems) }
    return try json.withStringBytes { bytes in
      bytes.isEmpty || SlurmText.isNoValue(bytes)
        ? nil : texts.value(of: bytes) { SafeText(untrusted: $0) }
    }
  }

  /// Why a node is out of service, and who says so.
  mutating func reason<Field: RawRepresentable<String>>(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> SlurmNodeReason? {
    guard try json.kind() == .string else {
      return try json.slurmText(field, &problems).map(SlurmNodeReason.init)
    }
    return try json.withStringBytes { bytes in
      bytes.isEmpty || SlurmText.isNoValue(bytes)
        ? nil : reasons.value(of: bytes) { SlurmNodeReason(SafeText(untrusted: $0)) }
    }
  }

  /// Words for a state: a list, or one word in Slurm's older forms.
  ///
  /// - Returns: what stands in a word's place, or in the list's; `nil` where there is nothing but words, or `null`.
  mutating func words(
    _ json: inout JSONReader, into state: inout NodeState.Words
  ) throws(JSONError) -> SafeText? {
    switch try json.kind() {
    case .string: try word(&json, into: &state)
    case .array:
      let before = state
      var count = 0
      var odd: SafeText?
      try json.enterArray()
      while try json.nextElement() {
        guard try json.kind() == .string else {
          let found = try json.consumeUnusable()
          odd = odd ?? "a list with \(found) in it"
          continue
        }
        count += 1
        if count <= longestListOfTexts { try word(&json, into: &state) }
      }
      guard count > longestListOfTexts else { return odd }
      state = before
      return "a list of more than \(longestListOfTexts) texts"
    case .null: try json.null()
    case .object, .number, .bool: return try json.consumeUnusable()
    }
    return nil
  }

  private mutating func word(_ json: inout JSONReader, into state: inout NodeState.Words) throws(JSONError) {
    try json.withStringBytes { bytes in
      state.add(states.value(of: bytes) { NodeState.Word(SafeText(untrusted: $0)) })
    }
  }

  /// A list of names, empty when it says that there is none; `nil` when it is `null` or odd. Nodes of the same partitions
  /// share the list.
  mutating func names<Field: RawRepresentable<String>>(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> [SafeText]? {
    guard try json.kind() == .array else { return try json.slurmList(of: field, &problems) }
    places.removeAll(keepingCapacity: true)
    var odd: SafeText?
    var isTooLong = false
    var unkept: [SafeText] = []
    try json.enterArray()
    while try json.nextElement() {
      guard try json.kind() == .string else {
        let found = try json.consumeUnusable()
        odd = odd ?? found
        continue
      }
      guard places.count + unkept.count < longestListOfTexts else {
        isTooLong = true
        continue
      }
      try json.withStringBytes { bytes in
        if bytes.isEmpty || SlurmText.isNoValue(bytes) { return }
        if unkept.isEmpty, let place = texts.index(of: bytes, make: { SafeText(untrusted: $0) }) {
          places.append(place)
        } else {
          unkept.append(SafeText(untrusted: bytes))
        }
      }
    }
    if odd != nil || isTooLong {
      let found: SafeText =
        odd.map { "a list with \($0) in it" } ?? "a list of more than \(longestListOfTexts) texts"
      problems.noteOdd(field, expected: "a list of texts", found: found)
      return nil
    }
    if !unkept.isEmpty { return places.map { texts.values[$0] } + unkept }
    return sharedList()
  }

  /// The names at `places`.
  private mutating func sharedList() -> [SafeText] {
    if places.isEmpty { return [] }
    if let known = lists.firstIndex(where: { $0.places == places }) {
      if known > 0 { lists.swapAt(0, known) }
      return lists[0].names
    }
    let names = places.map { texts.values[$0] }
    // Machines have few such lists; where there are many, sharing them is not worth looking through them.
    if lists.count < 32 { lists.append((places, names)) }
    return names
  }

  /// `gres`, with the type that most of the GPUs are of.
  mutating func configured(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> (gres: Gres, type: SafeText?)? {
    guard try json.kind() == .string else {
      return try json.slurmGres(SlurmNodeField.gres, &problems).map { ($0, nil) }
    }
    let read = try json.withStringBytes { bytes in
      configured.value(of: bytes) { bytes in
        let gres = Gres(bytes)
        return (gres, gres.typeName(in: bytes))
      }
    }
    problems.noteOdd(read.gres, of: SlurmNodeField.gres)
    return read
  }

  /// `gres_used`, with the numbers of the GPUs in use. Slurm numbers parts of GPUs among the GPUs: where there are any,
  /// its numbers are not the GPUs'.
  mutating func used(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> (gres: Gres, indices: [Int]?)? {
    guard try json.kind() == .string else {
      return try json.slurmGres(SlurmNodeField.gresUsed, &problems).map { ($0, nil) }
    }
    let read = try json.withStringBytes { bytes in
      used.value(of: bytes) { bytes in
        let gres = Gres(bytes)
        return (gres, gres.namesParts ? nil : GresIndices.ofGPUs(in: bytes))
      }
    }
    problems.noteOdd(read.gres, of: SlurmNodeField.gresUsed)
    return read
  }

  /// `tres` or `tres_used`.
  mutating func tres(
    _ field: SlurmNodeField, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> Gres? {
    guard try json.kind() == .string else { return try json.slurmGres(field, &problems) }
    let gres = try json.withStringBytes { bytes in tres.value(of: bytes) { Gres($0) } }
    problems.noteOdd(gres, of: field)
    return gres
  }
}
