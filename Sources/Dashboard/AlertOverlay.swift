import Model
import Screen
import Text

extension ScreenDrawing {
  /// Every alert, the most urgent first.
  func alertText(size: Size) -> OverlayText {
    let figures = state.content?.figures
    let alerts = figures?.alerts ?? []
    let names = alerts.map { $0.entityName.width }.max() ?? 0
    return OverlayText(
      title: title(of: alerts), closing: state.keys.closing(.toggleAlerts),
      scrolling: state.keys.scrolling,
      lines: alerts.isEmpty
        ? [allWell(figures)]
        : alerts.map { $0.line(nameWidth: size.columns < 110 ? nil : min(names, 32), now: figures?.now) },
      on: size)
  }
}

/// `all well · 22 rules over 12 sources, the oldest 9 m`: what was held against what, and how old that is.
private func allWell(_ figures: Figures?) -> Line {
  guard let figures, !figures.sources.isEmpty else {
    return Line("there is no source, so that nothing is known to need a hand", .muted)
  }
  var line = Line("all well", .ok)
  let rules = SafeText.count(Alert.Rule.allCases.count, "rule", "rules")
  let sources = SafeText.count(figures.sources.count, "source", "sources")
  line.add(" · \(rules) over \(sources)", .muted)
  let oldest = figures.sources.filter { $0.source.kind.isPolled }.compactMap(\.age).max()
  if let oldest { line.add(", the oldest \(SafeText.span(seconds: Int(oldest.count)))", .muted) }
  return line
}

/// `Alerts: 3 critical, 15 warnings`, so that those out of sight are counted too.
private func title(of alerts: [Alert]) -> SafeText {
  let critical = alerts.count { $0.severity == .critical }
  let warnings = alerts.count - critical
  let counts: [SafeText] =
    (critical > 0 ? ["\(critical) critical"] : [])
    + (warnings > 0 ? ["\(warnings) \(warnings == 1 ? "warning" : "warnings")"] : [])
  return counts.isEmpty ? "Alerts" : "Alerts: \(counts.joined(separator: ", "))"
}

extension Alert {
  /// What it is about, with the cluster that it is of; empty for the factory as a whole.
  var entityName: SafeText {
    let name = entity.name ?? .unknown
    return switch entity.kind {
    case .factory: ""
    case .source: name.inItsFolder
    case .cluster, .partition, .node, .job, .application, .allocation, .account, .user, .qos, .reservation,
      .quota:
      entity.kind == .cluster ? name : entity.cluster.map { "\($0) \(name)" } ?? name
    }
  }

  /// `karolina: 11 of 80 nodes are out of service`
  func sentence(of text: SafeText, nameWidth: Int) -> SafeText {
    let name = entityName.truncatedStart(toWidth: nameWidth)
    return name.isEmpty ? text : "\(name): \(text)"
  }

  var role: Role {
    switch severity {
    case .critical: .critical
    case .warning: .warning
    }
  }

  /// How bad, since when, what and why: in columns where the name has one, otherwise in one text.
  fileprivate func line(nameWidth: Int?, now: Timestamp?) -> Line {
    var line = Line(severity == .critical ? "critical " : "warning  ", role)
    let age: SafeText? = since.flatMap { since in
      now.map { SafeText.span(seconds: Int(($0 - since).count)) }
    }
    guard let nameWidth else {
      line.add(" ")
      line.indent = line.width
      if !entityName.isEmpty { line.add("\(entityName): ", .strong) }
      line.add(wrapping: text)
      if let age {
        line.add(", ", .muted)
        line.add(age, .muted, mayBreak: true)
      }
      return line
    }
    let told = age ?? ""
    line.add("\(SafeText.spaces(6 - told.width))\(told)  ", .muted)
    let name = entityName.truncatedStart(toWidth: nameWidth)
    line.add("\(name)\(SafeText.spaces(nameWidth - name.width + 2))", .strong)
    line.indent = line.width
    line.add(wrapping: text)
    return line
  }
}

extension SafeText {
  /// The last two names of a path: `karolina/jobs.json`. Where the data folder lies is known.
  var inItsFolder: SafeText {
    SafeText(untrusted: shown.split(separator: "/").suffix(2).joined(separator: "/"))
  }
}
