import Glibc
import Model
import Recording
import Text

/// A recorder for the tests to stop and to starve.
///
/// `RecordingProbe FOLDER COUNT` records so many readings, a minute apart from the same moment on, as fast as the disk
/// takes them. Reading 7 has a hundred jobs and seven more, each of priority 7. Prints `recorded 7` when it is recorded, and
/// `failed` with the reason when it is not.
@main
struct RecordingProbe {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let count = Int64(arguments[2]) else { exit(2) }
    let writer = RecordingWriter(
      folder: arguments[1], head: RecordingHead(program: "probe", host: "h"), leastFree: (0, 0))
    for minute in 0..<count {
      do throws(RecordingError) {
        try writer.record(reading(minute), uptime: UInt64(minute) * 60_000_000_000)
        say("recorded \(minute)")
      } catch {
        say("failed \(error.sentence)")
      }
    }
    writer.close()
  }

  private static func reading(_ minute: Int64) -> RecordedReading {
    var table = JobTable()
    for number in 0..<(100 + minute % 10) {
      var job = Job(id: number, state: JobState(.pending))
      job.priority = minute
      job.name = table.symbols.intern("job \(number) of \(minute)")
      job.reason = table.symbols.intern("reason \(number &* 7919 &+ minute)")
      table.jobs.append(job)
    }
    return RecordedReading(
      at: Timestamp(secondsSince1970: 1_795_514_400 + minute * 60),
      factory: Factory(clusters: [Cluster(name: "lumi", jobs: table)]))
  }

  private static func say(_ line: SafeText) {
    let bytes = Array("\(line.shown)\n".utf8)
    _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
