import Configuration
import Dashboard
import Model
import Recording
import Synchronization
import Telemetry
import Terminal
import Text

/// Looks up moments of a recording for the dashboard, one at a time and the newest that was asked for, and works out what
/// the line of time shows.
///
/// Each request has a thread of its own, for it blocks as long as the file system does; where that does not answer for
/// ten seconds, the next request is told so.
actor ReplayDesk {
  private let path: String
  /// The reader's policy in place of the recorded one, where somebody named a configuration for it.
  private let isConfigurationNamed: Bool
  private let mailbox: Mailbox
  private let waker: Waker
  private var reader: RecordingReader
  /// Since when a request is being answered.
  private var busySince: Duration?
  /// The number of the newest request: nobody waits for an event that was looked for before.
  private let newest = Mutex(0)
  private var waiting: (ReplayRequest, Configuration)?
  /// What the line of time spans that was worked out last, or is being worked out.
  private let span = Mutex<ClosedRange<Timestamp>?>(nil)

  init(_ recording: RecordingToShow, mailbox: Mailbox, waker: Waker) {
    path = recording.path
    isConfigurationNamed = recording.isConfigurationNamed
    self.mailbox = mailbox
    self.waker = waker
    reader = RecordingReader(path)
  }

  /// Answers the request, unless a newer one comes before it is begun.
  func look(up request: ReplayRequest, by configuration: Configuration) {
    newest.withLock { $0 = request.ticket }
    if let busySince {
      waiting = (request, configuration)
      if Poller.uptime() - busySince >= .seconds(10) {
        mailbox.put(
          ReplayAnswer(
            ticket: request.ticket,
            .failed("\(SafeText(untrusted: path)) does not answer; check its file system")))
        waker.wake()
      }
      return
    }
    busySince = Poller.uptime()
    let rules = RulesOfReplay(configuration, isConfigurationNamed: isConfigurationNamed)
    runOnOwnThread { [reader, mailbox, waker, self] in
      var search = ReplaySearch(reader: reader, rules: rules) {
        self.newest.withLock { $0 == request.ticket }
      }
      let found = search.outcome(of: request)
      mailbox.put(ReplayAnswer(ticket: request.ticket, found.outcome))
      waker.wake()
      Task { [reader = search.reader] in await self.lookedUp(reader, found.moment, search.extent, rules) }
    }
  }

  private func lookedUp(
    _ reader: RecordingReader, _ moment: Timestamp?, _ extent: ClosedRange<Timestamp>?, _ rules: RulesOfReplay
  ) {
    self.reader = reader
    busySince = nil
    if let (request, configuration) = waiting {
      waiting = nil
      look(up: request, by: configuration)
    }
    guard let moment, let extent else { return }
    let span = ReplayTimeline.span(of: extent, around: moment, zone: rules.zone)
    let isNew = self.span.withLock { known in
      // A recording that grows has another end with each reading: that alone is no reason to go through it anew.
      if let before = known, before.lowerBound == span.lowerBound, before.contains(moment),
        (span.upperBound - before.upperBound).count <= (span.upperBound - span.lowerBound).count / 32
      {
        return false
      }
      known = span
      return true
    }
    guard isNew else { return }
    drawLine(of: span, rules)
  }

  private func drawLine(of span: ClosedRange<Timestamp>, _ rules: RulesOfReplay) {
    runOnOwnThread { [path, mailbox, waker, self] in
      var search = ReplaySearch(reader: RecordingReader(path), rules: rules)
      var line = search.line(of: span)
      mailbox.put(line)
      waker.wake()
      for moments in Self.coarseFirst(in: span) {
        // Another span was asked for meanwhile.
        guard self.span.withLock({ $0 == span }) else { return }
        let samples = line.samples + moments.compactMap { search.sample(at: $0) }
        line.samples = samples.sorted { $0.at < $1.at }
        mailbox.put(line)
        waker.wake()
      }
    }
  }

  /// As many moments as a wide screen has columns, every eighth of them first.
  private static func coarseFirst(in span: ClosedRange<Timestamp>) -> [[Timestamp]] {
    let count: Int64 = 128
    let whole = (span.upperBound - span.lowerBound).count
    let all = (0...count).map { span.lowerBound + Seconds(whole * $0 / count) }
    return (0..<8).map { part in all.indices.filter { $0 % 8 == part }.map { all[$0] } }
  }
}
