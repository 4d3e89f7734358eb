import ArgumentParser
import Configuration
import Model
import Recording
import Text

struct RecordVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Tell what a recording holds, and what of it cannot be read.",
    discussion: "Exits with 1 when something is damaged.")

  @OptionGroup var source: RecordedFolderOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var wait: WaitOptions

  func run() throws {
    let path = try source.path(by: try files.read(Overrides(), waiting: wait).configuration)
    var isDamaged = false
    var count = 0
    do throws(RecordingError) {
      for tier in RecordingTier.allCases {
        let folder = try RecordingFolder(path, tier: tier)
        folder.eachFile { result in
          count += 1
          do throws(RecordingError) {
            let file = try result.get()
            tell(of: file)
            isDamaged = isDamaged || file.isDamaged
          } catch {
            complain("\(error.sentence).")
            isDamaged = true
          }
        }
        // One file is of either.
        if folder.names == nil { break }
      }
      guard count > 0 else { throw .noRecording(path: SafeText(untrusted: path)) }
    } catch {
      complain("\(error.sentence).")
      throw ExitCode.undone
    }
    if isDamaged { throw ExitCode.undone }
  }

  private func tell(of file: RecordingFile) {
    let moments = file.moments
    var text: SafeText =
      "\(file.path): \(file.holdsFiguresAlone ? "figures of " : "")\(.grouped(moments.count)) readings"
    if let first = moments.first, let last = moments.last {
      text.append(" from \(SafeText(untrusted: first.rfc3339)) to \(SafeText(untrusted: last.rfc3339))")
    }
    text.append(", \(.grouped(file.size)) bytes")
    if let exported = file.head?.exported { text.append(", \(exported)") }
    if let head = file.head {
      text.append(head.hidden.isEmpty ? "" : ", without \(head.hidden.joined(separator: ", "))")
    }
    if !file.isEnded { text.append(", not ended") }
    try? output("\(text.shown)\n".utf8)
    for fault in file.faults {
      let sentence: SafeText =
        switch fault {
        case .damage(let place, let bytes):
          "\(bytes) bytes from \(place) on are no record: the readings in them are lost"
        case .unfinished(let place, let bytes):
          "the last \(bytes) bytes, from \(place) on, are no whole record: it is being written, or its writer was stopped"
        case .newer(let version, let records):
          "\(.grouped(records)) records are of version \(SafeText(untrusted: "\(version)")), which a later release wrote: this one reads version 1"
        case .otherForm(let form):
          "it is a recording of the form \(form), which another release wrote: this one reads FTR1"
        case .noHead:
          "it begins with no head that this release knows: it is no recording"
        }
      try? output("  \(sentence.shown)\n".utf8)
    }
    let lost = file.lostMoments
    guard let first = lost.first, let last = lost.last else { return }
    let readings: SafeText =
      lost.count == 1 ? "1 reading builds" : "\(.grouped(lost.count)) readings build"
    let span: SafeText =
      lost.count == 1
      ? "at \(SafeText(untrusted: first.rfc3339))"
      : "between \(SafeText(untrusted: first.rfc3339)) and \(SafeText(untrusted: last.rfc3339))"
    try? output("  \(readings.shown) on what is damaged and cannot be shown, \(span.shown)\n".utf8)
  }
}
