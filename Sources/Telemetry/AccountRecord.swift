package import Model
package import Text

/// What one answer of Slurm's tells of an account.
package struct AccountRecord: Sendable, Equatable {
  /// The cluster that the record itself names.
  package var cluster: SafeText?
  /// The account above it, whose limits hold for its use too; `nil` where the answer does not say.
  package var parent: SafeText?
  package var account: SlurmAccount

  init(cluster: SafeText?, parent: SafeText? = nil, account: SlurmAccount) {
    self.cluster = cluster
    self.parent = parent
    self.account = account
  }
}

/// Which of Slurm's answers tells of accounts.
package enum AccountSource: Sendable {
  /// `sshare`: limits, use and what is committed.
  case shares
  /// `sacctmgr show assoc`: limits alone.
  case associations
  /// `sacct`: use alone, of the jobs that were asked for.
  case jobs
}
