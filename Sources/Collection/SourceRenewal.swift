import Glibc
import Subprocess
package import Telemetry

extension CollectedSource {
  /// Runs the command once and, when it succeeds within its limits and its output is a complete document of a known
  /// form, puts the output in the place of the target. Otherwise the target stays as it was.
  ///
  /// Ends within half a second when the task is cancelled; what it throws then says nothing. `memory` is for looking
  /// through the output.
  ///
  /// - Throws: why the target was not renewed, with the end of what the command complained of.
  package func renew(in output: OutputFolder? = nil, memory: MemoryMeter = MemoryMeter())
    async throws(CollectionFailure)
  {
    let complaint = Complaint()
    let result = await withTaskGroup(of: Result<Void, CollectionFailure.Cause>?.self) { group in
      group.addTask {
        do throws(CollectionFailure.Cause) {
          return .success(try await replaceTarget(in: output, memory, complaint))
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        // Cancelled as soon as the command is done, which is no error.
        try? await Task.sleep(for: limits.time)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    switch result {
    case .success: return
    case .failure(let cause): throw CollectionFailure(cause, complaint: complaint.text)
    case nil: throw CollectionFailure(.tookTooLong(limit: limits.time), complaint: complaint.text)
    }
  }

  private func replaceTarget(in output: OutputFolder?, _ memory: MemoryMeter, _ complaint: Complaint)
    async throws(CollectionFailure.Cause)
  {
    let file: ReplacementFile
    do throws(ReplacementError) { file = try ReplacementFile(for: target, in: output) } catch {
      throw .notWritten(error)
    }
    let run = CommandRun(command: command, sizeLimit: limits.size)
    switch try await run.write(to: file, complaint: complaint) {
    case .exited(0): break
    case .exited(let status): throw .exited(status: status)
    case .signaled(let signal): throw .killed(signal: signal)
    }
    let reading = await reading(of: file, in: output, memory)
    switch reading.outcome {
    case .document where file.isFile(of: reading.stamp): break
    // Another file has the hidden name now.
    case .document: throw .notWritten(ReplacementError(.write, target, ESTALE))
    // The folder was removed while the command ran; the next run makes it anew.
    case .failed(.missing): throw .notWritten(ReplacementError(.write, target, ENOENT))
    case .failed(let error), .unrecognised(let error): throw .refused(error)
    }
    // Whoever cancelled has already said that it took too long.
    guard !Task.isCancelled else { return }
    do throws(ReplacementError) { try file.commit() } catch { throw .notWritten(error) }
  }

  /// What the output says. Where it finds no room beside what others read, it is read again until it does, or until the
  /// task is cancelled; it rests for as long as reading takes.
  private func reading(
    of file: borrowing ReplacementFile, in output: OutputFolder?, _ memory: MemoryMeter
  ) async -> FileReading {
    let roots = output.map { DataRoots([DataPath($0.path)]) }
    while true {
      let reading = FileReading(
        of: DataPath(file.temporaryPath), in: roots, limit: limits.size, memory: memory)
      memory.endReading(reading.reservedMemory)
      guard reading.memoryOfOthers != .none, !Task.isCancelled else { return reading }
      try? await Task.sleep(for: max(.milliseconds(200), reading.cost))
    }
  }
}
