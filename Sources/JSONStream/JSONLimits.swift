/// What a reader takes on before it refuses a document.
package struct JSONLimits: Equatable, Sendable {
  /// Arrays and objects that are entered, one in the other. Slurm's deepest documents have about twelve. What is
  /// skipped has no limit.
  package var depth: Int
  /// Bytes, as written, of one string or number that is asked for, or of one key that is looked up. What is skipped
  /// has no limit.
  package var token: Int

  package init(depth: Int = 64, token: Int = 64 << 20) {
    self.depth = depth
    self.token = token
  }
}
