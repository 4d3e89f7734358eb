import Testing

@Suite("factorytop check")
struct CheckTests {
  @Test("A file that another one makes idle is said to be not used, and why")
  func notUsed() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"sinfo": [{"node": {"state": ["IDLE"]}, "nodes": {"nodes": ["n1"]}, "partition": {"name": "p"}}]}"#,
      to: "sinfo.json")
    try folder.write(
      #"{"nodes": [{"name": "n1", "state": ["IDLE"], "cluster_name": "vega"}]}"#, to: "nodes.json")
    let result = try Program().run("check", "--data", folder.path, "--now", Program.moment)
    #expect(result.status == 0)
    #expect(
      result.output.contains(
        "sinfo.json: ok, slurm sinfo of vega, 1 record: not used: its nodes, for another file has the nodes of vega one by one\n"
      ))
    #expect(result.output.contains("nodes.json: ok, slurm nodes of vega, 1 record\n"))
  }
}
