import Model
import Text

/// Reads the settings of one file into a draft, over what is there, and notes everything that is wrong.
struct DraftReader {
  let path: String
  /// Where relative paths begin.
  let folder: String
  private(set) var problems: [ConfigurationProblem] = []
  /// Where each key that the file sets has its value from, by its full name.
  private(set) var origins: [String: Origin] = [:]

  init(path: String) {
    self.path = path
    folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  static let sections: [SettingSection<ConfigurationDraft>] = [
    ConfigurationDraft.otherModes, ConfigurationDraft.checks, ConfigurationDraft.calendar,
    ConfigurationDraft.budget, ConfigurationDraft.stale, ConfigurationDraft.alerts, ConfigurationDraft.limits,
    ConfigurationDraft.waldur,
    ConfigurationDraft.prometheus,
    ConfigurationDraft.triage, ConfigurationDraft.privacy, ConfigurationDraft.record,
    ConfigurationDraft.collect,
  ]

  mutating func read(_ document: Setting, into draft: inout ConfigurationDraft) {
    let table = document.table ?? [:]
    let tables =
      Self.sections.map(\.name) + [
        "cluster", "account", "mode", ListSetting.section, FilterSetting.section, LayoutSetting.section,
        KeySettings.section,
      ]
    read(table, of: "", ConfigurationDraft.topKeys, into: &draft, others: tables)
    for section in Self.sections {
      guard let setting = table[section.name], let inner = self.table(setting, called: section.name) else {
        continue
      }
      let isCollect = section.name == ConfigurationDraft.collect.name
      if isCollect { draft.collectPlace = Place(path: path, line: setting.line) }
      read(inner, of: section.name, section.keys, into: &draft, others: isCollect ? ["source"] : [])
      if isCollect, let sources = inner["source"] {
        draft.collect.sources = records(sources, called: "collect.source", CollectSourceDraft.keys) {
          CollectSourceDraft(place: $0)
        }
      }
    }
    if let clusters = table["cluster"] {
      draft.clusters = records(clusters, called: "cluster", ClusterDraft.keys) { ClusterDraft(place: $0) }
    }
    if let accounts = table["account"] {
      draft.accounts = records(accounts, called: "account", ProposalDraft.keys) { ProposalDraft(place: $0) }
    }
    if let modes = table["mode"] { readModes(modes, into: &draft) }
    if let lists = table[ListSetting.section] { readLists(lists, into: &draft) }
    if let filters = table[FilterSetting.section] { readFilters(filters, into: &draft) }
    if let layouts = table[LayoutSetting.section] {
      draft.settled.layouts = records(layouts, called: LayoutSetting.section, LayoutSetting.keys) {
        LayoutSetting(place: $0)
      }
    }
    if let keys = table[KeySettings.section] { readKeys(keys, into: &draft) }
    problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
  }

  private mutating func readModes(_ setting: Setting, into draft: inout ConfigurationDraft) {
    for (word, setting) in (table(setting, called: "mode") ?? [:]).sorted(by: { $0.key < $1.key }) {
      // By its word where the file has its code, as the list of settings names it.
      let mode = AccessMode(word: SafeText(untrusted: word))
      let name = mode.table
      guard let inner = table(setting, called: name) else { continue }
      var known = draft.modes[mode] ?? ModeDraft()
      known.place = Place(path: path, line: setting.line)
      if inner["days"] != nil, let second = inner["working_days"] {
        note(second.line, "\(SafeText(untrusted: name)) has both days and working_days: leave one out")
      }
      read(inner, of: name, ModeDraft.keys, into: &known)
      draft.modes[mode] = known
    }
  }

  /// What is said of an action takes the place of what an earlier file says of it.
  private mutating func readKeys(_ setting: Setting, into draft: inout ConfigurationDraft) {
    guard table(setting, called: KeySettings.section) != nil else { return }
    var read: Set<String> = []
    for (action, setting) in setting.flattened() {
      let full = "\(KeySettings.section).\(action)"
      guard let keys = KeySettings.keys(of: setting) else {
        note(setting.line, "\(SafeText(untrusted: full)) has to be \(KeySettings.expected)")
        continue
      }
      guard read.insert(action).inserted else {
        note(setting.line, "\(SafeText(untrusted: full)) is there twice")
        continue
      }
      draft.settled.written.keys.removeAll { $0.action == action }
      draft.settled.written.keys.append(
        KeySetting(action: action, keys: keys, path: path, line: setting.line))
      origins[full] = .file(path, line: setting.line)
    }
  }

  /// The records of a list of tables, `[[name]]`, which replaces an earlier one as a whole.
  mutating func records<Record>(
    _ setting: Setting, called name: String, _ keys: [SettingKey<Record>], make: (Place) -> Record
  ) -> [Record] {
    let tables = setting.list?.compactMap { element in element.table.map { ($0, element.line) } } ?? []
    guard let list = setting.list, tables.count == list.count else {
      let name = SafeText(untrusted: name)
      note(setting.line, "\(name) has to be a list of tables, each under [[\(name)]]")
      return []
    }
    return tables.enumerated().map { index, found in
      let (table, line) = found
      var record = make(Place(path: path, line: line))
      read(table, of: "\(name) \(index + 1)", keys, into: &record)
      return record
    }
  }

  mutating func table(_ setting: Setting, called name: String) -> [String: Setting]? {
    if setting.table == nil {
      let name = SafeText(untrusted: name)
      note(setting.line, "\(name) has to be a table, under [\(name)]")
    }
    return setting.table
  }

  /// Reads the values of `keys`; what is neither among them nor among `others` is a mistake.
  mutating func read<Root>(
    _ table: [String: Setting], of name: String, _ keys: [SettingKey<Root>], into root: inout Root,
    others: [String] = []
  ) {
    for key in keys {
      guard let setting = table[key.name] else { continue }
      let full = name.isEmpty ? key.name : "\(name).\(key.name)"
      do throws(InvalidValue) {
        try key.read(&root, setting, folder)
        origins[full] = .file(path, line: setting.line)
      } catch {
        let hint: SafeText = error.hint.map { "; \($0)" } ?? ""
        let entry: SafeText = error.entry.map { ".\($0)" } ?? ""
        note(
          error.line ?? setting.line,
          "\(SafeText(untrusted: full))\(entry) has to be \(error.expected ?? key.expected)\(hint)")
      }
    }
    refuseOthers(in: table, of: name, than: keys.map(\.name) + others)
  }

  /// Notes each key that is none of those known; `name` is that of the table, empty for the whole document.
  mutating func refuseOthers(in table: [String: Setting], of name: String, than known: [String]) {
    for (key, setting) in table.sorted(by: { $0.key < $1.key }) where !known.contains(key) {
      let near = nearestName(to: key, among: known)
      let hint = near.map { "did you mean “\(SafeText(untrusted: $0))”?" as SafeText }
      let words = known.map { SafeText(untrusted: $0) }
      let all: SafeText =
        words.count == 1
        ? "\(name.isEmpty ? "there is" : "it has") only “\(words[0])”"
        : "choose of \(words.joined(separator: ", "))"
      let owner: SafeText = name.isEmpty ? "there is" : "\(SafeText(untrusted: name)) has"
      note(setting.line, "\(owner) no key “\(SafeText(untrusted: key))”: \(hint ?? all)")
    }
  }

  mutating func note(_ line: Int, _ clause: SafeText) {
    problems.append(ConfigurationProblem(path: path, line: line, clause: clause))
  }
}
