import Entities
import Model
import Screen
import Text

extension DashboardState {
  /// Whether a command has that name, so that no saved filter can be called by it.
  package static func isCommand(_ name: String) -> Bool { CommandTable(on: .jobs, [])[name] != nil }

  /// The commands that there are where one is.
  var commandTable: CommandTable {
    CommandTable(
      on: kindAtHand, lists.filters,
      CommandPlace(keys: keys, scopes: scopesUnderOverlay, themes: themes.names, layouts: layouts.known))
  }

  /// Lets a command be typed; what lies over the screen goes.
  mutating func openCommand(beginning start: SafeText? = nil) {
    overlay = nil
    prompt = Prompt(commandOn: kindAtHand, beginning: start)
    readPrompt()
  }

  /// Carries out what is typed; while it cannot be understood, the prompt stays.
  mutating func runCommand(_ typed: Prompt, size: Size, now: Timestamp) -> [Effect] {
    guard typed.refusal == nil else { return [] }
    let found = things(typed: typed.field.text)
    guard found.isEmpty else {
      prompt = nil
      promptHistory.add(typed.field.text, of: typed.purpose)
      open(found)
      return []
    }
    let reading = CommandReading(typed.field.text, commandTable)
    guard reading.problems.isEmpty else {
      refuseToKeep()
      return []
    }
    prompt = nil
    themes.preview(nil)
    promptHistory.add(typed.field.text, of: typed.purpose)
    return reading.command.map { run($0, size: size, now: now) } ?? []
  }

  private mutating func run(_ command: Command, size: Size, now: Timestamp) -> [Effect] {
    switch command {
    case .list(let kind, let query):
      show(listOf: kind)
      if let query { list(kind, by: query) }
    case .filter(let query):
      leavePages()
      list(kindAtHand, by: query)
    case .sort(let terms):
      leavePages()
      let kind = kindAtHand
      list(kind, by: .sorting(queries[kind], by: terms, of: kind))
    case .saved(let filter):
      if filter.kind == kindAtHand { leavePages() } else { show(listOf: filter.kind) }
      list(filter.kind, by: filter.query)
    case .save(let name): return saveFilter(named: name)
    case .unsave(let filter): return [.unsave(filter)]
    case .columns: openColumnMenu()
    case .help: overlay = .help
    case .quit: return quitByName()
    case .view(let view): show(view)
    case .theme(let name): themes.choose(name)
    case .layout(let layout): choose(layout)
    case .split(let percent): split(at: percent)
    case .ascii: toggleASCII()
    case .mouse: toggleMouse()
    case .screenshot(let order): return [.screenshot(order)]
    case .at(let moment): return go(to: self.moment(moment, now: now))
    case .mark: markMoment()
    case .compare: compareWithMark()
    case .act(.quit): return quitByName()
    case .act(.close) where innermost == nil: return quitByName()
    case .act(let action): return reduce(action, size: size, now: now)
    }
    return []
  }

  private mutating func show(_ view: View) {
    switch view {
    case .overview: showOverview()
    case .utilization: show(listOf: .partitions)
    case .queue: show(listOf: .jobs)
    case .applications: show(listOf: .applications)
    case .budget: show(listOf: .allocations)
    }
  }

  /// Where leaving would lose something, it takes a key.
  private mutating func quitByName() -> [Effect] {
    guard let unfinished else { return [.quit] }
    wasWarnedOfLeaving = true
    notice = Notice("\(unfinished): \(keys.name(of: .quit)) leaves all the same", isBad: true)
    return []
  }
}
