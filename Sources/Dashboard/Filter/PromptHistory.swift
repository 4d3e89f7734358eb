import Entities
import Text

/// The commands, and the filters of each kind of list, that were kept since the dashboard began: the newest first and
/// none twice.
struct PromptHistory: Sendable {
  private var texts: [Prompt.Purpose: [SafeText]] = [:]

  /// So many of each are remembered.
  static let most = 100

  subscript(purpose: Prompt.Purpose) -> [SafeText] { texts[purpose] ?? [] }

  mutating func add(_ text: SafeText, of purpose: Prompt.Purpose) {
    guard !text.isEmpty else { return }
    let older = self[purpose].filter { $0 != text }
    texts[purpose] = Array(([text] + older).prefix(Self.most))
  }
}

/// Where one is among what was kept before.
struct PromptRecall: Sendable {
  /// What was typed, which comes back behind the newest.
  let unfinished: TextField
  /// Which of the kept ones is in the prompt.
  let index: Int
}

extension DashboardState {
  /// Puts what was kept before the text of the prompt in its place; at the oldest nothing.
  mutating func recallOlder() {
    guard let prompt else { return }
    let kept = promptHistory[prompt.purpose]
    let shown = prompt.field.text
    let next = (prompt.recall?.index ?? -1) + 1
    // The prompt begins with what was kept last: that is no step.
    guard let index = kept.indices.dropFirst(next).first(where: { kept[$0] != shown }) else { return }
    let recall = PromptRecall(unfinished: prompt.recall?.unfinished ?? prompt.field, index: index)
    put(TextField(hasLines: false, kept[index]), recall)
  }

  /// Puts what was kept after it in its place; behind the newest, what was typed before.
  mutating func recallNewer() {
    guard let prompt, let recall = prompt.recall else { return }
    let kept = promptHistory[prompt.purpose]
    guard let index = kept.indices.prefix(recall.index).last(where: { kept[$0] != recall.unfinished.text })
    else { return put(recall.unfinished, nil) }
    put(
      TextField(hasLines: false, kept[index]), PromptRecall(unfinished: recall.unfinished, index: index))
  }

  private mutating func put(_ field: TextField, _ recall: PromptRecall?) {
    prompt?.field = field
    prompt?.recall = recall
    prompt?.chosen = nil
    readPrompt()
  }
}
