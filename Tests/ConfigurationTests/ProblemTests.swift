import Foundation
import Testing
import Text

@testable import Configuration

@Suite("What is wrong with a configuration")
struct ProblemTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  @Test(
    "Each mistake is told with its line, the key, what it has to be and what is near",
    arguments: [
      ("sit = 1", "1: there is no key “sit”: did you mean “site”?"),
      ("\n[alerst]\nx = 1", "2: there is no key “alerst”: did you mean “alerts”?"),
      ("[alerts]\n\noldst_wait = \"1h\"", "3: alerts has no key “oldst_wait”: did you mean “oldest_wait”?"),
      ("[privacy]\nxyzzy = 1", "2: privacy has no key “xyzzy”: it has only “hide”"),
      ("site = 7", "1: site has to be a text that is not empty"),
      ("site = \"\"", "1: site has to be a text that is not empty"),
      ("alerts = 7", "1: alerts has to be a table, under [alerts]"),
      ("interval = \"10ms\"", "1: interval has to be a time of 100ms or more"),
      ("interval = 2", "1: interval has to be a time of 100ms or more"),
      (
        "color = \"truecolour\"",
        "1: color has to be one of auto, truecolor, 256, 16, 8, never; did you mean “truecolor”?"
      ),
      (
        "view = \"que\"",
        "1: view has to be one of overview, utilization, queue, applications, budget; did you mean “queue”?"
      ),
      ("[alerts]\nidle_fraction = 10", "2: alerts.idle_fraction has to be a number from 0 to 1"),
      (
        "[limits]\nmemory = \"9 MB\"",
        "2: limits.memory has to be an amount of memory of 10 MB or more, such as"
      ),
      ("[limits]\nmemory = \"2 GHz\"", "2: limits.memory has to be an amount of memory"),
      ("[limits]\nmemory = \"2000000000\"", "2: limits.memory has to be an amount of memory"),
      ("[record]\ntables_days = 0", "2: record.tables_days has to be a whole number from 1 to 10000"),
      (
        "[record]\ntables_size = 2000",
        "2: record.tables_size has to be an amount of disk of 1 MB or more, such as"
      ),
      ("[record]\ninterval = \"500ms\"", "2: record.interval has to be a time of a second or more"),
      (
        "[record]\nwith = [\"users\", \"job_nmaes\"]",
        "2: record.with has to be a list of users, job_names; did you mean “job_names”?"
      ),
      ("[record]\nwith = [\"applicants\"]", "2: record.with has to be a list of users, job_names"),
      ("[record]\nhide = \"users\"", "2: record.hide has to be a list of organisations, titles, users"),
      ("[record]\nfloder = \"r\"", "2: record has no key “floder”: did you mean “folder”?"),
      ("[alerts]\nidle_fraction = nan", "2: alerts.idle_fraction has to be a number from 0 to 1"),
      ("[alerts]\noldest_wait = \"3 days\"", "2: alerts.oldest_wait has to be a time such as"),
      ("[alerts]\noldest_wait = \"1500ms\"", "2: alerts.oldest_wait has to be a time such as"),
      ("[alerts]\naccounting_backlog = -1", "2: alerts.accounting_backlog has to be a whole number from 0"),
      ("[alerts]\naccounting_backlog = 1.5", "2: alerts.accounting_backlog has to be a whole number from 0"),
      ("[calendar]\nzone = \"Europe/Helsinky\"", "2: calendar.zone has to be the name of a zone"),
      ("[calendar]\nzone = \"Europe/Helsinky\"", "did you mean “Europe/Helsinki”?"),
      (
        "[calendar]\nholidays = [\n  2026-12-25,\n  \"2026-13-01\",\n]",
        "4: calendar.holidays has to be a list of days"
      ),
      (
        "[calendar]\nholidays = [\n  2026-12-25, # a\n  12,\n]",
        "4: calendar.holidays has to be a list of days"
      ),
      ("[mode.playground]\nworking_days = 2\ndays = 3", "2: mode.playground has both days and working_days"),
      (
        "[mode.playgruond]\nstarts = \"cutoff\"",
        "1: mode.playgruond is none of EuroHPC's modes: give it working_days or days, or did you mean “playground”?"
      ),
      ("[mode.playground]\ncutoffs = [2026-01-01]", "2: mode.playground.cutoffs has to be a list of times"),
      ("[mode]\nplayground = 2", "2: mode.playground has to be a table, under [mode.playground]"),
      ("[[cluster]]\ndata = []", "1: cluster 1 has no name"),
      ("[cluster]\nname = \"c\"", "1: cluster has to be a list of tables, each under [[cluster]]"),
      (
        "[[cluster]]\nname = \"c\"\n[[cluster]]\nname = \"d\"\naliases = [\"C\"]",
        "3: cluster 2 has the name of another, “C”"
      ),
      (
        "[[cluster]]\nname = \"c\"\n[[cluster]]\nname = \"d\"\ngres_per_gpu = 0",
        "5: cluster 2.gres_per_gpu has to be a number from 0.000001 to 1000000"
      ),
      ("[[cluster]]\nname = \"c\"\nalias = []", "3: cluster 1 has no key “alias”: did you mean “aliases”?"),
      ("[[account]]\nname = \"a\"", "1: account 1 needs a name and a proposal"),
      (
        "[[account]]\nname = \"a\"\nproposal = \"p\"\n[[account]]\nname = \"a\"\nproposal = \"q\"",
        "4: account 2 is mapped twice, “a”"
      ),
      (
        "[waldur.units]\ngpus = \"gpu_hour\"",
        "2: waldur.units.gpus has to be one of gpu_hours"
      ),
      ("[waldur.units]\ngpus = \"gpu_hour\"", "did you mean “gpu_hours”?"),
      (
        "[prometheus]\ngpu_busy = { a = -1 }",
        "2: prometheus.gpu_busy.a has to be a number from 0.000001 to 1000000"
      ),
      ("[prometheus]\ngpu_busy = 1", "2: prometheus.gpu_busy has to be a table from metrics to numbers"),
      (
        "[triage.texts]\na = \"{organisation} {id}\"\nb = \"Dear {org}\"",
        "3: triage.texts.b has to be a text in which {organisation} and {id} are filled; “{org}” is none of them: did you mean {organisation}?"
      ),
      (
        "[triage.texts]\nb = \"{organization}\"",
        "2: triage.texts.b has to be a text in which {organisation} and {id} are filled; “{organization}” is none of them: did you mean {organisation}?"
      ),
      ("[triage.texts]\nb = \"{ID}\"", "“{ID}” is none of them: did you mean {id}?"),
      ("[triage.texts]\nb = \"{dataset}\"", "“{dataset}” is none of them"),
      (
        "[triage.texts]\nb = \"of {organisation\"",
        "“{organisation” is none of them: did you mean {organisation}?"
      ),
      (
        "[triage.texts]\n\"\" = \"x\"",
        "2: triage.texts has to be a table from names to texts of 1 to 1000 characters; a name in it is empty"
      ),
      (
        "[triage.texts]\na = 4",
        "2: triage.texts.a has to be a text of 1 to 1000 characters; texts stand in quotes"
      ),
      (
        "[triage.texts]\n\"a b\" = \"\"",
        "2: triage.texts.\"a b\" has to be a text of 1 to 1000 characters; it is empty"
      ),
      (
        "[triage.texts]\na = \"\(String(repeating: "x", count: 1001))\"",
        "2: triage.texts.a has to be a text of 1 to 1000 characters; it has 1001"
      ),
      ("[triage]\nroles = 1", "2: triage has no key “roles”: it has only “texts”"),
      ("[privacy]\nhide = [\"user\"]", "2: privacy.hide has to be a list of organisations"),
      ("[privacy]\nhide = [\"user\"]", "did you mean “users”?"),
      ("a = 1\na = 2", "2: "),
      ("[alerts]\n[alerts]", "2: "),
      ("site = \"x", "1: "),
      ("[[collect.source]]\ncommand = [\"x\"]\nfile = \"a.json\"", "collect.folder is missing"),
    ])
  func mistakes(text: String, evidence: String) throws {
    let problems = try folder.problems(of: text)
    #expect(
      problems.contains { evidence.first?.isNumber == true ? $0.hasPrefix(evidence) : $0.contains(evidence) },
      "\(problems)")
  }

  @Test("All mistakes are told at once, in the order of their lines")
  func everything() throws {
    let problems = try folder.problems(
      of: "interval = 1\nfoo = 2\n[stale]\nscheduler = 3\n[alerts]\ndrain = 4\n[[cluster]]\nname = 5")
    #expect(problems.map { $0.prefix { $0 != ":" } } == ["1", "2", "4", "6", "8"])
  }

  @Test("A file that cannot be one is refused, whatever is in it")
  func unreadable() throws {
    func sentence(_ bytes: Data) throws -> String {
      try folder.write(bytes)
      do {
        _ = try ConfigurationFiles(named: "\(folder.path)/config.toml").read()
        return ""
      } catch {
        return (error as ConfigurationProblems).problems.map(\.sentence.shown).joined(separator: "\n")
      }
    }
    #expect(try sentence(Data("site = \"a\"\n# \u{FF}".utf8 + [0xFF, 0x0A])).contains("line 2 is not UTF-8"))
    #expect(try sentence(Data([0x61, 0x00])).contains("byte 0"))
    #expect(try sentence(Data(repeating: 0x23, count: 1 << 20)) == "")
    #expect(try sentence(Data(repeating: 0x23, count: 1 << 20 + 1)).contains("more than 1 MiB"))
  }

  @Test(
    "Deep nesting is refused before the parser walks into it",
    arguments: [
      ("", "a.", "a = 1"), ("a = ", "[", ""), ("a = ", "{ a = ", ""), ("[", "a.", "a]"), ("", "[[", ""),
      ("", "\"", ""),
    ])
  func deep(beginning: String, middle: String, end: String) throws {
    let text = beginning + String(repeating: middle, count: 900_000 / middle.utf8.count) + end
    #expect(try folder.problems(of: text).count == 1)
  }

  @Test("Every beginning of the printed default is read or refused, and never more")
  func truncated() throws {
    let bytes = Array(DefaultText.text(keys: []).utf8)
    for length in stride(from: 0, to: bytes.count, by: 37) {
      _ = try folder.problems(of: String(decoding: bytes[..<length], as: UTF8.self))
    }
  }

  @Test("No slip of a finger in the printed default ends the program")
  func mutations() throws {
    let bytes = Array(DefaultText.text(keys: []).utf8)
    let slips = Array("[]{}=\"'#.,\n\\ \t\r0".utf8)
    let rounds = ProcessInfo.processInfo.environment["FACTORYTOP_SLIPS"].flatMap(Int.init)
    var seed: UInt64 = 42
    func chance(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    for _ in 0..<(rounds ?? 400) {
      var text = bytes
      for _ in 0...chance(3) {
        let place = chance(text.count)
        if chance(2) == 0 {
          text[place] = slips[chance(slips.count)]
        } else {
          text.insert(slips[chance(slips.count)], at: place)
        }
      }
      _ = try folder.problems(of: String(decoding: text, as: UTF8.self))
    }
  }

  @Test(
    "A table without a name is refused before the parser asserts that it has one",
    arguments: ["[", "[[", "[\n", "[=]", "[[.a]]", "[ \r\n]", "[\ra]", "[[ \ra]]", "[#]", "a = 1\n[é]"])
  func nameless(text: String) throws {
    #expect(try folder.problems(of: text).count == 1)
  }

  @Test("A named file has to be there; the places need not")
  func missing() throws {
    #expect(throws: ConfigurationProblems.self) {
      _ = try ConfigurationFiles(named: "/nonexistent/c.toml").read()
    }
    let places = ConfigurationFiles(environment: { _ in nil }, system: "/nonexistent/c.toml")
    #expect(try places.read().configuration == .standard)
    #expect(try places.read().files == [ReadConfiguration.File(path: "/nonexistent/c.toml", isThere: false)])
  }

  @Test("A folder in the place of a file is said to be one")
  func folderInPlace() throws {
    #expect(throws: ConfigurationProblems.self) { _ = try ConfigurationFiles(named: folder.path).read() }
  }
}
