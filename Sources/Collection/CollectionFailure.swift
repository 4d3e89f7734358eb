package import Telemetry
package import Text

/// Why a command's output did not become its file. The file that was there before still is.
package struct CollectionFailure: Error, Equatable, Sendable {
  package enum Cause: Error, Equatable, Sendable {
    /// No such program, or one that may not be run.
    case notFound
    /// The system could not start it, or lost sight of it.
    case notRun(SafeText)
    case exited(status: Int32)
    case killed(signal: Int32)
    case tookTooLong(limit: Duration)
    case wroteTooMuch(limit: Int64)
    /// Its output is no complete document of a known form.
    case refused(TelemetryError)
    case notWritten(ReplacementError)
    /// The file system that it is to be written to does not answer.
    case hung(after: Duration)
  }

  package var cause: Cause
  /// The end of what the command wrote to standard error; `nil` when it wrote nothing.
  package var complaint: SafeText?

  package init(_ cause: Cause, complaint: SafeText? = nil) {
    self.cause = cause
    self.complaint = complaint
  }
}

extension CollectionFailure {
  var isOfHanging: Bool {
    if case .hung = cause { return true }
    return false
  }

  /// What is wrong and what to do, in one sentence that begins with the file that is not renewed.
  package func sentence(about source: CollectedSource) -> SafeText {
    let program = SafeText(untrusted: source.command.first ?? "")
    let text: SafeText = "\(source.name) is not renewed: \(cause.explanation(program))"
    return complaint.map { "\(text); it said: \($0)" } ?? text
  }
}

extension CollectionFailure.Cause {
  /// One word for the kind of failure: while it stays the same, there is no news.
  package var word: SafeText {
    switch self {
    case .notFound: "not_found"
    case .notRun: "not_run"
    case .exited: "exited"
    case .killed: "killed"
    case .tookTooLong: "took_too_long"
    case .wroteTooMuch: "wrote_too_much"
    case .refused: "refused"
    case .notWritten: "not_written"
    case .hung: "hung"
    }
  }

  fileprivate func explanation(_ program: SafeText) -> SafeText {
    switch self {
    case .notFound: "there is no program “\(program)” that may be run; check the command and PATH"
    case .notRun(let why): "“\(program)” could not be run: \(why)"
    case .exited(let status): "“\(program)” ended with status \(status); run the command by hand"
    case .killed(let signal): "“\(program)” was ended by signal \(signal); run the command by hand"
    case .tookTooLong(let limit):
      "“\(program)” took longer than \(limit.components.seconds) s and was ended; look whether its server answers, else raise its time_limit, or ask for less"
    case .wroteTooMuch(let limit):
      "“\(program)” wrote more than \(limit) bytes and was ended; raise its size_limit_mib, or ask for less"
    case .refused(let error): "what “\(program)” wrote \(error.explanation)"
    case .notWritten(let error): error.sentence
    case .hung(let limit):
      "its file system has not answered for \(limit.components.seconds) s; check the file system of the data folder"
    }
  }
}
