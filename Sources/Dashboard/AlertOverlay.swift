import Model
import Screen
import Text

extension ScreenDrawing {
  /// Every alert, worst first.
  func alertText(size: Size) -> OverlayText {
    let alerts = state.content?.figures.alerts ?? []
    return OverlayText(
      title: "Alerts", closing: "a or Esc closes",
      lines: alerts.isEmpty ? [Line("nothing needs a hand", .muted)] : alerts.map(\.line), on: size)
  }
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
  func sentence(nameWidth: Int = .max) -> SafeText {
    let name = entityName.truncatedStart(toWidth: nameWidth)
    return name.isEmpty ? text : "\(name): \(text)"
  }

  var role: Role {
    switch severity {
    case .critical: .critical
    case .warning: .warning
    }
  }

  /// `critical  karolina: 11 of 80 nodes are out of service`.
  fileprivate var line: Line {
    var line = Line(severity == .critical ? "critical  " : "warning   ", role)
    line.indent = line.width
    if !entityName.isEmpty { line.add("\(entityName): ", .strong) }
    line.add(wrapping: text)
    return line
  }
}

extension SafeText {
  /// The last two names of a path: `karolina/jobs.json`. Where the data folder lies is known.
  fileprivate var inItsFolder: SafeText {
    SafeText(untrusted: shown.split(separator: "/").suffix(2).joined(separator: "/"))
  }
}
