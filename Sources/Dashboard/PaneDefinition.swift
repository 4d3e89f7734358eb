import Screen
import Text

/// What there is to know of a pane: its words, its list, and what its full view tells beside that.
///
/// Each stands beside what draws it; `all` is the one table of them.
struct PaneDefinition: Sendable {
  let pane: Pane
  /// The view that shows the pane at full size.
  let view: View
  /// In the frame.
  let title: SafeText
  /// In the lines of a small terminal, five cells.
  let shortTitle: SafeText
  /// Where keys are looked up before those that count everywhere, while they act on the pane.
  let scopes: @Sendable (DashboardState) -> [KeyScope]
  /// All rows in the order in which they are shown; a filter may leave some of them.
  let rows: @Sendable (DashboardModel, View) -> RowList
  /// The list, and the lines around it.
  let body: @Sendable (PaneBuilder) -> PaneModel
  /// How the full view divides the area in its frame.
  let arrangement: @Sendable (ScreenDrawing, _ area: Rect) -> FullArrangement
  /// Draws what the full view tells beside the list.
  let drawDetail: @Sendable (ScreenDrawing, PaneBuilder, _ canvas: inout Canvas, _ area: Rect) -> Void

  /// In the order of their numbers on the screen.
  static let all: [PaneDefinition] = [.utilization, .queue, .applications, .budget]
}

extension Pane {
  var definition: PaneDefinition { PaneDefinition.all[rawValue - 1] }
}
