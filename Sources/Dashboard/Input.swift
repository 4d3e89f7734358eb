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
  /// A paste into a list does nothing.
  package mutating func take(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
    switch input {
    case .key(let key, _):
      guard let action = KeyTable.action(for: key, in: scopes) else { return [] }
      return reduce(action, size: size, now: now)
    case .paste: return []
    }
  }

  /// Where keys are looked up, the innermost first.
  var scopes: [KeyScope] {
    overlay == nil ? scopesUnderOverlay : [.everywhere]
  }

  /// The same as if nothing lay over the screen.
  var scopesUnderOverlay: [KeyScope] {
    switch focus {
    case .utilization: view == .utilization ? [.nodeMap, .everywhere] : [.everywhere]
    case .queue, .budget: [.everywhere]
    case .applications:
      switch page {
      // What acts on the row under the cursor must not act on another application than the one that is shown.
      case let page?:
        isUnderCursor(page)
          ? [.applicationPage, .applications, .everywhere] : [.applicationPage, .everywhere]
      case nil:
        view == .applications
          ? [.applicationList, .applications, .everywhere] : [.applications, .everywhere]
      }
    }
  }
}
