import ArgumentParser
import Configuration
import Glibc
import Journal
import Model
import Recording
import SystemPackage
import Text

struct RecordErase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Remove the files of a recording that hold an account.",
    discussion: """
      No file is written anew: each that names the account goes as a whole, with all else that was recorded in its hour. \
      Asks before it removes anything. Exits with 1 when a file stays that holds it or may.
      """)

  @OptionGroup var source: RecordedFolderOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var wait: WaitOptions

  @Option(help: ArgumentHelp("The account, as Slurm or the portal names it.", valueName: "name"))
  var account: String

  @Flag(help: "Remove without asking.")
  var yes = false

  mutating func validate() throws {
    if account.allSatisfy(\.isWhitespace) { throw ValidationError("--account needs a name.") }
  }

  /// What was found in a recording.
  private struct Found {
    /// With the account in them.
    var named: [RecordingFile] = []
    /// Of those, what a recorder writes still.
    var open: [RecordingFile] = []
    /// What cannot be searched, and why.
    var unread: [SafeText] = []
    /// How many hold no accounts but as numbers.
    var withoutAccounts = 0
  }

  func run() throws {
    let configuration = try files.read(Overrides(), waiting: wait).configuration
    let found = search(try source.recording(of: configuration))
    for sentence in found.unread { complain(sentence) }
    for file in found.open {
      complain(
        "\(file.path) holds it and is still being written: stop the recorder, or erase again when its hour is over."
      )
    }
    let name = SafeText(untrusted: account)
    if found.named.isEmpty {
      let hidden: SafeText =
        found.withoutAccounts == 0
        ? "" : "; \(.grouped(found.withoutAccounts)) have accounts as numbers alone"
      try say("no file that can go names \(name)\(hidden)")
    } else {
      try remove(found.named)
    }
    guard found.unread.isEmpty, found.open.isEmpty else { throw ExitCode.undone }
  }

  private func search(_ recording: RecordingFolder) -> Found {
    let name = SafeText(untrusted: account)
    let now = SystemClock.now
    var found = Found()
    recording.eachFile { result in
      do throws(RecordingError) {
        let file = try result.get()
        switch file.names(name) {
        case true?:
          // A file ends with its hour, or with its recorder.
          let isOpen =
            !file.isEnded && !isLeft(file) && file.moments.last.map { $0 + .hours(1) > now } ?? false
          if isOpen { found.open.append(file) } else { found.named.append(file) }
        case false?:
          if file.head?.redactions.contains(.accounts) == true { found.withoutAccounts += 1 }
        case nil:
          found.unread.append(
            "\(file.path) cannot be read whole, and may hold it: record verify tells where; remove it by hand."
          )
        }
      } catch {
        found.unread.append("\(error.sentence), and may hold it.")
      }
    }
    return found
  }

  /// Whether its recorder was one of this machine that is no more.
  private func isLeft(_ file: RecordingFile) -> Bool {
    guard file.head?.host == RecordAuthor.hostName,
      let name = FilePath(file.place).lastComponent.flatMap({ RecordingName(text: $0.string) })
    else { return false }
    return kill(name.process, 0) != 0 && errno == ESRCH
  }

  private func remove(_ files: [RecordingFile]) throws {
    for file in files {
      let moments = file.moments
      var line: SafeText = "\(file.path): \(.grouped(moments.count)) readings"
      if let first = moments.first, let last = moments.last {
        line.append(" from \(SafeText(untrusted: first.rfc3339)) to \(SafeText(untrusted: last.rfc3339))")
      }
      try say(line)
    }
    let count: SafeText = files.count == 1 ? "1 file" : "\(.grouped(files.count)) files"
    if !yes {
      guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
        complain("NOT ERASED: there is no terminal to ask on; --yes removes \(count).")
        throw ExitCode.usage
      }
      // What was typed before it was asked is no answer.
      tcflush(STDIN_FILENO, TCIFLUSH)
      try output("Remove \(count.shown), with all else in them? y removes, all else does not: ".utf8)
      guard readLine() == "y" else {
        complain("nothing was erased.")
        throw ExitCode.undone
      }
    }
    var isDone = true
    for file in files where unlink(file.place) != 0 {
      complain("\(file.path) cannot be removed: \(SafeText(untrusted: String(cString: strerror(errno)))).")
      isDone = false
    }
    if !isDone { throw ExitCode.undone }
    try say("removed \(count), whole")
  }

  private func say(_ line: SafeText) throws { try output("\(line.shown)\n".utf8) }
}
