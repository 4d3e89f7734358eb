import Collection
import Model
import Telemetry
import Text

extension ConfigurationDraft {
  /// The configuration that the files make together; `origins` tell where they set the keys.
  ///
  /// - Throws: what does not go together.
  func settledConfiguration(
    _ origins: [String: Origin]
  ) throws(ConfigurationProblems) -> Configuration {
    var problems = layoutProblems(origins)
    var configuration = settled
    configuration.policy.zone = zone.zone
    configuration.policy.modes = modePolicies(&problems)
    configuration.policy.checks = checkRules(origins, &problems)
    configuration.rules.clusters = clusterRules(&problems)
    configuration.rules.proposals = proposals(&problems)
    configuration.collection = collectionPlan(&problems)
    guard problems.isEmpty else { throw ConfigurationProblems(problems) }
    return configuration
  }

  private func modePolicies(_ problems: inout [ConfigurationProblem]) -> [AccessMode: ModePolicy] {
    var policies: [AccessMode: ModePolicy] = [:]
    for (mode, draft) in modes.sorted(by: { $0.key.word < $1.key.word }) {
      guard let promise = draft.promise else {
        let near = nearestName(to: mode.word.shown, among: AccessMode.known.map(\.word.shown))
        let hint: SafeText = near.map { ", or did you mean “\(SafeText(untrusted: $0))”?" } ?? ""
        problems.append(
          (draft.place ?? .nowhere).problem(
            "mode.\(mode.word) is none of EuroHPC's modes: give it working_days or days\(hint)"))
        continue
      }
      policies[mode] = ModePolicy(
        promise: promise, start: draft.start, cutoffs: draft.cutoffs.map { $0.moment(in: zone.zone) }.sorted()
      )
    }
    return policies
  }

  private func clusterRules(_ problems: inout [ConfigurationProblem]) -> [ClusterRules] {
    var taken: Set<String> = []
    for (index, cluster) in clusters.enumerated() {
      if cluster.rules.name.isEmpty {
        problems.append(cluster.place.problem("cluster \(index + 1) has no name: give it one"))
      }
      for name in [cluster.rules.name] + cluster.rules.aliases
      where !name.isEmpty && !taken.insert(name.shown.lowercased()).inserted {
        problems.append(
          cluster.place.problem("cluster \(index + 1) has the name of another, “\(name)”: leave one out"))
      }
    }
    return clusters.map(\.rules)
  }

  private func proposals(_ problems: inout [ConfigurationProblem]) -> [ProposalOfAccount] {
    struct Key: Hashable {
      var account: SafeText
      var cluster: String?
    }
    var taken: Set<Key> = []
    for (index, account) in accounts.enumerated() {
      let rule = account.rule
      if rule.account.isEmpty || rule.proposal.isEmpty {
        problems.append(account.place.problem("account \(index + 1) needs a name and a proposal"))
      } else if !taken.insert(Key(account: rule.account, cluster: rule.cluster?.shown.lowercased())).inserted
      {
        problems.append(
          account.place.problem("account \(index + 1) is mapped twice, “\(rule.account)”: leave one out"))
      }
    }
    // A cluster by one of its aliases is that cluster.
    let names = TelemetryRules(clusters: clusters.map(\.rules))
    return accounts.map { account in
      var rule = account.rule
      rule.cluster = rule.cluster.map(names.clusterName)
      return rule
    }
  }

  private func collectionPlan(_ problems: inout [ConfigurationProblem]) -> CollectionPlan? {
    guard let place = collectPlace else { return nil }
    if collect.folder == nil {
      problems.append(place.problem("collect.folder is missing: name the data folder"))
    }
    if collect.sources.isEmpty {
      problems.append(
        place.problem("there is no [[collect.source]]: give each source a command and a file"))
    }
    let folder = collect.folder ?? ""
    var sources: [CollectedSource] = []
    for (index, draft) in collect.sources.enumerated() {
      let name: SafeText = "collect.source \(index + 1)"
      guard let command = draft.command, let file = draft.file else {
        problems.append(draft.place.problem("\(name) needs a command and a file"))
        continue
      }
      guard file.isTelemetryPath else {
        problems.append(
          draft.place.problem(
            "\(name).file is “\(SafeText(untrusted: file))”: name a file below the data folder, not a hidden one"
          ))
        continue
      }
      let source = CollectedSource(
        command: command, target: "\(folder)/\(file)", limits: draft.limits(over: collect.limits))
      if sources.contains(where: { $0.target == source.target }) {
        problems.append(
          draft.place.problem("\(name) has the file of another source, \(source.name): give it its own"))
      }
      sources.append(source)
    }
    let history = HistoryKeeper(folder: "\(folder)/history", days: collect.historyDays)
    let output = OutputFolder(path: folder, mode: collect.mode)
    return CollectionPlan(
      output: output, group: collect.group, sources: sources, history: collect.keepsHistory ? history : nil)
  }
}

extension Place {
  /// Of what no file has said.
  fileprivate static let nowhere = Place(path: "the configuration", line: 0)
}

extension CollectSourceDraft {
  fileprivate func limits(over common: CollectionLimits) -> CollectionLimits {
    var limits = common
    limits.interval = interval ?? limits.interval
    limits.time = timeLimit ?? limits.time
    limits.size = sizeLimit.map { Int64($0) << 20 } ?? limits.size
    return limits
  }
}

extension String {
  /// Whether it stays below the folder that it is relative to, and is a name that readers do not skip.
  fileprivate var isTelemetryPath: Bool {
    let parts = split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") } && !hasSuffix("~") && !hasSuffix(".tmp")
      && unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
