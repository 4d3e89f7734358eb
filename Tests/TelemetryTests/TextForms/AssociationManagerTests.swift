import Foundation
import JSONStream
import Model
import Testing
import Text

@testable import Telemetry

@Suite("scontrol -o show assoc_mgr flags=assoc")
struct AssociationManagerTests {
  /// A row as Slurm 22.05 writes it, shortened.
  private func row(
    _ account: String, user: String = "", partition: String = "", id: Int = 4, minutes: String,
    committed: String = "gres/gpu=N(0)"
  ) -> String {
    "ClusterName=alpha Account=\(account) UserName=\(user) Partition=\(partition) Priority=0 ID=\(id)"
      + " ParentAccount=root(1) Lft=2 DefAssoc=No GrpWall=N(69.35) GrpTRES=cpu=N(4),gres/gpu=24(26)"
      + " GrpTRESMins=\(minutes) GrpTRESRunMins=\(committed) MaxJobs= MaxTRESMinsPJ= MinPrioThresh="
  }

  private func budgets(
    _ rows: String..., unit: AccountingUnit = .gpuHours, gresPerGPU: Double = 1
  ) throws(TextFormError) -> ImportedBudgets {
    let text =
      "Current Association Manager state\n\nAssociation Records\n\n" + rows.joined(separator: "\n") + "\n"
    return try AssociationManagerText.budgets(in: Array(text.utf8), unit: unit, gresPerGPU: gresPerGPU)
  }

