import Model
import Screen
import Text

extension ScreenDrawing {
  /// Draws every alert, worst first; what does not fit is counted.
  func drawAlerts(on canvas: inout Canvas) {
    let alerts = state.content?.figures.alerts ?? []
    let lines = alerts.isEmpty ? [Line("nothing needs a hand", .muted)] : alerts.map(\.line)
    let contents = Size(columns: max(24, lines.map(\.width).max() ?? 0), rows: lines.count)
    let rows = max(0, canvas.size.rows - 2)
    let note: SafeText =
      lines.count > rows ? "\(lines.count - rows) more; a or Esc closes" : "a or Esc closes"
    Overlay.draw(on: &canvas, title: "Alerts", note: note, contents: contents) { canvas, inside in
      for (row, line) in zip(inside.rows, lines) {
        line.draw(on: &canvas, column: inside.column, row: row, width: inside.width)
      }
    }
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
    line.add("\(subjectName): ", .strong)
    line.add(message)
    return line
  }
}

extension SafeText {
  /// The last two names of a path: `karolina/jobs.json`. Where the data folder lies is known.
  fileprivate var inItsFolder: SafeText {
    SafeText(untrusted: shown.split(separator: "/").suffix(2).joined(separator: "/"))
  }
}
