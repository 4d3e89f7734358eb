import Model
import Text

/// Finds the node that a series is of, among the nodes of all clusters.
struct NodeLookup {
  struct Place: Hashable, Comparable {
    var cluster: Int
    var node: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.cluster, left.node) < (right.cluster, right.node)
    }
  }

  private let clusters: [SafeText: Int]
  /// By the name in lower case; `nil` for one that several clusters share.
  private let foldedClusters: [String: Int?]
  private var nodes: [[SafeText: Int]]
  /// `nil` for a name that nodes of several clusters have.
  private var places: [SafeText: Place?] = [:]

  init(_ factory: [Cluster]) {
    clusters = Dictionary(
      factory.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
    foldedClusters = Dictionary(
      factory.enumerated().map { ($0.element.name.shown.lowercased(), .some($0.offset)) },
      uniquingKeysWith: { _, _ in nil })
    nodes = factory.map { cluster in
      Dictionary(
        (cluster.nodes ?? []).enumerated().map { ($0.element.name, $0.offset) },
        uniquingKeysWith: { first, _ in first })
    }
    for (cluster, names) in nodes.enumerated() {
      for (name, node) in names {
        let isNew = places[name] == nil
        places[name] = .some(isNew ? Place(cluster: cluster, node: node) : nil)
      }
    }
  }

  var clusterCount: Int { nodes.count }

  /// As it stands, else in any case: labels come from other systems.
  func cluster(named name: SafeText) -> Int? {
    clusters[name] ?? foldedClusters[name.shown.lowercased()] ?? nil
  }

  /// The node of `cluster`, or of any where none is given, that the first of the labels' values names: as it stands,
  /// without a port, or without a port and a domain.
  func place(of values: [SafeText], in cluster: Int?) -> Place? {
    for value in values {
      for name in value.nodeNames {
        if let place = place(named: name, in: cluster) { return place }
      }
    }
    return nil
  }

  private func place(named name: SafeText, in cluster: Int?) -> Place? {
    guard let cluster else { return places[name] ?? nil }
    return nodes[cluster][name].map { Place(cluster: cluster, node: $0) }
  }
}

extension SafeText {
  /// `gpu01.example.org:9400`, then `gpu01.example.org`, then `gpu01`.
  fileprivate var nodeNames: [SafeText] {
    let whole = original ?? shown
    var names = [whole[...]]
    if let colon = whole.lastIndex(of: ":"), whole[colon...].dropFirst().utf8.allSatisfy({ 48...57 ~= $0 }) {
      names.append(whole[..<colon])
    }
    if let last = names.last, let point = last.firstIndex(of: ".") { names.append(last[..<point]) }
    return names.map { SafeText(untrusted: String($0)) }
  }
}
