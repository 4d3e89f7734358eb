package import Model
package import Recording
import Text

/// `[record]`: what is recorded, where, and for how long.
package struct RecordSettings: Sendable, Equatable {
  /// `nil` where nothing is recorded but by `record --folder`.
  package var folder: String?
  /// How far readings are apart.
  package var interval: Duration = .seconds(60)
  package var bounds = RecordingBounds(of: .tables)
  package var logBounds = RecordingBounds(of: .log)
  /// Taken out beside what no screen shows.
  package var hidden: Redactions = []
  /// Recorded although a recording leaves it out otherwise.
  package var asked: Redactions = []
}

extension ConfigurationDraft {
  static let record = SettingSection<ConfigurationDraft>(
    name: "record", explanation: "What is kept of every reading, so that it can be looked at later.",
    keys: [
      SettingKey(
        "folder", optional: \.settled.record.folder, .path, example: "\"/var/lib/factorytop/recording\"",
        "The folder of the recording, which has to be there: with it, factorytop collect records too."),
      SettingKey(
        "interval", \.settled.record.interval, .span(atLeast: .seconds(1), "a second"), example: "\"5m\"",
        "How far readings are apart."),
      SettingKey(
        "tables_days", \.settled.record.bounds.days, .count(1...10_000), example: "31",
        "Whole files of readings go that are older than so many days."),
      SettingKey(
        "tables_size", \.settled.record.bounds.size, .bytes(of: "disk", atLeast: 1_000_000, "1 MB"),
        example: "\"10 GB\"", "And the oldest ones beyond so much."),
      SettingKey(
        "log_days", \.settled.record.logBounds.days, .count(1...10_000), example: "800",
        "Whole files of the log go that are older than so many days: the figures that graphs are drawn of."),
      SettingKey(
        "log_size", \.settled.record.logBounds.size, .bytes(of: "disk", atLeast: 1_000_000, "1 MB"),
        example: "\"2 GB\"", "And the oldest ones beyond so much."),
      SettingKey(
        "with", \.settled.record.asked, .kinds(of: RecordedPrivacy.asked), example: "[\"users\"]",
        "Any of \(RecordedPrivacy.asked.map(\.word).joined(separator: ", ")), which are left out otherwise; what is hidden stays so."
      ),
      SettingKey(
        "hide", \.settled.record.hidden, .hidden, example: "[\"accounts\", \"reasons\"]",
        "Left out beside what [privacy] hides, of the same words."),
    ])
}

extension RecordingBounds {
  fileprivate var size: Int {
    get { Int(bytes) }
    set { bytes = Int64(newValue) }
  }
}
