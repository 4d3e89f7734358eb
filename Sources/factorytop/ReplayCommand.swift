import ArgumentParser
import Configuration
import Dashboard
import Entities
import Model
import Recording
import Text

struct ReplayRecording: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Play a recording in the dashboard.",
    discussion: """
      Shown is what was read then, judged by what counted then; with --config by the rules of that file, which the screen \
      says. f stops and plays, t and T step, [ and ] go to events, b goes to a time, + and - change the speed. Nothing can \
      be decided in a recording.
      """)

  @Argument(
    help: ArgumentHelp(
      "A folder that factorytop record or collect wrote, or one of its files; otherwise the folder in [record].",
      valueName: "folder|file"))
  var recording: String?

  @Flag(help: "Play an hour that goes wrong, made up and recorded in a temporary folder.")
  var demo = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where to begin, such as 13:30, '24 13:30' or -2h before its end; otherwise its beginning.",
      valueName: "time"))
  var from: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Where to stop.", valueName: "time"))
  var to: String?

  @Option(help: ArgumentHelp("So many seconds of the recording in one.", valueName: "number"))
  var speed = 60

  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var look: LookOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var wait: WaitOptions

  mutating func validate() throws {
    guard (1...86_400).contains(speed) else {
      throw ValidationError("--speed is a whole number from 1 to 86400.")
    }
    guard !demo || recording == nil else {
      throw ValidationError("--demo has its own recording: leave the folder out.")
    }
  }

  func run() throws {
    let filter = try filter.read(for: screen.view)
    let opening = try DashboardOpening(files, Overrides(look: look, screen: screen))
    // While messages can still be seen.
    let incident = demo ? try DemoIncident() : nil
    defer { incident?.end() }
    guard let path = incident?.recording ?? recording ?? opening.asked.record.folder else {
      complain(
        "name a recording: a folder that factorytop record or collect wrote, or one of its .ftrec files; or name the folder in [record] of a configuration file, or try --demo."
      )
      throw ExitCode.usage
    }
    let rules = RulesOfReplay(opening.asked, isConfigurationNamed: opening.isConfigurationNamed)
    let (extent, zone) = try RecordingReader(path).answer(waiting: wait) {
      reader throws(RecordingError) in try reader.extentAndZone(by: rules)
    }
    func moment(_ text: String, _ option: SafeText) throws -> Timestamp {
      try WrittenMoment(text, of: option).moment(now: extent.upperBound, within: extent, zone: zone)
    }
    let from = try from.map { try moment($0, "--from") } ?? extent.lowerBound
    let to = try to.map { try moment($0, "--to") }
    if let to, to <= from {
      complain("--to is not after --from.")
      throw ExitCode.usage
    }
    try opening.start(
      filter: filter,
      recording: RecordingToShow(
        path: path, isConfigurationNamed: opening.isConfigurationNamed, alone: (from, to, speed))
    ).run()
  }
}
