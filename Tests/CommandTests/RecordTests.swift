import Foundation
import Testing

@Suite("record, and what is shown of a recording")
struct RecordTests {
  private let folder: TemporaryFolder
  private let program: Program
  private var recording: String { "\(folder.path)/recording" }

  init() throws {
    folder = try TemporaryFolder()
    // What a recording never holds is nowhere to be seen here either, so that both can be compared.
    try folder.write("[privacy]\nhide = [\"job_names\", \"applicants\"]\n", to: "factorytop/config.toml")
    program = Program(environment: ["XDG_CONFIG_HOME": folder.path])
    try FileManager.default.createDirectory(
      atPath: folder.path + "/recording", withIntermediateDirectories: true)
  }

  @discardableResult
  private func record(_ options: String..., at moment: String = Program.moment) throws -> Program.Result {
    try program.run(
      ["record", "--once", "--data", Program.sampleData, "--folder", recording, "--now", moment] + options)
  }

  @Test(
    "Every screen of a recording is the live one, byte for byte",
    arguments: ["overview", "utilization", "queue", "applications", "budget"], ["160x48", "80x24"])
  func screens(view: String, size: String) throws {
    try folder.write(
      "[privacy]\nhide = [\"job_names\", \"applicants\"]\n[record]\nfolder = \"\(recording)\"\n",
      to: "factorytop/config.toml")
    #expect(try record("--with", "users").status == 0)
    let options = ["--view", view, "--size", size, "--format", "styled", "--keys", "j<Enter>"]
    let live = try program.run(
      ["snapshot", "--data", Program.sampleData, "--now", Program.moment] + options)
    let then = try program.run(["snapshot", "--recording", recording, "--at", Program.moment] + options)
    #expect(live.status == 0)
    #expect(then.status == 0)
    #expect(then.complaints == "")
    #expect(live.output.utf8.count > 2000)
    #expect(then.output == live.output)
  }

