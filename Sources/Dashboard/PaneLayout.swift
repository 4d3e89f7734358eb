package import Text

/// Which panes the overview has, and how they share it.
package struct PaneLayout: Hashable, Sendable {
  package let name: SafeText
  /// In their order on the screen, two in a row; each once, and at least one.
  package let panes: [Pane]
  /// The share of the height that the upper row has, in percent; `nil` leaves it to what the panes hold.
  package internal(set) var split: Int?
  /// Whether it has a line for each pane and one list, as small terminals have.
  package let isNarrow: Bool

  package init(name: SafeText, panes: [Pane], split: Int? = nil, isNarrow: Bool = false) {
    self.name = name
    self.panes = panes
    self.split = split
    self.isNarrow = isNarrow
  }

  /// What a row has to keep.
  package static let splits = 10...90

  /// What is shown where nobody asks for anything else.
  package static let standard = PaneLayout(name: "standard", panes: Pane.allCases)

  /// Those that exist without a configuration.
  package static let presets = [
    standard, PaneLayout(name: "wall", panes: Pane.allCases, split: 50),
    PaneLayout(name: "laptop", panes: [.utilization, .queue, .applications], split: 60),
    PaneLayout(name: "phone", panes: Pane.allCases, isNarrow: true),
  ]
}

extension PaneLayout {
  /// `utilization, queue · 60 %`
  var summary: SafeText {
    let names = panes.map { SafeText(untrusted: $0.view.rawValue) }.joined(separator: ", ")
    if isNarrow { return "\(names) · a line each" }
    return split.map { "\(names) · \($0) %" } ?? names
  }
}

/// Which layout the overview has, of those that there are.
package struct LayoutChoice: Sendable, Equatable {
  /// Those of the configuration, and the presets whose names it has left.
  package private(set) var known = PaneLayout.presets
  /// What is asked for at the start.
  private var first = PaneLayout.standard
  /// With what somebody has changed of it.
  package private(set) var current = PaneLayout.standard

  /// Takes over what a configuration says. The layout that was chosen stays, but for one that is asked for anew, or that
  /// is another one now.
  mutating func adopt(_ configured: [PaneLayout], beginningWith name: SafeText?) {
    let before = (known, first)
    known =
      configured + PaneLayout.presets.filter { preset in !configured.contains { $0.name == preset.name } }
    first = known.first { $0.name == name } ?? Self.named(PaneLayout.standard.name, in: known)
    if first.name != before.1.name { return current = first }
    let newer = Self.named(current.name, in: known)
    if newer != Self.named(current.name, in: before.0) { current = newer }
  }

  mutating func choose(_ layout: PaneLayout) { current = layout }

  mutating func split(at percent: Int) { current.split = percent }

  /// The standard one where there is none of that name any more.
  private static func named(_ name: SafeText, in known: [PaneLayout]) -> PaneLayout {
    known.first { $0.name == name } ?? .standard
  }
}

extension DashboardState {
  package mutating func adopt(_ configured: [PaneLayout], beginningWith name: SafeText?) {
    layouts.adopt(configured, beginningWith: name)
    settleFocus()
  }

  /// The panes that the overview shows.
  var shownPanes: [Pane] { layouts.current.panes }

  mutating func choose(_ layout: PaneLayout) {
    layouts.choose(layout)
    showOverview()
    settleFocus()
  }

  /// Of one row there is nothing to share.
  mutating func split(at percent: Int) {
    showOverview()
    guard shownPanes.count > 2, !layouts.current.isNarrow else {
      notice = Notice(
        "the layout \(layouts.current.name) has one row: there is nothing to split", isBad: true)
      return
    }
    layouts.split(at: percent)
  }

  mutating func showOverview() {
    page = nil
    openList = nil
    cutTrail(from: 0)
    view = .overview
  }

  /// In the overview the keys act on a pane that is there.
  mutating func settleFocus() {
    if view == .overview, !shownPanes.contains(focus), let first = shownPanes.first { focus = first }
  }

  /// The pane that a step leads to, among those that are shown; from another one, the first or the last of them.
  func pane(movedBy steps: Int) -> Pane {
    let panes = shownPanes
    guard let place = panes.firstIndex(of: focus) else {
      return (steps < 0 ? panes.last : panes.first) ?? focus
    }
    return panes[((place + steps) % panes.count + panes.count) % panes.count]
  }
}
