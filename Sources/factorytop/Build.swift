import CBuild
import Model

/// Which build of the program this is.
struct Build {
  static let version = "0.1.0"

  /// The whole name of the commit, in hexadecimal digits; `nil` where whoever built it did not say.
  let commit: String?
  /// The day in UTC of the time that stands for the build, which is the commit's as a rule.
  let day: CivilDate?

  static let current = Build(
    commit: cbuild_commit().map { String(cString: $0) },
    day: cbuild_epoch() < 0 ? nil : Timestamp(secondsSince1970: Int64(cbuild_epoch())).timeInUTC.date)

  /// `0.1.0 (0123456789ab, 2026-11-29)`, or `0.1.0 (built from source)`.
  var words: String {
    guard let commit, let day else { return "\(Self.version) (built from source)" }
    return "\(Self.version) (\(commit.prefix(12)), \(day.iso8601))"
  }
}
