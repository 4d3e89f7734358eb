import Model
import Text

/// The whole default configuration as TOML, explained line by line.
///
/// What has no default stands there as an example that does not count: a `#` with no space after it, so that taking
/// these away makes a configuration that sets every key.
package enum DefaultText {
  ///
  /// `keys` are the actions of the dashboard, in the order in which they are printed.
  package static func text(keys: [PrintedKeys]) -> String {
    var text = """
      # The default configuration of factorytop \u{2014} every key with its default, none of which has to be there.
      # Places: --config FILE alone; else ~/.config/factorytop/config.toml ($XDG_CONFIG_HOME) over
      # /etc/factorytop/config.toml, key by key; a list counts as a whole. Options of the command line count before both.
      # Keep of it what you change: what stands here counts before the system's file.
      # Lines that begin with # and no space are examples of keys that have no default.
      # Times are "90s", "30m", "36h" or "7d". Relative paths begin where the file is.


      """
    let draft = ConfigurationDraft()
    text += entries(ConfigurationDraft.topKeys, of: draft)
    text += examples("[[cluster]]", ClusterDraft.keys, ClusterDraft.explanation)
    text += examples("[[account]]", ProposalDraft.keys, ProposalDraft.explanation)
    text += modes(draft)
    for section in DraftReader.sections {
      text += "\n# \(section.explanation.shown)\n"
      // A table that is there asks for its keys, and [collect] has one without a default.
      let isExample = section.name == ConfigurationDraft.collect.name
      text += "\(isExample ? "#" : "")[\(section.name)]\n"
      text += entries(section.keys, of: draft, allExamples: isExample)
    }
    text += examples("[[collect.source]]", CollectSourceDraft.keys, CollectSourceDraft.explanation)
    text += examples("[\(ListSetting.section).jobs]", ListSetting.keys, ListSetting.explanation)
    text += examples("[[\(FilterSetting.section)]]", FilterSetting.keys, FilterSetting.explanation)
    text += examples("[[\(LayoutSetting.section)]]", LayoutSetting.keys, LayoutSetting.explanation)
    text += "\n# \(KeySettings.explanation.shown)\n[\(KeySettings.section)]\n"
    for line in keys {
      text +=
        "# \(line.meaning.shown)\n\(tomlKey(line.action.shown)) = \(KeySettings.written(line.keys.map(\.shown)))\n"
    }
    return text
  }

  private static func modes(_ draft: ConfigurationDraft) -> String {
    var text = "\n# \(ModeDraft.explanation.shown)\n"
    for key in ModeDraft.keys { text += "#   \(key.name): \(key.explanation.shown)\n" }
    for (mode, draft) in draft.modesInOrder {
      text += "[mode.\(tomlKey(mode.word.shown))]\n"
      for key in ModeDraft.keys {
        if let value = key.write(draft) { text += "\(key.name) = \(wrapped(value))\n" }
      }
    }
    text += "#[mode.community]\n"
    for key in ModeDraft.keys where key.name != "days" { text += "#\(key.name) = \(key.example)\n" }
    return text
  }

  private static func entries<Root>(
    _ keys: [SettingKey<Root>], of root: Root, allExamples: Bool = false
  ) -> String {
    keys.map { key in
      let line =
        if let value = key.write(root) { "\(allExamples ? "#" : "")\(key.name) = \(wrapped(value))" } else {
          "#\(key.name) = \(key.example)"
        }
      return "# \(key.explanation.shown)\n\(line)\n"
    }.joined()
  }

  private static func examples<Root>(
    _ header: String, _ keys: [SettingKey<Root>], _ explanation: SafeText
  ) -> String {
    "\n# \(explanation.shown)\n#\(header)\n"
      + keys.map { "# \($0.explanation.shown)\n#\($0.name) = \($0.example)\n" }.joined()
  }

  /// A long list with a few entries to a line.
  private static func wrapped(_ value: String) -> String {
    guard value.hasPrefix("["), value.utf8.count > 100 else { return value }
    let entries = value.dropFirst().dropLast().split(separator: ", ")
    let lines = stride(from: 0, to: entries.count, by: 4).map { start in
      "  " + entries[start..<min(start + 4, entries.count)].joined(separator: ", ") + ","
    }
    return "[\n\(lines.joined(separator: "\n"))\n]"
  }
}

extension ConfigurationDraft {
  /// EuroHPC's modes in their order, then the site's own by their words, each with all of its rules.
  var modesInOrder: [(AccessMode, ModeDraft)] {
    let known = AccessMode.known.filter { modes[$0] != nil }
    let others = modes.keys.filter { !AccessMode.known.contains($0) }.sorted { $0.word < $1.word }
    return (known + others).compactMap { mode in modes[mode].map { (mode, $0.over(otherModes)) } }
  }
}

extension ModeDraft {
  fileprivate func over(_ others: RuleDraft) -> ModeDraft {
    var draft = self
    draft.rules = rules.over(others)
    return draft
  }
}
