import Model
import Testing

@testable import Telemetry

@Suite("Histories of several documents")
struct HistoryUnionTests {
  private func sample(_ seconds: Int64, _ allocated: Int) -> HistorySample {
    HistorySample(at: Timestamp(secondsSince1970: seconds), gpusAllocated: allocated)
  }

  @Test
  func `Of one moment the document of the higher rank tells, whatever the order, and all moments count`() {
    let old = (samples: [sample(0, 1), sample(60, 2)], rank: 1)
    let new = (samples: [sample(60, 3), sample(120, 4)], rank: 2)
    let joined = [sample(0, 1), sample(60, 3), sample(120, 4)]
    #expect([HistorySample](union: [old, new]) == joined)
    #expect([HistorySample](union: [new, old]) == joined)
    #expect([HistorySample](union: [old]) == old.samples)
    #expect([HistorySample](union: []).isEmpty)
  }
}
