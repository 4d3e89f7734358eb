package import Screen
package import Text

/// Screens that are drawn from one reading: a TOML file with a table `[[screen]]` for each.
package struct ScreensFile: Sendable, Equatable {
  /// What problems call it, and where relative paths begin.
  package let path: String
  /// At least one, each of a name of its own, in the order of the file.
  package let screens: [WantedScreen]

  /// Reads a file. Blocks as long as the file system does.
  ///
  /// - Throws: everything that is wrong with it.
  package init(path: String) throws(ConfigurationProblems) {
    let text: String
    do {
      text = try TextFile.contents(of: path)
    } catch {
      throw ConfigurationProblems(unreadable: path, error.reason)
    }
    try self.init(text: text, path: path)
  }

  /// `path` is what problems call it, and where relative paths begin.
  init(text: String, path: String) throws(ConfigurationProblems) {
    let document: Setting
    do {
      document = try Setting(tomlText: text)
    } catch {
      throw ConfigurationProblems([
        ConfigurationProblem(path: path, line: error.line, clause: error.reason)
      ])
    }
    var reader = DraftReader(path: path)
    screens = reader.readScreens(document)
    self.path = path
    let problems = reader.problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    guard problems.isEmpty else { throw ConfigurationProblems(problems) }
  }

  /// Asks the file system all that reading the file asks it. Blocks as long as the file system does.
  package static func ask(_ path: String) { _ = try? TextFile.contents(of: path) }
}

/// A table `[[screen]]`; what it does not say is said by the command line or by the configuration.
package struct WantedScreen: Sendable, Equatable {
  /// Letters, digits, `-` and `_` of ASCII: a file bears it.
  package fileprivate(set) var name = ""
  /// In cells, from 1x1 to 1000x1000.
  package fileprivate(set) var size: Size?
  /// What it opens with.
  package fileprivate(set) var view: ViewChoice?
  /// Typed before the picture is taken.
  package fileprivate(set) var keys: KeySequence?
  /// Words of a filter, not yet read.
  package fileprivate(set) var filter: String?
  /// A name, or the path of a file.
  package fileprivate(set) var theme: String?
  /// How many colours it has.
  package fileprivate(set) var color: ColorChoice?
  /// Whether it has ASCII characters only.
  package fileprivate(set) var isASCII: Bool?
  package fileprivate(set) var format: SnapshotFormat?
  /// Where its table begins, and the line of each of its keys.
  fileprivate let place: Place
  fileprivate let number: Int
  fileprivate var lines: [String: Int] = [:]

  fileprivate init(place: Place, number: Int) {
    self.place = place
    self.number = number
  }

  static let keys: [SettingKey<WantedScreen>] = [
    SettingKey(
      "name", \.name, .screenName, example: "\"queue-80x24\"",
      "What its file is called, without the ending."),
    SettingKey("size", optional: \.size, .size, example: "\"80x24\"", "Columns and rows."),
    SettingKey("view", optional: \.view, .word, example: "\"queue\"", "What it opens with."),
    SettingKey(
      "keys", optional: \.keys, .keys, example: "\"jj<Enter>\"", "Typed before the picture is taken."),
    SettingKey(
      "filter", optional: \.filter, .text, example: "\"mode:PG !decided\"",
      "What its view lists: applications, or what that view has."),
    SettingKey(
      "theme", optional: \.theme, .theme, example: "\"default-light\"",
      "A theme's name, or a file; a relative path starts where the file of screens is."),
    SettingKey("color", optional: \.color, .word, example: "\"256\"", "How many colours it has."),
    SettingKey("ascii", optional: \.isASCII, .flag, example: "true", "Whether it has ASCII characters only."),
    SettingKey("format", optional: \.format, .word, example: "\"styled\"", "How it is written."),
  ]

  /// What is wrong with the value of a key that the table has.
  package func problem(with key: String, _ clause: SafeText) -> ConfigurationProblem {
    ConfigurationProblem(
      path: place.path, line: lines[key] ?? place.line,
      clause: "screen \(number).\(SafeText(untrusted: key)): \(clause)")
  }
}

extension DraftReader {
  fileprivate mutating func readScreens(_ document: Setting) -> [WantedScreen] {
    let table = document.table ?? [:]
    refuseOthers(in: table, of: "", than: ["screen"])
    guard let list = table["screen"] else {
      note(1, "there is no [[screen]]: give each screen a table with a name")
      return []
    }
    var number = 0
    var screens = records(list, called: "screen", WantedScreen.keys) { place in
      number += 1
      return WantedScreen(place: place, number: number)
    }
    var taken: [String: String] = [:]
    for index in screens.indices {
      let name = "screen \(index + 1)"
      for key in WantedScreen.keys {
        if case .file(_, let line) = origins["\(name).\(key.name)"] { screens[index].lines[key.name] = line }
      }
      let screen = screens[index]
      if screen.name.isEmpty {
        // One that was refused has been told already.
        if list.list?[index].table?["name"] == nil {
          note(screen.place.line, "screen \(index + 1) has no name: give it one")
        }
      } else if let other = taken.updateValue(screen.name, forKey: screen.name.lowercased()) {
        let isSame = other == screen.name
        note(
          screen.lines["name"] ?? screen.place.line,
          "screen \(index + 1).name is that of another screen, “\(SafeText(untrusted: other))”\(isSame ? "" : " but for capitals"): give it its own"
        )
      }
    }
    return screens
  }
}

extension ValueFormat<String> {
  /// A file of that name can be on every file system.
  fileprivate static let screenName = ValueFormat(
    "a name of 1 to 100 letters, digits, - and _, the first of them no -, for its file is called so",
    read: { setting in
      guard let text = setting.text, (1...100).contains(text.utf8.count),
        text.utf8.first != UInt8(ascii: "-"),
        text.utf8.allSatisfy({ byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
          default: false
          }
        })
      else { return nil }
      return text
    }, write: tomlText)
}

extension ValueFormat<Size> {
  fileprivate static let size = ValueFormat(
    "columns x rows, such as \"80x24\", from 1x1 to 1000x1000",
    read: { $0.text.flatMap { Size(columnsByRows: $0) } }, write: { tomlText("\($0.columns)x\($0.rows)") })
}

/// Keys as they are written, and what they are.
package struct KeySequence: Sendable, Equatable {
  let text: String
  package let keys: [Key]
}

extension ValueFormat<KeySequence> {
  fileprivate static let keys = ValueFormat(
    "keys such as \"2jj<Enter>\"",
    read: { setting, _ throws(InvalidValue) in
      guard let text = setting.text else { throw InvalidValue() }
      do throws(KeyNotationError) {
        return KeySequence(text: text, keys: try KeyNotation.keys(in: text))
      } catch {
        throw InvalidValue(hint: error.message)
      }
    }, write: { tomlText($0.text) })
}
