import ArgumentParser
import Configuration
import Recording
import Text

/// Which recording is worked on.
struct RecordedFolderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder or a file of the recording.", valueName: "folder"))
  var folder: String?

  /// - Throws: `ExitCode.usage` where neither an option nor the configuration names one; `ExitCode.undone` after having
  ///   said why it cannot be read.
  func recording(of configuration: Configuration) throws -> RecordingFolder {
    guard let folder = folder ?? configuration.record.folder else {
      complain(
        "there is no recording: name its folder with --folder FOLDER, or in [record] of a configuration file."
      )
      throw ExitCode.usage
    }
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
