import ArgumentParser
import JSONStream
import Model
import Telemetry

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the figures behind the panes, for scripts.",
    discussion: """
      Values that are not known are null. The keys are stable; new ones may be added. Exits with 1 when a folder or \
      file that was named cannot be read; what else is wrong is told under sources.
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case json, table
  }

  @OptionGroup var data: DataOptions

  @Option(help: "json or table.")
  var format: Form = .json

  func run() throws {
    let reading = try data.readOnce()
    let figures = Figures(of: reading.factory, policy: .standard, now: data.moment)
    switch format {
    case .json: try output(ReportDocument.json(figures).encoded(pretty: true) + [UInt8(ascii: "\n")])
    case .table: try output(ReportTable.text(figures).utf8)
    }
    try data.refuseUnreadableRoots(in: reading)
  }
}
