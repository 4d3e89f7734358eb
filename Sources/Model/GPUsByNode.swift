package import Text

/// Which GPUs a job holds on each of its nodes, in the order of its list of nodes, as a short text that jobs alike share:
/// `0-3*12;0,2;-;?` are GPUs 0 to 3 on each of twelve nodes, 0 and 2 on the next, none on one, and what nobody tells on
/// the last.
package struct GPUsByNode: Sendable {
  /// In bytes. A list that makes more, as none of nodes that are handed out alike does, is not told.
  package static let longest = 1 << 16

  private var bytes: [UInt8] = []
  private var last: [Int]?
  private var repeats = 0
  private var isTold = false
  private var isTooLong = false

  package init() {}

  /// Adds the next node: the numbers of its GPUs, ascending, or `nil` where they are not told.
  package mutating func add(_ indices: [Int]?) {
    guard !isTooLong else { return }
    isTold = isTold || indices?.isEmpty == false
    if repeats > 0, indices == last {
      repeats += 1
    } else {
      flush()
      (last, repeats) = (indices, 1)
    }
  }

  /// The text in UTF-8; `nil` where of no node any GPU is told, or it is too long.
  package var text: [UInt8]? {
    guard isTold else { return nil }
    var whole = self
    whole.flush()
    return whole.isTooLong ? nil : whole.bytes
  }

  private mutating func flush() {
    guard repeats > 0 else { return }
    if !bytes.isEmpty { bytes.append(UInt8(ascii: ";")) }
    bytes += Self.text(of: last).utf8
    if repeats > 1 { bytes += "*\(repeats)".utf8 }
    if bytes.count > Self.longest {
      isTooLong = true
      bytes = []
    }
  }

  private static func text(of indices: [Int]?) -> String {
    guard let indices else { return "?" }
    if indices.isEmpty { return "-" }
    var runs: [ClosedRange<Int>] = []
    for index in indices {
      if let run = runs.last, run.upperBound + 1 == index {
        runs[runs.count - 1] = run.lowerBound...index
      } else {
        runs.append(index...index)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// The GPUs on the node at a place of a list of `count` nodes; `nil` where they are not told, and where the text is of
  /// more or fewer nodes. Linear in the text.
  static func indices(in text: SafeText, at place: Int, of count: Int) -> [Int]? {
    var nodes = 0
    var found: Substring.UTF8View?
    for entry in text.shown.utf8.split(separator: UInt8(ascii: ";")) {
      let parts = entry.split(separator: UInt8(ascii: "*"), maxSplits: 1)
      guard let indices = parts.first, let repeats = parts.count == 1 ? 1 : number(parts[1]) else {
        return nil
      }
      if found == nil, place < nodes + repeats { found = indices }
      nodes += repeats
    }
    guard nodes == count, let found else { return nil }
    return found.elementsEqual("-".utf8) ? [] : numbers(of: found)
  }

  private static func numbers(of list: Substring.UTF8View) -> [Int]? {
    var numbers: [Int] = []
    for run in list.split(separator: UInt8(ascii: ",")) {
      let ends = run.split(separator: UInt8(ascii: "-")).map(number)
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else { return nil }
      numbers += first...last
    }
    return numbers
  }

  private static func number(_ digits: Substring.UTF8View) -> Int? {
    Int(Substring(digits)).flatMap { (0...1 << 20).contains($0) ? $0 : nil }
  }
}

extension JobTable {
  /// The numbers of the GPUs that a job holds on a node, ascending, empty where it holds none there; `nil` where Slurm
  /// does not tell, as of parts of GPUs, and where the job does not run there. Costs as much as unfolding its list of nodes.
  package func gpuIndices(of job: Job, on node: SafeText) -> [Int]? {
    let holdsNone = job.gpus == 0 && !job.hasGPUParts
    guard job.gpusByNode != .empty || holdsNone else { return nil }
    let list = HostList(symbols[job.nodeList])
    guard list.contains(node) else { return nil }
    if holdsNone { return [] }
    guard let names = list.names(atMost: Self.mostNodesOfJob), let place = names.firstIndex(of: node) else {
      return nil
    }
    return GPUsByNode.indices(in: symbols[job.gpusByNode], at: place, of: names.count)
  }

  private static var mostNodesOfJob: Int { 100_000 }

  /// The same of the node at a place of the job's list of `count` nodes.
  func gpuIndices(of job: Job, at place: Int, of count: Int) -> [Int]? {
    if job.gpus == 0, !job.hasGPUParts { return [] }
    return job.gpusByNode == .empty
      ? nil : GPUsByNode.indices(in: symbols[job.gpusByNode], at: place, of: count)
  }

  /// Who holds the GPUs of a node, of the jobs at these places, which run on it. Costs as much as unfolding the list of
  /// nodes of each.
  package func gpuHolders(on node: SafeText, among places: some Sequence<Int32>) -> GPUHolders {
    var holders = GPUHolders()
    for place in places {
      holders.add(place, indices: gpuIndices(of: jobs[Int(place)], on: node))
    }
    return holders
  }
}

/// Which jobs hold which GPUs of one node, by the GPUs' numbers.
package struct GPUHolders: Sendable, Equatable {
  private var places: [Int: [Int32]] = [:]
  /// The places of the jobs on the node of which Slurm does not tell what they hold there.
  package private(set) var untold: [Int32] = []

  package init() {}

  mutating func add(_ place: Int32, indices: [Int]?) {
    guard let indices else {
      untold.append(place)
      return
    }
    for index in indices { places[index, default: []].append(place) }
  }

  /// The places of the jobs that hold the GPU of that number, of which time slices make several; empty where none does,
  /// and `nil` where it may be one that does not tell.
  package func jobs(holding index: Int) -> [Int32]? {
    places[index] ?? (untold.isEmpty ? [] : nil)
  }
}
