import ArgumentParser
import Configuration
import Dashboard
import Text

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the default configuration, check the one that counts, or take over a theme of btop's.",
    discussion: """
      Configuration is read from /etc/factorytop/config.toml and, over it, from ~/.config/factorytop/config.toml.
      """, subcommands: [Check.self, ImportTheme.self])

  @Flag(help: "Print the whole default configuration, explained, as TOML.")
  var printDefault = false

  func run() throws {
    guard printDefault else {
      throw ValidationError(
        "say --print-default, factorytop config check, or factorytop config import-theme FILE.")
    }
    try output(DefaultText.text(keys: .all).utf8)
  }

  struct Check: ParsableCommand, GivesUpWaiting {
    static let configuration = CommandConfiguration(
      abstract: "Check the configuration that counts, themes included.",
      discussion:
        "Exits with 1 when something is wrong with it; a name that looks like a slip is told, and counts.")

    @OptionGroup var files: ConfigurationOptions

    func run() throws {
      var sentences: [SafeText] = []
      let places = Surroundings(files: files.files, waiting: WaitOptions.standard)
      do {
        let read = try places.files.read(checking: WrittenWords.check)
        for file in read.files where !file.isOutOfReach {
          let path = SafeText(untrusted: file.path)
          let verdict: SafeText = file.isThere ? "is valid" : "is not there, which is fine"
          sentences.append("\(path) \(verdict)")
        }
        sentences += read.remarks.map(\.sentence) + read.notes.map(\.sentence)
        let (theme, remark) = places.themes.answerable(
          read.configuration.theme, waiting: WaitOptions.standard)
        if let remark { sentences.append(remark) }
        if let theme { _ = try places.themes.theme(named: theme) }
      } catch let error as ConfigurationProblems {
        for sentence in error.sentences { complain(sentence) }
        throw ExitCode.undone
      } catch let error as ThemeFailure {
        for sentence in error.sentences { complain(sentence) }
        throw ExitCode.undone
      }
      for sentence in sentences { try output("\(sentence.shown)\n".utf8) }
    }
  }
}
