import Text

/// A pane, as a configuration names it.
package enum PaneChoice: String, CaseIterable, Sendable {
  case utilization, queue, applications, budget
}

/// `[[layout]]`: which panes the first screen has, and how they share its height.
package struct LayoutSetting: Sendable, Equatable {
  package var name = ""
  /// One to four, each once, in their order, two in a row.
  package var panes: [PaneChoice] = []
  /// In percent.
  package var split: Int?
  /// Whether it has a line for each pane and one list, as small terminals have.
  package var isNarrow = false
  /// Where the table begins.
  var place: Place

  static let section = "layout"
  /// The layouts that the dashboard has by itself.
  package static let presets = ["standard", "wall", "laptop", "phone"]
  static let explanation: SafeText =
    "Layouts of the first screen, which :layout NAME takes, beside standard, wall, laptop and phone; start_layout names the one to begin with."

  static let keys: [SettingKey<LayoutSetting>] = [
    SettingKey("name", \.name, .text, example: "\"night\"", "What it is called."),
    SettingKey(
      "panes", \.panes, .panes, example: "[\"queue\", \"utilization\", \"budget\"]",
      "Which panes it has, in their order, two in a row: utilization, queue, applications, budget."),
    SettingKey(
      "split", optional: \.split, .count(10...90), example: "60",
      "The share of the height that the upper row has, in percent; without it half, or what the panes hold."),
    SettingKey(
      "narrow", \.isNarrow, .flag, example: "true",
      "Whether it has a line for each pane and one list, as small terminals have."),
  ]
}

extension ValueFormat<[PaneChoice]> {
  /// One to four, each once.
  fileprivate static let panes: ValueFormat = {
    let list = ValueFormat<PaneChoice>.word.list(
      "a list of utilization, queue, applications, budget, each once")
    return ValueFormat(
      list.expected,
      read: { setting, folder throws(InvalidValue) in
        let panes = try list.read(setting, folder)
        guard !panes.isEmpty, Set(panes).count == panes.count else { throw InvalidValue() }
        return panes
      }, write: list.write)
  }()
}

extension ConfigurationDraft {
  /// What is wrong with layouts, and with the one to begin with.
  func layoutProblems(_ origins: [String: Origin]) -> [ConfigurationProblem] {
    var problems: [ConfigurationProblem] = []
    var names: Set<String> = []
    for (index, layout) in settled.layouts.enumerated() {
      let number = index + 1
      if layout.name.isEmpty {
        problems.append(layout.place.problem("layout \(number) has no name: give it one"))
      } else if !names.insert(layout.name).inserted {
        problems.append(
          layout.place.problem(
            "layout \(number) has the name of another, “\(SafeText(untrusted: layout.name))”: leave one out"))
      }
      if layout.panes.isEmpty {
        problems.append(layout.place.problem("layout \(number) has no panes: give it one or more"))
      }
    }
    if let name = settled.startLayout, case .file(let path, let line)? = origins["start_layout"] {
      let known = LayoutSetting.presets + settled.layouts.map(\.name)
      if !known.contains(name) {
        let near: SafeText? = nearestName(to: name, among: known).map {
          "did you mean “\(SafeText(untrusted: $0))”?"
        }
        let all: SafeText = "choose of \(known.map { SafeText(untrusted: $0) }.joined(separator: ", "))"
        problems.append(
          Place(path: path, line: line).problem(
            "start_layout: there is no layout “\(SafeText(untrusted: name))”: \(near ?? all)"))
      }
    }
    return problems
  }
}
