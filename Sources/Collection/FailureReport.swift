package import Logging
package import Text

/// Says a failure once, not at every try, and says when it is over.
package struct FailureReport {
  private var last: SafeText?
  private var count = 0

  package init() {}

  /// `word` names the kind of failure: another kind is news.
  package mutating func note(_ sentence: SafeText, word: SafeText, to logger: Logger) {
    count += 1
    let level: Logger.Level = last == word ? .debug : .error
    last = word
    logger.log(level: level, "\(sentence.shown)")
  }

  package mutating func noteSuccess(of name: SafeText, to logger: Logger) {
    let tries = count == 1 ? "1 failed try" : "\(count) failed tries"
    if last != nil { logger.notice("\(name.shown) is renewed again, after \(tries)") }
    self = FailureReport()
  }
}
