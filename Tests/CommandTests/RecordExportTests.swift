import Foundation
import Testing

@Suite("record export and record erase")
struct RecordExportTests {
  private let folder: TemporaryFolder
  private let program: Program
  private var recording: String { "\(folder.path)/recording" }
  private var incident: String { "\(folder.path)/incident.ftrec" }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("[record]\nfolder = \"recording\"\n", to: "config.toml")
    program = Program()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/recording", withIntermediateDirectories: true)
    for (moment, data) in [
      ("2026-11-23T09:59:00Z", ""), ("2026-11-23T10:00:00Z", ""), ("2026-11-23T11:00:00Z", "/lumi"),
    ] {
      let result = try program.run(
        "record", "--once", "--data", Program.sampleData + data, "--folder", recording, "--now", moment,
        "--with", "users,job_names")
      #expect(result.status == 0, "\(result.complaints)")
    }
  }

  private func record(_ arguments: String...) throws -> Program.Result {
    try program.run(["record"] + arguments + ["--config", "\(folder.path)/config.toml"])
  }

  @Test("Screens of an export are those of the folder, without what it takes out")
  func screens() throws {
    let result = try record(
      "export", "--from", "10:59", "--to", "11:30", "--hide", "accounts,reasons", "-o", incident)
    #expect(result.status == 0, "\(result.complaints)")
    #expect(
      result.output.contains("2 readings from 2026-11-23T09:59:00Z to 2026-11-23T10:00:00Z"),
      "\(result.output)")
    #expect(result.output.contains("    users          24 in clear\n"), "\(result.output)")
    #expect(result.output.contains("    accounts       hidden; 16 told apart by numbers\n"))
    #expect(result.output.contains("    reasons        hidden\n"))
    try folder.write("[privacy]\nhide = [\"accounts\", \"reasons\"]\n", to: "hidden/factorytop/config.toml")
    let hiding = Program(environment: ["XDG_CONFIG_HOME": "\(folder.path)/hidden"])
    for view in ["overview", "queue", "applications", "budget"] {
      let options = ["--at", "2026-11-23T10:00:30Z", "--view", view, "--format", "styled"]
      let there = try hiding.run(["snapshot", "--recording", recording] + options)
      let here = try hiding.run(["snapshot", "--recording", incident] + options)
      #expect(there.status == 0)
      #expect(here.output == there.output)
    }
    let verified = try program.run("record", "verify", incident)
    #expect(verified.status == 0)
    #expect(verified.output.contains("exported by factorytop"))
    #expect(verified.output.contains("without accounts, reasons, applicants"))
    let again = try record("export", "--from", "10:59", "--to", "11:30", "-o", incident)
    #expect(again.status == 1)
    #expect(again.complaints.contains("incident.ftrec cannot be made: File exists"))
  }

  @Test("Names go unless others are asked for, and what no screen shows goes always")
  func hidden() throws {
    try folder.write(
      "[record]\nfolder = \"recording\"\n[privacy]\nhide = [\"titles\"]\n", to: "config.toml")
    let standard = try record(
      "export", "--from", "2026-11-23 10:00", "--to", "2026-11-23T11:00:00Z", "-o", incident)
    #expect(standard.output.contains("3 readings"), "\(standard.complaints)")
    let verified = try program.run("record", "verify", incident).output
    #expect(verified.contains("without titles, users, accounts, job_names, reasons, applicants"))
    let few = try record(
      "export", "--from", "10:59", "--to", "11:00", "--hide", "", "--cluster", "LUMI", "-o",
      "\(folder.path)/few.ftrec")
    #expect(few.output.contains("    clusters       lumi\n"))
    #expect(few.output.contains("    titles         hidden\n"))
    #expect(few.output.contains("    job_names      9 in clear\n"))
  }

  @Test(
    "What cannot be exported is refused, with a sentence, and leaves no file",
    arguments: [
      (["--from", "12:00", "--to", "2026-11-23 11:00"], 2, "--from is later than --to"),
      (["--from", "11:00", "--to", "09:00"], 2, "turn them round, or name the days"),
      (
        ["--from", "2027-01-01", "--to", "2027-01-02"], 2,
        "--from is after the last reading, which is of 2026-11-2"
      ),
      (["--from", "noon", "--to", "11:00"], 2, "--from: “noon” is no time"),
      (["--from", "2026-11-22T10:00:00Z", "--to", "2026-11-22T11:00:00Z"], 1, "holds no reading at that"),
      (["--from", "11:00", "--to", "11:30", "--cluster", "lumo"], 1, "holds no cluster “lumo”"),
      (
        ["--from", "11:00", "--to", "11:30", "--hide", "user"], 2, "--hide knows organisations, titles, users"
      ),
    ])
  func refusals(options: [String], status: Int32, sentence: String) throws {
    let result = try program.run(
      ["record", "export", "--folder", recording, "-o", incident] + options)
    #expect(result.status == status)
    #expect(result.complaints.contains(sentence), "\(result.complaints)")
    #expect(!FileManager.default.fileExists(atPath: incident))
  }

  private var files: Int {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: recording).count { $0.hasSuffix(".ftrec") }
    }
  }

  @Test("erase removes whole files that name an account, when that is agreed to, and no others")
  func erase() throws {
    let account = "eu-26-9010"
    let asked = try record("erase", "--account", account)
    #expect(asked.status == 2)
    #expect(asked.output.contains("1 readings from 2026-11-23T09:59:00Z"))
    #expect(asked.complaints.contains("--yes removes 2 files"))
    #expect(try files == 3)
    let part = try record("erase", "--account", "eu-26", "--yes")
    #expect(part.status == 0)
    #expect(part.output.contains("no file that can go names eu-26"))
    #expect(try files == 3)
    let result = try record("erase", "--account", account, "--yes")
    #expect(result.status == 0)
    #expect(result.output.contains("removed 2 files, whole"))
    #expect(try files == 1)
    let list = try program.run("list", "jobs", "--recording", recording, "--at", "2026-11-23T12:00:00Z")
    #expect(list.output.contains("lumi"))
    #expect(!list.output.contains(account))
  }

  @Test("erase says which files it cannot search, and which are being written")
  func uneraseable() throws {
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: recording).sorted().first { $0.hasSuffix(".ftrec") }
    )
    let url = URL(filePath: "\(recording)/\(name)")
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: url)
    let script = """
      '\(Program.path)' record --data '\(Program.sampleData)' --folder '\(recording)' 2>/dev/null &
      for i in $(seq 300); do
        '\(Program.path)' record verify '\(recording)' | grep -q ' 1 readings.*not ended' && break
        sleep 0.1
      done
      '\(Program.path)' record erase --folder '\(recording)' --account eu-26-9010 --yes
      echo "exit $?"
      kill -TERM $!
      wait $!
      """
    var shell = program
    shell.executable = "/bin/sh"
    let result = try shell.run("-c", script)
    #expect(result.output.contains("removed 1 file, whole\nexit 1\n"), "\(result.output)")
    #expect(result.complaints.contains("cannot be read whole, and may hold it"))
    #expect(result.complaints.contains("is still being written: stop the recorder"))
    // The damaged one, that of lumi alone, and that of the recorder.
    #expect(try files == 3)
  }
}
