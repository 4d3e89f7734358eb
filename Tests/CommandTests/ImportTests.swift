import Foundation
import Testing

@Suite("factorytop import")
struct ImportTests {
  private let saldo = "IscrB_ONE  20260107  20270107  2000000  1205697  1205697  60.3  164383  99394\n"
  private let associations = """
    Current Association Manager state
    Association Records
    ClusterName=alpha Account=acme UserName= Partition= Priority=0 ID=4 ParentAccount= GrpTRESMins=gres/gpu=600(60) GrpTRESRunMins=gres/gpu=N(120) MaxJobs=

    """

  /// The document that went to standard output or to a file.
  private func allocations(_ text: String) throws -> (document: [String: Any], first: [String: Any]) {
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let list = try #require(document["allocations"] as? [[String: Any]])
    return (document, try #require(list.first))
  }

  @Test("Slurm's limits and use become an allocations document on standard output")
  func slurm() throws {
    let result = try Program(input: associations).run("import", "slurm-assoc", "--now", Program.moment)
    #expect(result.status == 0)
    #expect(result.complaints.isEmpty)
    let (document, first) = try allocations(result.output)
    #expect(document["schema"] as? String == "factorytop/allocations/1")
    #expect(document["generated_at"] as? String == Program.moment)
    #expect(document["cluster"] as? String == "alpha")
    #expect(first["granted"] as? Double == 10)
    #expect(first["used"] as? Double == 1)
    #expect(first["committed"] as? Double == 2)
    #expect(first["unit"] as? String == "gpu_hours")
  }

  @Test("--cluster, --gres-per-gpu and --unit change what the document says")
  func options() throws {
    let halved = try Program(input: associations).run(
      "import", "slurm-assoc", "--cluster", "lumi", "--gres-per-gpu", "2", "--now", Program.moment)
    let (document, first) = try allocations(halved.output)
    #expect(document["cluster"] as? String == "lumi")
    #expect(first["granted"] as? Double == 5)
    let thousands = try Program(input: saldo).run("import", "saldo", "--unit", "kcore_hours")
    #expect(try allocations(thousands.output).first["unit"] as? String == "kcore_hours")
    for odd in [
      ["--gres-per-gpu", "0"], ["--gres-per-gpu", "2", "--unit", "core_hours"], ["--unit", "days"],
    ] {
      #expect(try Program(input: associations).run(["import", "slurm-assoc"] + odd).status == 2, "\(odd)")
    }
  }

  @Test("--out replaces a file that factorytop then reads, and a refusal leaves it as it was")
  func out() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/leonardo/budgets.json"
    let result = try Program(input: saldo).run("import", "saldo", "--out", path, "--now", Program.moment)
    #expect(result.status == 0 && result.output.isEmpty)
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try allocations(written).first["ends_on"] as? String == "2027-01-06")
    let check = try Program().run("check", "--data", folder.path, "--now", Program.moment)
    #expect(check.status == 0)
    #expect(
      check.output.contains("factorytop/allocations 1, 1 record") || check.output.contains("of leonardo"))
    for refused in ["", "<html>", "slurm_load_assoc_mgr_info error: Access denied\n"] {
      let result = try Program(input: refused).run("import", "saldo", "--out", path)
      #expect(result.status == 1)
      #expect(result.complaints.split(separator: "\n").count == 1)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == written)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/leonardo") == ["budgets.json"])
  }

  @Test("A line that had to be skipped is named, the rest is written, and the exit code says it")
  func skipped() throws {
    let result = try Program(input: saldo + "B\u{1B}[2J 2026 20270107 5 0 5 0 0 0\n").run("import", "saldo")
    #expect(result.status == 1)
    #expect(
      result.complaints
        == "factorytop: line 2, start: is “2026”, not a day such as 20261231; the line is skipped, check the output of saldo.\n"
    )
    #expect(try allocations(result.output).first["account"] as? String == "IscrB_ONE")
  }

  @Test("Collect takes it as a source, as the README shows")
  func collect() throws {
    let folder = try TemporaryFolder()
    try folder.write(associations, to: "answer")
    try folder.write(
      """
      [collect]
      folder = "data"
      history = false
      [[collect.source]]
      command = ["sh", "-c", "cat \(folder.path)/answer | \(Program.path) import slurm-assoc"]
      file = "alpha/budgets.json"
      """, to: "config.toml")
    let result = try Program().run("collect", "--config", "\(folder.path)/config.toml", "--once")
    #expect(result.status == 0, "\(result.complaints)")
    let text = try String(contentsOfFile: "\(folder.path)/data/alpha/budgets.json", encoding: .utf8)
    #expect(try allocations(text).first["account"] as? String == "acme")
  }
}
