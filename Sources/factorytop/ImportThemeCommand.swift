import ArgumentParser
import Configuration
import Screen
import Text

struct ImportTheme: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    commandName: "import-theme",
    abstract: "Print a theme of factorytop's that is made from one of btop's.",
    discussion: """
      What btop has no colour for is the built-in theme's; the first lines of what is printed say of what, which colours \
      of the file have no place here, and which are hard to read. Keep it as ~/.config/factorytop/themes/NAME.toml.
      """)

  @Argument(help: ArgumentHelp("A .theme file of btop's.", valueName: "file"))
  var file: String

  @OptionGroup var wait: WaitOptions

  func run() throws {
    let made = BtopImport(try theme(), name: name)
    let theme: Theme
    do throws(ThemeError) {
      theme = try made.definition.theme()
    } catch {
      throw ThemeFailure(error.problems.map(\.message)).complaint
    }
    let faint = theme.hardToRead
    try output("\(made.remarks(file: baseName, faint))\n\(made.definition.toml)".utf8)
    if !faint.isEmpty {
      let count: SafeText = faint.count == 1 ? "1 colour of it is" : "\(faint.count) colours of it are"
      complain("\(count) hard to read; the first lines of the theme say which.")
    }
  }

  private func theme() throws -> BtopTheme {
    let reading = Pending.from {
      Result { () throws(TextFile.Unreadable) in try TextFile.contents(of: file) }
    }
    do {
      return try BtopTheme((reading.wait(for: wait.wait) ?? .failure(.silent)).get())
    } catch let error as BtopThemeError {
      let problems = error.mistakes.map {
        ConfigurationProblem(path: file, line: $0.line, clause: $0.clause)
      }
      for sentence in ConfigurationProblems(problems).sentences { complain(sentence) }
    } catch {
      for sentence in ConfigurationProblems(of: file, error).sentences { complain(sentence) }
    }
    throw ExitCode.undone
  }

  private var baseName: SafeText {
    SafeText(untrusted: file.split(separator: "/").last.map(String.init) ?? file)
  }

  private var name: SafeText {
    let base = baseName.shown
    return SafeText(untrusted: base.hasSuffix(".theme") ? String(base.dropLast(6)) : base)
  }
}

extension BtopImport {
  /// What a reader of the file should know, as comments.
  fileprivate func remarks(file: SafeText, _ faint: [HardToRead]) -> String {
    var lines: [SafeText] = [
      "Made from btop's \(file) by factorytop config import-theme. default-dark.toml explains every element."
    ]
    if !inherited.isEmpty {
      let roles = inherited.map { SafeText(untrusted: $0.rawValue) }.joined(separator: ", ")
      lines.append("As in \(standard.name), for the file has no colour that tells them: \(roles).")
    }
    if !unused.isEmpty { lines.append("Without a place here: \(unused.joined(separator: ", ")).") }
    if !faint.isEmpty {
      lines.append("Hard to read:")
      lines += faint.map { "  \($0.words)" }
    }
    return lines.map { "# \($0.shown)\n" }.joined()
  }
}
