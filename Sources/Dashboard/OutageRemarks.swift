import Model
import Screen
import Text

extension PaneBuilder {
  /// Why nodes are out of service: for each class, the worst first, the newest nodes, since when and why, and behind
  /// them what is older, folded and counted.
  func outageRemarks(of digests: [OutageDigest]) -> [Remark] {
    digests.map { digest in
      let told = OutageLines(digest: digest, now: figures.now)
      var remark = Remark("\(digest.outage.word) \(SafeText.grouped(digest.nodes))") { width, rows in
        told.lines(width: width, rows: rows)
      }
      remark.words = told.words
      return remark
    }
  }
}

/// All nodes of one class: `down 2`.
private struct OutageLines {
  let digest: OutageDigest
  let now: Timestamp

  /// Less of a reason than this says nothing.
  private static let leastReason = 10

  func lines(width: Int, rows: Int) -> [Line] {
    let head = Remark.head(digest.outage.word, digest.outage.role, count: digest.nodes, width: width)
    let whole = newest(after: head, width: width) { _ in 0 }
    guard left(behind: whole.shown) > 0 else { return [whole.line] }
    let reasons = digest.reasons(without: whole.shown)
    guard rows > 1, !(digest.outage.isPlanned && reasons.allSatisfy(\.reason.isEmpty)) else {
      return [inOneLine(head, width: width)]
    }
    var more = Line(SafeText.spaces(head.indent))
    more.indent = head.indent
    more.add(older(behind: whole.shown), .muted)
    more.add(": ", .muted)
    let items = reasons.map { reason in
      Line("\(Self.inWords(reason.reason))\(reason.nodes > 1 ? " ×\(SafeText.grouped(reason.nodes))" : "")")
    }
    return [whole.line]
      + Remark.flow(more, items, width: width, rows: rows - 1) { count in
        let nodes = reasons.suffix(count).reduce(0) { $0 + $1.nodes }
        return "+\(count) \(count == 1 ? "reason" : "reasons") ×\(SafeText.grouped(nodes))"
      }
  }

  /// Each of the newest with its own reason: `down 2: lumi nid000011, 3 hours, Not responding; …`
  var words: SafeText {
    let newest = digest.newest.prefix(4)
    var parts = newest.map { group -> SafeText in
      let name = event(group, isNamingCluster: true).inWords
      return isSelfEvident(group) ? name : "\(name), \(Self.inWords(group.reason))"
    }
    if left(behind: newest.count) > 0 { parts.append(older(behind: newest.count).inWords) }
    return
      "\(digest.outage.word.titleInWords) \(SafeText.grouped(digest.nodes)): \(parts.joined(separator: "; "))"
  }

  private func inOneLine(_ head: Line, width: Int) -> Line {
    let isWide = width >= 50
    var (line, shown) = newest(after: head, width: width) { shown in
      left(behind: shown) == 0 ? 0 : (isWide ? 3 : 1) + older(behind: shown, inShort: !isWide).width
    }
    guard left(behind: shown) > 0 else { return line }
    if isWide { line.addSeparator() } else { line.add(" ") }
    line.add(older(behind: shown, inShort: !isWide), .muted)
    return line
  }

  /// As many of the newest as fit beside what is told of the others. A reason is cut where there is no room for it; one
  /// that is the same as before is not told again.
  private func newest(
    after head: Line, width: Int, reserving rest: (_ shown: Int) -> Int
  ) -> (line: Line, shown: Int) {
    var line = head
    var shown = 0
    for group in digest.newest {
      let before = shown > 0 ? digest.newest[shown - 1] : nil
      let free = width - line.width - rest(shown + 1) - (before == nil ? 0 : 3)
      var piece = event(group, isNamingCluster: before?.cluster != group.cluster)
      if before == nil, piece.width > free { piece = event(group, isNamingCluster: false) }
      guard before == nil || piece.width <= free else { break }
      if before?.reason != group.reason, !isSelfEvident(group) {
        let reason = Self.inWords(group.reason)
        let room = free - piece.width - 1
        if room >= min(reason.width, Self.leastReason) {
          piece.add(" \(reason.truncated(toWidth: room))")
        } else if before != nil {
          break
        }
      }
      if before != nil { line.addSeparator() }
      line.add(piece)
      shown += 1
    }
    if shown == 1, left(behind: 1) == 0, let by = digest.newest[0].setBy, !by.isEmpty,
      line.width + 4 + by.width <= width
    {
      line.add(" by \(by)", .muted)
    }
    return (line, shown)
  }

  private func left(behind shown: Int) -> Int {
    digest.newest.prefix(shown).reduce(digest.nodes) { $0 - $1.nodes }
  }

  /// `+14 older, up to 17 d`; in maintenance nobody stamps when.
  private func older(behind shown: Int, inShort: Bool = false) -> SafeText {
    let left = left(behind: shown)
    let count: SafeText = "+\(SafeText.grouped(left))"
    guard let oldest = digest.oldest else { return "\(count) more" }
    let upTo: SafeText = left == 1 ? "" : inShort ? "to " : "up to "
    return "\(count)\(inShort ? "" : " older"), \(upTo)\(age(of: oldest))"
  }

  /// `acn[31-42] 31 m`
  private func event(_ group: OutageGroup, isNamingCluster: Bool) -> Line {
    var line = Line()
    if isNamingCluster, let cluster = group.cluster { line.add("\(cluster) ", .muted) }
    let names: SafeText = group.names.width > 24 ? "\(group.first) +\(group.nodes - 1)" : group.names
    line.add(names, .strong)
    if let at = group.at { line.add(" \(age(of: at))", .muted) }
    return line
  }

  private static func inWords(_ reason: SafeText) -> SafeText {
    reason.isEmpty ? "no reason given" : reason
  }

  /// Whether the word says it all: nobody gives a reason for maintenance, nor for a node that is silent.
  private func isSelfEvident(_ group: OutageGroup) -> Bool {
    (digest.outage.isPlanned || digest.outage == .notResponding) && group.reason.isEmpty
  }

  /// `31 m`, `1h 50m`, `5 d`
  private func age(of moment: Timestamp) -> SafeText {
    let seconds = Int((now - moment).count)
    return seconds < 86_400 ? .duration(seconds: seconds) : .span(seconds: seconds)
  }
}
