import Configuration
import Dashboard
import Screen
import Text

extension Configuration {
  /// Which keys do what. Where `KeyBindings.problems(of:)` has something against what is configured, those of the key table.
  var keyBindings: KeyBindings { KeyBindings.remapped(by: written.keys.map(KeyWish.init)).bindings }
}

extension KeyBindings {
  /// What is wrong with the settings of `[keys]`.
  static func problems(of settings: [KeySetting]) -> [ConfigurationProblem] {
    remapped(by: settings.map(KeyWish.init)).problems.map { problem in
      let setting = settings[problem.wish]
      let other = problem.other.map { settings[$0].place(from: setting) } ?? ""
      return setting.problem("keys: \(problem.clause)\(other)")
    }
  }
}

extension KeyWish {
  init(_ setting: KeySetting) { self.init(action: setting.action, keys: setting.keys) }
}

extension KeySetting {
  /// Where it is, for a sentence about another one.
  fileprivate func place(from other: KeySetting) -> SafeText {
    path == other.path ? " (line \(line))" : " (\(SafeText(untrusted: path)), line \(line))"
  }
}

extension [PrintedKeys] {
  /// Every line of the key table.
  static let all = KeyTable.bindings.map { binding in
    PrintedKeys(
      action: binding.name, keys: binding.keys.map(KeyNotation.written), meaning: binding.explanation)
  }
}
