import Model
package import Text

/// What `[keys]` says of one action, as it is written: which actions and keys there are, the dashboard knows.
package struct KeySetting: Sendable, Equatable {
  /// Such as `list.down`, not yet looked up.
  package var action: String
  /// At least one, none of them empty.
  package var keys: [String]
  /// The file that says it last.
  package var path: String
  /// In that file, counted from 1.
  package var line: Int

  /// A mistake in it, on its line.
  package func problem(_ clause: SafeText) -> ConfigurationProblem {
    ConfigurationProblem(path: path, line: line, clause: clause)
  }
}

/// An action for the printed default, with its keys.
package struct PrintedKeys: Sendable {
  /// Its name in `[keys]`, such as `list.down`.
  package var action: SafeText
  /// As `KeyNotation` writes them.
  package var keys: [SafeText]
  /// What it does, in a sentence.
  package var meaning: SafeText

  package init(action: SafeText, keys: [SafeText], meaning: SafeText) {
    self.action = action
    self.keys = keys
    self.meaning = meaning
  }
}

/// `[keys]`, whose keys are the dashboard's actions.
enum KeySettings {
  static let section = "keys"
  static let explanation: SafeText =
    "Which keys do what in the dashboard, by its actions: one key or a list, such as \"s\", \"<Enter>\", \"<C-s>\" or \"<F6>\", in place of the action's own. Of two actions that count in one place, each has keys of its own."
  static let expected: SafeText = "a key such as \"s\" or \"<C-s>\", or a list of keys"

  /// What one setting says; `nil` where it is neither a key nor a list of some.
  static func keys(of setting: Setting) -> [String]? {
    let texts = setting.list?.map(\.text) ?? [setting.text]
    let keys = texts.compactMap(\.self).filter { !$0.isEmpty }
    return keys.isEmpty || keys.count < texts.count ? nil : keys
  }

  /// As TOML writes them.
  static func written(_ keys: [String]) -> String {
    if let only = keys.first, keys.count == 1 { return tomlText(only) }
    return "[\(keys.map(tomlText).joined(separator: ", "))]"
  }
}

extension Setting {
  /// The settings of a table by their whole names: `list.down = "j"` is a table in a table, `"list.down" = "j"` is none.
  func flattened(below prefix: String = "") -> [(name: String, setting: Setting)] {
    guard let table else { return [(prefix, self)] }
    return table.flatMap { name, setting in
      setting.flattened(below: prefix.isEmpty ? name : "\(prefix).\(name)")
    }.sorted { ($0.setting.line, $0.name) < ($1.setting.line, $1.name) }
  }
}
