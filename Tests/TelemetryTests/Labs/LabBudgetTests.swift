import Foundation
import Model
import Testing
import Text

@testable import Telemetry

/// An account's own record in `scontrol show assoc_mgr`, the figures that slurmctld itself enforces; in GPU-minutes.
private struct LabAccount {
  let name: String
  let limit: Int?
  let used: Int
  /// What running jobs may still take: Slurm reckons with 2^32 minutes for a job without a limit.
  let committed: Int
  /// GPUs in use.
  let gpus: Int

  static func all(of lab: Lab) throws -> [LabAccount] {
    try lab.lines("assoc_mgr").filter { $0.contains(" UserName= ") && !$0.contains("Account=root ") }.map {
      line in
      func figures(_ key: String) throws -> (limit: Int?, value: Int) {
        let list = scontrolField(key, in: line).split(separator: ",")
        let item = try #require(list.first { $0.hasPrefix("gres/gpu=") })
        let value = try #require(item.firstMatch(of: /=(N|\d+)\((\d+)\)/))
        return (Int(value.1), try #require(Int(value.2)))
      }
      let minutes = try figures("GrpTRESMins")
      return LabAccount(
        name: scontrolField("Account", in: line), limit: minutes.limit, used: minutes.value,
        committed: try figures("GrpTRESRunMins").value, gpus: try figures("GrpTRES").value)
    }
  }
}

@Suite("Budgets beside what slurmctld enforces", .enabled(if: Captures.areThere))
struct LabBudgetTests {
  /// Limits are exact. The commands ran within a minute of each other, in which use grows and what is committed
  /// shrinks by a minute for every GPU in use.
  @Test("Every account's limit, use and commitment", arguments: try Lab.everyFormOfShares() + Lab.all)
  func shares(lab: Lab) async throws {
    let budgets = try #require(try await lab.reading().figures.budgets)
    let accounts = try LabAccount.all(of: lab)
    let limited = accounts.filter { $0.limit != nil }
    #expect(limited.map(\.name).sorted() == ["acme", "acme-rnd", "baltic_ai", "both", "startups", "zero"])
    for account in limited {
      let budget = try #require(
        budgets.first { $0.allocation.account.shown == account.name }, "\(account.name)")
      #expect(budget.granted?.count == account.limit.map { Double($0) / 60 }, "\(account.name)")
      let used = try #require(budget.used?.count, "\(account.name)") * 60
      let drift = Double(account.gpus)
      #expect(used >= Double(account.used) && used < Double(account.used) + 1 + drift, "\(account.name)")
      let committed = try #require(budget.allocation.committed, "\(account.name)") * 60
      #expect(
        committed <= Double(account.committed) + 1 && committed >= Double(account.committed) - drift,
        "\(account.name)")
    }
    for account in accounts where account.limit == nil {
      #expect(budgets.allSatisfy { $0.allocation.account.shown != account.name || $0.granted == nil })
    }
  }

  @Test("What sshare prints of the accounts is what it writes as JSON", arguments: Lab.all)
  func shareText(lab: Lab) async throws {
    let budgets = try #require(try await lab.reading().figures.budgets)
    var met = 0
    for line in try lab.lines("sshare-o").dropFirst() {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let account = fields[1].trimmingCharacters(in: .whitespaces)
      guard fields[2].isEmpty, let limit = trackable("gres/gpu", in: fields[6]) else { continue }
      met += 1
      let budget = try #require(budgets.first { $0.allocation.account.shown == account }, "\(account)")
      #expect(budget.granted?.count == Double(limit) / 60, "\(account)")
      let used = try #require(trackable("gres/gpu", in: fields[8]))
      #expect(Int(((budget.used?.count ?? -1) * 60).rounded(.down)) == used, "\(account)")
    }
    #expect(met == 6)
  }

  @Test("What the accounting database tells of each job adds up to its accounts' use", arguments: Lab.all)
  func accounting(lab: Lab) async throws {
    let budgets = try #require(
      try await lab.reading(without: [lab.shares], with: ["sacct.json"]).figures.budgets)
    var parents: [String: String] = [:]
    for line in try lab.lines("sacctmgr-assoc").dropFirst() {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      if fields[3].isEmpty { parents[fields[1]] = fields[2] }
    }
    // GPU-seconds, and GPUs in use, of the account and those below it.
    var seconds: [String: (used: Int, inUse: Int)] = [:]
    for line in try lab.lines("sacct") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard let gpus = trackable("gres/gpu", in: fields[13]), let elapsed = Int(fields[11]) else { continue }
      var account: String? = fields[4]
      while let name = account, !name.isEmpty {
        seconds[name, default: (0, 0)].used += gpus * elapsed
        if fields[2] == "RUNNING" { seconds[name, default: (0, 0)].inUse += gpus }
        account = parents[name]
      }
    }
    for account in try LabAccount.all(of: lab) {
      guard let limit = account.limit else { continue }
      let budget = try #require(budgets.first { $0.allocation.account.shown == account.name })
      #expect(budget.granted?.count == Double(limit) / 60, "\(account.name)")
      let (expected, inUse) = seconds[account.name] ?? (0, 0)
      let used = (budget.used?.count ?? -1) * 3600
      // Two commands, a second or two apart.
      #expect(
        used >= Double(expected) - 0.5 && used <= Double(expected + 3 * inUse) + 0.5, "\(account.name)")
    }
    #expect((seconds["startups"]?.used ?? 0) > 1000)
  }
}
