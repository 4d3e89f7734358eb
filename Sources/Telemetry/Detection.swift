package import JSONStream
import Text

/// Reads one telemetry document of whatever form, told by its content, in one pass. A line `CLUSTER: name` before it, which
/// Slurm's commands write with `-M`, names its cluster where the document does not; the answers of other clusters that
/// follow it behind such lines are in its `others`.
///
/// `names` says whether applicants' names are read; they are not, unless somebody asks for them. `isNamedJSON` says
/// whether the file's name ends so, and somebody expects records in it: then what has the form of an error is one.
/// Records that are what they were in `before`, an earlier version of it, are shared with that.
///
/// - Returns: what it holds; `nil` when it is valid JSON of no form that is known here.
/// - Throws: `json` where it is not valid JSON to its end; `producerFailed` when a producer wrote why it has no records;
///   for factorytop's own form also `schemaAfterRecords`, `unknownSchema` and `recordsMissing`. One odd field or record
///   is no error, nor is one cluster's error or silence among others' answers: see `Document.problem`, `skipped`.
/// - Complexity: linear in the bytes; memory holds the records that are kept, and nothing of what is skipped.
package func readDocument(
  _ json: inout JSONReader, names: ApplicantNames = .passedOver, isNamedJSON: Bool = true,
  before: Document? = nil
) throws(TelemetryError) -> Document? {
  guard let line = try passClusterLine(&json) else {
    let content = try readContent(&json, names, isNamedJSON: isNamedJSON, before: before)
    do throws(JSONError) { try json.finish() } catch { throw .json(error) }
    return try content.document()
  }
  var found: [Document] = []
  var answered: Set<SafeText?> = []
  var silent: [SafeText] = []
  /// Answers that there should be and that are not.
  var lost = 0
  var problem: SafeText?
  var next: String? = line
  while let line = next {
    let name = SlurmClusterLine.name(line)
    if let silence = try passSilence(&json), silence.next != nil || !found.isEmpty {
      silent.append("“\(name ?? "")”\(silence.text.map { " (“\($0)”)" } ?? "")")
      next = silence.next
      continue
    }
    do throws(TelemetryError) {
      // The answers of the version before, in the same order as a rule.
      let earlier = found.isEmpty ? before : before?.others.dropFirst(found.count - 1).first
      let content = try readContent(&json, names, isNamedJSON: isNamedJSON, before: earlier)
      do throws(JSONError) {
        next = try json.finish(orPassLineBeginningWith: SlurmClusterLine.word)
      } catch {
        next = nil
        throw .json(error)
      }
      guard var document = try content.document() else { continue }
      document.cluster = document.cluster ?? name
      if !answered.insert(document.cluster).inserted {
        let name = document.cluster ?? ""
        problem =
          problem ?? "it holds two answers of “\(name)”, of which the first counts; write a file for each"
      } else {
        found.append(document)
      }
    } catch {
      // One cluster that does not answer costs the others nothing, but for a disk that does not read on.
      if case .json(let why) = error {
        if found.isEmpty { throw error }
        if case .unreadable = why.reason { throw error }
        next = nil
      }
      guard next != nil || !found.isEmpty else { throw error }
      lost += 1
      problem = problem ?? "of “\(name ?? "")” it \(error.explanation)"
    }
  }
  guard var document = found.first else { return nil }
  if !silent.isEmpty {
    lost += silent.count
    let others: SafeText = silent.count > 3 ? " and \(silent.count - 3) more" : ""
    let told: SafeText =
      "it has no answer of \(silent.prefix(3).joined(separator: ", "))\(others); run the command for \(silent.count == 1 ? "that cluster" : "these clusters") by hand"
    problem = problem.map { "\(told); \($0)" } ?? told
  }
  document.skipped += lost
  document.problem = [problem, document.problem].compactMap(\.self).reduce(nil) { told, one in
    told.map { "\($0); \(one)" } ?? one
  }
  document.others = Array(found.dropFirst())
  return document
}

/// Passes over what stands in an answer's place behind a line that names its cluster: the first line of it, if there is
/// text, and the next cluster's line, `nil` at the end. `nil` where an answer follows.
private func passSilence(
  _ json: inout JSONReader
) throws(TelemetryError) -> (text: SafeText?, next: String?)? {
  do throws(JSONError) {
    var text: SafeText?
    while let line = try json.passOtherLine(beforeLineBeginningWith: SlurmClusterLine.word) {
      text = text ?? SafeText(untrusted: line).truncated(toWidth: 80)
    }
    if let next = try json.passLine(beginningWith: SlurmClusterLine.word) { return (text, next) }
    return try json.isAtEnd() ? (text, nil) : nil
  } catch {
    throw .json(error)
  }
}

