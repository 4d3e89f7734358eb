import Glibc
import Journal
import Model
import Text

/// A writer for the tests to stop, starve and compete with.
///
/// `JournalProbe FOLDER APPLICATION COUNT [REREAD [PADDING]]` records so many decisions, looking at the journal before
/// every REREAD-th (1 by default, 0 for never), with so many characters in the note that take six bytes each, and prints each record's ID when it is recorded, `failed` when it is not.
///
/// `JournalProbe --batch FOLDER COUNT` accepts so many applications at once, and prints the same of each at the end.
@main
struct JournalProbe {
  static func main() {
    let arguments = CommandLine.arguments
    if arguments.count > 3, arguments[1] == "--batch", let count = Int(arguments[3]) {
      do throws(JournalError) {
        try runBatch(arguments[2], count: count)
      } catch {
        say("failed \(error.sentence)")
        exit(1)
      }
      return
    }
    guard arguments.count > 3, let count = Int(arguments[3]) else { exit(2) }
    let reread = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
    let padding = arguments.count > 5 ? Int(arguments[5]) ?? 0 : 0
    let note = SafeText(untrusted: "note" + String(repeating: "\u{1}", count: padding))
    do throws(JournalError) {
      try run(arguments[1], SafeText(untrusted: arguments[2]), count: count, reread: reread, note: note)
    } catch {
      say("failed \(error.sentence)")
      exit(1)
    }
  }

  private static func run(
    _ path: String, _ application: SafeText, count: Int, reread: Int, note: SafeText
  ) throws(JournalError) {
    let folder = try JournalFolder(path)
    if let obstacle = folder.obstacle { say("obstacle \(obstacle)") }
    var reader = JournalReader(folder)
    let writer = JournalWriter(in: folder)
    var seen: [SafeText] = []
    for number in 0..<count {
      if reread > 0, number % reread == 0 { seen = try reader.read().histories[application]?.heads ?? [] }
      let id = writer.nextID()
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      let record = DecisionRecord(
        id: id, application: application, kind: .outcome(.eligible), note: note, seen: seen,
        from: .adminCheck, to: .techAssessment, portal: .adminCheck, author: writer.author,
        at: Timestamp(secondsSince1970: Int64(time.tv_sec)))
      do throws(JournalError) {
        try writer.record(record)
        say("recorded \(id)")
        seen = [id]
      } catch {
        say("failed \(error.sentence)")
      }
    }
    try writer.close()
    say("closed")
  }

  private static func runBatch(_ path: String, count: Int) throws(JournalError) {
    var desk = try JournalSession(path)
    let now = Timestamp(secondsSince1970: 1_795_428_000)
    let drafts = (1...count).compactMap { number -> CaseDraft? in
      let id: SafeText = "A\(number)"
      let application = Application(id: id, mode: .playground, state: .decision, submittedAt: now)
      let merged = application.merged(with: CaseHistory(of: id), calendar: Policy.standard.workingCalendar)
      return Case(merged, by: .standard, at: now).map {
        CaseDraft(found: $0, draft: DecisionDraft(.decision(.accept), note: "fine"))
      }
    }
    for result in desk.record(drafts, at: now) {
      switch result {
      case .recorded(let record, _, _): say("recorded \(record.id)")
      case .changed(let news): say("changed \(news.joined(separator: ", "))")
      case .failed(let sentence): say("failed \(sentence)")
      }
    }
  }

  private static func say(_ text: SafeText) {
    let line = Array("\(text.shown)\n".utf8)
    _ = write(STDOUT_FILENO, line, line.count)
  }
}
