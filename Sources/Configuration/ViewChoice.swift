/// What the dashboard may open with: the panes side by side, or one of them at full size.
package enum ViewChoice: String, CaseIterable, Sendable {
  case overview, utilization, queue, applications, budget
}
