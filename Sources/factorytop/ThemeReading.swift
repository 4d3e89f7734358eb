import ArgumentParser
import Configuration
import Screen
import TOMLKit
import Text

extension ThemeLibrary {
  /// Reads the theme of a file. Blocks as long as the file system does.
  static func theme(ofFile path: String, named name: String) throws(ThemeFailure) -> Theme {
    let text: String
    do {
      text = try TextFile.contents(of: path)
    } catch {
      throw ThemeFailure(of: [
        ConfigurationProblem(path: path, line: nil, clause: error.reason, isUnreadable: true)
      ])
    }
    return try theme(text, named: name, of: path)
  }

  /// Reads a theme; `path` is where complaints say that it is.
  static func theme(_ text: String, named name: String, of path: String) throws(ThemeFailure) -> Theme {
    do {
      let document = try TOMLTable(text: text)
      return try ThemeDefinition(name: SafeText(untrusted: name), document: document).theme()
    } catch let error as ThemeError {
      let lines = try? TOMLLines(of: text)
      throw ThemeFailure(
        of: error.problems.map { problem in
          ConfigurationProblem(
            path: path, line: lines?.line(of: problem.place), clause: problem.message.withoutFullStop)
        })
    } catch {
      throw ThemeFailure(of: ConfigurationProblems(of: path, error).problems)
    }
  }
}

/// Why there is no such theme.
struct ThemeFailure: Error {
  /// One for each thing that is wrong.
  let sentences: [SafeText]
  /// The same, where it is wrong with a file.
  let problems: [ConfigurationProblem]

  init(_ sentences: [SafeText]) {
    self.sentences = sentences
    problems = []
  }

  /// What is wrong with a file.
  init(of problems: [ConfigurationProblem]) {
    sentences = problems.map { "theme \($0.sentence)" }
    self.problems = problems
  }

  /// Complains of it all; the exit code for the command.
  var complaint: ExitCode {
    for sentence in sentences { complain(sentence) }
    return .usage
  }
}

extension SafeText {
  /// A sentence as a clause of another.
  var withoutFullStop: SafeText {
    shown.hasSuffix(".") ? SafeText(untrusted: String(shown.dropLast())) : self
  }
}

extension ThemeDefinition {
  /// The tables of a TOML document as plain values.
  init(name: SafeText, document: TOMLTable) {
    self.init(name: name)
    collect(document, as: "")
  }

  private mutating func collect(_ table: TOMLTable, as path: String) {
    var values: Table = [:]
    for (key, value) in table {
      if let inner = value.table {
        collect(inner, as: path.isEmpty ? key : "\(path).\(key)")
      } else if let text = value.string {
        values[key] = .text(text)
      } else if let flag = value.bool {
        values[key] = .flag(flag)
      } else {
        values[key] = .other
      }
    }
    if path.isEmpty { settings = values } else if path != "roles" || !values.isEmpty { tables[path] = values }
  }
}
