package import Model
package import Screen

/// What reaches the dashboard from a person.
package enum Input: Hashable, Sendable {
  /// `isAlone` tells that nothing else came with it, as when somebody presses one key. What arrives in a burst may be
  /// text that was pasted on a terminal which does not mark pastes.
  case key(Key, isAlone: Bool)
  case paste(String)
}

extension DashboardState {
  /// The one way in for what a person does; returns what the loop has to do outside the state.
  ///
  /// While a filter is typed, keys and pastes are text. A paste into a list does nothing.
  package mutating func take(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
    let isTyping = prompt != nil && overlay == nil
    switch input {
    case .key(let key, _) where isTyping: return type(key, size: size, now: now)
    case .key(let key, _):
      guard let action = KeyTable.action(for: key, in: scopes) else { return [] }
      return reduce(action, size: size, now: now)
    case .paste(let text):
      if isTyping { pasteIntoPrompt(text) }
      return []
    }
  }

  /// Where keys are looked up, the innermost first.
  var scopes: [KeyScope] {
    if overlay != nil { return [.everywhere] }
    return focus == .applications ? [.applications, .everywhere] : [.everywhere]
  }
}
