import Model
import Screen
import Text

extension PaneContext {
  /// Why nodes are out of service: for each class, the worst first, the newest node, since when and why, and behind it
  /// what is older.
  func outageRemarks(
    of clusters: [(name: SafeText, outages: [OutageFigures])], where isMeant: (Outage) -> Bool = { _ in true }
  ) -> [Remark] {
    var parts: [Outage: [OutagePart]] = [:]
    for cluster in clusters {
      for outage in cluster.outages where isMeant(outage.outage) {
        let part = OutagePart(cluster: clusters.count > 1 ? cluster.name : nil, figures: outage)
        parts[outage.outage, default: []].append(part)
      }
    }
    return parts.sorted { $0.key.rawValue < $1.key.rawValue }.map { outage, parts in
      let told = OutageClass(
        outage: outage, parts: parts.sorted { $0.isNewer(than: $1) }, now: figures.now)
      return Remark("\(outage.word) \(told.nodes)") { width, rows in told.lines(width: width, rows: rows) }
    }
  }
}

/// Nodes of one class and one reason, in a cluster that is named where there are several.
private struct OutagePart {
  let cluster: SafeText?
  let figures: OutageFigures

  func isNewer(than other: OutagePart) -> Bool {
    let (left, right) = (figures.events[0].at, other.figures.events[0].at)
    guard let left else { return false }
    return right.map { left > $0 } ?? true
  }
}

/// All nodes of one class: `down 2`.
private struct OutageClass {
  let outage: Outage
  /// The newest first, at least one.
  let parts: [OutagePart]
  let now: Timestamp

  var nodes: Int { parts.reduce(0) { $0 + $1.figures.nodes } }

  /// Those that went together with the newest, within a minute: one event.
  private var newest: ArraySlice<OutageEvent> {
    let events = parts[0].figures.events
    guard let first = events[0].at else { return events.prefix(1) }
    return events.prefix { event in event.at.map { first - $0 <= .minutes(1) } ?? false }
  }

  private var oldest: Timestamp? { parts.compactMap(\.figures.oldest).min() }

  func lines(width: Int, rows: Int) -> [Line] {
    let head = Remark.head(outage.word, outage.role, count: nodes, width: width)
    let left = nodes - newest.count
    guard left > 0 else { return [first(after: head, width: width)] }
    guard rows > 1 else { return [inOneLine(head, left: left, width: width)] }
    var more = Line(SafeText.spaces(head.indent))
    more.indent = head.indent
    more.add("+\(left) more", .muted)
    // Of one reason the ages stand with it.
    let older = older
    if let oldest, older.count > 1 { more.add(", oldest \(age(of: oldest))", .muted) }
    more.add(": ", .muted)
    let rest = Remark.flow(more, older, width: width, rows: rows - 1) {
      "+\($0) more \($0 == 1 ? "reason" : "reasons")"
    }
    return [first(after: head, width: width)] + rest
  }

  /// The newest node or nodes with age, reason and who gave it; the reason is cut where there is no room for it, and who
  /// gave it goes first.
  private func first(after head: Line, width: Int) -> Line {
    let event = newestEvent()
    let by: SafeText = parts[0].figures.events[0].setBy.flatMap { $0.isEmpty ? nil : " by \($0)" } ?? ""
    var line = head
    line.add(event)
    let room = width - line.width - 1
    guard room > 3, !isSelfEvident else { return line }
    line.add(" \(reason.truncated(toWidth: room))")
    if line.width + by.width <= width { line.add(by, .muted) }
    return line
  }

  /// The newest and how many more, as much of it as one line holds.
  private func inOneLine(_ head: Line, left: Int, width: Int) -> Line {
    let last = oldest.map { age(of: $0) }
    let long: SafeText = " · +\(left) more\(last.map { ", oldest \($0)" } ?? "")"
    let short: SafeText = " +\(left) more\(last.map { ", \($0)" } ?? "")"
    var line = head
    let event = newestEvent()
    // Without its cluster, where the line would lose its end.
    line.add(head.width + event.width + short.width <= width ? event : newestEvent(namingCluster: false))
    let room = width - line.width - long.width - 1
    if room >= 12 {
      line.add(" \(reason.truncated(toWidth: room))")
      line.add(long, .muted)
    } else {
      line.add(line.width + long.width <= width ? long : short, .muted)
    }
    return line
  }

  /// `acn[31-42] 31 m`
  private func newestEvent(namingCluster: Bool = true) -> Line {
    var names = HostList.folding(newest.map(\.node))
    if newest.count > 1, names.width > 24 { names = "\(newest[newest.startIndex].node) +\(newest.count - 1)" }
    var line = Line()
    if namingCluster, let cluster = parts[0].cluster { line.add("\(cluster) ", .muted) }
    line.add(names, .strong)
    if let at = parts[0].figures.events[0].at { line.add(" \(age(of: at))", .muted) }
    return line
  }

  private var reason: SafeText { Self.inWords(parts[0].figures.reason) }

  /// What is not the newest event, by reason, those with the newest node first: `ECC: row remap pending ×3 2 d`.
  private var older: [Line] {
    var order: [SafeText] = []
    var found: [SafeText: (nodes: Int, newest: Timestamp?, oldest: Timestamp?)] = [:]
    for (index, part) in parts.enumerated() {
      let events = index == 0 ? part.figures.events.dropFirst(newest.count) : part.figures.events[...]
      guard let first = events.first else { continue }
      let reason = part.figures.reason
      if let known = found[reason] {
        let oldest = [known.oldest, part.figures.oldest].compactMap(\.self).min()
        found[reason] = (known.nodes + events.count, known.newest, oldest)
      } else {
        order.append(reason)
        found[reason] = (events.count, first.at, part.figures.oldest)
      }
    }
    return order.map { reason in
      var line = Line(Self.inWords(reason))
      guard let (nodes, newest, oldest) = found[reason] else { return line }
      if nodes > 1 { line.add(" ×\(nodes)") }
      guard let newest, let oldest else { return line }
      let ages = [age(of: newest), age(of: oldest)]
      line.add(" \(ages[0] == ages[1] ? ages[0] : "\(ages[0]) to \(ages[1])")", .muted)
      return line
    }
  }

  private static func inWords(_ reason: SafeText) -> SafeText {
    reason.isEmpty ? "no reason given" : reason
  }

  /// Whether the word says it all: nobody gives a reason for maintenance, nor for a node that is silent.
  private var isSelfEvident: Bool {
    (outage.isPlanned || outage == .notResponding) && parts[0].figures.reason.isEmpty
  }

  private func age(of moment: Timestamp) -> SafeText { .span(seconds: Int((now - moment).count)) }
}
