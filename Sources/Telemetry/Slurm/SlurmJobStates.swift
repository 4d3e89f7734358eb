import JSONStream
import Model
import Text

/// The states of a table's jobs, each combination of words understood once: a hundred thousand jobs share a handful.
struct SlurmJobStates {
  private var met: [(words: [SafeText], state: JobState, unknown: SafeText?)] = []

  /// More combinations than this do not come from Slurm; they are read, but not remembered.
  private static let limit = 32

  /// Reads `job_state`; unknown without a word that some Slurm writes.
  mutating func state(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> JobState {
    switch try json.slurmTexts() {
    case .value(let words):
      let meaning = met.first { $0.words == words } ?? understand(words)
      if words.isEmpty { problems.noteUnknownState("no word") }
      if let word = meaning.unknown { problems.noteUnknownState("“\(word.truncated(toWidth: 40))”") }
      return meaning.state
    case .odd(let found):
      problems.noteUnknownState(found)
      return JobState(.unknown)
    }
  }

  private mutating func understand(_ words: [SafeText]) -> (
    words: [SafeText], state: JobState, unknown: SafeText?
  ) {
    var unknown: [SafeText] = []
    let state = JobState(slurmWords: words, unknown: &unknown)
    let meaning = (words: words, state: state, unknown: unknown.first)
    if met.count < Self.limit { met.append(meaning) }
    return meaning
  }
}
