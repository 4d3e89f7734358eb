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
  /// What it is about.
  var subjectName: SafeText {
    switch subject {
    case .utilization(let cluster), .queue(let cluster): cluster
    case .applications: "applications"
    case .budget(let account): account
    case .storage: "storage"
    case .source(let path): path.inItsFolder
    }
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
    line.add("\(subjectName): ", .strong)
    line.add(wrapping: message)
    return line
  }
}

extension SafeText {
  /// The last two names of a path: `karolina/jobs.json`. Where the data folder lies is known.
  fileprivate var inItsFolder: SafeText {
    SafeText(untrusted: shown.split(separator: "/").suffix(2).joined(separator: "/"))
  }
}
