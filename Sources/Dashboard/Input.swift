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
  /// A paste goes into the text of an open form or of a prompt; anywhere else it does nothing, like a key that means
  /// nothing where one is, and both are told.
  package mutating func handle(_ input: Input, size: Size, now: Timestamp) -> [Effect] {
    fit(to: size)
    unmarkedPaste = nil
    if Layout.isTooSmall(size), !actsUnseen(input) { return [] }
    if unoffered != nil { return handleInUnoffered(input, size: size, now: now) }
    if isTypingPrompt { return handleInPrompt(input, size: size, now: now) }
    if isSearching { return takeInSearch(input, size: size, now: now) }
    notice = nil
    if form != nil { return handleInForm(input, size: size, now: now) }
    switch input {
    case .paste: ignorePaste()
    case .key(let key, let isAlone):
      if let effects = choose(by: key) { return effects }
      if let action = keys.action(for: key, in: scopes) {
        return carryOut(action, size: size, now: now)
      }
      ignore(key, isAlone: isAlone)
    }
    wasWarnedOfLeaving = false
    return []
  }

  /// Whether something may act while nothing is shown but how large the terminal has to be.
  private func actsUnseen(_ input: Input) -> Bool {
    guard case .key(let key, _) = input else { return false }
    // A character may be text.
    if key.isCharacter, isTypingPrompt || isSearching || unoffered != nil || form?.stage == .editing {
      return false
    }
    // What would record says itself that it does nothing here.
    let acting: Set<Action> = [.quit, .close, .redraw, .suspend, .back, .dropFilter, .leaveForm, .record]
    return keys.action(for: key, in: scopes).map(acting.contains) ?? false
  }

  private mutating func carryOut(_ action: Action, size: Size, now: Timestamp) -> [Effect] {
    if overlay?.isMenu == true, !action.isOfferedInMenus {
      overlay = nil
      return []
    }
    if overlay == .triageActions, !action.isOfferedBesideTriageActions {
      overlay = nil
      return []
    }
    return reduce(action, size: size, now: now)
  }

  /// Where keys are looked up, the innermost first.
  var scopes: [KeyScope] {
    if isTypingPrompt || isSearching { return [.filter] }
    if let formScope { return [formScope, .everywhere] }
    return switch overlay {
    case .triageActions: [.triageActions, .everywhere]
    case .savedFilters, .copies: [.menu, .everywhere]
    case .export: [.export, .everywhere]
    case .help: [.help, .everywhere]
    case .sort: [.menu, .everywhere]
    case .columns: [.columns, .menu, .everywhere]
    case .links, .found: [.menu, .everywhere]
    case .comparison: [.everywhere]
    case nil: scopesUnderOverlay
    }
  }

  /// The same as if nothing lay over the screen.
  var scopesUnderOverlay: [KeyScope] {
    if let page {
      // What acts on an application acts on the one that is shown, as long as there is one.
      let isThere = page.application.flatMap { content?.application($0) } != nil
      return (isThere ? [.applications] : []) + [.page, .everywhere]
    }
    return (openList == nil && !isOnNodes ? focus.definition.scopes(self) : [.filteredList]) + [.everywhere]
  }
}

extension Action {
  /// What a key does while something is chosen; any other key takes the question away.
  var isOfferedBesideTriageActions: Bool {
    if case .open = self { return true }
    return [
      .chooseTriageAction, .moveDown, .moveUp, .top, .bottom, .close, .back, .redraw, .suspend, .toggleHelp,
      .openCommand,
    ].contains(self)
  }
}
