import Dispatch
import Glibc
import Synchronization
import Text

/// A walk through one data root.
///
/// One thread does it while the file system answers. Where an answer takes long, another thread goes on with the rest,
/// and what has not answered in the end is left out and said. Threads that hang stay where they are, and the next walk
/// passes over the paths that they wait for.
final class FolderWalk: Sendable {
  /// The folder that an entry was found in.
  private struct Holder {
    var name: SafeText
    /// 0 for a root.
    var depth: Int
  }

  private struct Step {
    var path: DataPath
    var holder: Holder
  }

  private struct FolderIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  private struct Worker {
    var step: Step
    /// When it last had an answer.
    var since: Duration
    /// Whether another one goes on in its place.
    var isRelieved = false
  }

  private struct State {
    var scan = FolderScan()
    /// What is still to be looked at, the next last.
    var pending: [Step] = []
    var visited: Set<FolderIdentity> = []
    /// How much of folders may still be looked at.
    var room: FolderScan.Room
    var workers: [Int: Worker] = [:]
    var begun = 0
    /// What comes later is too late.
    var isOver = false
  }

  /// What is asked of the file system, each by a call that may hang.
  struct Questions: Sendable {
    var stamp: @Sendable (DataPath) throws(TelemetryError) -> (stamp: FileStamp, type: FileType) =
      { path throws(TelemetryError) in try FileStamp.of(path) }
    var names: @Sendable (DataPath, DataRoots, FolderScan.Room) throws(TelemetryError) -> FolderScan.Names =
      { path, roots, room throws(TelemetryError) in
        try FolderScan.names(in: path, of: roots, room: room)
      }
  }

  private let root: DataPath
  private let roots: DataRoots
  private let questions: Questions
  private let calls: CallsUnderWay
  private let patience: Duration
  private let state: Mutex<State>
  private let news = DispatchSemaphore(value: 0)

  /// A thread that has waited for so long does no more of the walk.
  private static let relief: Duration = .milliseconds(500)
  /// So many threads may wait for answers at a time.
  private static let mostWorkers = 8

  /// `patience` is how long an answer is waited for.
  init(
    root: DataPath, roots: DataRoots, fileLimit: Int, patience: Duration,
    calls: CallsUnderWay = .ofThisProcess, questions: Questions = Questions()
  ) {
    self.root = root
    self.questions = questions
    self.roots = roots
    state = Mutex(State(room: FolderScan.Room(names: fileLimit)))
    self.patience = patience
    self.calls = calls
  }

  /// What is found, in no order. Blocks until everything has answered, or nothing more does.
  func result() -> FolderScan {
    state.withLock { $0.pending = [Step(path: root, holder: Holder(name: "", depth: 0))] }
    startWorker()
    while true {
      let hasNews = news.wait(timeout: .now() + .milliseconds(50)) == .success
      if let scan = finished() { return scan }
      if !hasNews, needsRelief() { startWorker() }
    }
  }

  private func startWorker() {
    runOnOwnThread { self.work() }
  }

  /// Whether somebody has to go on in the place of those who wait.
  private func needsRelief() -> Bool {
    let now = CallsUnderWay.now()
    return state.withLock { state in
      let late = state.workers.filter { !$0.value.isRelieved && now - $0.value.since >= Self.relief }
      for number in late.keys { state.workers[number]?.isRelieved = true }
      return !late.isEmpty && !state.pending.isEmpty && state.workers.count < Self.mostWorkers
    }
  }

  /// The scan, when nothing is left to be done or waited for.
  private func finished() -> FolderScan? {
    let now = CallsUnderWay.now()
    return state.withLock { state in
      let isWaitedFor = state.workers.values.contains { now - $0.since < patience }
      guard !isWaitedFor, state.pending.isEmpty || state.workers.count >= Self.mostWorkers else { return nil }
      guard state.begun > 0 || state.isOver else { return nil }
      state.isOver = true
      for worker in state.workers.values {
        state.scan.note(.hung(seconds: Self.seconds(now - worker.since)), at: worker.step.path)
      }
      for step in state.pending { state.scan.note(.hung(seconds: Self.seconds(patience)), at: step.path) }
      return state.scan
    }
  }