private func passClusterLine(_ json: inout JSONReader) throws(TelemetryError) -> String? {
  do throws(JSONError) {
    return try json.passLine(beginningWith: SlurmClusterLine.word)
  } catch {
    throw .json(error)
  }
}

private func readContent(
  _ json: inout JSONReader, _ names: ApplicantNames, isNamedJSON: Bool, before: Document?
) throws(TelemetryError) -> DocumentContent {
  var content = DocumentContent(names: names, isNamedJSON: isNamedJSON, before: before)
  do throws(JSONError) {
    try content.read(&json)
  } catch {
    throw .json(error)
  }
  return content
}

/// One form of telemetry while a document is read that may be of it: it takes the top-level keys that it has, in any
/// order, and tells in the end whether what they held is its own.
///
/// No two forms take the same key, because what a key holds can be read once only. factorytop's own form has keys of
/// the others' too, and says first that it is the own form (`NativeOpening`).
protocol DocumentForm {
  associatedtype TopField: RawRepresentable<String>

  /// Reads, or leaves to be skipped, what a key holds.
  mutating func read(_ field: TopField, _ json: inout JSONReader) throws(JSONError)
  /// The document; `nil` when nothing that it holds is this form's own.
  func document() throws(TelemetryError) -> Document?
}

extension DocumentForm {
  /// Whether the key is one of this form's, whose value has then been read.
  fileprivate mutating func take(_ key: String, _ json: inout JSONReader) throws(JSONError) -> Bool {
    guard let field = TopField(rawValue: key) else { return false }
    try read(field, &json)
    return true
  }
}

/// What a document has shown of itself so far. Slurm's newer forms say who they are behind their records, so those are
/// read before it is known whose they are.
private struct DocumentContent {
  private let names: ApplicantNames
  private let before: Document?
  private var own: Result<Document, TelemetryError>?
  private var slurm: SlurmAnswer
  private var prometheus = PrometheusAnswer()
  private var onDemand = OnDemandDocument()
  private var page: WaldurPage
  private let isNamedJSON: Bool
  private var list: Document?
  /// The first of the sentences that stand in place of a list.
  private var complaint: SafeText?

  init(names: ApplicantNames, isNamedJSON: Bool, before: Document?) {
    self.names = names
    self.before = before
    self.isNamedJSON = isNamedJSON
    slurm = SlurmAnswer(before: before)
    page = WaldurPage(names, isNamedJSON: isNamedJSON)
  }

  func document() throws(TelemetryError) -> Document? {
    if let own { return try own.get() }
    if let document = try slurm.document() { return document }
    if let document = try prometheus.document() { return document }
    if let document = onDemand.document() { return document }
    if let document = try page.document() ?? list { return document }
    if let complaint, isNamedJSON { throw .producerFailed(complaint) }
    if let failure = slurm.failure, !page.hasOther { throw .producerFailed(failure) }
    return nil
  }

  mutating func read(_ json: inout JSONReader) throws(JSONError) {
    switch try json.kind() {
    case .object: try readObject(&json)
    case .array: (list, complaint) = try WaldurListReader.answer(&json, names)
    case .string, .number, .bool, .null: try json.skip()
    }
  }

  private mutating func readObject(_ json: inout JSONReader) throws(JSONError) {
    var opening = NativeOpening()
    try json.enterObject()
    while let key = try json.nextKey() {
      if try opening.take(key, &json) {
        guard let schema = opening.schema else { continue }
        return try readOwn(schema, opening, &json)
      }
      if try slurm.take(key, &json) { continue }
      if try prometheus.take(key, &json) { continue }
      if try onDemand.take(key, &json) { continue }
      if try page.take(key, &json) { continue }
      slurm.noteOther(key, try json.kind())
      try page.readOther(key, &json)
    }
  }

  private mutating func readOwn(
    _ schema: SafeText, _ opening: NativeOpening, _ json: inout JSONReader
  ) throws(JSONError) {
    if let records = opening.records {
      own = .failure(.schemaAfterRecords(field: SafeText(untrusted: records.rawValue)))
    } else {
      do throws(TelemetryError) {
        own = .success(
          try NativeDocument.read(
            schema: schema, head: opening.head, names: names, earlier: before?.content, &json))
      } catch {
        own = .failure(error)
      }
    }
    // Whatever was wrong with the form, JSON that is torn further on counts more: the reader says so again here.
    try json.leave(to: 0)
  }
}
