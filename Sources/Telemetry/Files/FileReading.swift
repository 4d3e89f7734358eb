import Glibc
import JSONStream
import Model
import Text

/// What came of reading one file once.
package struct FileReading: Sendable {
  package enum Outcome: Sendable {
    case document(Document)
    /// It can be read and does not claim to be telemetry: JSON of no known form, or, for the reason given, no JSON at
    /// all under a name that promises none.
    case unrecognised(TelemetryError)
    case failed(TelemetryError)
  }

  package var outcome: Outcome
  /// What the file system said of the bytes that were read; `nil` when the file could not be opened.
  package var stamp: FileStamp?
  /// Whether the same stamp will mean the same bytes.
  package var isSettled: Bool
  /// Whether a writer may still be at work on it: it was written to less than two seconds before.
  package var isRecent: Bool
  /// Processor time that it took.
  package var cost: Duration
  /// Bytes that were set aside in the meter while it was read.
  package var reservedMemory = 0
  /// Bytes that what is kept of it is thought to take.
  package var keptMemory = 0
  /// What else took memory when it found no room.
  package var memoryOfOthers = MemoryMeter.Others.none

  package init(
    _ outcome: Outcome, stamp: FileStamp? = nil, isSettled: Bool = true, isRecent: Bool = false,
    cost: Duration = .zero
  ) {
    self.outcome = outcome
    self.stamp = stamp
    self.isSettled = isSettled
    self.isRecent = isRecent
    self.cost = cost
  }

  /// Files with more bytes than this are refused: 4 GiB. Slurm 26.05 writes 9 kB a waiting job and 7 kB a node of a running
  /// one, so that 100,000 jobs on 20,000 nodes make more than 1 GiB. They are streamed, so it bounds time, not memory.
  package static let largestFile: Int64 = 4 << 30

  /// Reads a file, twice when it changes meanwhile, without applicants' names unless they are asked for. Blocks as long
  /// as the file system and the parsing take; where somebody else still waits for that file, gives up at once.
  ///
  /// What is as it was in `before`, the version read last, is shared with it.
  ///
  /// Only what lies in `roots` is read; where they are left out, the file itself, or what it links to.
  package init(
    of path: DataPath, in roots: DataRoots? = nil, limit: Int64 = largestFile,
    names: ApplicantNames = .passedOver, memory: MemoryMeter = MemoryMeter(), before: Document? = nil
  ) {
    if let silence = CallsUnderWay.ofThisProcess.silence(at: path), silence >= Self.silence {
      self = FileReading(.failed(.hung(seconds: Int(silence.components.seconds))))
      return
    }
    let wall = nanoseconds(CLOCK_REALTIME)
    let start = nanoseconds(CLOCK_THREAD_CPUTIME_ID)
    let caller = CallsUnderWay.ofThisProcess.begin(on: path)
    defer { caller.end() }
    let attempt = Attempt(
      path: path, roots: roots ?? DataRoots([path]), limit: limit, names: names, memory: memory,
      before: before, caller: caller)
    self = attempt.reading(at: wall)
    if case .failed(.changing) = outcome {
      let reservedAtFirst = reservedMemory
      self = attempt.reading(at: wall)
      reservedMemory += reservedAtFirst
    }
    cost = .nanoseconds(nanoseconds(CLOCK_THREAD_CPUTIME_ID) - start)
  }

  /// A file system that has not answered for so long hangs.
  package static let silence: Duration = .seconds(10)
}

/// One attempt to read a file.
private struct Attempt {
  let path: DataPath
  let roots: DataRoots
  let limit: Int64
  let names: ApplicantNames
  let memory: MemoryMeter
  let before: Document?
  let caller: CallsUnderWay.Caller

  func reading(at wall: Int64) -> FileReading {
    do throws(TelemetryError) {
      let file = try OpenFile(path, in: roots)
      let age = FileClock.age(of: file.stamp.modified, at: wall)
      var memory = Memory()
      var reading = FileReading(
        outcome(of: file, &memory), stamp: file.stamp,
        isSettled: file.stamp.isSettled(atWallNanoseconds: wall),
        isRecent: age >= 0 && age < 2_000_000_000)
      reading.keptMemory = memory.kept
      reading.reservedMemory = memory.reserved
      reading.memoryOfOthers = memory.others
      return reading
    } catch {
      return FileReading(.failed(error))
    }
  }

