import ArgumentParser
import Configuration
import Model
import Screen
import Telemetry
import Text

struct Check: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    abstract: "Say of every telemetry file what it is and what is wrong with it.",
    discussion: "Exits with 1 when a file cannot be read, or a record of one had to be skipped.")

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var wait: WaitOptions

  func run() throws {
    let configuration = try files.read(Overrides(data: data), waiting: wait).configuration
    // Whoever mends a file has to see what is wrong with it, hidden or not.
    let reading = try data.readOnce(by: configuration, isWhole: true, waiting: wait)
    let figures = Figures(of: reading.factory, policy: configuration.policy, now: data.moment)
    var isSound = true
    for source in figures.sources {
      try output("\(line(source).shown)\n".utf8)
      if source.state == .error || source.state == .missing || source.source.skipped > 0 { isSound = false }
    }
    for path in reading.unrecognised {
      try output("\(path.shown): not telemetry, left alone\n".utf8)
    }
    for path in reading.tooDeep {
      try output(
        "\(path.shown): lies more than \(FolderScan.maximumDepth) folders deep, not looked into; name it with --data\n"
          .utf8)
    }
    for cluster in configuration.rules.clusters where !reading.factory.tells(of: cluster.name) {
      let line: SafeText =
        "cluster “\(cluster.name)” of the configuration: no file tells of it; add the name that Slurm or the portal has for it to its aliases, or name it so"
      try output("\(line.shown)\n".utf8)
    }
    if figures.sources.isEmpty {
      complain(
        "no telemetry was found: put files of a known format into the folder, or name another with --data.")
      isSound = false
    }
    if !isSound { throw ExitCode.undone }
  }

  /// `path: state, slurm jobs v0.0.41 of LUMI, 303 records, 2 skipped, 4 m old: what is wrong`.
  private func line(_ figures: SourceFigures) -> SafeText {
    let source = figures.source
    var parts: [SafeText] = [SafeText(untrusted: figures.state.rawValue)]
    if let format = source.format {
      let version: SafeText = source.version.map { " \($0)" } ?? ""
      let cluster: SafeText = source.cluster.map { " of \($0)" } ?? ""
      parts.append("\(format)\(version)\(cluster)")
      if source.kind != .other {
        parts.append("\(source.records) \(source.records == 1 ? "record" : "records")")
      }
    }
    if source.skipped > 0 { parts.append("\(source.skipped) skipped") }
    if let age = figures.age { parts.append("\(SafeText.span(seconds: Int(age.count))) old") }
    let text: SafeText = "\(source.path): \(parts.joined(separator: ", "))"
    let lead: SafeText? = figures.lead.map {
      "\($0.inWords); set the clocks of its writer and of this machine right"
    }
    let notUsed: SafeText? = source.notUsed.map { "not used: \($0)" }
    let tooOld: SafeText? =
      figures.state == .stale && source.problem == nil
      ? "too old; check whether its producer still runs" : nil
    return ([text] + [source.problem, tooOld, lead, notUsed].compactMap(\.self)).joined(separator: ": ")
  }
}

extension Factory {
  /// Whether anything is known of a cluster of that name.
  fileprivate func tells(of cluster: SafeText) -> Bool {
    clusters.contains { $0.name == cluster } || (allocations ?? []).contains { $0.cluster == cluster }
      || (applications ?? []).contains {
        $0.machine == cluster || $0.technical.machines?.contains(cluster) == true
      }
  }
}
