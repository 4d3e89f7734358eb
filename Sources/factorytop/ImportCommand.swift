import ArgumentParser
import Model
import Telemetry
import Text

/// Brings text that has no JSON form into factorytop's own.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make budget files from commands that print text.",
    discussion: """
      Reads the command's output on standard input and writes a document of the form factorytop/allocations/1. Exits \
      with 1 when a line had to be skipped, though the rest is written, and when the input is refused: then nothing is.
      """,
    subcommands: [ImportSlurmAssociations.self, ImportSaldo.self])
}

struct ImportSlurmAssociations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slurm-assoc",
    abstract: "Limits and use of accounts, from “scontrol -o show assoc_mgr flags=assoc”.")

  @OptionGroup var target: ImportOptions

  @Option(
    help: ArgumentHelp(
      "The unit of the amounts.",
      discussion: "gpu_hours are counted from gres/gpu, node_hours from node, core_hours from cpu.",
      valueName: "unit"))
  var unit: AccountingUnit = .gpuHours

  @Option(help: ArgumentHelp("How many gres/gpu make one billed GPU; 2 on LUMI-G.", valueName: "n"))
  var gresPerGpu: Double?

  mutating func validate() throws {
    guard let gresPerGpu else { return }
    guard gresPerGpu > 0, gresPerGpu.isFinite else {
      throw ValidationError("--gres-per-gpu has to be greater than 0.")
    }
    guard unit == .gpuHours else {
      throw ValidationError("--gres-per-gpu counts only with --unit gpu_hours.")
    }
  }

  func run() throws {
    let bytes = try StandardInput.contents(upTo: ImportedBudgets.sizeLimit)
    try target.write { () throws(TextFormError) in
      try AssociationManagerText.budgets(in: bytes, unit: unit, gresPerGPU: gresPerGpu ?? 1)
    }
  }
}

struct ImportSaldo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "saldo", abstract: "Budgets of CINECA's accounts, from “saldo -b”.")

  @OptionGroup var target: ImportOptions

  @Option(help: ArgumentHelp("The unit of the amounts that saldo prints.", valueName: "unit"))
  var unit: AccountingUnit = .coreHours

  func run() throws {
    let bytes = try StandardInput.contents(upTo: ImportedBudgets.sizeLimit)
    try target.write { () throws(TextFormError) in try SaldoText.budgets(in: bytes, unit: unit) }
  }
}

extension AccountingUnit: ExpressibleByArgument {
  package init?(argument: String) {
    guard let unit = Self.allCases.first(where: { $0.rawValue == argument }) else { return nil }
    self = unit
  }
}