  /// What one attempt takes, and what others took when it found no room.
  private struct Memory {
    var kept = 0
    var reserved = 0
    var others = MemoryMeter.Others.none
  }

  private func outcome(of file: borrowing OpenFile, _ memory: inout Memory) -> FileReading.Outcome {
    do throws(TelemetryError) {
      guard file.stamp.size <= limit else { throw .tooLarge(limit: limit) }
      let why = ContentOpening(try file.beginning(ContentOpening.length)).complaint
      caller.noteAnswer()
      if let why { return path.isNamedJSON ? .failed(why) : .unrecognised(why) }
      let document = try contents(of: file, &memory)
      return document.map(FileReading.Outcome.document) ?? .unrecognised(.unknownFormat)
    } catch {
      return .failed(error)
    }
  }

  private func contents(
    of file: borrowing OpenFile, _ used: inout Memory
  ) throws(TelemetryError) -> Document? {
    var reserved = 0
    var others = MemoryMeter.Others.none
    var json = JSONReader(
      reserve: { [memory] bytes in
        if let refusal = memory.refusal(of: bytes, beside: reserved) {
          others = refusal
          return false
        }
        reserved += bytes
        return true
      }, source: file.source(limit: limit, caller: caller))
    let result: Result<Document?, TelemetryError>
    do throws(TelemetryError) {
      result = .success(try readDocument(&json, names: names, isNamedJSON: path.isNamedJSON, before: before))
    } catch {
      result = .failure(error.ofFile(limit: limit, memory: memory.limit))
    }
    used = Memory(kept: json.kept, reserved: reserved, others: others)
    // What was read while somebody wrote is neither the old content nor the new, whether it parsed or not.
    caller.noteQuestion()
    if try file.hasChanged() { throw .changing }
    guard var document = try result.get() else { return nil }
    document.problem = document.problem ?? json.repairsSentence
    return document
  }
}

extension JSONReader {
  /// What was mended in the texts that were read; `nil` when nothing was.
  fileprivate var repairsSentence: SafeText? {
    guard repairs > 0 else { return nil }
    return
      "\(repairs) \(repairs == 1 ? "place" : "places") in its texts can be no UTF-8, shown as U+FFFD"
  }
}

extension TelemetryError {
  /// The same error with what the file layer put into the reader's words taken out again.
  fileprivate func ofFile(limit: Int64, memory: Int) -> TelemetryError {
    guard case .json(let error) = self else { return self }
    if error.reason == .tooMuchToKeep { return .tooMuchToKeep(limit: memory) }
    guard case .unreadable(let errno) = error.reason else { return self }
    return errno == EFBIG ? .tooLarge(limit: limit) : .from(errno: errno)
  }
}

extension ContentOpening {
  /// Why no document can begin like this.
  fileprivate var complaint: TelemetryError? {
    switch self {
    case .json: nil
    case .empty: .empty
    case .compressed(let program): .compressed(by: program)
    case .text(let firstLine): .text(firstLine: Self.isOfCommand(firstLine) ? firstLine : nil)
    case .binary: .binary
    }
  }
}

extension ContentOpening {
  /// Whether a line is certainly what a command of a producer says, or a web server's page. Other text is not repeated:
  /// who asks what is wrong with a file need not be who may read it.
  private static func isOfCommand(_ line: SafeText) -> Bool {
    commands.contains { line.shown.hasPrefix($0) }
  }

  private static let commands =
    [
      "squeue", "sinfo", "scontrol", "sacct", "sacctmgr", "sshare", "sdiag", "sprio", "slurmrestd", "srun",
    ].map { "\($0): " }
    + [
      "slurm_load_jobs", "slurm_load_job", "slurm_load_node", "slurm_load_partitions",
      "slurm_load_reservations", "slurm_load_ctl_conf", "slurm_load_licenses", "slurm_load_assoc_mgr_info",
      "slurm_load_federation", "slurm_get_statistics", "slurm_receive_msg",
    ].flatMap { ["\($0): ", "\($0) error: "] } + [
      "curl: (", "ssh: ", "<!DOCTYPE html", "<html", "CLUSTER: ",
    ]
}

extension Timestamp {
  /// Now, by the machine's clock.
  static var timeOfDay: Timestamp {
    Timestamp(secondsSince1970: nanoseconds(CLOCK_REALTIME) / 1_000_000_000)
  }
}

private func nanoseconds(_ clock: clockid_t) -> Int64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
