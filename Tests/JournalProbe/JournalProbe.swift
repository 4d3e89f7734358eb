import Glibc
import Journal
import Model
import Text

/// A writer for the tests to stop, starve and compete with.
///
/// `JournalProbe FOLDER APPLICATION COUNT [REREAD]` records so many decisions, looking at the journal before every
/// REREAD-th (1 by default, 0 for never), and prints each record's ID when it is recorded, `failed` when it is not.
@main
struct JournalProbe {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 3, let count = Int(arguments[3]) else { exit(2) }
    let reread = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
    do throws(JournalError) {
      try run(arguments[1], SafeText(untrusted: arguments[2]), count: count, reread: reread)
    } catch {
      say("failed \(error.sentence)")
      exit(1)
    }
  }

  private static func run(
    _ path: String, _ application: SafeText, count: Int, reread: Int
  ) throws(JournalError) {
    let folder = try JournalFolder(path)
    var reader = JournalReader(folder)
    let writer = JournalWriter(in: folder)
    var seen: [SafeText] = []
    for number in 0..<count {
      if reread > 0, number % reread == 0 { seen = try reader.read().histories[application]?.heads ?? [] }
      let id = writer.nextID()
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      let record = DecisionRecord(
        id: id, application: application, kind: .outcome(.eligible), note: "number \(number)", seen: seen,
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

  private static func say(_ text: SafeText) {
    let line = Array("\(text.shown)\n".utf8)
    _ = write(STDOUT_FILENO, line, line.count)
  }
}
