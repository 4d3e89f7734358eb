package import Model
package import Text

/// The newest sample of one series in an answer of Prometheus's HTTP API.
package struct PrometheusSeries: Sendable, Equatable {
  /// `__name__`; `nil` where the query's aggregation dropped it.
  package var metric: SafeText?
  /// All but `__name__`, in the order of the answer; values that are no text are left out.
  package var labels: [Label]
  /// `nil` for NaN, by which Prometheus says that there is no number. An infinity is a value, out of every range.
  package var value: Double?
  /// The time that the answer gives with the value.
  package var at: Timestamp
  /// Of an answer over a range of time what is told beside the newest sample.
  package var range: Range?

  /// When the samples of a range begin, and how far apart they are.
  package struct Range: Sendable, Equatable {
    /// Of the first sample.
    package var begins: Timestamp
    /// The shortest time between two samples; `nil` where there is one sample alone.
    package var step: Seconds?
  }

  package struct Label: Sendable, Hashable {
    package var name: SafeText
    package var value: SafeText
  }
}
