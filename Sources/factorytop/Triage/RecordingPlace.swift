import ArgumentParser
import Configuration
import Glibc
import Journal
import Model
import Text

/// The applications and the journal as somebody has them who records something by a command.
struct RecordingPlace {
  let session: TriageSession
  let author: RecordAuthor
  private let journal: OpenJournal
  private let redactions: Redactions

  /// - Throws: `ExitCode` where nothing can be recorded, after saying why.
  init(
    _ data: DataOptions, _ files: ConfigurationOptions, _ options: JournalOptions, waiting wait: WaitOptions
  ) throws {
    let configuration = try files.read(Overrides(data: data, journal: options), waiting: wait).configuration
    guard !configuration.isReadOnly else {
      complain("NOT RECORDED: read_only is set in the configuration.")
      throw ExitCode.undone
    }
    redactions = configuration.redactions
    journal = try configuration.openNamedJournal(waiting: wait)
    journal.complainOfFindings()
    session = try TriageSession(data, configuration, journal, waiting: wait)
    guard let author = UserDirectory.currentAuthor(noLongerThan: wait.wait) else {
      complain("NOT RECORDED: the system does not say who user \(geteuid()) is; try again when it does.")
      throw ExitCode.undone
    }
    self.author = author
  }

  /// The application as it is shown to who decides on it.
  func found(_ application: Application) -> Case? { Case(application, by: session.policy, at: session.now) }
}

extension RecordingPlace {
  /// Records it, several under one batch; prints the records, and says of everything else why there is none.
  ///
  /// - Throws: `ExitCode.undone` when anything has no record.
  func carryOut(_ plan: RecordingPlan, as form: Triage.OutputFormat) throws {
    var writing = JournalSession(in: journal.folder, author: author)
    let results = writing.record(plan.drafts, hiding: redactions, at: session.now, isLast: true)
    var leftOut = plan.leftOut
    var records: [DecisionRecord] = []
    for (task, result) in zip(plan.drafts, results) {
      let id = task.found.application.id
      switch result {
      case .recorded(let record, _, _): records.append(record)
      case .changed(let news): leftOut.append(.init(changed: id, since: "the journal was read", news: news))
      case .failed(let sentence):
        leftOut.append(
          .init(
            application: id, reason: sentence, sentence: plan.isOfOne ? sentence : "\(id): \(sentence)"))
      }
    }
    for left in leftOut { complain(left.sentence) }
    let recorded = entries(of: records)
    if plan.isOfOne, recorded.isEmpty { throw ExitCode.undone }
    do {
      try print(recorded, leftOut, of: plan, as: form)
    } catch {
      // Who is not told decides once more.
      for record in records { complain("it is recorded all the same, as \(record.id).") }
      throw error
    }
    recorded.forEach(complainOfDispute)
    guard leftOut.isEmpty else { throw ExitCode.undone }
  }

  private func print(
    _ recorded: [RecordedEntry], _ leftOut: [RecordingPlan.LeftOut], of plan: RecordingPlan,
    as form: Triage.OutputFormat
  ) throws {
    switch form {
    case .table:
      let lines = recorded.map(\.entry.record).map {
        plan.isOfOne ? "\($0.id.shown)\n" : "\($0.id.shown) \($0.application.shown)\n"
      }
      try output(lines.joined().utf8)
    case .json:
      if plan.isOfOne, let only = recorded.first {
        try output(TriageDocument.decision(only, journal.names))
      } else {
        try output(TriageDocument.decisions(recorded, leftOut, journal.names))
      }
    }
  }

  /// With what others recorded between the look and the write; on NFS it may take a minute more to appear.
  private func entries(of records: [DecisionRecord]) -> [RecordedEntry] {
    var journal = journal
    try? journal.readAgain()
    return records.map { record in
      let history = journal.contents.histories[record.application]
      let conflicts = (history?.conflicts ?? []).filter { $0.records.contains(record.id) }
      let entry =
        history?.entry(record.id)
        ?? CaseHistory.Entry(record: record, standing: conflicts.isEmpty ? .counts : .disputed)
      return RecordedEntry(entry: entry, conflicts: conflicts)
    }
  }

  private func complainOfDispute(_ recorded: RecordedEntry) {
    if recorded.entry.standing == .outranked {
      complain(
        "recorded, and it does NOT COUNT: its file belongs to somebody else than user \(recorded.entry.record.author.uid), and a verified record says otherwise; look with triage show and triage verify."
      )
    }
    for conflict in recorded.conflicts {
      complain(
        "recorded, and in CONFLICT with what somebody recorded at the same time: \(conflict.records.joined(separator: ", ")); look with triage show, and settle it with one more record."
      )
    }
  }
}
