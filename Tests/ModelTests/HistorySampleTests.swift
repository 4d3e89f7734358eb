import Testing
import Text

@testable import Model

@Suite("Samples of a history")
struct HistorySampleTests {
  private func sample(_ seconds: Int64, _ partition: SafeText?, _ allocated: Int) -> HistorySample {
    HistorySample(
      at: Timestamp(secondsSince1970: seconds), partition: partition, gpusAllocated: allocated)
  }

  @Test func `They are sorted by time and partition, and of two of one the last is kept`() {
    var samples = [
      sample(60, "b", 1), sample(0, nil, 2), sample(60, "a", 3), sample(60, "b", 4), sample(0, nil, 5),
      sample(60, nil, 6), sample(0, nil, 7),
    ]
    samples.sortEachOnce()
    #expect(samples == [sample(0, nil, 7), sample(60, nil, 6), sample(60, "a", 3), sample(60, "b", 4)])
  }

  @Test func `None are none`() {
    var samples: [HistorySample] = []
    samples.sortEachOnce()
    #expect(samples.isEmpty)
  }
}
