import ArgumentParser
import Collection
import Configuration
import JSONStream
import Model
import Telemetry

struct Report: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    abstract: "Print the figures behind the panes, for scripts.",
    discussion: """
      Values that are not known are null. The keys are stable; new ones may be added. Exits with 1 when a folder or \
      file that was named cannot be read; what else is wrong is told under sources.
      """)

  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case json, table, prometheus
  }

  @OptionGroup var data: DataOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions

  @Option(help: "json, table, or prometheus for node_exporter's textfile collector.")
  var format: OutputFormat = .json

  @Option(
    help: ArgumentHelp(
      "The file to write to, replaced in one step; otherwise standard output.", valueName: "file"))
  var out: String?

  func run() throws {
    let configuration = try files.read(Overrides(data: data, journal: journal), waiting: wait).configuration
    let shown = try ShownFactory(
      data, recording, journal: journal, by: configuration, isConfigurationNamed: files.config != nil,
      waiting: wait)
    let figures = Figures(of: shown.factory, policy: shown.policy, now: shown.now)
    if let out {
      do throws(ReplacementError) {
        let file = try ReplacementFile(for: out)
        try write(figures) { (part) throws(ReplacementError) in try file.write(part) }
        try file.commit()
      } catch {
        complain(error.sentence)
        throw ExitCode.undone
      }
    } else {
      try write(figures) { part in try output(part) }
    }
    try shown.refuseUnreadableRoots(of: data, configuration)
  }

  private func write<Failure>(
    _ figures: Figures, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch format {
    case .json:
      try ReportDocument.json(figures).write(pretty: true, to: sink)
      try sink([UInt8(ascii: "\n")])
    case .table: try sink(Array(ReportTable.text(figures).utf8))
    case .prometheus: try sink(Array(ReportPrometheus.text(figures).utf8))
    }
  }
}
