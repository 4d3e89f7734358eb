import Entities
import Text

/// A candidate that was put into the prompt, and how the text was before it.
struct ChosenCandidate: Sendable {
  let former: TextField
  let offered: QueryCompletion
  /// Which of them.
  let index: Int
}

extension DashboardState {
  /// Puts the next of what could follow into the prompt, or with -1 the one before; from the last on the first. Where
  /// there is only one, the next key completes what comes behind it.
  mutating func complete(by steps: Int) {
    guard var prompt else { return }
    let offered = prompt.chosen?.offered ?? prompt.completion
    let former = prompt.chosen?.former ?? prompt.field
    let count = offered.candidates.count
    guard count > 0 else { return }
    let index = ((prompt.chosen?.index ?? (steps > 0 ? -1 : 0)) + steps + count) % count
    let candidate = offered.candidates[index]
    var field = former
    do throws(TextField.Refusal) {
      try field.replace(offered.place, with: candidate.text)
    } catch {
      self.prompt?.refusal = error.sentenceOfPrompt
      return
    }
    prompt.field = field
    prompt.recall = nil
    self.prompt = prompt
    readPrompt()
    let chosen = ChosenCandidate(former: former, offered: offered, index: index)
    self.prompt?.chosen = count > 1 ? chosen : nil
  }
}
