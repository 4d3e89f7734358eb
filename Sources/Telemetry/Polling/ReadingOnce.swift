package import Model

extension Reading {
  /// Reads every file of the data roots once, two at a time, for what has no screen. The same files give the same
  /// reading. With a `fixedNow`, times come from documents only, never from files.
  package static func once(
    roots: [String], fixedNow: Timestamp? = nil, rules: TelemetryRules = .standard, disk: Disk = .local
  ) async -> Reading {
    var ledger = FileLedger()
    for root in Poller.distinct(roots) where ledger.beginScan(of: root, at: .zero) {
      ledger.endScan(of: root, disk.scan(root))
    }
    let due = ledger.due(at: .zero)
    for path in due { ledger.beginRead(of: path, at: .zero) }
    await withTaskGroup(of: (DataPath, FileReading).self) { group in
      var waiting = due[...]
      for _ in 0..<2 {
        if let path = waiting.popFirst() { group.addTask { (path, disk.read(path)) } }
      }
      for await (path, reading) in group {
        ledger.endRead(of: path, reading, at: .zero)
        if let path = waiting.popFirst() { group.addTask { (path, disk.read(path)) } }
      }
    }
    return Reading(
      of: ledger.tell(at: .zero), untoldTime: fixedNow == nil ? .whenWritten : .unknown, rules: rules,
      now: fixedNow ?? .timeOfDay)
  }
}
