import Model
import Screen
import Text

extension ScreenDrawing {
  /// One line: the most used keys at the left, the sources with their age and state at the right, bad ones first.
  func drawFooter(on canvas: inout Canvas, in rect: Rect) {
    canvas.fill(rect, style: Style(.footer))
    // A notice stands where the keys stand, and the sources beside it where there is room.
    let noticeWidth = state.notice.map { min($0.text.width + 3, rect.width) } ?? 0
    let room = rect.width - 2 - noticeWidth
    var sources = room < 20 && noticeWidth > 0 ? Line() : sourceLine(width: room)
    if noticeWidth > 0, sources.width > room { sources = Line() }
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

  /// In the order of the place, as far as there is room; the one that tells all others always has its place.
  private func drawKeys(on canvas: inout Canvas, row: Int, from start: Int, upTo end: Int) {
    var bindings: [SafeText: (binding: Binding, key: SafeText)] = [:]
    for (binding, keys) in state.keys.bindings(in: state.scopes) where bindings[binding.name] == nil {
      bindings[binding.name] = (binding, KeyNotation.name(of: keys[0]))
    }
    let words = state.footerPlace.order.compactMap {
      names -> (isHelp: Bool, key: SafeText, word: SafeText)? in
      let found = names.compactMap { bindings[$0] }
      guard found.count == names.count, let word = state.footerWord(of: found[0].binding) else { return nil }
      return (found[0].binding.action == .toggleHelp, found.map(\.key).joined(separator: " "), word)
    }
    var reserve = words.first(where: \.isHelp).map { $0.key.width + 3 + $0.word.width } ?? 0
    var next = start
    for (isHelp, key, word) in words {
      if isHelp { reserve = 0 }
      // A shorter one further on may have room.
      guard next + key.width + 1 + word.width + reserve <= end else { continue }
      next = canvas.draw(key, column: next, row: row, style: Style(.key))
      next = canvas.draw(" \(word)", column: next, row: row, style: Style(.footer)) + 2
    }
  }

  /// What is not well by name, then the oldest of the others, and how many these are; where all is well, how many
  /// sources there are and how old the oldest is.
  private func sourceLine(width: Int) -> Line {
    guard let sources = state.content?.figures.sources else { return Line("reading …", .footer) }
    guard !sources.isEmpty else { return Line("no sources", .warning) }
    let groups = SourceGroup.groups(of: sources)
    let bad = groups.filter { $0.state != .ok }
    let well = groups.filter { $0.state == .ok }
    let isNarrow = state.notice == nil && width < Self.leastWidthOfSources
    guard !bad.isEmpty else { return allWell(sources, isNarrow: isNarrow) }
    if isNarrow, let worst = bad.first {
      return Line("\(bad.count) \(SafeText(untrusted: worst.state.rawValue))", worst.state.role)
    }
    // What is well leaves half of the line to the keys, what is not a quarter.
    let hasKeys = state.notice == nil
    let (roomOfBad, roomOfWell) = hasKeys ? (width * 3 / 4, width / 2) : (width, width)
    var line = Line()
    var shown = 0
    for group in bad + well {
      let piece = group.label
      let reserve = shown + 1 < groups.count ? 9 : 0
      let room = group.state == .ok ? roomOfWell : roomOfBad
      guard shown == 0 || line.width + piece.width + 3 + reserve <= room else { break }
      if shown > 0 { line.addSeparator() }
      line.add(piece)
      shown += 1
    }
    let hiddenBad = max(0, bad.count - shown)
    let hidden = groups.count - shown
    if hiddenBad > 0 {
      line.addSeparator()
      line.add("+\(hidden), \(hiddenBad) bad", .critical)
    } else if hidden > 0 {
      line.addSeparator()
      line.add("+\(hidden) ok", .muted)
    }
    return line
  }

  /// In a narrower line the keys come first: what is not well is a number there.
  private static let leastWidthOfSources = 58

  /// `12 sources ok, oldest 9 m`, in a narrow line `12 ok`
  private func allWell(_ sources: [SourceFigures], isNarrow: Bool) -> Line {
    let counted = sources.filter { $0.source.kind != .other }
    guard !isNarrow else { return Line("\(counted.count) ok", .footer) }
    var line = Line("\(SafeText.count(counted.count, "source", "sources")) ok", .footer)
    let oldest = counted.filter { $0.source.kind.isPolled }.compactMap(\.age).max()
    if let oldest { line.add(", oldest \(SourceGroup.age(oldest))", .footer) }
    return line
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
    let bad = groups.filter { $0.state != .ok }
      .sorted { $0.state == $1.state ? $0.name < $1.name : $1.state < $0.state }
    // By place where ages are the same, which the sort keeps.
    return bad
      + groups.filter { $0.state == .ok }.sorted { ($0.age ?? Seconds(-1)) > ($1.age ?? Seconds(-1)) }
  }

  /// `karolina 2 m`, `marenostrum5 6 m stale`, `vega error`
  var label: Line {
    let age: SafeText = age.map { " \(Self.age($0))" } ?? ""
    switch state {
    case .ok: return Line("\(name)\(age)", state.role)
    case .stale: return Line("\(name)\(age) stale", state.role)
    case .missing, .error, .clock:
      return Line("\(name) \(SafeText(untrusted: state.rawValue))\(age)", state.role)
    }
  }

  static func age(_ age: Seconds) -> SafeText {
    age < .minutes(1) ? "<1 m" : SafeText.span(seconds: Int(age.count))
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
