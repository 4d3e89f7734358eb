import Model
import Testing
import Text

@Suite("Which GPUs a job holds on which node")
struct GPUsByNodeTests {
  private static func text(_ nodes: [[Int]?]) -> String? {
    var gpus = GPUsByNode()
    for indices in nodes { gpus.add(indices) }
    return gpus.text.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A table of running jobs, each with its list of nodes and what it holds on each.
  private static func table(_ told: [(nodes: SafeText, gpus: [[Int]?], count: Int32?, parts: Bool)])
    -> JobTable
  {
    var table = JobTable()
    for (place, told) in told.enumerated() {
      var job = Job(
        id: Int64(place + 1), state: JobState(.running), nodeList: table.symbols.intern(told.nodes),
        gpus: told.count)
      job.hasGPUParts = told.parts
      job.gpusByNode = table.symbols.intern(SafeText(untrusted: text(told.gpus) ?? ""))
      table.jobs.append(job)
    }
    return table
  }

  @Test func `Nodes that are alike are told once, and nothing where none is told`() {
    #expect(Self.text([[0, 1, 2, 3], [0, 1, 2, 3], [0, 2, 5, 6], [], nil, nil]) == "0-3*2;0,2,5-6;-;?*2")
    #expect(Self.text([[0]]) == "0")
    #expect(Self.text([]) == nil)
    #expect(Self.text([nil, []]) == nil)
  }

  @Test func `A list that is longer than any is not told`() {
    var gpus = GPUsByNode()
    for node in 0..<100_000 { gpus.add([node % 2]) }
    #expect(gpus.text == nil)
    var alike = GPUsByNode()
    for _ in 0..<100_000 { alike.add([0, 1]) }
    #expect(alike.text.map { String(decoding: $0, as: UTF8.self) } == "0-1*100000")
  }

  @Test(
    "A node's GPUs are those at its place in the job's list",
    arguments: [
      ("n1", [0, 1, 2, 3]), ("n2", [0, 1, 2, 3]), ("n5", [1, 3]), ("n7", []), ("n8", nil), ("n3", nil),
      ("", nil),
    ] as [(SafeText, [Int]?)])
  func places(node: SafeText, expected: [Int]?) {
    let table = Self.table([("n[1-2,5,7-8]", [[0, 1, 2, 3], [0, 1, 2, 3], [1, 3], [], nil], 10, false)])
    #expect(table.gpuIndices(of: table.jobs[0], on: node) == expected)
  }

  @Test("More texts than nodes, or fewer, tell of none", arguments: [1, 3])
  func mismatch(texts: Int) {
    let table = Self.table([("n[1-2]", Array(repeating: [0], count: texts), 2, false)])
    #expect(table.gpuIndices(of: table.jobs[0], on: "n1") == nil)
  }

  @Test func `A job that asks for no GPU holds none where it runs, and parts of GPUs are not told`() {
    let table = Self.table([
      ("n1", [], 0, false), ("n1", [], 0, true), ("n1", [], 4, false), ("n1", [], nil, false),
    ])
    #expect(table.jobs.map { table.gpuIndices(of: $0, on: "n1") } == [[], nil, nil, nil])
    #expect(table.gpuIndices(of: table.jobs[0], on: "n2") == nil)
  }

  @Test func `A GPU is of the jobs that hold it, and of nobody knows whom where one does not tell`() {
    var told: [(nodes: SafeText, gpus: [[Int]?], count: Int32?, parts: Bool)] = [
      ("n[1-2]", [[0, 1], [2]], 3, false), ("n2", [[0]], 1, false), ("n2", [[0, 3]], 2, false),
      ("n2", [], 0, false),
    ]
    var table = Self.table(told)
    var holders = table.gpuHolders(on: "n2", among: [0, 1, 2, 3])
    #expect((0...4).map { holders.jobs(holding: $0) } == [[1, 2], [], [0], [2], []])
    #expect(holders.untold.isEmpty)
    told.append(("n2", [], 1, false))
    table = Self.table(told)
    holders = table.gpuHolders(on: "n2", among: [0, 1, 2, 3, 4])
    #expect((0...4).map { holders.jobs(holding: $0) } == [[1, 2], nil, [0], [2], nil])
    #expect(holders.untold == [4])
  }
}
