package import Screen
package import Text

/// Which keys do what: the key table, with what a configuration says over it. Input, the help and the footer read it.
package struct KeyBindings: Sendable, Equatable {
  package let bindings: [Binding]
  private let actions: [KeyScope: [Key: Action]]
  /// What is typed in place of keys, where there are none.
  private var words: [Action: SafeText] = [:]

  package static let standard = KeyBindings(KeyTable.bindings)

  init(_ bindings: [Binding]) {
    self.bindings = bindings
    var actions: [KeyScope: [Key: Action]] = [:]
    for binding in bindings {
      for key in binding.keys { actions[binding.scope, default: [:]][key] = binding.action }
    }
    self.actions = actions
  }

  /// What `key` asks for in the first of `scopes` that knows it, if anything.
  package func action(for key: Key, in scopes: [KeyScope]) -> Action? {
    scopes.lazy.compactMap { actions[$0]?[key] }.first
  }

  /// The bindings that count in `scopes`, those of the innermost first, each with the keys that no inner one takes.
  func bindings(in scopes: [KeyScope]) -> [(binding: Binding, keys: [Key])] {
    var taken: Set<Key> = []
    return scopes.flatMap { scope in
      let inScope = bindings.filter { $0.scope == scope }
        .map { (binding: $0, keys: $0.keys.filter { !taken.contains($0) }) }
      taken.formUnion(inScope.flatMap(\.keys))
      return inScope.filter { !$0.keys.isEmpty }
    }
  }

  /// The keys of an action, of which every one of the table has some.
  func keys(of action: Action, in scope: KeyScope = .everywhere) -> [Key] {
    bindings.first { $0.action == action && $0.scope == scope }?.keys ?? []
  }

  /// The same keys; hints name words to type in place of those.
  func named(by words: [Action: SafeText]) -> KeyBindings {
    var named = self
    named.words = words
    return named
  }

  /// What a person calls the first key of an action, for a hint.
  func name(of action: Action, in scope: KeyScope = .everywhere) -> SafeText {
    words[action] ?? keys(of: action, in: scope).first.map(KeyNotation.name(of:)) ?? .unknown
  }
}

/// Keys that somebody wants for an action in place of those of the key table, as they are written.
package struct KeyWish: Sendable {
  /// The name of a line of the key table.
  package let action: String
  /// Each as `KeyNotation.key(written:)` reads it.
  package let keys: [String]

  package init(action: String, keys: [String]) {
    self.action = action
    self.keys = keys
  }
}

/// What is wrong with a wish, as a clause.
package struct KeyWishProblem: Error, Equatable, Sendable {
  /// The index of the wish.
  package let wish: Int
  /// Where another wish is for the same key: its index.
  package let other: Int?
  package let clause: SafeText
}

extension KeyBindings {
  /// The key table with the keys that are wished for, of which there is one for an action, and what is wrong with them:
  /// an unknown action, an unknown key, a character where text is typed, a key that another action has where this one
  /// counts too. Then what cannot be had is left as the table has it.
  package static func remapped(
    by wishes: [KeyWish]
  ) -> (bindings: KeyBindings, problems: [KeyWishProblem]) {
    var lines = KeyTable.bindings
    var problems: [KeyWishProblem] = []
    var wishOfLine: [Int: Int] = [:]
    for (index, wish) in wishes.enumerated() {
      do throws(UnusableWish) {
        let line = try lineNumber(of: wish.action)
        lines[line].keys = try keys(of: wish, for: lines[line])
        wishOfLine[line] = index
      } catch {
        problems.append(KeyWishProblem(wish: index, other: nil, clause: error.clause))
      }
    }
    let collisions = collisions(in: lines, wishOfLine)
    guard problems.isEmpty, collisions.isEmpty else {
      return (.standard, (problems + collisions).sorted { $0.wish < $1.wish })
    }
    return (KeyBindings(lines), [])
  }

  private struct UnusableWish: Error {
    let clause: SafeText
  }

  private static func lineNumber(of action: String) throws(UnusableWish) -> Int {
    let names = KeyTable.bindings.map(\.name.shown)
    if let line = names.firstIndex(of: action) { return line }
    if let line = KeyTable.bindings.firstIndex(where: { $0.former?.shown == action }) { return line }
    let near = nearestName(to: action, among: names).map { SafeText(untrusted: $0) }
    let hint: SafeText =
      near.map { "did you mean “\($0)”?" } ?? "factorytop config --print-default lists them all"
    throw UnusableWish(clause: "there is no action “\(SafeText(untrusted: action))”: \(hint)")
  }

  /// Each of the keys once.
  private static func keys(of wish: KeyWish, for line: Binding) throws(UnusableWish) -> [Key] {
    var keys: [Key] = []
    for text in wish.keys {
      let key: Key
      do throws(KeyNotationError) { key = try KeyNotation.key(written: text) } catch {
        throw UnusableWish(clause: "\(line.name) cannot have that key: \(error.message)")
      }
      if key.isCharacter, line.scope.isForText {
        throw UnusableWish(
          clause: "\(line.name) cannot have \(KeyNotation.name(of: key)), which is text where it counts")
      }
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  /// Two lines that count in one place and have a key in common, where one of them was wished for.
  private static func collisions(in lines: [Binding], _ wishOfLine: [Int: Int]) -> [KeyWishProblem] {
    var problems: [KeyWishProblem] = []
    for (place, line) in lines.enumerated() {
      for (otherPlace, other) in lines.enumerated().prefix(place) {
        guard line.meets(other) else { continue }
        let usual = Set(KeyTable.bindings[place].keys).intersection(KeyTable.bindings[otherPlace].keys)
        guard let key = line.keys.first(where: { other.keys.contains($0) && !usual.contains($0) }) else {
          continue
        }
        let name = KeyNotation.name(of: key)
        switch (wishOfLine[place], wishOfLine[otherPlace]) {
        case (let first?, let second?):
          problems.append(
            KeyWishProblem(
              wish: max(first, second), other: min(first, second),
              clause: "\(line.name) and \(other.name) have the same key, \(name)"))
        case (let wish?, nil): problems.append(taken(name, wish, by: other, for: line))
        case (nil, let wish?): problems.append(taken(name, wish, by: line, for: other))
        case (nil, nil): break
        }
      }
    }
    return problems
  }

  private static func taken(
    _ key: SafeText, _ wish: Int, by other: Binding, for line: Binding
  ) -> KeyWishProblem {
    let isElsewhere = other.scope != .everywhere && other.scope != line.scope
    let place: SafeText = isElsewhere ? " \(other.scope.title)" : ""
    return KeyWishProblem(
      wish: wish, other: nil,
      clause: "\(line.name) cannot have \(key), the key of \(other.name)\(place), unless that gets another")
  }
}

extension Binding {
  /// Whether both count in one place. Beside the question what to do, those of everywhere that move in it or leave it.
  fileprivate func meets(_ other: Binding) -> Bool {
    scope.meets(other.scope) || isBeside(other) || other.isBeside(self)
  }

  private func isBeside(_ question: Binding) -> Bool {
    guard scope == .everywhere else { return false }
    return question.scope == .triageActions && action.isOfferedBesideTriageActions
      || (question.scope == .menu || question.scope == .export) && action.isOfferedInMenus
  }
}
