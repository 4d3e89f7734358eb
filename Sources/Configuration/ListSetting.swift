package import Text

/// What `[lists.KIND]` says of one kind of list, as it is written: which kinds and fields there are, the lists know.
package struct ListSetting: Sendable, Equatable {
  /// The word after `lists.`, not yet looked up.
  package var kind: String
  /// Keys of fields; `nil` where nothing is said.
  package var columns: [String]?
  /// Keys of fields, each with or without a `-` before it; `nil` where nothing is said.
  package var sort: [String]?
  /// Where each of them is said, and where the table begins.
  var places: [String: Place] = [:]
  var place: Place
  /// Where each word of a key stands whose words are in a list.
  var linesOfWords: [String: [Int]] = [:]

  /// A mistake in what is said of a key, in the word of that number where one is given, or of the kind where there is no
  /// key.
  package func problem(
    with key: String? = nil, word: Int? = nil, _ clause: SafeText
  ) -> ConfigurationProblem {
    var place = key.flatMap { places[$0] } ?? place
    if let key, let word, let lines = linesOfWords[key], lines.indices.contains(word) {
      place = Place(path: place.path, line: lines[word])
    }
    let name = [Self.section, kind, key].compactMap(\.self).joined(separator: ".")
    return place.problem("\(SafeText(untrusted: name)): \(clause)")
  }

  /// The file that a key is said in last, or that has the table.
  package var path: String { place.path }

  static let section = "lists"
  static let explanation: SafeText =
    "How a list of things is shown, a table for each kind (list --help names them): its columns and its order, by the keys of fields, which factorytop list jobs --fields tells. Options of list and filters count before."

  static let keys: [SettingKey<ListSetting>] = [
    SettingKey(
      "columns", optional: \.columns, .fieldKeys,
      example: "[\"id\", \"state\", \"user\", \"gpus\", \"wait\"]",
      "Which columns, in this order; without it, the usual ones."),
    SettingKey(
      "sort", optional: \.sort, .sortKeys, example: "\"-wait,gpus\"",
      "The order where no filter has another: - before a key for the greatest first, the first key counting most."
    ),
  ]
}

extension ValueFormat<[String]> {
  fileprivate static let fieldKeys = ValueFormat<String>.text.list(
    "a list of keys of fields, such as [\"id\", \"state\"]"
  ).filled

  fileprivate static let sortKeys = ValueFormat(
    "keys of fields to sort by, such as \"-wait,gpus\", or a list of some",
    read: { setting in
      let texts = setting.list?.map(\.text) ?? [setting.text]
      let words = texts.compactMap(\.self).flatMap {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
      }
      return texts.contains(nil) || words.isEmpty || words.contains("") ? nil : words
    }, write: { tomlText($0.joined(separator: ",")) })

  /// The same where there is at least one.
  private var filled: ValueFormat {
    ValueFormat(
      expected,
      read: { [read] setting, folder throws(InvalidValue) in
        let texts = try read(setting, folder)
        guard !texts.isEmpty else { throw InvalidValue() }
        return texts
      }, write: write)
  }
}

extension Substring {
  /// Without spaces at both ends.
  fileprivate var trimmed: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
