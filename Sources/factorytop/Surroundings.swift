import Configuration
import Glibc
import Text

/// What the program looks at without being told to, as far as it answers: the files of its configuration, the folders of
/// themes, and the user's descriptions of terminals.
struct Surroundings {
  let files: ConfigurationFiles
  let themes: ThemeLibrary

  /// Asks all of it at once. A home whose descriptions of terminals do not answer is taken out of the environment, for
  /// ncurses looks there by itself.
  init(files: ConfigurationFiles, themes: ThemeLibrary = .standard, waiting limit: Duration) {
    let descriptions = Environment.value("HOME").map { "\($0)/.terminfo" }
    let silent = SilentPlaces.among(
      files.paths + themes.folders + [descriptions].compactMap(\.self), waiting: limit
    ) { place in
      if files.paths.contains(place) { files.ask(place) } else { ThemeLibrary.ask(place) }
    }
    self.files = files.leavingOut(silent)
    self.themes = themes.leavingOut(silent)
    if let descriptions, silent.contains(descriptions) { unsetenv("HOME") }
  }
}

extension ConfigurationFiles {
  /// The files, as far as they answer in time.
  func answering(within limit: Duration) -> ConfigurationFiles {
    leavingOut(SilentPlaces.among(paths, waiting: limit, asking: ask))
  }
}
