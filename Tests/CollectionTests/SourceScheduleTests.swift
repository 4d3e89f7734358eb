import Collection
import Testing

@Suite("When a source runs next")
struct SourceScheduleTests {
  @Test("A quick command runs once in its interval, counted from start to start")
  func interval() {
    var schedule = SourceSchedule(interval: .seconds(60))
    #expect(schedule.delay(after: true, took: .seconds(2), jitter: 0.7) == .seconds(58))
  }

  @Test(
    "A command that takes long stretches its interval to ten times what it takes", arguments: [7, 30, 300])
  func stretched(seconds: Int) {
    var schedule = SourceSchedule(interval: .seconds(60))
    let rest = schedule.delay(after: true, took: .seconds(seconds), jitter: 0)
    #expect(rest == .seconds(9 * seconds))
  }

  @Test("Each failure in a row doubles the wait, of which chance takes up to a half")
  func backOff() {
    for (jitter, share) in [(0.0, 0.5), (0.5, 0.75), (0.999, 0.9995)] {
      var schedule = SourceSchedule(interval: .seconds(60))
      for expected in [120.0, 240, 300, 300] {
        let wait = schedule.delay(after: false, took: .zero, jitter: jitter)
        #expect(abs(wait / .seconds(1) - expected * share) < 0.001)
      }
    }
  }

  @Test("A success ends the backing off")
  func recovered() {
    var schedule = SourceSchedule(interval: .seconds(60))
    _ = schedule.delay(after: false, took: .zero, jitter: 0)
    _ = schedule.delay(after: false, took: .zero, jitter: 0)
    #expect(schedule.failures == 2)
    #expect(schedule.delay(after: true, took: .zero, jitter: 0) == .seconds(60))
    #expect(schedule.failures == 0)
  }

  @Test("A failure that takes long is asked for as seldom as a success that does")
  func slowFailure() {
    var schedule = SourceSchedule(interval: .seconds(60))
    #expect(schedule.delay(after: false, took: .seconds(30), jitter: 0) == .seconds(270))
  }

  @Test("An interval of more than an hour is not shortened by failing")
  func longInterval() {
    var schedule = SourceSchedule(interval: .seconds(86_400))
    #expect(schedule.delay(after: false, took: .zero, jitter: 0) >= .seconds(43_200))
  }

  @Test("First runs are spread over a tenth of the interval")
  func first() {
    let schedule = SourceSchedule(interval: .seconds(60))
    #expect(schedule.firstDelay(jitter: 0) == .zero)
    #expect(schedule.firstDelay(jitter: 0.5) == .seconds(3))
  }
}
