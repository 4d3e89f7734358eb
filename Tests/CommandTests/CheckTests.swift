import Foundation
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

  @Test("What is dated ahead says by how much, has no age, and is in a state of its own in every form")
  func clock() throws {
    let folder = try TemporaryFolder()
    let nodes =
      #"{"nodes": [{"name": "n1", "state": ["IDLE"], "cluster_name": "vega"}], "last_update": TIME}"#
    try folder.write(nodes.replacingOccurrences(of: "TIME", with: "1795431700"), to: "nodes.json")
    let arguments = ["--data", folder.path, "--now", Program.moment]
    let result = try Program().run(["check"] + arguments)
    #expect(result.status == 0, "it was read")
    #expect(
      result.output.hasSuffix(
        "nodes.json: clock, slurm nodes of vega, 1 record: is dated 61 minutes ahead of now; set the clocks of its writer and of this machine right\n"
      ))
    let report = try Program().run(["report"] + arguments)
    #expect(report.output.contains(#""state": "clock""#) || report.output.contains(#""state":"clock""#))
    #expect(report.output.contains(#""age_seconds": null"#) || report.output.contains(#""age_seconds":null"#))
    let metrics = try Program().run(["report", "--format", "prometheus"] + arguments).output
    #expect(metrics.contains(#"state="clock"} 1"#))
    #expect(metrics.contains("factorytop_source_ok{") && metrics.contains(#"cluster="vega"} 0"#))
    // Live, the file's own time tells too: here it says that it was true long after it was written.
    let written =
      #"{"nodes": [{"name": "n1", "state": ["IDLE"], "cluster_name": "vega"}], "last_update": 1000000}"#
    try folder.write(written, to: "nodes.json")
    #expect(!(try Program().run("check", "--data", folder.path).output.contains("clock")))
    let path = "\(folder.path)/nodes.json"
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 999_000)], ofItemAtPath: path)
    #expect(
      try Program().run("check", "--data", folder.path).output.contains(
        "nodes.json: clock, slurm nodes of vega, 1 record: is dated 16 minutes after its file was written;"))
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
