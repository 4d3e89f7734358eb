import Glibc
import Subprocess
import SystemPackage
import Text

/// One run of a command, with its output going to a file as it comes.
struct CommandRun {
  let command: [String]
  /// In bytes.
  let sizeLimit: Int64

  /// Long enough for `ssh` or `squeue` to take leave, short enough for a service that is to stop within a second.
  private static let grace: Duration = .milliseconds(400)

  /// Runs the command to its end. When the task is cancelled, or the output cannot be kept, the command is asked to end
  /// (SIGTERM), and then made to (SIGKILL).
  ///
  /// The command has nothing on standard input, and a session of its own, so that it has no terminal to ask for a
  /// password or to take signals from: what it started and left behind, such as the far end of a pipe, ends with it.
  func write(
    to file: borrowing ReplacementFile, complaint: Complaint
  ) async throws(CollectionFailure.Cause) -> TerminationStatus {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: Self.grace)
    ]
    var group: pid_t?
    defer {
      // Nobody waits for a leader that is gone, but its number stays its group's as long as somebody is in it.
      if let group { kill(-group, SIGKILL) }
    }
    do {
      let result = try await Subprocess.run(
        executable, arguments: Arguments(Array(command.dropFirst())), environment: Self.environment,
        platformOptions: options,
        input: .none, output: .sequence, error: .sequence
      ) { execution in
        group = execution.processIdentifier.value
        let errors = execution.standardError
        async let complaints: Void = Self.keep(errors, in: complaint)
        var written: Int64 = 0
        for try await buffer in execution.standardOutput {
          written += Int64(buffer.count)
          guard written <= sizeLimit else { throw CollectionFailure.Cause.wroteTooMuch(limit: sizeLimit) }
          try buffer.withUnsafeBytes { bytes throws(ReplacementError) in try file.write(bytes) }
        }
        await complaints
      }
      return result.terminationStatus
    } catch let cause as CollectionFailure.Cause {
      throw cause
    } catch let error as ReplacementError {
      throw .notWritten(error)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .notFound
    } catch {
      throw .notRun(SafeText(untrusted: "\(error)"))
    }
  }

  /// Slurm's commands cut the list of an array's tasks at 64 characters unless they are told not to, which a site may
  /// have decided otherwise.
  private static let environment: Environment =
    getenv("SLURM_BITSTR_LEN") == nil ? .inherit.updating(["SLURM_BITSTR_LEN": "0"]) : .inherit

  /// A bare name is looked up in PATH.
  private var executable: Executable {
    let program = command.first ?? ""
    return program.contains("/") ? .path(FilePath(program)) : .name(program)
  }

  private static func keep(_ errors: SubprocessOutputSequence, in complaint: Complaint) async {
    do {
      for try await buffer in errors { buffer.withUnsafeBytes { complaint.append($0) } }
    } catch {
      // The command is being ended; what it has said so far is kept.
    }
  }
}
