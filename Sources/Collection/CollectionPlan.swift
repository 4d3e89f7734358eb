package import Text

/// What is collected, how often, and where it goes.
package struct CollectionPlan: Sendable, Equatable {
  /// The data folder: what the dashboard's `--data` names.
  package var folder: String { output.path }
  /// The same, with who may read what is written there.
  package var output: OutputFolder
  /// The name of the group of what is new, which this machine need not know; `nil` for that of the process.
  package var group: String?
  /// In the order of the configuration; no two have one target.
  package var sources: [CollectedSource]
  /// `nil` when no history is kept.
  package var history: HistoryKeeper?

  package init(
    output: OutputFolder, group: String? = nil, sources: [CollectedSource], history: HistoryKeeper?
  ) {
    self.output = output
    self.group = group
    self.sources = sources
    self.history = history
  }
}

/// One command whose output is one telemetry file.
package struct CollectedSource: Sendable, Equatable {
  /// The program and its arguments, as they are: no shell reads them. Never empty.
  package var command: [String]
  /// The file that the output becomes; folders on the way to it are made.
  package var target: String
  package var limits: CollectionLimits

  package init(command: [String], target: String, limits: CollectionLimits = CollectionLimits()) {
    self.command = command
    self.target = target
    self.limits = limits
  }

  /// The target, for messages.
  package var name: SafeText { SafeText(untrusted: target) }
}

/// What a command may cost.
package struct CollectionLimits: Sendable, Equatable {
  /// From start to start. Slurm's own advice is not to run `squeue` in a loop: every answer locks slurmctld's tables, so
  /// a minute is the default, and `SourceSchedule` stretches it where an answer takes long.
  package var interval: Duration = .seconds(60)
  /// A command that has not ended by then is ended.
  package var time: Duration = .seconds(30)
  /// In bytes; a command that writes more is ended.
  package var size: Int64 = 1024 << 20

  package init() {}
}
