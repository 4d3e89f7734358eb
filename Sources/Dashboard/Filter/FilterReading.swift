package import Text

/// A filter as somebody writes it: what of it can be used, and the first thing that cannot.
///
/// Words stand between spaces, and all of them have to hold: `mode:PG country:FI,NL !mine aurora`.
package struct FilterReading: Sendable {
  /// `nil` when no word is left.
  package let filter: ApplicationFilter?
  package let problem: FilterProblem?

  package init(_ text: SafeText) {
    var problems: [FilterProblem] = []
    let words = FilterToken.tokens(of: text).compactMap { token in
      token.test(noting: &problems).map { test in
        FilterWord(source: SafeText(untrusted: token.source), isNegated: token.isNegated, test: test)
      }
    }
    filter = ApplicationFilter(words)
    problem = problems.first
  }
}
