import ArgumentParser
import Configuration
import Recording
import Text

/// Which recording is worked on.
struct RecordedFolderOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The folder or a file of the recording; otherwise the folder in [record].", valueName: "folder|file"))
  var recording: String?

  @Option(help: ArgumentHelp("The same, as record names it.", valueName: "folder"))
  var folder: String?

  mutating func validate() throws {
    guard recording == nil || folder == nil else {
      throw ValidationError("The recording is named twice: leave --folder out.")
    }
  }

  /// - Throws: `ExitCode.usage` where neither the command line nor the configuration names one.
  func path(by configuration: Configuration) throws -> String {
    if let path = recording ?? folder ?? configuration.record.folder { return path }
    complain("there is no recording: name its folder, here or in [record] of a configuration file.")
    throw ExitCode.usage
  }

  /// - Throws: `ExitCode.usage` where neither the command line nor the configuration names one; `ExitCode.undone` after
  ///   having said why it cannot be read.
  func recording(of configuration: Configuration) throws -> RecordingFolder {
    let folder = try path(by: configuration)
    do throws(RecordingError) {
      let recording = try RecordingFolder(folder)
      guard recording.names?.isEmpty != true else { throw .noRecording(path: recording.shownPath) }
      return recording
    } catch {
      complain("\(error.sentence).")
      throw ExitCode.undone
    }
  }
}
