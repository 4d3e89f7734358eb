package import Model
package import Text

/// A journal open for writing, with what was read of it.
package struct JournalSession {
  package let writer: JournalWriter
  private var reader: JournalReader
  /// Whether the file system has failed: what is to be recorded then needs another session.
  package private(set) var hasFailed = false

  /// Opens the folder; nothing is read or written yet.
  ///
  /// - Throws: `JournalError.noFolder`.
  package init(_ path: String, author: RecordAuthor = .current) throws(JournalError) {
    self.init(in: try JournalFolder(path), author: author)
  }

  /// Of a journal that is open already.
  package init(in folder: JournalFolder, author: RecordAuthor) {
    writer = JournalWriter(in: folder, author: author)
    reader = JournalReader(folder)
  }

  /// Records what is proposed, one record each, in this order; several share a batch, which is `rest` where they are what
  /// is left of that one. Looks before each one is written,
  /// and once more when all are: who was faster is told, and so is who wrote at the same time.
  ///
  /// Each is whole on the disk before the next is begun, so that nothing that happens in between costs one of them. Where
  /// the file system fails nothing further is tried, for every attempt leaves a file behind. What is told of others'
  /// records is without what is not to be seen. `isLast` is for a program that ends after it: the file is closed, and what
  /// closing brings to light is a failure too.
  ///
  /// - Returns: what became of each, in their order.
  package mutating func record(
    _ drafts: [CaseDraft], restOf rest: SafeText? = nil, hiding redactions: Redactions = Redactions(),
    at now: Timestamp, isLast: Bool = false
  ) -> [RecordingResult] {
    // It stays the next ID until a record has it: what precedes the first one that is written writes nothing.
    let batch = rest ?? (drafts.count > 1 ? writer.nextID() : nil)
    var results: [RecordingResult] = []
    var fault: SafeText?
    for (place, draft) in drafts.enumerated() {
      if let fault {
        results.append(.failed(fault))
        continue
      }
      do throws(JournalError) {
        let closes = isLast && place == drafts.count - 1
        results.append(try record(draft, in: batch, hiding: redactions, at: now, closing: closes))
      } catch {
        results.append(.failed(error.sentenceOfDecision))
        if error.isOfFolder { fault = error.sentenceOfDecision }
      }
    }
    if isLast {
      // Where the last one has no record, the file of those before it is still open.
      do throws(JournalError) {
        try writer.close()
      } catch {
        let sentence = error.sentenceOfDecision
        results = results.map { if case .recorded = $0 { .failed(sentence) } else { $0 } }
      }
    }
    hasFailed = fault != nil
    // They are recorded, whether or not the journal can be read again.
    guard let contents = try? reader.read() else { return results }
    return results.map { $0.told(by: contents) }
  }

  private mutating func record(
    _ task: CaseDraft, in batch: SafeText?, hiding redactions: Redactions, at now: Timestamp,
    closing: Bool
  ) throws(JournalError) -> RecordingResult {
    let (found, draft) = (task.found, task.draft)
    if let history = try reader.read().histories[found.application.id] {
      let news = history.redacted(redactions).news(
        since: found.standing.history.heads, names: found.standing.names)
      guard news.isEmpty else { return .changed(news) }
    }
    var record: DecisionRecord
    do throws(Case.Refusal) {
      record = try found.record(draft, id: writer.nextID(), by: writer.author, at: now)
    } catch {
      return .failed("NOT RECORDED: what it rests on has changed; look, and decide again")
    }
    record.batch = batch
    if closing { try writer.recordLast(record) } else { try writer.record(record) }
    return .recorded(record, conflicts: [])
  }
}

extension RecordingResult {
  /// With what stands against the record.
  fileprivate func told(by contents: JournalContents) -> RecordingResult {
    guard case .recorded(let record, _, _) = self, let history = contents.histories[record.application] else {
      return self
    }
    let conflicts = history.conflicts.filter { $0.records.contains(record.id) }
    return .recorded(
      record, conflicts: conflicts.flatMap(\.records).filter { $0 != record.id },
      isOutranked: history.outranked.contains(record.id))
  }
}

extension JournalError {
  /// What became of a decision that met it.
  package var sentenceOfDecision: SafeText {
    switch self {
    case .noFolder: "NOT RECORDED: \(sentence)"
    case .notRecorded, .tooLong, .noteTooLong: sentence
    }
  }

  /// Whether the next record would meet it, too.
  fileprivate var isOfFolder: Bool {
    switch self {
    case .noFolder, .notRecorded: true
    case .tooLong, .noteTooLong: false
    }
  }
}
