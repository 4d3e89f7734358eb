import Foundation
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Open OnDemand's files")
struct OnDemandTests {
  private static func balances(_ text: String) throws -> ([Balance], SafeText?) {
    let document = try #require(try read(text))
    guard case .balances(let balances) = document.content else { throw Other() }
    return (balances, document.problem)
  }

  private static func quotas(_ records: String) throws -> ([StorageQuota], Document) {
    let document = try #require(try read("{\"version\": 1, \"timestamp\": 5, \"quotas\": [\(records)]}"))
    guard case .quotas(let quotas) = document.content else { throw Other() }
    return (quotas, document)
  }

  private struct Other: Error {}

  @Test("A project's balance is kept once, with the file's unit and time; a person's is not kept")
  func balances() throws {
    let (balances, problem) = try Self.balances(
      #"{"balances": [{"user": "u1", "value": 10}, {"project": "P1", "user": "u1", "value": "-2.5"}, {"project": "P1", "user": "u2", "value": -2.5}, {"project": "A", "user": 3, "value": 7}], "config": {"unit": "RU", "project_type": "project"}, "timestamp": 1525361263, "version": 1}"#
    )
    let at = Timestamp(secondsSince1970: 1_525_361_263)
    #expect(
      balances == [
        Balance(account: "A", unit: "RU", value: 7, countedAt: at),
        Balance(account: "P1", unit: "RU", value: -2.5, countedAt: at),
      ])
    #expect(problem == nil)
  }

  @Test("Odd records are named and cost themselves")
  func oddBalances() throws {
    let (balances, problem) = try Self.balances(
      #"{"version": 1, "balances": [3, {"project": "a"}, {"project": "b", "value": 1}, {"project": "b", "value": 2}]}"#
    )
    #expect(balances.isEmpty)
    #expect(
      problem
        == "record 1 of “balances”: it is a number, not an object, and the record is skipped (and 2 more)")
  }

  @Test("Where a project's users have different balances, that of the project is unknown")
  func sharesApart() throws {
    let (balances, problem) = try Self.balances(
      #"{"version": 1, "balances": [{"project": "b", "value": 1}, {"project": "b", "value": 2}, {"project": "b", "value": 2}, {"project": "c", "value": 3}]}"#
    )
    #expect(balances == [Balance(account: "c", value: 3)])
    #expect(
      problem
        == "balance of b, which is unknown: “value” is another number, not that of the project's other users"
    )
  }

  @Test("Another version is read as the first, and says so")
  func otherVersion() throws {
    let records =
      #""quotas": [{"type": "fileset", "path": "/p", "total_block_usage": 1, "block_limit": 100}]"#
    let second = try read("{\"version\": 2, \(records)}")
    #expect(second?.version == "2")
    #expect(second?.records == 1)
    #expect(
      second?.problem == "“version” is 2, not 1, and it is read as 1; check what has changed in it")
    let first = try read("{\"version\": 1, \(records)}")
    #expect(first?.version == "1")
    #expect(first?.problem == nil)
  }

  @Test("The published example is read", .enabled(if: Captures.areThere))
  func example() throws {
    let file = Captures.slurm.appending(path: "../domain/ood-balance.example.json")
    let document = try #require(try Captures.document(file))
    guard case .balances(let balances) = document.content else { throw Other() }
    #expect(balances.map(\.account) == ["PZS0708"])
    #expect(balances.map(\.value) == [20])
    #expect(document.records == 2)
  }

  @Test("Two files that tell the same shared quota tell it once; balances are told apart by unit")
  func twoFiles() throws {
    func reading(_ texts: [String]) throws -> Factory {
      let files = try texts.enumerated().map { index, text in
        TelemetryFile(
          path: DataPath("d/\(index).json"), folderName: "d", isInRoot: true, document: try read(text))
      }
      return TelemetrySnapshot(of: files, untoldTime: .unknown).factory
    }
    func quotas(_ used: Int, at seconds: Int) -> String {
      #"{"version": 1, "timestamp": \#(seconds), "quotas": [{"type": "fileset", "path": "/p", "total_block_usage": \#(used), "block_limit": 100}]}"#
    }
    #expect(try reading([quotas(60, at: 9), quotas(50, at: 5)]).quotas?.map(\.fraction) == [0.6])
    func balances(_ unit: String) -> String {
      #"{"version": 1, "timestamp": 5, "config": {"unit": "\#(unit)"}, "balances": [{"project": "P1", "value": 20}]}"#
    }
    #expect(
      Set(try reading([balances("RU"), balances("GPU-h"), balances("RU")]).balances.map(\.unit)) == [
        "RU", "GPU-h",
      ])
  }

  @Test("A shared quota is kept once with its path, a personal one without; 0 is no limit")
  func quotas() throws {
    let (quotas, document) = try Self.quotas(
      #"""
      {"type": "fileset", "path": "/fs/P1", "user": "ann", "total_block_usage": 96, "block_limit": 100, "total_file_usage": 5, "file_limit": 0},
      {"type": "fileset", "path": "/fs/P1", "user": "bob", "total_block_usage": 97, "block_limit": 100, "total_file_usage": 5, "file_limit": 10},
      {"type": "fileset", "path": "/users/ann", "user": "ann", "total_block_usage": 1, "block_limit": 2},
      {"path": "/home/bob", "user": "bob", "total_block_usage": "3", "block_limit": 4, "total_file_usage": 1, "file_limit": "unlimited"},
      {"type": "user", "user": "eve"}
      """#)
    #expect(
      quotas == [
        StorageQuota(path: "/fs/P1", resource: .blocks, fraction: 0.97),
        StorageQuota(path: "/fs/P1", resource: .files, fraction: 0.5),
        StorageQuota(path: nil, resource: .blocks, fraction: 0.5),
        StorageQuota(path: nil, resource: .blocks, fraction: 0.75),
      ])
    #expect(document.records == 4)
    #expect(document.problem == "record 5 of “quotas”: it has no path, and the record is skipped")
    #expect(document.dataAt == Timestamp(secondsSince1970: 5))
  }

  @Test("No text of a file reaches the model as it came, and a torn file is refused at every byte")
  func hostile() throws {
    let hostile = #"\u001b]52;c;QUJD\u0007\u009b31m\r\n\u202eabc\u200d"#
    let (balances, _) = try Self.balances(
      "{\"version\": 1, \"config\": {\"unit\": \"\(hostile)\"}, \"balances\": [{\"project\": \"\(hostile)\", \"value\": 1}]}"
    )
    let record =
      "{\"type\": \"g\", \"path\": \"\(hostile)\", \"user\": \"u\", \"total_block_usage\": 1, \"block_limit\": 1}"
    let (quotas, _) = try Self.quotas(record)
    let texts = balances.flatMap { [$0.account, $0.unit] } + quotas.compactMap(\.path)
    #expect(texts.count == 3)
    for text in texts {
      #expect(text.isAltered)
      #expect(!text.shown.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
    let text = "{\"version\": 1, \"quotas\": [\(record)]}"
    for length in 0..<text.utf8.count {
      #expect(throws: TelemetryError.self) {
        try read(String(decoding: text.utf8.prefix(length), as: UTF8.self))
      }
    }
  }

  @Test("Odd values in any field leave the records behind them alone")
  func damage() throws {
    for odd in ["null", "true", "[]", "{}", "\"\"", "-7", "1e999", "[[3]]"] {
      for key in ["project", "value", "user"] {
        let (balances, _) = try Self.balances(
          "{\"version\": 1, \"balances\": [{\"\(key)\": \(odd)}, {\"project\": \"p\", \"value\": 1}]}")
        #expect(balances.last?.account == "p")
      }
      for key in [
        "type", "path", "user", "total_block_usage", "block_limit", "total_file_usage", "file_limit",
      ] {
        let sound = #"{"type": "g", "path": "/p", "total_block_usage": 1, "block_limit": 1}"#
        let (quotas, _) = try Self.quotas("{\"\(key)\": \(odd)}, \(sound)")
        #expect(quotas.last?.path == "/p")
      }
    }
  }
}
