import Model
import Text

/// The states of a table's jobs, each combination of words understood once: a hundred thousand jobs share a handful.
struct SlurmJobStates {
  private var met: [(words: [SafeText], state: JobState, unknown: SafeText?)] = []

  /// More combinations than this do not come from Slurm; they are read, but not remembered.
  private static let limit = 32

  mutating func state(_ words: [SafeText], _ problems: inout RecordProblems) -> JobState {
    let meaning = met.first { $0.words == words } ?? understand(words)
    if let word = meaning.unknown {
      problems.noteOdd(SlurmJobField.jobState, expected: "a state that is known here", found: "“\(word)”")
    }
    return meaning.state
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