  @Test func `Limit, use and what is committed are minutes, and become GPU-hours`() throws {
    let imported = try budgets(
      row(
        "acme", minutes: "cpu=N(5),gres/gpu=160000(469),gres/gpu:a100=N(400)", committed: "gres/gpu=N(20311)")
    )
    #expect(imported.problems.isEmpty && imported.notes.isEmpty)
    #expect(
      imported.budgets == [
        ImportedBudget(
          account: "acme", cluster: "alpha", granted: 160_000 / 60, used: 469 / 60, committed: 20_311 / 60)
      ])
  }

  @Test func `A limit of one type is none of the account, and said not to be counted`() throws {
    let imported = try budgets(
      row("both", minutes: "gres/gpu=600(60),gres/gpu:a100=N(0),gres/gpu:h100=300(60)"),
      row("typed", minutes: "gres/gpu=N(0),gres/gpu:a100=300(0)"))
    #expect(imported.budgets.map(\.account) == ["both", "typed"])
    #expect(imported.budgets.map(\.granted) == [10, nil])
    #expect(imported.budgets.map(\.used) == [1, 0])
    #expect(
      imported.notes == [
        "line 5, GrpTRESMins: the limit of gres/gpu:h100 of account both is of one type and is not counted; budgets are limits of all types",
        "line 6, GrpTRESMins: the limit of gres/gpu:a100 of account typed is of one type and is not counted; budgets are limits of all types",
      ])
  }

  @Test func `What running jobs may still use is unknown where one of them has no time limit`() throws {
    let imported = try budgets(
      row("free", minutes: "gres/gpu=N(469)", committed: "gres/gpu=N(12884904290)"),
      row("acme", minutes: "gres/gpu=N(469)", committed: "gres/gpu=N(4200000000)"))
    #expect(imported.budgets.map(\.committed) == [nil, 70_000_000])
    #expect(imported.problems.isEmpty && imported.notes.isEmpty)
  }

  @Test func `Two gres of a GPU halve its hours`() throws {
    let budget = try #require(
      try budgets(row("acme", minutes: "gres/gpu=240(120)"), gresPerGPU: 2).budgets.first)
    #expect(budget.granted == 2)
    #expect(budget.used == 1)
  }

  @Test(arguments: [
    (AccountingUnit.nodeHours, 10.0, 1.0), (.coreHours, 100.0, 50.0), (.kiloCoreHours, 0.1, 0.05),
  ])
  func `Other units are counted from their own resource`(
    unit: AccountingUnit, granted: Double, used: Double
  ) throws {
    let budget = try #require(
      try budgets(row("acme", minutes: "cpu=6000(3000),node=600(60),gres/gpu=1(1)"), unit: unit).budgets.first
    )
    #expect(budget.granted == granted)
    #expect(budget.used == used)
  }

  @Test func `Without a limit nothing is granted, and what is used is told`() throws {
    let budget = try #require(try budgets(row("acme", minutes: "gres/gpu=N(60)")).budgets.first)
    #expect(budget.granted == nil)
    #expect(budget.used == 1)
  }

  @Test func `Typed entries are parts of the total, and stand in where it is missing`() throws {
    let minutes = "gres/gpu:a100=N(60),gres/gpu:h100=7(120)"
    #expect(try budgets(row("acme", minutes: minutes)).budgets.first?.used == 3)
    #expect(try budgets(row("acme", minutes: "\(minutes),gres/gpu=N(240)")).budgets.first?.used == 4)
    #expect(try budgets(row("acme", minutes: minutes)).budgets.first?.granted == nil)
  }

  @Test func `Accounts that neither may nor do use a GPU are left out, those that just began are not`() throws
  {
    let imported = try budgets(
      row("idle", minutes: "cpu=100(5),gres/gpu=N(0),gres/shard=N(5)"), row("none", minutes: ""),
      row("begun", minutes: "gres/gpu=N(0)", committed: "gres/gpu=N(30)"))
    #expect(imported.budgets.map(\.account) == ["begun"])
  }

  @Test func `Rows of users and of single partitions are parts of their account's`() throws {
    let imported = try budgets(
      row("acme", minutes: "gres/gpu=120(60)"), row("acme", user: "ada(1001)", minutes: "gres/gpu=N(60)"),
      row("acme", user: "ada(1001)", partition: "gpu", minutes: "gres/gpu=N(60)"))
    #expect(imported.budgets.count == 1)
    #expect(imported.problems.isEmpty && imported.notes.isEmpty)
  }

  @Test func `Values may hold spaces and equals signs`() throws {
    let imported = try budgets(row("acme robotics=x", minutes: "gres/gpu=120(60)"))
    #expect(imported.budgets.map(\.account) == ["acme robotics=x"])
  }

  @Test func `Of an account that was removed and made anew, the row with the greater ID counts`() throws {
    let (old, new) = (
      row("acme", id: 19, minutes: "gres/gpu=60(0)"), row("acme", id: 33, minutes: "gres/gpu=600(60)")
    )
    for imported in [try budgets(old, new), try budgets(new, old)] {
      #expect(imported.budgets.map(\.granted) == [10])
      #expect(imported.notes.count == 1)
      #expect(imported.problems.isEmpty)
    }
  }

  @Test(arguments: [
    "gres/gpu=lots(0)", "gres/gpu=100", "gres/gpu=100(", "gres/gpu=100()", "gres/gpu=-5(0)",
    "gres/gpu=100(-1)",
    "gres/gpu=18446744073709551614(0)", "gres/gpu=99999999999999999999(0)", "gres/gpu=+5(0)",
  ])
  func `An odd amount costs its line, and the line, the field and the amount are named`(entry: String) throws
  {
    let imported = try budgets(row("acme", minutes: entry), row("good", minutes: "gres/gpu=60(0)"))
    #expect(imported.budgets.map(\.account) == ["good"])
    let sentence = try #require(imported.problems.first).sentence.shown
    #expect(sentence.hasPrefix("line 5, GrpTRESMins: “\(entry)”"))
    #expect(imported.problems.count == 1)
  }

  @Test func `A line that is cut, or longer than any, is skipped and named`() throws {
    let whole = row("acme", minutes: "gres/gpu=60(0)")
    let long = row(String(repeating: "x", count: 70_000), minutes: "gres/gpu=60(0)")
    let imported = try budgets(
      whole, "ClusterName=alpha Account=cut", long, row("", minutes: "gres/gpu=60(0)"))
    #expect(imported.budgets.map(\.account) == ["acme"])
    #expect(imported.problems.map(\.line) == [6, 7, 8])
  }

  @Test func `What is after the associations is left alone`() throws {
    let imported = try budgets(
      row("acme", minutes: "gres/gpu=60(0)"), "", "QOS Records", "", "QOS=normal(1) GrpTRESMins=gres/gpu=5(1)"
    )
    #expect(imported.budgets.count == 1)
    #expect(imported.problems.isEmpty)
  }

  @Test
  func `Every cut of an answer is read or refused in words, and no cut gives an amount that is not there`()
    throws
  {
    let text =
      "Current Association Manager state\n\nAssociation Records\n\n"
      + row("acme", minutes: "gres/gpu=160000(469)")
    for length in 0..<text.utf8.count {
      do throws(TextFormError) {
        let imported = try AssociationManagerText.budgets(in: Array(text.utf8.prefix(length)))
        #expect(imported.budgets.map(\.granted) == [160_000 / 60], "cut to \(length) bytes")
      } catch {
        #expect(!error.explanation.isEmpty)
      }
    }
  }

  @Test(arguments: [
    ("", TextFormError.empty), (" \n\n", .empty), ("<!DOCTYPE html><html>", .html),
    ("  {\"shares\": []}", .json),
    ("\u{1F}", .otherText(firstLine: "␟", expected: "x")),
    ("slurm_load_assoc_mgr_info error: Access denied", .otherText(firstLine: "x", expected: "x")),
    ("Cluster|Account|User|\nalpha|root||", .otherText(firstLine: "x", expected: "x")),
    (
      "Current Association Manager state\n\nNo associations currently cached in Slurm.\n",
      .noRecords(expected: "x")
    ),
    (
      "Current Association Manager state\n\nAssociation Records\n\nClusterName=c Account=a UserName= Partition= ID=1\n    GrpTRESMins=cpu=N(0)\n",
      .otherLayout(line: 6, expected: "x")
    ),
    ("ClusterName=alpha Account=cut", .nothingUsable(lines: 1)),
  ])
  func `Anything else is refused in words`(text: String, expected: TextFormError) throws {
    let error = try #require(throws: TextFormError.self) {
      try AssociationManagerText.budgets(in: Array(text.utf8))
    }
    #expect(error.kind == expected.kind)
    #expect(error.explanation.shown.contains(";"))
  }

  @Test func `Binary, compressed and endless input are refused`() {
    for bytes: [UInt8] in [
      [0x1F, 0x8B, 8, 0], [7, 0, 7, 0], [UInt8](repeating: 0x41, count: (64 << 20) + 1),
    ] {
      #expect(throws: TextFormError.self) { try AssociationManagerText.budgets(in: bytes) }
    }
  }

  @Test func `Names from outside are made safe, and bytes that are no UTF-8 shown as such`() throws {
    var bytes = Array(row("ac\u{1B}[2Jme", minutes: "gres/gpu=60(0)").utf8)
    bytes += [0x0A] + Array(row("caf", minutes: "gres/gpu=60(0)").utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: "caf".utf8) })
    bytes.insert(0xE9, at: place + 3)
    let imported = try AssociationManagerText.budgets(in: bytes)
    #expect(imported.budgets.map(\.account.shown) == ["ac␛[2Jme", "caf\u{FFFD}"])
  }

  @Test(
    "The lab's accounts, and those below them, agree with a reading line by line",
    .enabled(if: Captures.areThere),
    arguments: ["300jobs", "1000jobs"])
  func capture(folder: String) throws {
    let file = Captures.slurm.appending(path: "lab-22.05/\(folder)/scontrol-assoc.txt")
    let bytes = [UInt8](try Data(contentsOf: file))
    let imported = try AssociationManagerText.budgets(in: bytes)
    #expect(imported.problems.isEmpty)
    let own =
      /Account=(\S+) UserName= .* GrpTRESMins=\S*?gres\/gpu=(\w+)\((\d+)\)\S* GrpTRESRunMins=\S*?gres\/gpu=N\((\d+)\)/
    var expected: [String: ImportedBudget] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let match = try own.firstMatch(in: line) else { continue }
      expected[String(match.1)] = ImportedBudget(
        account: SafeText(untrusted: String(match.1)), cluster: "aifactory",
        granted: Double(match.2).map { $0 / 60 }, used: try #require(Double(match.3)) / 60,
        committed: try #require(Double(match.4)) / 60)
    }
    #expect(expected.count == 10)
    for budget in imported.budgets { #expect(expected[budget.account.shown] == budget) }
    #expect(imported.budgets.count == expected.count)
    // Slurm counts an account's use in those above it too, each rounded down to a minute.
    let startups = try #require(expected["startups"]?.used)
    let children = expected.values.filter { $0.account != "startups" && $0.account != "root" }.compactMap(
      \.used)
    #expect(startups - children.reduce(0, +) < 8.0 / 60)
    #expect(startups >= children.reduce(0, +))
  }

  @Test func `What is written is read back as it was`() throws {
    let imported = try budgets(
      row("acme", minutes: "gres/gpu=160000(469)", committed: "gres/gpu=N(20311)"),
      row("free \\\"x", minutes: "gres/gpu=N(30)"))
    let moment = Timestamp(secondsSince1970: 1_795_428_000)
    for cluster: SafeText? in [nil, "beta"] {
      let text = String(
        decoding: imported.document(cluster: cluster, at: moment).encoded(pretty: true), as: UTF8.self)
      let document = try #require(try read(text))
      #expect(document.problem == nil)
      #expect(document.cluster == cluster ?? "alpha")
      #expect(document.dataAt == moment)
      guard case .allocations(let allocations) = document.content else {
        Issue.record("not allocations")
        continue
      }
      #expect(allocations.map(\.account) == ["acme", "free \\\"x"])
      #expect(allocations.map(\.unit) == [.gpuHours, .gpuHours])
      #expect(allocations.map(\.granted) == imported.budgets.map(\.granted))
      #expect(allocations.map(\.used) == imported.budgets.map(\.used))
      #expect(allocations.map(\.committed) == imported.budgets.map(\.committed))
      #expect(allocations.map(\.countedAt) == [moment, moment])
    }
  }
}

extension TextFormError {
  /// The case without its evidence.
  var kind: String { String(String(describing: self).prefix { $0 != "(" }) }
}
