import Dashboard
import Glibc
import Model

/// The machine's clock.
enum SystemClock {
  /// The time of day, to the second.
  static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(secondsSince1970: Int64(time.tv_sec))
  }

  /// The time of day in nanoseconds since 1970.
  @Sendable static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// How far the user's time zone is ahead of UTC at `moment`.
  static func utcOffset(at moment: Timestamp) -> Seconds {
    var seconds = time_t(moment.secondsSince1970)
    var local = tm()
    localtime_r(&seconds, &local)
    return Seconds(Int64(local.tm_gmtoff))
  }
}

extension Clock {
  /// The one that was given, otherwise the machine's.
  init(_ fixed: FixedClock?) {
    if let fixed {
      self.init(now: fixed.moment, utcOffset: fixed.utcOffset, isFixed: true)
    } else {
      let now = SystemClock.now
      self.init(now: now, utcOffset: SystemClock.utcOffset(at: now))
    }
  }

  /// When the machine's clock, shown in minutes, changes next.
  static var nextMinute: ContinuousClock.Instant {
    .now.advanced(by: .seconds(60 - SystemClock.now.secondsSince1970 % 60))
  }
}
