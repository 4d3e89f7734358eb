import ArgumentParser
import Configuration
import Entities
import Model
import Recording
import Text

struct RecordExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a part of a recording into one new file, to be passed on.",
    discussion: """
      What the file hides is taken out again, and what is in it is told: look at that before it is sent. Times are as of \
      snapshot's --at; an hour alone, 13:30, is the last one that is recorded.
      """)

  @OptionGroup var source: RecordedFolderOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var wait: WaitOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The first moment; the reading that stands then comes along.", valueName: "time"))
  var from: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The last moment.", valueName: "time"))
  var to: String

  @Option(help: "One cluster with what belongs to it.")
  var cluster: String?

  @Option(
    help: ArgumentHelp(
      "Any of organisations, titles, users, accounts, job_names, reasons; otherwise users,accounts,job_names,reasons.",
      valueName: "what,…"))
  var hide: String?

  @Option(
    name: [.customShort("o"), .long], help: ArgumentHelp("The file, which is made.", valueName: "file"))
  var output: String

  mutating func validate() throws {
    _ = try asked()
    if output == "-" { throw ValidationError("A recording goes into a file: name one with -o.") }
  }

  func run() throws {
    let configuration = try files.read(Overrides(), waiting: wait).configuration
    let recording = try source.recording(of: configuration)
    let span = try span(
      of: recording, by: RulesOfReplay(configuration, isConfigurationNamed: files.config != nil))
    let export = RecordingExport(
      from: span.lowerBound, to: span.upperBound, cluster: cluster.map { SafeText(untrusted: $0) },
      hiding: try asked().union(configuration.redactions),
      program: "factorytop \(SafeText(untrusted: Build.current.words))")
    do throws(RecordingError) {
      tell(try export.write(recording, to: output))
    } catch {
      complain("\(error.sentence).")
      throw ExitCode.undone
    }
  }

  private func asked() throws -> Redactions {
    guard let hide else { return [.users, .accounts, .jobNames, .reasons] }
    var asked: Redactions = []
    for word in hide.split(whereSeparator: { $0 == "," || $0 == " " }) {
      guard let named = Redactions.named.first(where: { $0.word.shown == word }) else {
        throw ValidationError(
          "--hide knows \(Redactions.named.map(\.word).joined(separator: ", ").shown), and not “\(SafeText(untrusted: String(word)).shown)”."
        )
      }
      asked.insert(named.redaction)
    }
    return asked
  }

  private func span(of recording: RecordingFolder, by rules: RulesOfReplay) throws -> ClosedRange<Timestamp> {
    let (start, end) = (try WrittenMoment(from, of: "--from"), try WrittenMoment(to, of: "--to"))
    let (extent, zone) = try RecordingReader(recording).answer(waiting: wait) {
      reader throws(RecordingError) in try reader.extentAndZone(by: rules)
    }
    let newest = extent.upperBound
    let first = start.moment(now: newest, newest: newest, zone: zone)
    guard first <= newest else {
      complain("--from is after the last reading, which is of \(SafeText(untrusted: newest.rfc3339)).")
      throw ExitCode.usage
    }
    let last = end.moment(after: first, now: newest, zone: zone)
    // A time without a day would be one of the day after, long after the last reading.
    guard first <= last, last <= newest || last - first < .hours(12) else {
      complain("--from is later than --to: turn them round, or name the days.")
      throw ExitCode.usage
    }
    return first...last
  }

  private func tell(_ contents: RecordingExport.Contents) {
    let path = SafeText(untrusted: output)
    var lines: [SafeText] = []
    if let first = contents.first, let last = contents.last {
      lines.append(
        "\(path): \(.grouped(contents.readings)) readings from \(SafeText(untrusted: first.rfc3339)) to \(SafeText(untrusted: last.rfc3339)), \(.grouped(contents.bytes)) bytes; nobody else may read it"
      )
    }
    lines.append("  in it is, told once each:")
    let names = contents.names
    lines.append("    clusters       \(names.clusters.sorted().joined(separator: ", "))")
    let hidden = contents.head.redactions
    for (word, kind) in Redactions.named {
      let count = names.count(of: kind)
      let padding = SafeText(untrusted: String(repeating: " ", count: max(1, 15 - word.shown.count)))
      let what: SafeText =
        switch (hidden.contains(kind), count) {
        case (true, 0): "hidden"
        case (true, _): "hidden; \(.grouped(count)) told apart by numbers"
        case (false, _): "\(.grouped(count)) in clear"
        }
      lines.append("    \(word)\(padding)\(what)")
    }
    lines.append("  names of nodes, partitions and files are in it as they are")
    if contents.lost > 0 {
      lines.append("  \(.grouped(contents.lost)) readings are damaged in the recording, and left out")
    }
    if contents.hasSeveralPolicies {
      lines.append("  the policy was changed meanwhile: all of it is judged by the last one")
    }
    try? factorytop.output("\(lines.map(\.shown).joined(separator: "\n"))\n".utf8)
  }
}
