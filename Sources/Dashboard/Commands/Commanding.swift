import Entities
import Model
import Screen
import Text

extension DashboardState {
  /// The kinds whose list is a full view.
  static let listedKinds: [ListKind] = [.partitions, .jobs, .applications, .allocations]

  /// The commands that there are where one is.
  var commandTable: CommandTable { CommandTable(on: listKind(of: focus), lists.filters) }

  /// Lets a command be typed; what lies over the screen goes.
  mutating func openCommand() {
    overlay = nil
    prompt = Prompt(commandOn: listKind(of: focus))
    readPrompt()
  }

  /// Carries out what is typed; while it cannot be understood, the prompt stays.
  mutating func runCommand(_ typed: Prompt) -> [Effect] {
    let reading = CommandReading(typed.field.text, commandTable)
    guard reading.problems.isEmpty else {
      refuseToKeep()
      return []
    }
    prompt = nil
    promptHistory.add(typed.field.text, of: typed.purpose)
    return reading.command.map { run($0) } ?? []
  }

  private mutating func run(_ command: Command) -> [Effect] {
    switch command {
    case .list(let kind, let query):
      showList(kind)
      if let query { list(kind, by: query) }
    case .filter(let query):
      page = nil
      list(listKind(of: focus), by: query)
    case .sort(let terms):
      page = nil
      let kind = listKind(of: focus)
      list(kind, by: Query.sorting(queries[kind], of: kind, by: terms))
    case .saved(let filter):
      if filter.kind == listKind(of: focus) { page = nil } else { showList(filter.kind) }
      list(filter.kind, by: filter.query)
    case .save(let name): return saveFilter(named: name)
    case .alerts: overlay = .alerts
    case .help: overlay = .help
    case .quit: return quitByName()
    }
    return []
  }

  /// The full view of a kind that has one.
  private mutating func showList(_ kind: ListKind) {
    let pane: Pane? =
      switch kind {
      case .partitions: .utilization
      case .jobs: .queue
      case .applications: .applications
      case .allocations: .budget
      case .clusters, .nodes, .accounts, .users, .qos, .reservations, .sources, .alerts: nil
      }
    guard let pane else { return }
    page = nil
    focus = pane
    view = pane.view
  }

  /// Where leaving would lose something, it takes a key.
  private mutating func quitByName() -> [Effect] {
    guard let unfinished else { return [.quit] }
    wasWarnedOfLeaving = true
    notice = Notice("\(unfinished): \(keys.name(of: .quit)) leaves all the same", isBad: true)
    return []
  }
}
