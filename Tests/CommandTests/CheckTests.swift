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

  @Test("Answers of Prometheus say which metric is not known, and what Prometheus complained of")
  func prometheus() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"nodes": [{"name": "n1", "state": ["IDLE"], "cluster_name": "vega"}]}"#, to: "nodes.json")
    try folder.write(
      #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up","instance":"n1:9100"},"value":[1795428000,"1"]}]}}"#,
      to: "up.json")
    try folder.write(
      #"{"status":"error","errorType":"bad_data","error":"parse error"}"#, to: "busy.json")
    let result = try Program().run("check", "--data", folder.path, "--now", Program.moment)
    #expect(result.status == 1)
    #expect(
      result.output.contains(
        "up.json: ok, prometheus vector of vega, 1 record, 0 s old: not used: no rule says what the metric “up” measures\n"
      ))
    #expect(
      result.output.contains(
        "busy.json: error: holds an error of its producer in place of data: bad_data: parse error;"))
  }
}
