import Model
import Testing
import Text

@testable import Telemetry

/// A ledger over a real folder, driven tick by tick without threads and with a clock of its own.
final class Watch {
  let folder: TemporaryFolder
  var ledger = FileLedger()
  var now: Duration = .zero
  /// How often each file was read.
  var reads: [String: Int] = [:]
  /// What reading a file is said to cost.
  var cost: Duration = .zero

  init(folder: TemporaryFolder) { self.folder = folder }

  func tick() {
    now += .seconds(2)
    let begins = ledger.beginScan(of: folder.root, at: now)
    #expect(begins)
    ledger.endScan(of: folder.root, FolderScan(root: folder.root))
    for path in ledger.due(at: now) {
      ledger.beginRead(of: path, at: now)
      reads[path.lastComponent.shown, default: 0] += 1
      var reading = FileReading(of: path)
      reading.cost = cost
      ledger.endRead(of: path, reading, at: now)
    }
  }

  func reading() -> TelemetrySnapshot {
    TelemetrySnapshot(of: ledger.tell(at: now), untoldTime: .whenWritten)
  }
  func source() throws -> Source { try #require(reading().factory.sources.first) }
  func nodes() -> [SafeText] { reading().factory.clusters.first?.nodes?.map(\.name) ?? [] }
}
