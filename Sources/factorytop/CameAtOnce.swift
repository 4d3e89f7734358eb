import Dashboard
import Model
import Screen
import Terminal

/// What comes faster than anybody types: a text that was pasted on a terminal which does not mark pastes.
struct CameAtOnce {
  /// So many letters nobody types at once.
  private static let leastLetters = 10
  /// Pieces of one text come closer than this.
  private static let gap: Duration = .milliseconds(100)
  /// When letters were dropped last.
  private var newestDropped = ContinuousClock.now.advanced(by: .seconds(-60))
  /// Until when what comes belongs to the text that was put in last.
  private var endOfText = ContinuousClock.now
  private var hasPutInText = false

  /// Takes letters away that would act as keys: such a text acts on nothing. What begins with the key of a prompt is text
  /// for that.
  ///
  /// - Returns: whether some were.
  mutating func dropLetters(from events: inout [TerminalEvent], state: inout DashboardState) -> Bool {
    var letters: [Key] = []
    for event in events {
      guard case .key(let key) = event, case .character = key else { break }
      letters.append(key)
    }
    guard let first = letters.first else { return false }
    let goesOn = newestDropped.duration(to: .now) < Self.gap
    // A key that is held down repeats itself.
    guard goesOn || letters.count >= Self.leastLetters && Set(letters).count > 1,
      goesOn ? state.takesLettersAsKeys : state.takesAsKey(first)
    else { return false }
    newestDropped = .now
    state.ignoreLetters(letters.count, goesOn: goesOn)
    events.removeFirst(letters.count)
    return true
  }

  /// Takes what is to go into a text of a form, the ends of lines and the tabs amid it too; of a text that was begun, any
  /// piece that has letters. Those at the end may as well be keys that somebody pressed, and stay that.
  ///
  /// - Returns: `nil` where nothing is; whether it goes on with the text that came just before.
  mutating func takeText(
    from events: inout ArraySlice<TerminalEvent>, state: DashboardState
  ) -> (text: String, goesOn: Bool)? {
    guard state.takesTextInForm else { return nil }
    let goesOn = hasPutInText || ContinuousClock.now < endOfText
    var text = String.UnicodeScalarView()
    var hasLetters = false
    for event in events {
      guard case .key(let key) = event, let scalar = key.scalarOfText else { break }
      text.append(scalar)
      hasLetters = hasLetters || key.isCharacter
    }
    while let last = text.last, last == "\n" || last == "\t" { text.removeLast() }
    guard hasLetters, goesOn ? text.first != "\t" : text.count >= Self.leastLetters else { return nil }
    events.removeFirst(text.count)
    hasPutInText = true
    return (String(text), goesOn)
  }

  /// What has come is on the screen: how long that takes does not part a text.
  mutating func noteFrame() {
    if hasPutInText { endOfText = .now.advanced(by: Self.gap) }
    hasPutInText = false
  }
}

extension Key {
  /// What the key is in a text that comes as keys; `nil` of one that is in none.
  fileprivate var scalarOfText: Unicode.Scalar? {
    if case .character(let scalar) = self { return scalar }
    if self == .enter { return "\n" }
    return self == .tab ? "\t" : nil
  }
}