  private static func seconds(_ span: Duration) -> Int { max(1, Int(span.components.seconds)) }

  // MARK: A worker

  private func work() {
    let number = state.withLock { state in
      state.begun += 1
      return state.begun
    }
    while let step = next(of: number) { look(at: step, as: number) }
    news.signal()
  }

  /// What a worker has to look at; `nil` when there is nothing more for it to do.
  private func next(of number: Int) -> Step? {
    state.withLock { state in
      let wasRelieved = state.workers.removeValue(forKey: number)?.isRelieved ?? false
      // The worker that took over goes on, unless it waits too.
      let others = state.workers.values.contains { !$0.isRelieved }
      guard !state.isOver, !(wasRelieved && others), let step = state.pending.popLast() else { return nil }
      state.workers[number] = Worker(step: step, since: CallsUnderWay.now())
      return step
    }
  }

  private func look(at step: Step, as number: Int) {
    if let silence = calls.silence(at: step.path), silence >= patience {
      return conclude { $0.scan.note(.hung(seconds: Self.seconds(silence)), at: step.path) }
    }
    let caller = calls.begin(on: step.path)
    defer { caller.end() }
    do throws(TelemetryError) {
      let (stamp, type) = try found(at: step)
      switch type {
      case .regular:
        let name = step.holder.depth == 0 ? Self.resolvedName(of: step.path.folder) : step.holder.name
        let isInRoot = step.holder.depth <= 1
        conclude {
          $0.scan.add(FolderScan.File(path: step.path, stamp: stamp, folderName: name, isInRoot: isInRoot))
        }
      case .folder: try enter(step, stamp, as: number, caller)
      case .pipe, .socket, .device: throw .notAFile(type)
      }
    } catch {
      conclude { $0.scan.note(error, at: step.path) }
    }
  }

  /// A link is followed into the data folders; a root wherever it leads.
  private func found(at step: Step) throws(TelemetryError) -> (stamp: FileStamp, type: FileType) {
    if step.holder.depth > 0, try FileStamp.isLink(step.path) { _ = try roots.target(of: step.path) }
    return try questions.stamp(step.path)
  }

  private func enter(_ step: Step, _ stamp: FileStamp, as number: Int, _ caller: CallsUnderWay.Caller)
    throws(TelemetryError)
  {
    guard step.holder.depth <= FolderScan.maximumDepth else { throw .tooDeep(limit: FolderScan.maximumDepth) }
    let (isNew, room) = state.withLock { state in
      state.workers[number]?.since = CallsUnderWay.now()
      let identity = FolderIdentity(device: stamp.device, inode: stamp.inode)
      return (state.visited.insert(identity).inserted, state.room)
    }
    caller.noteQuestion()
    guard isNew else { return }
    let inside = Holder(
      name: step.holder.depth == 0 ? Self.resolvedName(of: step.path) : step.path.lastComponent,
      depth: step.holder.depth + 1)
    let found = try questions.names(step.path, roots, room)
    conclude { state in
      state.scan.addFolder(step.path)
      // Another worker may have found names meanwhile.
      let names = found.names.prefix(state.room.names)
      if found.isCut || names.count < found.names.count { state.scan.noteCut() }
      state.room.names -= names.count
      state.room.entries = max(0, state.room.entries - found.entries)
      state.pending += names.reversed().map { Step(path: step.path.appending($0), holder: inside) }
    }
  }

  /// Keeps what was found, unless it comes too late.
  private func conclude(_ change: (inout sending State) -> Void) {
    state.withLock { if !$0.isOver { change(&$0) } }
  }

  private static func resolvedName(of folder: DataPath) -> SafeText {
    (folder.resolved ?? folder).lastComponent
  }
}
