package import Text

/// What is odd about a document's records: counted, and the first oddity named.
///
/// One odd field costs that field; a record that cannot be told from others is skipped; the rest is kept.
package struct RecordProblems: Sendable {
  /// Records that could not be read.
  package private(set) var skipped = 0
  /// Fields whose value was of no use, in records that were kept or skipped.
  package private(set) var oddFields = 0
  /// How often something was noted, of any kind: a record that noted nothing is like one that was never read here.
  private(set) var notes = 0
  private var first: SafeText?
  /// Numbers that are `NaN` or `Infinity`.
  private var notNumbers = 0
  /// Job arrays whose list of tasks is cut.
  private var cutArrays = 0
  /// Limits of GPUs of one type, of which no budget is made, and the first of them in words.
  private var typedLimits = 0
  private var namedTypedLimits: [SafeText] = []
  /// Records whose state has a word that no Slurm writes, or none, and the first of them in words.
  private var unknownStates = 0
  private var firstUnknownState: SafeText?
  /// Parts and shares of GPUs that no node counts as its GPUs, the nodes that have some, and the jobs.
  private var slices = 0
  private var shares = 0
  private var nodesWithParts: Set<SafeText> = []
  private var jobsWithParts = 0
  /// The first odd field of the present record, whose name may still be to come.
  private var pending: SafeText?
  /// What stands in the present record's place for a state.
  private var pendingState: SafeText?

  package init() {}

  /// Counts a field whose value is of no use. `expected` such as `a count`, `found` such as `text`.
  package mutating func noteOdd(field: SafeText, expected: SafeText, found: SafeText) {
    oddFields += 1
    notes += 1
    if first == nil, pending == nil { pending = "“\(field)” is \(found), not \(expected)" }
  }

  /// Counts a number that is `NaN` or `Infinity`, and unknown.
  package mutating func noteNotANumber() {
    notNumbers += 1
    notes += 1
  }

  /// Counts a job array whose list of tasks Slurm cut: nothing is odd about it, but somebody may want all.
  package mutating func noteCutArray() {
    cutArrays += 1
    notes += 1
  }

  /// Counts a limit in `GrpTRESMins` of GPUs of one type: nothing is odd about it, but it is not counted. `limit` such as
  /// `gres/gpu:a100 of account acme`.
  package mutating func noteTypedLimit(_ limit: SafeText) {
    typedLimits += 1
    notes += 1
    if namedTypedLimits.count < 4 { namedTypedLimits.append(limit) }
  }

  /// Counts parts of GPUs, such as MIG slices, and shares of them (`shard`, `mps`), once a node: nothing is odd about
  /// them, but somebody may look for them among the GPUs.
  package mutating func noteParts(_ parts: (slices: Int, shares: Int), of node: SafeText) {
    if parts.slices + parts.shares > 0 { notes += 1 }
    guard parts.slices + parts.shares > 0, nodesWithParts.insert(node).inserted else { return }
    slices += parts.slices
    shares += parts.shares
  }

  /// Counts a job that has such, or asks for them.
  package mutating func noteJobWithParts() {
    jobsWithParts += 1
    notes += 1
  }

  /// Counts a record whose state is not known here. `found` such as `“HAUNTED”` or `no word`.
  package mutating func noteUnknownState(_ found: SafeText) {
    unknownStates += 1
    notes += 1
    if firstUnknownState == nil { pendingState = pendingState ?? found }
  }

  /// Counts something in a record that is a record of its own, such as a node of a row, and could not be read. `why` is a
  /// clause, such as `“nodes” has a number in it, not the name of a node`.
  package mutating func noteLost(_ why: @autoclosure () -> SafeText) {
    skipped += 1
    notes += 1
    if first == nil, pending == nil { pending = why() }
  }

  /// Ends a record that is kept, so that its odd fields are named with it. `record` such as `node gpu07`.
  package mutating func endRecord(_ record: @autoclosure () -> SafeText) {
    if let pendingState { nameUnknownState(pendingState, of: record()) }
    guard let pending else { return }
    first = "\(record()): \(pending)"
    self.pending = nil
  }

  private mutating func nameUnknownState(_ found: SafeText, of record: SafeText) {
    firstUnknownState = "\(record) (\(found))"
    pendingState = nil
  }

  /// Ends a record that is skipped. `record` such as `record 12 of “nodes”`, `why` such as `it has no name`.
  package mutating func skipRecord(_ record: SafeText, why: SafeText) {
    skipped += 1
    notes += 1
    if let pendingState { nameUnknownState(pendingState, of: record) }
    if first == nil { first = "\(record): \(pending ?? why), and the record is skipped" }
    pending = nil
  }

  /// One sentence: the first problem, and how many there are beside it; how many states are not known; and what to do
  /// about lists that are cut and limits that are not counted. `nil` when there is none of these.
  package var sentence: SafeText? {
    let parts = [firstAndMore, aboutNotNumbers, aboutUnknownStates, aboutCutArrays, aboutTypedLimits]
      .compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// Which parts of GPUs are none, for those who look for them; `nil` where there are none.
  package var remark: SafeText? {
    let parts = [aboutParts, aboutJobsWithParts].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private var firstAndMore: SafeText? {
    guard let first else { return nil }
    let others = skipped + oddFields - 1
    return others > 0 ? "\(first) (and \(others) more)" : first
  }

  private var aboutNotNumbers: SafeText? {
    guard notNumbers > 0 else { return nil }
    return notNumbers == 1
      ? "1 number is NaN or Infinity, and unknown" : "\(notNumbers) numbers are NaN or Infinity, and unknown"
  }

  private var aboutUnknownStates: SafeText? {
    guard unknownStates > 0 else { return nil }
    let named: SafeText = firstUnknownState.map { ", such as \($0)" } ?? ""
    let records: SafeText = unknownStates == 1 ? "1 record has" : "\(unknownStates) records have"
    return "\(records) a state that is not known here\(named)"
  }

  private var aboutParts: SafeText? {
    guard !nodesWithParts.isEmpty else { return nil }
    var kinds: [SafeText] = []
    if slices > 0 {
      kinds.append("\(slices) \(slices == 1 ? "slice" : "slices") (MIG or compute partitions)")
    }
    if shares > 0 { kinds.append("\(shares) \(shares == 1 ? "share" : "shares") (shard or mps)") }
    let nodes: SafeText = nodesWithParts.count == 1 ? "1 node" : "\(nodesWithParts.count) nodes"
    let verb: SafeText = slices + shares == 1 ? "is" : "are"
    return "\(kinds.joined(separator: " and ")) of \(nodes) \(verb) not counted as GPUs"
  }

  private var aboutJobsWithParts: SafeText? {
    guard jobsWithParts > 0 else { return nil }
    let jobs: SafeText = jobsWithParts == 1 ? "1 job has or asks" : "\(jobsWithParts) jobs have or ask"
    return "\(jobs) for slices or shares of GPUs, which are not counted as GPUs"
  }

  private var aboutTypedLimits: SafeText? {
    guard typedLimits > 0 else { return nil }
    let others = typedLimits - namedTypedLimits.count
    let more: SafeText = others > 0 ? " and \(others) more" : ""
    return
      "GrpTRESMins of one type of GPU is not counted, because a budget is of all types (\(namedTypedLimits.joined(separator: ", "))\(more)); set GrpTRESMins=gres/gpu for a budget"
  }

  private var aboutCutArrays: SafeText? {
    guard cutArrays > 0 else { return nil }
    let arrays: SafeText = cutArrays == 1 ? "an array" : "\(cutArrays) arrays"
    return
      "Slurm cut the list of tasks of \(arrays), so that tasks are lower bounds; give the command, or slurmrestd, SLURM_BITSTR_LEN=0 in its environment"
  }
}
