package import Text

/// What is wrong with a configuration: everything at once, in the order of files and lines.
package struct ConfigurationProblems: Error, Equatable {
  package var problems: [ConfigurationProblem]
  package init(_ problems: [ConfigurationProblem]) { self.problems = problems }

  /// A sentence for each; of very many the first, and how many there are beside them.
  package var sentences: [SafeText] {
    let first = problems.prefix(20).map(\.sentence)
    return problems.count > 20 ? first + ["There are \(problems.count - 20) more such problems."] : first
  }
}

extension ConfigurationProblems {
  /// Why a TOML file cannot be read: its contents (`TextFile.Unreadable`), or what is written in it, with the line
  /// (`TOMLFault`).
  package init(of path: String, _ error: any Error) {
    switch error {
    case let error as TextFile.Unreadable: self.init(unreadable: path, error.reason)
    case let fault as TOMLFault:
      self.init([ConfigurationProblem(path: path, line: fault.line, clause: fault.reason)])
    default: self.init(unreadable: path, SafeText(untrusted: "\(error)"))
    }
  }
}

/// One thing that is wrong with a configuration, or with another file of the user's, and where.
package struct ConfigurationProblem: Error, Equatable, Sendable {
  package var path: String
  /// Counted from 1; `nil` where it is about the whole file.
  package var line: Int?
  /// What is wrong, and what to do.
  package var clause: SafeText
  /// Whether the file itself cannot be read; the clause then is the reason.
  package var isUnreadable = false

  package init(path: String, line: Int?, clause: SafeText, isUnreadable: Bool = false) {
    self.path = path
    self.line = line
    self.clause = clause
    self.isUnreadable = isUnreadable
  }

  /// `/etc/factorytop/config.toml, line 3: alerts has no key “oldst_wait”: did you mean “oldest_wait”?`
  package var sentence: SafeText {
    let place: SafeText = line.map { ", line \($0)" } ?? ""
    let end: SafeText = clause.shown.hasSuffix("?") ? "" : "."
    if isUnreadable { return "\(SafeText(untrusted: path)) cannot be read: \(clause)." }
    return "\(SafeText(untrusted: path))\(place): \(clause)\(end)"
  }
}

/// Where a setting has its value from.
package enum Origin: Sendable, Equatable {
  /// Nobody has said anything.
  case standard
  case file(String, line: Int)
  case environment(SafeText)
  case flag(SafeText)
  /// It follows from another setting.
  case setting(SafeText)
}
