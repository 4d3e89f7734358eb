import Configuration
import Dashboard
import Entities
import Screen
import Text

extension Configuration {
  /// How lists are shown, and the filters under names. What `ListSettings.check` has something against is left out.
  var listSettings: ListSettings { ListSettings.reading(written).settings }

  var copyWay: CopyWay {
    switch copy {
    case .osc52: .terminal
    case .tmux: .tmux
    case .off: .off
    }
  }
}

extension WrittenWords {
  /// Looks at what Configuration only holds the words of: actions, keys, lists and fields are the dashboard's.
  static let check: WordCheck = { written in
    KeyBindings.problems(of: written.keys) + ListSettings.reading(written).problems
  }
}

extension ListSettings {
  /// What can be used of the words, and what is wrong with the rest.
  fileprivate static func reading(
    _ written: WrittenWords
  ) -> (settings: ListSettings, problems: [ConfigurationProblem]) {
    var settings = ListSettings()
    var problems: [ConfigurationProblem] = []
    settings.read(written.lists, &problems)
    let (bindings, _) = KeyBindings.remapped(by: written.keys.map(KeyWish.init))
    settings.read(written.filters, bindings, &problems)
    return (settings, problems)
  }

  private mutating func read(_ lists: [ListSetting], _ problems: inout [ConfigurationProblem]) {
    var pathOf: [ListKind: String] = [:]
    for list in lists {
      do throws(UnusableWords) {
        let kind = try ListKind.reading(list.kind)
        if pathOf.updateValue(list.path, forKey: kind) == list.path {
          problems.append(list.problem("\(kind.many) are there by their other name too: leave one out"))
        }
        var preference = preferences[kind] ?? ListPreference()
        let schema = kind.schema
        if let columns = list.columns, let fields = list.fields(columns, of: schema, &problems) {
          preference.columns = fields
        }
        if let sort = list.sort, let terms = list.terms(sort, of: schema, &problems) {
          preference.sort = terms
        }
        preferences[kind] = preference
      } catch {
        problems.append(list.problem(error.sentence))
      }
    }
  }

  /// Takes in filters as they are written, after those that are there, and notes what is wrong with the rest; `areKept`
  /// where the dashboard has saved them.
  mutating func read(
    _ filters: [FilterSetting], _ bindings: KeyBindings, areKept: Bool = false,
    _ problems: inout [ConfigurationProblem]
  ) {
    var read: [(setting: FilterSetting, filter: SavedFilter)] = []
    for setting in filters {
      guard var filter = setting.filter(&problems) else { continue }
      filter.isKept = areKept
      // Of an earlier file, it goes; of the same, one of them is a mistake.
      for other in read where other.setting.path == setting.path && other.filter.kind == filter.kind {
        if other.filter.name == filter.name {
          problems.append(
            setting.problem(
              with: "name",
              "“\(filter.name)” is there twice (line \(other.setting.line(of: "name"))) for the same list"))
        }
        if let key = filter.key, other.filter.key == key {
          problems.append(
            setting.problem(
              with: "key",
              "“\(KeyNotation.name(of: .character(key)))” is that of “\(other.filter.name)” (line \(other.setting.line(of: "key")))"
            ))
        }
      }
      if let key = filter.key, let action = bindings.nameOfMenuAction(for: .character(key)) {
        problems.append(
          setting.problem(
            with: "key",
            "“\(KeyNotation.name(of: .character(key)))” is the key of \(action) in the menu: give it another")
        )
        filter.key = nil
      }
      read.append((setting, filter))
      keep(filter)
    }
  }
}

extension ListSetting {
  /// The fields of its columns; `nil` after having noted which of them is wrong, at its own line.
  fileprivate func fields(
    _ columns: [String], of schema: ListSchema, _ problems: inout [ConfigurationProblem]
  ) -> [Int]? {
    var fields: [Int] = []
    for (number, key) in columns.enumerated() {
      do throws(UnusableWords) {
        let place = try schema.places(of: [key])[0]
        guard !fields.contains(place) else {
          throw UnusableWords("“\(SafeText(untrusted: key))” is there twice")
        }
        fields.append(place)
      } catch {
        problems.append(problem(with: "columns", word: number, error.sentence))
        return nil
      }
    }
    return fields
  }

  /// Its order, in the same way.
  fileprivate func terms(
    _ words: [String], of schema: ListSchema, _ problems: inout [ConfigurationProblem]
  ) -> [SortTerm]? {
    var terms: [SortTerm] = []
    for (number, word) in words.enumerated() {
      do throws(UnusableWords) { terms += try schema.order(by: [word]) } catch {
        problems.append(problem(with: "sort", word: number, error.sentence))
        return nil
      }
    }
    return terms
  }
}

extension FilterSetting {
  /// The filter that it is; `nil` after having noted what is wrong with it.
  func filter(_ problems: inout [ConfigurationProblem]) -> SavedFilter? {
    guard SavedFilter.isName(name) else {
      problems.append(
        problem(with: "name", "“\(SafeText(untrusted: name))” has to be \(SavedFilter.nameForm)"))
      return nil
    }
    guard !DashboardState.isCommand(name) else {
      problems.append(
        problem(with: "name", "“\(SafeText(untrusted: name))” is a command: give it another name"))
      return nil
    }
    let kind: ListKind
    do throws(UnusableWords) { kind = try ListKind.reading(list) } catch {
      problems.append(problem(with: "list", error.sentence))
      return nil
    }
    do throws(UnusableWords) {
      return try SavedFilter(
        SafeText(untrusted: name), words: words, of: kind, key: key?.unicodeScalars.first)
    } catch {
      problems.append(problem(with: "words", error.sentence))
      return nil
    }
  }
}

extension ListKind {
  /// The kind of that word.
  ///
  /// - Throws: that there is none, with the nearest.
  fileprivate static func reading(_ word: String) throws(UnusableWords) -> ListKind {
    if let kind = ListKind(word: word) { return kind }
    let near = nearestName(to: word, among: words).map {
      SafeText.didYouMean("“\(SafeText(untrusted: $0))”")
    }
    let all: SafeText = "choose of \(words.map { SafeText(untrusted: $0) }.joined(separator: ", "))"
    throw UnusableWords("there is no list “\(SafeText(untrusted: word))”: \(near ?? all)")
  }
}
