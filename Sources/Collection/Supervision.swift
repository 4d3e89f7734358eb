package import Text

/// Whoever started a collector and watches over it, such as systemd.
package struct Supervision: Sendable {
  /// From one `Notice.alive` to the next; `nil` where nobody waits for them.
  package var period: Duration?
  /// How much later than it meant to a loop may come round before the collector counts as hung.
  package var grace: Duration = .seconds(30)
  /// Must not block. False when the notice was not taken and may be later.
  package var tell: @Sendable (Notice) -> Bool

  package init(period: Duration? = nil, tell: @escaping @Sendable (Notice) -> Bool) {
    self.period = period
    self.tell = tell
  }

  /// What is told of the collector, as systemd's notifications tell it.
  package enum Notice: Sendable, Equatable {
    /// The loops run: the configuration is right, whatever will come of the commands. With how they stand, in a sentence.
    case ready(SafeText)
    case status(SafeText)
    /// Every loop has come round in the time that it gave itself.
    case alive
    case stopping
  }
}
