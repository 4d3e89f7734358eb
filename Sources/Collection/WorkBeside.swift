package import Text

/// What a collector does again and again beside its sources and their history, such as keeping a recording. What goes
/// wrong in it it says by itself; that it hangs is said, and noticed, as of everything else here.
package struct WorkBeside: Sendable {
  /// For sentences: `the recording`.
  package let name: SafeText
  /// For the sentence that the file system of it does not answer.
  package let place: SafeText
  /// From start to start.
  package let interval: Duration
  /// Whether all went well. On a thread of its own, which it may block.
  package let run: @Sendable () async -> Bool

  package init(
    name: SafeText, place: SafeText, interval: Duration, run: @escaping @Sendable () async -> Bool
  ) {
    self.name = name
    self.place = place
    self.interval = interval
    self.run = run
  }

  var sentenceOfHanging: SafeText {
    "\(name) is not kept: the file system of \(place) does not answer; check it"
  }
}
