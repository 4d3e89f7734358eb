package import Text

/// A filter under a name, `[[filter]]`, as it is written: which lists and words there are, the lists know.
package struct FilterSetting: Sendable, Equatable {
  package var name = ""
  /// The kind of list.
  package var list = ""
  /// What it lists and in which order, as it would be typed after `/`.
  package var words = ""
  /// One character, or `nil`.
  package var key: String?
  /// Where each of them is said, and where the table begins.
  var places: [String: Place] = [:]
  var place: Place
  /// Its number in its file, from 1.
  var number: Int

  /// A mistake in what is said of a key.
  package func problem(with key: String, _ clause: SafeText) -> ConfigurationProblem {
    (places[key] ?? place).problem("filter \(number).\(SafeText(untrusted: key)): \(clause)")
  }

  /// The file that it is in.
  package var path: String { place.path }
  /// The line of a key, or of its table.
  package func line(of key: String) -> Int { (places[key] ?? place).line }

  static let section = "filter"
  static let explanation: SafeText =
    "Filters under names, which ' offers in a list; those that the dashboard saves join them. One of the same name and list takes the place of the system's; the others stay."

  static let keys: [SettingKey<FilterSetting>] = [
    SettingKey("name", \.name, .text, example: "\"late\"", "What it is called: a word."),
    SettingKey("list", \.list, .text, example: "\"applications\"", "The kind of list that it is for."),
    SettingKey(
      "words", \.words, .text, example: "\"breached !waiting sort:left\"",
      "What it lists, and in which order, as it would be typed after /."),
    SettingKey(
      "key", optional: \.key, .character, example: "\"l\"", "The character that takes it after '."),
  ]
}

extension ValueFormat<String> {
  fileprivate static let character = ValueFormat(
    "one character, such as \"l\"",
    read: { setting in
      guard let text = setting.text, text.unicodeScalars.count == 1,
        let scalar = text.unicodeScalars.first, !scalar.properties.isWhitespace,
        scalar.properties.generalCategory != .control
      else { return nil }
      return text
    }, write: tomlText)
}
