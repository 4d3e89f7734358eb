/// What fills the screen: the four panes side by side, or one of them at full size.
package enum View: String, CaseIterable, Sendable {
  case overview, utilization, queue, applications, budget

  /// The pane that this view shows at full size; `nil` for the overview.
  package var pane: Pane? {
    switch self {
    case .overview: nil
    case .utilization: .utilization
    case .queue: .queue
    case .applications: .applications
    case .budget: .budget
    }
  }
}

/// One of the four live panes, in the order of their numbers on the screen.
package enum Pane: Int, CaseIterable, Sendable {
  case utilization = 1
  case queue, applications, budget

  /// The view that shows the pane at full size.
  package var view: View {
    switch self {
    case .utilization: .utilization
    case .queue: .queue
    case .applications: .applications
    case .budget: .budget
    }
  }

  /// The pane `steps` further on, round the four.
  func moved(by steps: Int) -> Pane {
    let count = Pane.allCases.count
    let index = (rawValue - 1 + steps % count + count) % count
    return Pane.allCases[index]
  }
}