  @Test("So are the report and every list, with what the journal held")
  func reports() throws {
    let journal = "\(folder.path)/journal"
    try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: true)
    let decided = try program.run(
      "triage", "decide", "EHPC-AIF-2026PG01-9100", "note", "--data", Program.sampleData, "--journal",
      journal,
      "--now", Program.moment, "--seen", "portal:draft", "--note", "call back")
    #expect(decided.status == 0, "\(decided.complaints)")
    #expect(try record("--with", "users", "--journal", journal).status == 0)
    let kinds = [
      "clusters", "partitions", "nodes", "jobs", "applications", "allocations", "accounts", "users",
    ]
    for command in [["report"]] + kinds.map({ ["list", $0, "--format", "json"] }) {
      let live = try program.run(
        command + ["--data", Program.sampleData, "--now", Program.moment, "--journal", journal])
      let then = try program.run(command + ["--recording", recording])
      #expect(live.status == 0)
      #expect(then.output == live.output, "\(command)")
      // Notes may name whoever is hidden.
      #expect(!then.output.contains("call back"))
    }
  }

  @Test("Shown is the last reading before the moment, and it is said where that is long before")
  func moments() throws {
    try record(at: "2026-11-23T10:00:00Z")
    try record(at: "2026-11-23T11:00:00Z")
    func now(_ at: String?) throws -> (String?, Program.Result) {
      let result = try program.run(["report", "--recording", recording] + (at.map { ["--at", $0] } ?? []))
      let report = try? JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
      return (report?["now"] as? String, result)
    }
    #expect(try now(nil).0 == "2026-11-23T11:00:00Z")
    #expect(try now("2026-11-23T11:00:30Z").0 == "2026-11-23T11:00:00Z")
    #expect(try now("2026-11-23T11:00:30Z").1.complaints == "")
    let (early, result) = try now("2026-11-23T10:30:00Z")
    #expect(early == "2026-11-23T10:00:00Z")
    #expect(
      result.complaints.contains(
        "no reading between 2026-11-23T10:00:00Z and 2026-11-23T10:30:00Z; shown is the last one before"))
    // In the site's own zone, which is an hour ahead of UTC in winter.
    #expect(try now("2026-11-23 12:00").0 == "2026-11-23T11:00:00Z")
    let before = try now("2026-11-23T09:59:59Z").1
    #expect(before.status == 1)
    #expect(before.complaints.contains("holds no reading at that time or before it"))
    #expect(try now("someday").1.status == 2)
  }

  @Test("Alerts and promises are judged as they were then, or by the configuration that is named")
  func policy() throws {
    try folder.write("[alerts]\noldest_wait = \"1m\"\n", to: "strict.toml")
    try record("--config", "\(folder.path)/strict.toml")
    let then = try program.run("list", "alerts", "--recording", recording, "--format", "csv").output
    let live = try program.run(
      "list", "alerts", "--data", Program.sampleData, "--now", Program.moment, "--format", "csv",
      "--config", "\(folder.path)/strict.toml"
    ).output
    try folder.write("", to: "plain.toml")
    let today = try program.run(
      "list", "alerts", "--recording", recording, "--format", "csv", "--config", "\(folder.path)/plain.toml"
    ).output
    #expect(then == live)
    #expect(today != live)
  }

  @Test("What cannot be recorded or shown is refused, with a sentence")
  func refusals() throws {
    let unknown = try record("--with", "names")
    #expect(unknown.status == 2)
    #expect(unknown.complaints.contains("--with knows users and job_names"))
    let both = try program.run("report", "--recording", recording, "--data", Program.sampleData)
    #expect(both.status == 2)
    #expect(both.complaints.contains("leave out --data, --now and --journal"))
    #expect(try program.run("report", "--at", Program.moment, "--data", Program.sampleData).status == 2)
    let none = try program.run("report", "--recording", recording)
    #expect(none.status == 1)
    #expect(none.complaints.contains("holds no recording: name a folder that factorytop record wrote"))
    let missing = try program.run(
      "record", "--once", "--data", Program.sampleData, "--folder", "\(folder.path)/none")
    #expect(missing.status == 1)
    #expect(missing.complaints.contains("none cannot be used: No such file"))
    let clock = try program.run(
      "record", "--data", Program.sampleData, "--folder", recording, "--now", Program.moment)
    #expect(clock.status == 2)
  }

  @Test("What no option says is as [record] has it, and options count before it")
  func configured() throws {
    let other = "\(folder.path)/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try folder.write(
      """
      [record]
      folder = "recording"
      with = ["users", "job_names"]
      hide = ["reasons", "job_names"]
      tables_days = 2
      tables_size = "1 MB"
      log_days = 20
      log_size = "1 MB"
      """, to: "record.toml")
    func record(_ options: String...) throws {
      let result = try program.run(
        [
          "record", "--once", "--data", Program.sampleData, "--now", Program.moment, "--config",
          "\(folder.path)/record.toml",
        ] + options)
      #expect(result.status == 0, "\(result.complaints)")
    }
    func names(_ folder: String, _ ending: String = "ftrec") throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(ending) }
    }
    func verified(_ folder: String) throws -> String { try program.run("record", "verify", folder).output }
    let old = "20261120T100000Z-a-1-0123456789abcdef.ftrec"
    let large = "20261123T060000Z-a-1-0123456789abcdef.ftrec"
    // The first is too old, the second would be as a file of readings, and the third is too much with it.
    let logs = ["20261020", "20261110", "20261120"].map { "\($0)T000000Z-a-1-0123456789abcdef.ftlog" }
    try Data().write(to: URL(filePath: "\(recording)/\(logs[0])"))
    try Data().write(to: URL(filePath: "\(recording)/\(logs[1])"))
    for place in [recording, other] {
      try Data().write(to: URL(filePath: "\(place)/\(old)"))
      try Data(count: 1_500_000).write(to: URL(filePath: "\(place)/\(large)"))
    }
    try record()
    #expect(try verified(recording).contains(", without job_names, reasons, applicants"))
    #expect(try names(recording).count == 1)
    #expect(try names(recording, "ftlog").count == 2)
    #expect(try names(recording, "ftlog").contains(logs[1]))
    try Data(count: 1_500_000).write(to: URL(filePath: "\(recording)/\(logs[2])"))
    try record()
    #expect(try Set(names(recording, "ftlog")).isDisjoint(with: logs))
    #expect(try names(recording).count == 2)
    try record("--folder", other, "--with", "job_names", "--days", "30", "--megabytes", "2")
    #expect(try verified(other).contains(", without users, job_names, reasons, applicants"))
    #expect(try names(other).count == 3)
    #expect(try names(recording).count == 2)
    let nowhere = try program.run("record", "--once", "--data", Program.sampleData)
    #expect(nowhere.status == 2)
    #expect(nowhere.complaints.contains("there is no folder to record into: name one with --folder FOLDER"))
  }

  @Test(
    "Graphs of the past are drawn of the log, live and of a recording alike, and of what files tell besides")
  func past() throws {
    try folder.write("[record]\nfolder = \"\(recording)\"\n", to: "factorytop/config.toml")
    for minute in 50...59 { try record("--with", "users", at: "2026-11-23T09:\(minute):00Z") }
    try record(at: Program.moment)
    func page(_ options: String...) throws -> String {
      try program.run(
        [
          "snapshot", "--size", "120x60", "--view", "utilization", "--keys",
          ":cluster lumi<Enter>", "--format", "text",
        ] + options
      ).output
    }
    let live = try page("--data", Program.sampleData, "--now", Program.moment)
    #expect(live.contains("median wait of eligible tasks"), "\(live)")
    #expect(live.contains("power of the nodes, in watts"))
    let then = try page("--recording", recording)
    #expect(then.contains("median wait of eligible tasks"))
    let alone = Program(environment: ["XDG_CONFIG_HOME": "\(folder.path)/none"])
    #expect(
      try !alone.run(
        "snapshot", "--size", "120x60", "--data", Program.sampleData, "--now", Program.moment, "--keys",
        ":cluster lumi<Enter>"
      ).output.contains("median wait"))
    let log = try #require(
      try FileManager.default.contentsOfDirectory(atPath: recording).first { $0.hasSuffix("ftlog") })
    let refused = try program.run("snapshot", "--recording", "\(recording)/\(log)")
    #expect(refused.status == 1)
    #expect(refused.complaints.contains("holds figures alone, for graphs: name its folder"))
    try folder.write("[record]\nfolder = \"\(folder.path)/gone\"\n", to: "factorytop/config.toml")
    let gone = try program.run("snapshot", "--data", Program.sampleData, "--now", Program.moment)
    #expect(gone.status == 0)
    #expect(gone.complaints.contains("gone cannot be read: No such file or directory; there are no graphs"))
  }

  @Test("verify tells what a recording holds, and what of it is lost")
  func verify() throws {
    try record()
    let well = try program.run("record", "verify", recording)
    #expect(well.status == 0)
    #expect(
      well.output.contains(
        ": 1 readings from 2026-11-23T10:00:00Z to 2026-11-23T10:00:00Z, "))
    #expect(well.output.contains("without users, job_names, applicants"))
    #expect(well.output.contains(".ftlog: figures of 1 readings from 2026-11-23T10:00:00Z"))
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: recording).first { $0.hasSuffix("ftrec") })
    let url = URL(filePath: "\(recording)/\(name)")
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: url)
    let damaged = try program.run("record", "verify", recording)
    #expect(damaged.status == 1)
    #expect(damaged.output.contains("are no record: the readings in them are lost"))
    try Data("no recording".utf8).write(to: url)
    let other = try program.run("record", "verify", recording)
    #expect(other.status == 1)
    #expect(other.output.contains("it begins with no head that this release knows: it is no recording"))
    #expect(!other.output.contains("is being written"))
    #expect(try program.run("record", "verify", "\(folder.path)/none").status == 1)
  }

  @Test("A reading that builds on what is damaged is told by verify, with its time")
  func lost() throws {
    let incident = "\(recording)/incident.ftrec"
    try FileManager.default.copyItem(atPath: Program.sampleData + "/incident.ftrec", toPath: incident)
    var bytes = try Data(contentsOf: URL(filePath: incident))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: incident))
    let told = try program.run("record", "verify", incident)
    #expect(told.status == 1)
    let words = try #require(
      told.output.firstMatch(
        of: #/  (\d+) readings? builds? on what is damaged and cannot be shown, .* (\S+Z)\n/#),
      "\(told.output)")
    // At the last of them stands an older one.
    let at = String(words.2)
    let report = try program.run("report", "--recording", incident, "--at", at)
    #expect(report.status == 0)
    #expect(!report.output.contains(#""now": "\#(at)""#), "\(at)")
  }

  @Test("A time without a zone is of the site that recorded, for whoever looks")
  func zone() throws {
    try folder.write("[calendar]\nzone = \"Europe/Helsinki\"\n", to: "site.toml")
    #expect(try record("--config", "\(folder.path)/site.toml").status == 0)
    #expect(try record("--config", "\(folder.path)/site.toml", at: "2026-11-23T11:00:00Z").status == 0)
    let shown = try program.run("report", "--recording", recording, "--at", "2026-11-23 12:30")
    #expect(shown.output.contains(#""now": "2026-11-23T10:00:00Z""#), "\(shown.complaints)")
    let back = try program.run("report", "--recording", recording, "--at", "-1h")
    #expect(back.output.contains(#""now": "2026-11-23T10:00:00Z""#), "\(back.complaints)")
    let part = try program.run(
      "record", "export", recording, "--from", "12:00", "--to", "12:00:30", "-o", "\(folder.path)/part.ftrec")
    #expect(
      part.output.contains("1 readings from 2026-11-23T10:00:00Z to 2026-11-23T10:00:00Z"),
      "\(part.complaints)")
    let nowhere = try program.run(
      "record", "export", recording, "--from", "12:00", "--to", "12:30", "-o", "-")
    #expect(nowhere.status == 2 && nowhere.complaints.contains("goes into a file"), "\(nowhere.complaints)")
  }

  @Test("What a recorder still writes is not erased; what one left that was killed is")
  func left() throws {
    let script = """
      '\(Program.path)' record --data '\(Program.sampleData)' --folder '\(recording)' --interval 1s 2>/dev/null &
      for i in $(seq 200); do
        '\(Program.path)' record verify '\(recording)' 2>/dev/null | grep -q 'ftrec: [1-9]' && break
        sleep 0.2
      done
      '\(Program.path)' record erase '\(recording)' --account eu-26-9010 --yes; echo "while it writes $?"
      kill -KILL $!
      wait $! 2>/dev/null
      '\(Program.path)' record erase '\(recording)' --account eu-26-9010 --yes >/dev/null; echo "after it $?"
      """
    var shell = program
    shell.executable = "/bin/sh"
    let result = try shell.run("-c", script)
    #expect(result.output.contains("while it writes 1\n"), "\(result.output)")
    #expect(result.complaints.contains("is still being written: stop the recorder"))
    #expect(result.output.contains("after it 0\n"), "\(result.output) \(result.complaints)")
  }

  @Test("A service records until it is asked to end, and what it wrote is whole")
  func service() throws {
    try folder.write("[record]\ninterval = \"1s\"\n", to: "record.toml")
    let script = """
      '\(Program.path)' record --data '\(Program.sampleData)' --folder '\(recording)' \\
        --config '\(folder.path)/record.toml' --journal '\(recording)/none' &
      sleep 1
      for i in $(seq 200); do
        [ "$('\(Program.path)' record verify '\(recording)' 2>/dev/null | grep -c ' [2-9] readings')" = 1 ] && break
        sleep 0.2
      done
      kill -TERM $!
      wait $!
      echo "ended with $?"
      """
    var shell = program
    shell.executable = "/bin/sh"
    let result = try shell.run("-c", script)
    #expect(result.output == "ended with 0\n")
    #expect(result.complaints.contains("records into \(recording), a reading every 1s"))
    // A journal that is not there stops nothing, and is complained of once.
    #expect(result.complaints.split(separator: "recording/none").count == 2, "\(result.complaints)")
    let verified = try program.run("record", "verify", recording)
    #expect(verified.status == 0)
    #expect(!verified.output.contains("not ended"))
  }

  @Test("Telemetry is what it was where a recording lies beside it")
  func beside() throws {
    let data = "\(folder.path)/data"
    try FileManager.default.copyItem(atPath: Program.sampleData, toPath: data)
    let before = try program.run("check", "--data", data, "--now", Program.moment)
    let sources = try program.run("list", "sources", "--data", data, "--now", Program.moment)
    try FileManager.default.createDirectory(
      atPath: "\(data)/lumi/recording", withIntermediateDirectories: true)
    for place in [data, "\(data)/lumi/recording"] {
      #expect(
        try program.run(
          "record", "--once", "--data", data, "--folder", place, "--now", Program.moment
        ).status == 0)
    }
    let after = try program.run("check", "--data", data, "--now", Program.moment)
    #expect(after.status == before.status)
    let others = after.output.split(separator: "\n").filter { $0.contains(".ftrec") }
    // The sample data have one of their own.
    #expect(others.count == before.output.split(separator: "\n").count { $0.contains(".ftrec") } + 2)
    #expect(others.allSatisfy { $0.hasSuffix(".ftrec: not telemetry, left alone") })
    #expect(
      try program.run("list", "sources", "--data", data, "--now", Program.moment).output == sources.output)
  }
}
