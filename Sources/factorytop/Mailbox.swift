import Dashboard
import Synchronization
import Text

/// Holds what is new until the loop fetches it: of contents, themes, whether decisions can be recorded and clippings the newest, of reports all.
final class Mailbox: Sendable {
  struct Delivery: Sendable {
    var content: DashboardModel?
    /// Whether all files had been read when that was made.
    var isWhole: Bool?
    /// Where the configuration asks for others, or a file of them has changed.
    var themes: LiveThemes.Change?
    /// Where the configuration or the saved filters have changed.
    var settings: DashboardSettings?
    /// Whether decisions can be recorded, where that is known anew.
    var recordingAccess: RecordingAccess?
    /// Who looks, once that is known.
    var user: SafeText?
    /// What is to be copied, and what it is.
    var clipping: (text: String, title: SafeText)?
    /// The files that an export may find, where that is known anew.
    var exportsThere: Set<String>?
    /// What became of what was to be saved or written, in order.
    var outcomes: [Outcome] = []
    /// What became of decisions, in order.
    var reports: [RecordReport] = []
    /// What was asked of the recording, and what its line of time shows.
    var replay: ReplayAnswer?
    var timeline: ReplayTimeline?
    var replaySource: ReplaySource?
    /// What is listed, of each kind.
    var lists: [ListingAnswer] = []
  }

  private let newest = Mutex(Delivery())

  func put(_ content: DashboardModel, isWhole: Bool) {
    newest.withLock { delivery in
      delivery.content = content
      delivery.isWhole = isWhole
    }
  }
  func put(_ settings: DashboardSettings) { newest.withLock { $0.settings = settings } }
  func put(_ themes: LiveThemes.Change) {
    newest.withLock { delivery in
      var themes = themes
      if delivery.themes?.isAskedAnew == true { themes.isAskedAnew = true }
      delivery.themes = themes
    }
  }

  func put(user: SafeText) { newest.withLock { $0.user = user } }
  func put(_ recordingAccess: RecordingAccess) { newest.withLock { $0.recordingAccess = recordingAccess } }
  func put(clipping text: String, called title: SafeText) { newest.withLock { $0.clipping = (text, title) } }
  func put(exportsThere names: Set<String>) { newest.withLock { $0.exportsThere = names } }
  func put(_ outcome: Outcome) { newest.withLock { $0.outcomes.append(outcome) } }
  func put(_ list: ListingAnswer) { newest.withLock { $0.lists.append(list) } }
  func put(_ answer: ReplayAnswer) {
    newest.withLock { delivery in
      if delivery.replay.map({ $0.ticket < answer.ticket }) ?? true { delivery.replay = answer }
    }
  }
  func put(_ timeline: ReplayTimeline) { newest.withLock { $0.timeline = timeline } }
  func put(_ place: ReplaySource) { newest.withLock { $0.replaySource = place } }
  func put(_ report: RecordReport) { newest.withLock { $0.reports.append(report) } }

  func take() -> Delivery {
    newest.withLock { delivery in
      defer { delivery = Delivery() }
      return delivery
    }
  }
}

extension DashboardState {
  /// Takes in what is new of what the sources, the journal and the configuration say, and of what was done for it.
  mutating func receive(_ delivery: Mailbox.Delivery) {
    if let user = delivery.user { receive(user: user) }
    if let recordingAccess = delivery.recordingAccess { receive(recordingAccess) }
    if let content = delivery.content { receive(content) }
    if let place = delivery.replaySource { receive(place) }
    if let answer = delivery.replay { receive(answer) }
    if let timeline = delivery.timeline { receive(timeline) }
    if let settings = delivery.settings { adopt(settings) }
    if let names = delivery.exportsThere { receive(exportsThere: names) }
    for outcome in delivery.outcomes { receive(outcome) }
    for list in delivery.lists { receive(list) }
    for report in delivery.reports { receive(report) }
  }
}
