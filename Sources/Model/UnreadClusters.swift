package import Text

/// A cluster of which nothing could be read yet, by the folder of its files.
package struct UnreadCluster: Sendable, Equatable {
  package var name: SafeText
  /// The file that cannot be read.
  package var path: SafeText
  /// Why, in one sentence.
  package var problem: SafeText
}

extension Figures {
  /// By name; empty when of each cluster something was read. Linear in the sources.
  package var unreadClusters: [UnreadCluster] {
    let known = Set(clusters.map(\.name))
    var found: [SafeText: UnreadCluster] = [:]
    for figures in sources where figures.state == .error || figures.state == .missing {
      guard let name = figures.source.cluster, !known.contains(name), found[name] == nil else { continue }
      found[name] = UnreadCluster(
        name: name, path: figures.source.path,
        problem: figures.source.problem ?? (figures.state == .missing ? "file is missing" : "cannot be read"))
    }
    return found.values.sorted { $0.name < $1.name }
  }
}
