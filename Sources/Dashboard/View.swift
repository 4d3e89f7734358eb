/// What fills the screen: the panes side by side, or one of them at full size.
package enum View: String, CaseIterable, Sendable {
  case overview, utilization, queue, applications, budget

  /// The pane that this view shows at full size; `nil` for the overview.
  package var pane: Pane? { PaneDefinition.all.first { $0.view == self }?.pane }
}

/// One of the live panes, in the order of their numbers on the screen.
package enum Pane: Int, CaseIterable, Sendable {
  case utilization = 1
  case queue, applications, budget

  /// The view that shows the pane at full size.
  package var view: View { definition.view }
}
