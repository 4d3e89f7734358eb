package import Text

/// What kind of thing keeps a job from starting, by Slurm's reason.
///
/// A reason is what the last attempt to schedule the job met; others may hold beside it.
package enum ReasonFamily: String, Sendable, Hashable, CaseIterable {
  /// Jobs of higher priority come first.
  case priority
  /// Nothing that is free fits.
  case resources
  /// Not looked at yet in the present cycle.
  case none
  /// Nodes that it asks for are not to be had.
  case nodes
  /// Its time limit reaches into maintenance.
  case maintenance
  case reservation, dependency
  /// What it depends on can never come.
  case dependencyNever = "dependency_never"
  /// Its begin time is ahead.
  case begin
  /// Held by its user, an administrator, or after too many requeues.
  case hold
  /// Its own array's limit of tasks at a time.
  case array
  /// A limit of the account or one above it: what runs or was used fills it.
  case limitAccount = "limit_account"
  /// A limit of the QOS: what runs or was used fills it.
  case limitQOS = "limit_qos"
  /// As it is asked for, no limit lets it start.
  case request
  /// The partition is down or inactive.
  case partition
  case licenses
  /// It is being started, or its previous run is being cleaned up.
  case starting
  /// Something of the site: power, burst buffer, ports, a policy.
  case site
  /// Why it ended, or was held after it ended.
  case failed
  /// A word that no Slurm known here writes, or one that says nothing.
  case other

  /// By Slurm's exact word; what squeue prints behind the word does not matter, but that only this text tells
  /// maintenance, and that one sentence about nodes has no word.
  package init(of reason: SafeText) {
    let text = reason.shown
    if text.contains("Reserved for maintenance") {
      self = .maintenance
    } else if text.isEmpty {
      self = .none
    } else if text.hasPrefix("Nodes required for job are ") {
      self = .nodes
    } else {
      self = Self(word: PendingReason.word(of: reason)) ?? .other
    }
  }

  /// By one of Slurm's words alone.
  init?(word: String) {
    guard let family = Self.families[word] else { return nil }
    self = family
  }

  private static let families = Dictionary(
    words.flatMap { family, words in words.split(separator: " ").map { (String($0), family) } },
    uniquingKeysWith: { first, _ in first })

  /// The words of Slurm's table of reasons (src/common/job_state_reason.c), 21.08 to 26.05.
  private static let words: [(ReasonFamily, String)] = [
    (.priority, "Priority"),
    (.resources, "Resources"),
    (.none, "None"),
    (.nodes, "NodeDown ReqNodeNotAvail"),
    (.reservation, "Reservation"),
    (.dependency, "Dependency"),
    (.dependencyNever, "DependencyNeverSatisfied"),
    (.begin, "BeginTime"),
    (.hold, "JobHeldAdmin JobHeldUser JobHoldMaxRequeue"),
    (.array, "JobArrayTaskLimit"),
    (
      .limitAccount,
      """
      AssocGrpBB AssocGrpBBMinutes AssocGrpBBRunMinutes AssocGrpBilling AssocGrpBillingMinutes \
      AssocGrpBillingRunMinutes AssocGrpCPUMinutesLimit AssocGrpCPURunMinutesLimit AssocGrpCpuLimit \
      AssocGrpEnergy AssocGrpEnergyMinutes AssocGrpEnergyRunMinutes AssocGrpGRES AssocGrpGRESMinutes \
      AssocGrpGRESRunMinutes AssocGrpJobsLimit AssocGrpLicense AssocGrpLicenseMinutes \
      AssocGrpLicenseRunMinutes AssocGrpMemLimit AssocGrpMemMinutes AssocGrpMemRunMinutes \
      AssocGrpNodeLimit AssocGrpNodeMinutes AssocGrpNodeRunMinutes AssocGrpSubmitJobsLimit AssocGrpUnknown \
      AssocGrpUnknownMinutes AssocGrpUnknownRunMinutes AssocGrpWallLimit AssocMaxJobsLimit \
      AssocMaxSubmitJobLimit AssociationJobLimit AssociationResourceLimit AssociationTimeLimit
      """
    ),
    (
      .limitQOS,
      """
      MaxBBPerAccount MaxBBRunMinsPerAccount MaxBBRunMinsPerUser MaxBillingPerAccount \
      MaxBillingRunMinsPerAccount MaxBillingRunMinsPerUser MaxCpuPerAccount MaxCpuRunMinsPerAccount \
      MaxCpuRunMinsPerUser MaxEnergyPerAccount MaxEnergyRunMinsPerAccount MaxEnergyRunMinsPerUser \
      MaxGRESPerAccount MaxGRESRunMinsPerAccount MaxGRESRunMinsPerUser MaxJobsPerAccount \
      MaxLicensePerAccount MaxLicenseRunMinsPerAccount MaxLicenseRunMinsPerUser MaxMemoryPerAccount \
      MaxMemoryRunMinsPerAccount MaxMemoryRunMinsPerUser MaxNodePerAccount MaxNodeRunMinsPerAccount \
      MaxNodeRunMinsPerUser MaxSubmitJobsPerAccount MaxUnknownPerAccount MaxUnknownRunMinsPerAccount \
      MaxUnknownRunMinsPerUser QOSGrpBB QOSGrpBBMinutes QOSGrpBBRunMinutes QOSGrpBilling \
      QOSGrpBillingMinutes QOSGrpBillingRunMinutes QOSGrpCPUMinutesLimit QOSGrpCPURunMinutesLimit \
      QOSGrpCpuLimit QOSGrpEnergy QOSGrpEnergyMinutes QOSGrpEnergyRunMinutes QOSGrpGRES QOSGrpGRESMinutes \
      QOSGrpGRESRunMinutes QOSGrpJobsLimit QOSGrpLicense QOSGrpLicenseMinutes QOSGrpLicenseRunMinutes \
      QOSGrpMemLimit QOSGrpMemoryMinutes QOSGrpMemoryRunMinutes QOSGrpNodeLimit QOSGrpNodeMinutes \
      QOSGrpNodeRunMinutes QOSGrpSubmitJobsLimit QOSGrpUnknown QOSGrpUnknownMinutes \
      QOSGrpUnknownRunMinutes QOSGrpWallLimit QOSJobLimit QOSMaxBBPerUser QOSMaxBillingPerUser \
      QOSMaxCpuPerUserLimit QOSMaxEnergyPerUser QOSMaxGRESPerUser QOSMaxJobsPerUserLimit \
      QOSMaxLicensePerUser QOSMaxMemoryPerUser QOSMaxNodePerUserLimit QOSMaxSubmitJobPerUserLimit \
      QOSMaxUnknownPerUser QOSResourceLimit QOSTimeLimit QOSUsageThreshold
      """
    ),
    (
      .request,
      """
      AccountNotAllowed AssocMaxBBMinutesPerJob AssocMaxBBPerJob AssocMaxBBPerNode \
      AssocMaxBillingMinutesPerJob AssocMaxBillingPerJob AssocMaxBillingPerNode \
      AssocMaxCpuMinutesPerJobLimit AssocMaxCpuPerJobLimit AssocMaxCpuPerNode AssocMaxEnergyMinutesPerJob \
      AssocMaxEnergyPerJob AssocMaxEnergyPerNode AssocMaxGRESMinutesPerJob AssocMaxGRESPerJob \
      AssocMaxGRESPerNode AssocMaxLicenseMinutesPerJob AssocMaxLicensePerJob AssocMaxMemMinutesPerJob \
      AssocMaxMemPerJob AssocMaxMemPerNode AssocMaxNodeMinutesPerJob AssocMaxNodePerJobLimit \
      AssocMaxUnknownMinutesPerJob AssocMaxUnknownPerJob AssocMaxUnknownPerNode \
      AssocMaxWallDurationPerJobLimit BadConstraints Constraints InvalidAccount InvalidQOS MaxMemPerLimit \
      PartitionConfig PartitionNodeLimit PartitionTimeLimit QOSMaxBBPerJob QOSMaxBBPerNode \
      QOSMaxBillingMinutesPerJob QOSMaxBillingPerJob QOSMaxBillingPerNode QOSMaxCpuMinutesPerJobLimit \
      QOSMaxCpuPerJobLimit QOSMaxCpuPerNode QOSMaxEnergyMinutesPerJob QOSMaxEnergyPerJob \
      QOSMaxEnergyPerNode QOSMaxGRESMinutesPerJob QOSMaxGRESPerJob QOSMaxGRESPerNode \
      QOSMaxLicenseMinutesPerJob QOSMaxLicensePerJob QOSMaxMemoryMinutesPerJob QOSMaxMemoryPerJob \
      QOSMaxMemoryPerNode QOSMaxNodeMinutesPerJob QOSMaxNodePerJobLimit QOSMaxUnknownMinutesPerJob \
      QOSMaxUnknownPerJob QOSMaxUnknownPerNode QOSMaxWallDurationPerJobLimit QOSMinBB QOSMinBilling \
      QOSMinCpuNotSatisfied QOSMinEnergy QOSMinGRES QOSMinLicense QOSMinMemory QOSMinNode QOSMinUnknown \
      QOSNotAllowed ReservationDeleted ReservationInvalid
      """
    ),
    (.partition, "PartitionDown PartitionInactive"),
    (.licenses, "Licenses"),
    (.starting, "BurstBufferStageIn Cleaning FedJobLock Prolog"),
    (
      .site,
      """
      AccountingPolicy BurstBufferResources FrontEndDown MaxPoweredUpNodes MpiPortsBusy NvidiaImexChannels \
      PowerNotAvail PowerReserved SchedDefer
      """
    ),
    (
      .failed,
      """
      BurstBufferOperation DeadLine InactiveLimit JobLaunchFailure NonZeroExitCode OutOfMemory \
      RaisedSignal SystemFailure TimeLimit
      """
    ),
  ]
}
