import Text

/// One of Slurm's state words: upper case, without sinfo's suffix, which is given apart.
///
/// Slurm writes a state as an array (`["IDLE","DRAIN"]`, v0.0.39 and later), as one word with flags in a second
/// field (v0.0.37, v0.0.38), joined by `+` (`MIXED+DRAIN`, scontrol), or as sinfo prints it (`drained*`).
struct SlurmWords {
  /// The parts, upper case: `["MIXED", "DRAIN"]`.
  let parts: [String]
  /// sinfo's suffix, one of `$^@#%~!*+-`, when the last part had one.
  let suffix: Character?

  init(_ word: SafeText) {
    var text = Substring(word.shown)
    if let last = text.last, "$^@#%~!*+-".contains(last) {
      suffix = last
      text.removeLast()
    } else {
      suffix = nil
    }
    parts = text.split(separator: "+").map { $0.uppercased() }
  }
}
