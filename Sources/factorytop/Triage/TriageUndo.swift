import ArgumentParser
import Configuration
import Glibc
import Model
import Text

struct TriageUndo: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back your last record, with all that were recorded at once with it.",
    discussion: """
      Shows it, and asks; where nobody can answer, --yes takes it back. The journal only grows: what is taken back stays \
      in it, and a correction says that it does not count. What another record builds on or the portal has gone on from is \
      left out and named, and the exit code is 1; a record of somebody else is never taken back.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions

  @Argument(
    help: ArgumentHelp(
      "An application, by its ID or by what follows a hyphen in it: your last record on it is taken back, and no other.",
      valueName: "id"))
  var id: String?

  @Flag(help: "Take it back without a question.")
  var yes = false

  @Option(help: "table or json.")
  var format: Triage.OutputFormat = .table

  func run() throws {
    let place = try RecordingPlace(data, files, journal, waiting: wait)
    let found = try id.map { try place.session.item($0).application }.flatMap(place.found)
    let back =
      found.map { TakingBack(newestOf: place.author, on: $0) }
      ?? TakingBack(
        newestOf: place.author,
        among: place.session.applications.items.lazy.map(\.application).compactMap(place.found))
    guard let back else {
      complain("NOT TAKEN BACK: \(TakingBack.nothing(of: place.author, on: found)).")
      throw ExitCode.undone
    }
    if let refusal = back.refusal {
      let others: SafeText =
        back.hasOthers ? " An older one: triage undo ID, or triage decide ID correct --record RECORD." : ""
      complain("NOT TAKEN BACK: \(refusal).\(others)")
      throw ExitCode.undone
    }
    let isAsked = !yes && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    if format == .table || isAsked { try output("\(TriageTable.takingBack(back))\n".utf8) }
    guard yes || isAsked else {
      complain("NOT TAKEN BACK: there is no terminal to ask on; --yes takes it back.")
      throw ExitCode.usage
    }
    if isAsked, try !isAgreed(to: back) {
      complain("nothing was taken back.")
      throw ExitCode.undone
    }
    try place.carryOut(RecordingPlan(back), as: format)
  }

  private func isAgreed(to back: TakingBack) throws -> Bool {
    // What was typed before it was asked is no answer.
    tcflush(STDIN_FILENO, TCIFLUSH)
    try output("Take back \(back.parts.count { $0.obstacle == nil })? y takes back, all else does not: ".utf8)
    return readLine() == "y"
  }
}

extension RecordingPlan {
  fileprivate init(_ back: TakingBack) {
    for part in back.parts {
      guard let obstacle = part.obstacle else {
        drafts.append(part.draft)
        continue
      }
      let id = part.found.application.id
      leftOut.append(
        LeftOut(
          application: id, reason: obstacle,
          sentence: "NOT TAKEN BACK: \(part.record.kind.name) of \(id): \(obstacle)."))
    }
  }
}
