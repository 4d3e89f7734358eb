import Entities
import Model
import Screen
import Text

/// What stands in a list without rows: what is missing, and how to get it.
struct EmptyState {
  /// In one line, what is missing.
  var what: SafeText
  /// How to get it, each way with a line that can be typed.
  var ways: [(way: SafeText, example: SafeText)] = []
  /// Where it was looked for; `nil` where no source is known at all.
  var lookedIn: SafeText?

  /// All of it where there is room, otherwise what is missing and the key that shows all.
  func lines(isFull: Bool, keys: KeyBindings) -> [Line] {
    guard !ways.isEmpty else { return [Line(wrapping: what, .muted)] }
    guard isFull else {
      let count: SafeText = ways.count == 1 ? "the way" : "\(ways.count) ways"
      return [Line(wrapping: "\(what): \(keys.name(of: .openRow)) shows \(count) to get one", .muted)]
    }
    var lines = [Line(wrapping: what, .strong), Line()]
    for (index, way) in ways.enumerated() {
      var line = Line("\(index + 1) ", .accent)
      line.indent = 2
      line.add(wrapping: "\(way.way):", .muted)
      var example = Line("  ")
      example.indent = 4
      example.add(wrapping: way.example)
      lines += [line, example]
    }
    if let lookedIn { lines += [Line(), Line(wrapping: "looked in \(lookedIn)", .muted)] }
    return lines
  }
}

extension DashboardModel {
  /// What stands in the place of a list of which no file tells anything, or in which there is nothing.
  func emptyState(of kind: ListKind) -> EmptyState {
    switch kind {
    case .clusters, .partitions: slurmState("no file of nodes or jobs yet")
    case .nodes: slurmState("no file of nodes yet", "scontrol -a show nodes --json", "nodes.json")
    case .jobs, .users:
      factory.clusters.contains { $0.jobs != nil }
        ? EmptyState(what: "no job waits or runs") : slurmState("no file of jobs yet")
    case .qos: slurmState("no file of jobs or of QOS yet")
    case .accounts: slurmState("no file of jobs, allocations or accounts yet")
    case .reservations:
      factory.clusters.contains { $0.reservations != nil }
        ? EmptyState(what: "nothing is reserved")
        : slurmState(
          "no file of reservations yet", "scontrol -a show reservations --json", "reservations.json")
    case .sources: slurmState("no file has been read yet")
    case .alerts: EmptyState(what: figures.allWell)
    case .applications:
      EmptyState(
        what: "no file of applications yet",
        ways: [
          (
            "let factorytop collect those of a Waldur portal, in its configuration",
            #"[[collect.source]] command = ["curl", "-fsS", "-H", "@header", "https://waldur/api/proposal-proposals/"] file = "proposals.json""#
          ),
          ("write a file of your own, of the form of schema/applications.json", "applications.json"),
          ("look at some that are made up", "factorytop --demo"),
        ], lookedIn: folder)
    case .allocations:
      EmptyState(
        what: "no file of allocations yet",
        ways: [
          (
            "let factorytop make one of Slurm's limits",
            "scontrol -o show assoc_mgr flags=assoc | factorytop import slurm-assoc --out mycluster/budgets.json"
          ),
          ("write a file of your own, of the form of schema/allocations.json", "allocations.json"),
          ("look at some that are made up", "factorytop --demo"),
        ], lookedIn: folder)
    }
  }

  /// How to get what a command of Slurm's prints; without one, jobs and nodes.
  private func slurmState(_ what: SafeText, _ command: SafeText? = nil, _ file: SafeText = "squeue.json")
    -> EmptyState
  {
    let words = (command ?? "squeue -a --json").shown.split(separator: " ").map { "\"\($0)\"" }
    return EmptyState(
      what: what,
      ways: [
        (
          "let factorytop collect them, in its configuration",
          "[[collect.source]] command = [\(SafeText(untrusted: words.joined(separator: ", ")))] file = \"mycluster/\(file)\""
        ),
        (
          "let cron write them, into a folder named for the cluster",
          command.map { "\($0) >mycluster/\(file)" }
            ?? "squeue -a --json >mycluster/squeue.json; scontrol -a show nodes --json >mycluster/nodes.json"
        ),
        ("look at one that is made up", "factorytop --demo"),
      ], lookedIn: folder)
  }

  /// The folder that all sources are in.
  private var folder: SafeText? {
    var common: [Substring]?
    for source in figures.sources where !source.source.kind.isOurs {
      var parts = source.source.path.shown.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      // A subfolder is a cluster, and not where one looks for the others.
      if let last = parts.last, source.source.cluster?.shown == String(last) { parts = parts.dropLast() }
      common = common.map { known in zip(known, parts).prefix { $0 == $1 }.map(\.0) } ?? Array(parts)
    }
    guard let common, !common.isEmpty else { return nil }
    return SafeText(untrusted: common.joined(separator: "/"))
  }
}

extension PaneBuilder {
  /// A source is there and there is nothing in it: which one, how many records it has, and how old it is.
  func nothingIn(_ kinds: Set<Source.Kind>, _ what: SafeText) -> EmptyState {
    let found = figures.sources.filter { kinds.contains($0.source.kind) }
    guard let source = found.first else { return EmptyState(what: what) }
    let age = source.age.map { $0 < .minutes(1) ? "<1 m" : SafeText.span(seconds: Int($0.count)) }
    var told: SafeText =
      "\(source.source.path.inItsFolder), \(SafeText.count(source.source.records, "record", "records"))"
    if let age { told.append(", \(age) old") }
    if found.count > 1 { told.append(" · +\(SafeText.count(found.count - 1, "file", "files"))") }
    return EmptyState(what: "\(what) (\(told))")
  }
}

extension ScreenDrawing {
  /// A pane without any source, in one line: what is missing and how to get it.
  func drawInOneLine(_ pane: Pane, on canvas: inout Canvas, in rect: Rect) {
    let title = Style(pane == state.focus ? .accent : .muted)
    var next = canvas.draw(
      " \(pane.rawValue) \(pane.definition.title)  ", column: rect.column, row: rect.row, style: title)
    next = min(next, rect.columns.upperBound)
    if pane == state.focus { canvas.placeCursor(column: rect.column + 1, row: rect.row) }
    let line = body(of: pane, width: rect.width).emptyLines.first ?? Line()
    let room = rect.columns.upperBound - next - 1
    let told = line.width <= room ? line.text : "no file yet: \(state.keys.name(of: .openRow))"
    canvas.draw(told, column: next, row: rect.row, width: room, style: Style(.muted))
  }
}
