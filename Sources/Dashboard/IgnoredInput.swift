package import Screen
package import Text

extension DashboardState {
  /// Whether what is told in the last line is to go by itself, three seconds after the key that it is about.
  package var hasPassingNotice: Bool { notice?.isPassing == true }

  /// Takes such a notice away.
  package mutating func forgetPassingNotice() {
    ignoredKeys = 0
    if hasPassingNotice { notice = nil }
  }

  /// Says of a key that it does nothing where it was pressed; of one that would open a prompt elsewhere, lets what
  /// follows be text, so that none of it acts.
  mutating func ignore(_ key: Key, isAlone: Bool) {
    if let began = UnofferedPrompt.Beginning(key, by: keys) {
      unoffered = UnofferedPrompt(began)
      notice = nil
      return
    }
    ignoredKeys = isAlone ? 1 : ignoredKeys + 1
    // Nobody reads the name of the last of so many.
    let text: SafeText =
      ignoredKeys >= 10
      ? "ignored \(SafeText.grouped(ignoredKeys)) letters that came at once"
      : "\(KeyNotation.name(of: key)) does nothing here\(hint(on: key))"
    notice = Notice(passing: text)
  }

  /// Whether letters are keys where one is, and no text.
  package var takesLettersAsKeys: Bool {
    unoffered == nil && !isTypingPrompt && !isSearching && !isInForm
  }

  /// Whether a letter is a key where one is, and none that begins a text.
  package func takesAsKey(_ key: Key) -> Bool {
    guard takesLettersAsKeys, UnofferedPrompt.Beginning(key, by: keys) == nil else { return false }
    let action = keys.action(for: key, in: scopes)
    // Behind the question what to do, and its answer, a text may follow that somebody typed ahead.
    return ![.openFilter, .openCommand, .searchHelp, .searchPage, .decide].contains(action)
  }

  /// Says of letters that came at once that none of them acted; `goesOn` adds them to those before.
  package mutating func ignoreLetters(_ count: Int, goesOn: Bool) {
    ignoredKeys = goesOn ? ignoredKeys + count : count
    notice = Notice(passing: "ignored \(SafeText.grouped(ignoredKeys)) letters that came at once")
  }

  /// Says why something that was typed is not there, as the terminal's session found it.
  package mutating func tell(remark: SafeText) { notice = Notice(passing: remark) }

  /// Says of a paste that it went nowhere; how long it was, the terminal does not tell of a long one.
  mutating func ignorePaste() {
    notice = Notice(passing: "a paste does nothing here")
  }

  /// What tells the keys that do something, and where this one does.
  private func hint(on key: Key) -> SafeText {
    if let formScope {
      return formScope == .form ? "" : " · \(keys.name(of: .leaveForm, in: .confirmation)) goes back"
    }
    if isTypingPrompt || isSearching { return "" }
    let help: SafeText = " · \(keys.name(of: .toggleHelp)) keys"
    switch overlay {
    case .help: return " · \(keys.name(of: .close)) closes the help"
    case .triageActions, .savedFilters, .copies, .export, .sort, .columns, .links, .found,
      .comparison:
      return " · \(keys.name(of: .back)) closes"
    case nil:
      let places = keys.bindings.filter { $0.keys.contains(key) }.compactMap(\.scope.whereItActs)
      return "\(help)\(places.isEmpty ? "" : " · it acts \(places.joined(separator: " and "))")"
    }
  }
}

extension KeyScope {
  /// Where its keys act, of scopes that one goes to with the cursor.
  fileprivate var whereItActs: SafeText? {
    switch self {
    case .applications, .listedApplications, .filteredList, .nodeMap, .queueView, .page, .help:
      title
    case .everywhere, .triageActions, .menu, .export, .columns, .form, .confirmation, .filter: nil
    }
  }
}
