package import Model
package import Text

/// Whether decisions can be recorded, and by whom.
package enum RecordingAccess: Equatable, Sendable {
  /// By this person.
  case open(RecordAuthor)
  /// There is a journal and nothing may be written into it, or somebody asked for that.
  case readOnly(because: SafeText)
  /// No journal was named.
  case none
  /// There is a journal, and it has not been looked at yet.
  case unread

  /// Why nothing can be recorded; `nil` when something can.
  var refusal: SafeText? {
    switch self {
    case .open: nil
    case .readOnly(let reason): "read-only: \(reason)"
    case .none: "there is no journal to record in: name its folder with --journal, or in a configuration file"
    case .unread: "the journal has not been read yet"
    }
  }

  var author: RecordAuthor? {
    switch self {
    case .open(let author): author
    case .readOnly, .none, .unread: nil
    }
  }
}

extension DashboardState {
  /// Takes in whether decisions can be recorded; what stands in the way is announced.
  package mutating func receive(_ newer: RecordingAccess) {
    guard newer != recordingAccess else { return }
    recordingAccess = newer
    switch newer {
    case .open, .none, .unread: break
    case .readOnly: receive(remarks: [newer.refusal].compactMap(\.self))
    }
  }

  /// Takes in what is to be told once, behind what nobody may have read yet.
  package mutating func receive(remarks: [SafeText]) {
    guard !remarks.isEmpty else { return }
    let told = notice.flatMap { $0.isPassing ? nil : [$0.text] } ?? []
    notice = Notice((told + remarks).joined(separator: " · "), isBad: true)
  }
}
