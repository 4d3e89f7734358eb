import Model
import Screen
import Text

extension ScreenDrawing {
  /// One line: the most used keys at the left, the sources with their age and state at the right, bad ones first.
  func drawFooter(on canvas: inout Canvas, in rect: Rect) {
    canvas.fill(rect, style: Style(.footer))
    // A notice stands where the keys stand, and the sources beside it as far as there is room.
    let noticeWidth = state.notice.map { min($0.text.width + 3, rect.width) } ?? 0
    let room = rect.width - 2 - noticeWidth
    let sources = room < 20 && noticeWidth > 0 ? Line() : sourceLine(width: room)
    sources.draw(
      on: &canvas, column: rect.columns.upperBound - sources.width - 1, row: rect.row, width: sources.width)
    if let notice = state.notice {
      canvas.draw(
        notice.text, column: rect.column + 1, row: rect.row, width: rect.width - 2,
        style: Style(notice.role))
      return
    }
    drawKeys(
      on: &canvas, row: rect.row, from: rect.column + 1, upTo: rect.columns.upperBound - sources.width - 3)
  }

  /// Those of the innermost scope first, as far as there is room; the one that tells all others always has its place.
  private func drawKeys(on canvas: inout Canvas, row: Int, from start: Int, upTo end: Int) {
    // A form and the question what to do name their keys on their own frames.
    let namesItsKeys = state.form != nil || state.overlay == .deeds || state.overlay?.isMenu == true
    let words = state.keys.bindings(in: namesItsKeys ? [] : state.scopes).compactMap { binding, keys in
      binding.footer.flatMap { state.word(for: binding.action, otherwise: $0) }.map {
        (action: binding.action, key: KeyNotation.name(of: keys[0]), word: $0)
      }
    }
    var reserve = words.first { $0.action == .toggleHelp }.map { $0.key.width + 3 + $0.word.width } ?? 0
    var next = start
    for (action, key, word) in words {
      if action == .toggleHelp { reserve = 0 }
      // A shorter one further on may have room.
      guard next + key.width + 1 + word.width + reserve <= end else { continue }
      next = canvas.draw(key, column: next, row: row, style: Style(.key))
      next = canvas.draw(" \(word)", column: next, row: row, style: Style(.footer)) + 2
    }
  }

  /// Each cluster and each kind of list with its age and state, what is not well first; what does not fit is counted.
  private func sourceLine(width: Int) -> Line {
    guard let sources = state.content?.figures.sources else { return Line("reading …", .footer) }
    guard !sources.isEmpty else { return Line("no sources", .warning) }
    let groups = SourceGroup.groups(of: sources)
    let badCount = groups.count { $0.state != .ok }
    // What is well leaves a third of the line to the keys, what is not a fifth.
    let hasKeys = state.notice == nil
    func room(for state: Source.State) -> Int {
      hasKeys ? state == .ok ? width * 2 / 3 : width * 4 / 5 : width
    }
    var line = Line()
    var shown = 0
    for group in groups {
      let piece = group.label(isShort: width < 60)
      let reserve = shown + 1 < groups.count ? 9 : 0
      guard line.width + piece.width + 3 + reserve <= room(for: group.state) else { break }
      if shown > 0 { line.addSeparator() }
      line.add(piece)
      shown += 1
    }
    if shown < groups.count {
      let hiddenBad = max(0, badCount - shown)
      if shown > 0 { line.addSeparator() }
      line.add(
        hiddenBad > 0 ? "+\(groups.count - shown), \(hiddenBad) bad" : "+\(groups.count - shown) ok",
        hiddenBad > 0 ? .critical : .muted)
    }
    return line
  }
}

extension DashboardState {
  /// What a key of the footer does where one is; `nil` where it does nothing.
  fileprivate func word(for action: Action, otherwise word: SafeText) -> SafeText? {
    if action == .close { return innermost?.closing ?? word }
    if action == .toggleExpand, view != .overview { return "overview" }
    return action == .decide && desk.refusal != nil ? nil : word
  }
}

/// The sources of one cluster, or of one kind where there is no cluster: as bad as the worst, as old as the oldest.
private struct SourceGroup {
  let name: SafeText
  var state: Source.State
  var age: Seconds?

  /// What is not well first, otherwise in the order of the sources.
  static func groups(of sources: [SourceFigures]) -> [SourceGroup] {
    var groups: [SourceGroup] = []
    var indices: [SafeText: Int] = [:]
    // A file that is recognised and not used is nobody's concern while it is well.
    for figures in sources where figures.source.kind != .other || figures.state != .ok {
      let source = figures.source
      let title = source.kind == .other ? source.path.truncatedStart(toWidth: 16) : source.kind.title
      let name = source.cluster ?? title
      // What is written once, such as a cluster's description, has no age that says anything.
      let age = figures.source.kind.isPolled || figures.state != .ok ? figures.age : nil
      if let index = indices[name] {
        groups[index].state = max(groups[index].state, figures.state)
        groups[index].age = [groups[index].age, age].compactMap(\.self).max()
      } else {
        indices[name] = groups.count
        groups.append(SourceGroup(name: name, state: figures.state, age: age))
      }
    }
    return groups.filter { $0.state != .ok }.sorted { $1.state < $0.state }
      + groups.filter { $0.state == .ok }
  }

  func label(isShort: Bool) -> Line {
    if isShort, state != .ok { return Line("\(name) \(SafeText(untrusted: state.rawValue))", state.role) }
    let ageText: SafeText =
      age.map { $0 < .minutes(1) ? " <1 m" : " \(SafeText.span(seconds: Int($0.count)))" } ?? ""
    return Line("\(name) \(SafeText(untrusted: state.rawValue))\(ageText)", state.role)
  }
}

extension Source.State {
  var role: Role {
    switch self {
    case .ok: .footer
    case .stale, .clock: .stale
    case .missing, .error: .critical
    }
  }
}

extension Source.Kind {
  /// Whether such a file is rewritten all the time, so that its age says something.
  var isPolled: Bool {
    switch self {
    case .nodes, .jobs, .applications, .allocations, .scheduler, .measurements: true
    case .cluster, .history, .partitions, .reservations, .qos, .quotas, .other, .configuration, .journal:
      false
    }
  }

  var title: SafeText {
    switch self {
    case .cluster: "cluster"
    case .nodes: "nodes"
    case .jobs: "jobs"
    case .applications: "applications"
    case .allocations: "allocations"
    case .history: "history"
    case .partitions: "partitions"
    case .reservations: "reservations"
    case .scheduler: "scheduler"
    case .measurements: "measurements"
    case .qos: "QOS"
    case .quotas: "quotas"
    case .other: "file"
    case .configuration: "configuration"
    case .journal: "journal"
    }
  }
}
