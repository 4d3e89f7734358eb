package import Model
package import Text

/// What a journal adds to what is known: the histories of applications, and itself as a source.
package struct JournalAddition: Sendable {
  /// `nil` while nothing has been read, which is not the same as a journal without records.
  package var histories: [SafeText: CaseHistory]?
  package var source: Source
  /// What the system calls the records' authors.
  package var names = UserNames()

  /// Of what was read at last; `fault` says in one clause why nothing newer was.
  init(path: SafeText, _ contents: JournalContents?, _ histories: [SafeText: CaseHistory]?, fault: SafeText?)
  {
    self.histories = histories
    source = Source(
      path: path, kind: .journal, format: "journal", records: contents?.records.count ?? 0,
      skipped: contents?.faults ?? 0, problem: contents?.problem)
    source.unverified = contents?.unverified ?? 0
    source.outranked = contents?.outranked ?? 0
    if let fault {
      source.problem = contents == nil ? fault : "\(fault); what was read before counts"
      source.isReadable = false
    } else if contents?.unseenFiles ?? 0 > 0 {
      source.isReadable = false
    }
  }

  /// Of a journal that does not answer.
  package static func hanging(_ path: SafeText) -> JournalAddition {
    JournalAddition(path: path, nil, nil, fault: JournalLedger.hanging)
  }

  /// Of a journal that was read just now.
  package init(of contents: JournalContents, in folder: JournalFolder) {
    self.init(path: folder.name, contents, contents.histories, fault: nil)
  }
}

extension JournalContents {
  /// What does not count; what an unverified author says counts as far as nobody verified says otherwise.
  fileprivate var faults: Int {
    findings.reduce(0) { $0 + ($1.isHarmless || $1.isOfAuthor ? 0 : $1.kind.count) }
  }

  /// Files of which nothing is seen, so that nobody knows what colleagues decided there.
  fileprivate var unseenFiles: Int { findings.count { $0.kind.hidesWholeFile } }

  /// In one clause; `nil` when there is nothing.
  package var problem: SafeText? {
    guard faults > 0 else { return nil }
    let found: SafeText =
      switch unseenFiles {
      case 0: "\(faults) \(faults == 1 ? "finding" : "findings")"
      case 1: "a file cannot be read, and no decision in it is seen"
      default: "\(unseenFiles) files cannot be read, and no decision in them is seen"
      }
    return "\(found): factorytop triage verify tells what does not count"
  }
}

extension Factory {
  /// The factory with what a journal adds to it.
  package func merged(with addition: JournalAddition, calendar: WorkingCalendar) -> Factory {
    var factory =
      addition.histories.map { merged(with: $0, calendar: calendar, names: addition.names) } ?? self
    factory.sources.append(addition.source)
    return factory
  }
}
