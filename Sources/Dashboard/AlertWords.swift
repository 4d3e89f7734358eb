import Model
import Screen
import Text

extension Figures {
  /// `all well · 22 rules over 12 sources, the oldest 9 m`: what was held against what, and how old that is.
  var allWell: SafeText {
    guard !sources.isEmpty else { return "there is no source, so that nothing is known to need a hand" }
    let rules = SafeText.count(Alert.Rule.allCases.count, "rule", "rules")
    let oldest = sources.filter { $0.source.kind.isPolled }.compactMap(\.age).max()
    let age: SafeText = oldest.map { ", the oldest \(SafeText.span(seconds: Int($0.count)))" } ?? ""
    return "all well · \(rules) over \(SafeText.count(sources.count, "source", "sources"))\(age)"
  }
}

extension Alert {
  /// What it is about, with the cluster that it is of; empty for the factory as a whole.
  var entityName: SafeText {
    let name = entity.name ?? .unknown
    return switch entity.kind {
    case .factory: ""
    case .source: name.inItsFolder
    case .cluster, .partition, .node, .job, .application, .allocation, .account, .user, .qos, .reservation,
      .quota:
      entity.kind == .cluster ? name : entity.cluster.map { "\($0) \(name)" } ?? name
    }
  }

  /// `karolina: 11 of 80 nodes are out of service`
  func sentence(of text: SafeText, nameWidth: Int) -> SafeText {
    let name = entityName.truncatedStart(toWidth: nameWidth)
    return name.isEmpty ? text : "\(name): \(text)"
  }

  var role: Role {
    switch severity {
    case .critical: .critical
    case .warning: .warning
    }
  }
}

extension SafeText {
  /// The last two names of a path: `karolina/jobs.json`. Where the data folder lies is known.
  var inItsFolder: SafeText {
    SafeText(untrusted: shown.split(separator: "/").suffix(2).joined(separator: "/"))
  }
}
