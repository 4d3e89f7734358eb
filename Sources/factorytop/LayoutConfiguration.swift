import Configuration
import Dashboard
import Text

extension Configuration {
  /// The layouts that it adds to the dashboard's own.
  var paneLayouts: [PaneLayout] {
    layouts.map { layout in
      PaneLayout(
        name: SafeText(untrusted: layout.name), panes: layout.panes.map(Pane.init), split: layout.split,
        isNarrow: layout.isNarrow)
    }
  }
}

extension Pane {
  fileprivate init(_ choice: PaneChoice) {
    self =
      switch choice {
      case .utilization: .utilization
      case .queue: .queue
      case .applications: .applications
      case .budget: .budget
      }
  }
}
