import Testing
import Text

@testable import Model

@Suite("Optionals in no more room than their values")
struct CompactTests {
  private struct Kept: Equatable {
    @Compact var count: Int64?
    @Compact var small: Int32?
    @Compact var amount: Double?
    @Compact var moment: Timestamp?
    @Compact var span: Seconds?
    @Compact var hours: GPUHours?
    @CompactCount var jobs: Int?
    @Compact var restarts: UInt16?
    @CompactLimit var limit = TimeLimit.unknown
  }

  @Test func `What is told is told again, and what is not is unknown`() {
    var kept = Kept()
    #expect(kept == Kept(count: nil, amount: nil, moment: nil))
    #expect(kept.count == nil && kept.small == nil && kept.amount == nil && kept.moment == nil)
    #expect(kept.span == nil && kept.hours == nil && kept.jobs == nil)
    kept = Kept(
      count: 0, small: -1, amount: -0.5, moment: Timestamp(secondsSince1970: 0), span: Seconds(0),
      hours: GPUHours(0), jobs: 0)
    #expect(kept.count == 0 && kept.small == -1 && kept.amount == -0.5)
    #expect(kept.moment == Timestamp(secondsSince1970: 0) && kept.span == Seconds(0))
    #expect(kept.hours == GPUHours(0) && kept.jobs == 0)
    #expect(kept != Kept())
    kept.jobs = nil
    #expect(kept.jobs == nil)
  }

  @Test func `A number that is none is unknown, and equal to what is unknown`() {
    #expect(Kept(amount: .nan) == Kept())
    #expect(Kept(hours: GPUHours(.nan)).hours == nil)
    #expect(Kept(amount: .infinity).amount == .infinity)
  }

  @Test(
    "A count that four bytes do not hold is the nearest that they do",
    arguments: [
      (1 << 40, Int(Int32.max)), (-(1 << 40), Int(Int32.min) + 1), (Int(Int32.min), Int(Int32.min) + 1),
    ]
  )
  func clamped(_ count: Int, _ kept: Int) {
    #expect(Kept(jobs: count).jobs == kept)
  }

  @Test(
    "A time limit is told again, and one that Slurm's numbers for none stand for is none",
    arguments: [
      (TimeLimit.minutes(0), TimeLimit.minutes(0)), (.minutes(0xFFFF_FFFD), .minutes(0xFFFF_FFFD)),
      (.unlimited, .unlimited), (.unknown, .unknown), (.minutes(0xFFFF_FFFF), .unlimited),
      (.minutes(0xFFFF_FFFE), .unknown),
    ]
  )
  func limits(_ limit: TimeLimit, _ told: TimeLimit) {
    #expect(Kept(limit: limit).limit == told)
    #expect(MemoryLayout<CompactLimit>.size == 4)
  }

  @Test("A task's number is one that Slurm has", arguments: [(0, 0), (4_000_000, 4_000_000), (1 << 40, nil)])
  func tasks(number: Int64, told: Int64?) {
    var job = Job(id: 1, arrayTaskID: number)
    #expect(job.arrayTaskID == told)
    job.arrayTaskID = 5
    job.arrayTaskID = number
    #expect(job.arrayTaskID == told)
  }

  @Test func `A record of which there are many is small`() {
    #expect(MemoryLayout<Job>.stride <= 160)
    #expect(MemoryLayout<HistorySample>.stride <= 80)
    #expect(MemoryLayout<Application>.stride <= 16)
    #expect(MemoryLayout<Allocation>.stride <= 40)
    #expect(MemoryLayout<BudgetFigures>.stride <= 144)
    #expect(MemoryLayout<PartitionFigures>.stride <= 48)
    #expect(MemoryLayout<SafeText>.stride <= 24)
  }
}
