import Model
import Telemetry
package import Text

/// A setting for people: its key, its value as TOML writes it, and where that comes from.
package struct ShownSetting: Sendable, Equatable {
  /// The full name, such as `cluster 1.gres_per_gpu`.
  package var key: SafeText
  /// `nil` where there is none.
  package var value: SafeText?
  package var origin: Origin
}

extension ReadConfiguration {
  /// Every setting, in the order of the printed default.
  package var settings: [ShownSetting] {
    var shown = draft
    shown.settled = configuration
    var list: [ShownSetting] = []
    /// `places` are where the keys are said, of what may be in several files.
    func add<Root>(
      _ keys: [SettingKey<Root>], of root: Root, named name: String, over other: String? = nil,
      saidAt places: [String: Place]? = nil
    ) {
      for key in keys {
        let full = name.isEmpty ? key.name : "\(name).\(key.name)"
        list.append(
          ShownSetting(
            key: SafeText(untrusted: full), value: key.write(root).map { SafeText(untrusted: $0) },
            origin: places.map { $0[key.name].map { .file($0.path, line: $0.line) } ?? .standard }
              ?? origins[full] ?? other.flatMap { inherited(key.name, of: $0) } ?? .standard))
      }
    }
    add(ConfigurationDraft.topKeys, of: shown, named: "")
    for (index, cluster) in draft.clusters.enumerated() {
      add(ClusterDraft.keys, of: cluster.over(machine(cluster)), named: "cluster \(index + 1)")
    }
    for (index, account) in draft.accounts.enumerated() {
      add(ProposalDraft.keys, of: account, named: "account \(index + 1)")
    }
    for (mode, modeDraft) in shown.modesInOrder {
      let isKnown = AccessMode.known.contains(mode)
      add(
        ModeDraft.keys, of: modeDraft, named: mode.table,
        over: isKnown ? nil : ConfigurationDraft.otherModes.name)
    }
    for section in DraftReader.sections { add(section.keys, of: shown, named: section.name) }
    for (index, source) in draft.collect.sources.enumerated() {
      add(CollectSourceDraft.keys, of: source, named: "collect.source \(index + 1)")
    }
    for list in configuration.written.lists {
      add(ListSetting.keys, of: list, named: "\(ListSetting.section).\(list.kind)", saidAt: list.places)
    }
    for (index, filter) in configuration.written.filters.enumerated() {
      add(
        FilterSetting.keys, of: filter, named: "\(FilterSetting.section) \(index + 1)", saidAt: filter.places)
    }
    for (index, layout) in configuration.layouts.enumerated() {
      add(LayoutSetting.keys, of: layout, named: "\(LayoutSetting.section) \(index + 1)")
    }
    for setting in configuration.written.keys {
      list.append(
        ShownSetting(
          key: "\(SafeText(untrusted: KeySettings.section)).\(SafeText(untrusted: setting.action))",
          value: SafeText(untrusted: KeySettings.written(setting.keys)),
          origin: .file(setting.path, line: setting.line)))
    }
    return list
  }

  /// What counts of the machine of a cluster.
  private func machine(_ cluster: ClusterDraft) -> MachineRules? {
    configuration.policy.checks.rules(ofMachine: cluster.rules.name)
  }

  /// That the key is set in the table of the others alone.
  private func inherited(_ key: String, of table: String) -> Origin? {
    origins["\(table).\(key)"].map { _ in .setting(SafeText(untrusted: "\(table).\(key)")) }
  }
}

extension ClusterDraft {
  /// The same with what is known of its machine.
  fileprivate func over(_ machine: MachineRules?) -> ClusterDraft {
    var draft = self
    draft.processor = processor ?? machine?.processor
    draft.accelerator = accelerator ?? machine?.accelerator
    return draft
  }
}
