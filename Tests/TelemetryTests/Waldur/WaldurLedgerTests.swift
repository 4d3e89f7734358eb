import Model
import Testing
import Text

@testable import Telemetry

@Suite("A Waldur list that changes")
struct WaldurLedgerTests {
  @Test("Proposals that have all been decided leave an empty list, which is no error and no unknown")
  func emptied() throws {
    let folder = try TemporaryFolder()
    var ledger = FileLedger()
    func tick(_ text: String, at now: Duration) throws {
      try folder.write("proposals.json", text, age: 60 - Int(now.components.seconds))
      let begins = ledger.beginScan(of: folder.root, at: now)
      #expect(begins)
      ledger.endScan(of: folder.root, FolderScan(root: folder.root))
      for path in ledger.due(at: now) {
        ledger.beginRead(of: path, at: now)
        var reading = FileReading(of: path)
        reading.cost = .zero
        ledger.endRead(of: path, reading, at: now)
      }
    }
    try tick(WaldurText.proposals(""), at: .seconds(1))
    #expect(
      TelemetrySnapshot(of: ledger.tell(at: .seconds(1)), untoldTime: .unknown).factory.applications?.count
        == 1)
    try tick("[]\n", at: .seconds(3))
    let factory = TelemetrySnapshot(of: ledger.tell(at: .seconds(3)), untoldTime: .unknown).factory
    #expect(factory.applications == [])
    let source = try #require(factory.sources.first)
    #expect(source.isReadable)
    #expect(source.format == "waldur proposals")
    #expect(source.records == 0)
    try tick(#"{"count": 0, "results": []}"#, at: .seconds(4))
    #expect(
      TelemetrySnapshot(of: ledger.tell(at: .seconds(4)), untoldTime: .unknown).factory.applications == [])
    try tick(WaldurText.proposals("", #""slug": "b", "uuid": null"#), at: .seconds(5))
    #expect(
      TelemetrySnapshot(of: ledger.tell(at: .seconds(5)), untoldTime: .unknown).factory.applications?.count
        == 2)
    // A page that holds none of the records that it says there are is no end of them.
    try tick(#"{"count": 2, "results": []}"#, at: .seconds(7))
    let kept = TelemetrySnapshot(of: ledger.tell(at: .seconds(7)), untoldTime: .unknown).factory
    #expect(kept.applications?.count == 2)
    #expect(kept.sources.first?.isReadable == false)
  }
}
