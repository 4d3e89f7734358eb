extension SafeText {
  /// The question whether that was meant, for who wrote something else: `did you mean gpus?`
  package static func didYouMean(_ name: SafeText) -> SafeText { "did you mean \(name)?" }
}
