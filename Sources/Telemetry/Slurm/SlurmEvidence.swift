/// What a list's records say of whether it is the list that its key names: the same keys hold other things, in Slurm's
/// own answers too.
enum SlurmEvidence {
  /// Some record has fields that only this list's have.
  case own
  /// It has no record that could say.
  case none
  /// It has records, and none of them has.
  case foreign
}
