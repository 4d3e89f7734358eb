package import Text

/// What granting an application would do to its machine, in figures. It is no verdict, and decides nothing.
///
/// Everything is of the whole machine, because a pool is, and in GPUs and GPU-hours as they are billed. What no source
/// tells is `nil`.
package struct GrantEffect: Sendable, Equatable {
  /// As the application names it.
  package var machine: SafeText?
  package var mode: AccessMode
  /// `nil` where no pool of the mode is configured for the machine.
  package var pool: PoolStanding?
  /// What the application asks for; `nil` also where the machine's factor is not known.
  package var asked: GPUHours?
  package var durationDays: Int?
  /// Allocated, or idle on nodes that can start a job: all that `GPUFigures.ofAvailable` is a share of.
  package var available: GPUs?
  /// Of the same, how many `gres/gpu` Slurm counts.
  package var availableInSlurm: Int?
  /// The allocated share of the available GPUs now.
  package var allocatedNow: Double?
  /// What waits and could start, as `QueueFigures.backlog`.
  package var backlog: GPUHours?
  /// How long the nodes would take for that, in hours, as `QueueFigures.drain`.
  package var drain: Double?
  /// Whether both are lower bounds, as `QueueFigures.eligibleAreAtLeast`.
  package var backlogIsAtLeast = false
}

extension GrantEffect {
  /// What is left of the pool once this is granted; negative where it asks for more than there is.
  package var leftAfter: GPUHours? {
    guard let pool, let asked else { return nil }
    return GPUHours(pool.left.count - asked.count)
  }

  /// The GPUs that the request keeps busy when it is used evenly: `GPU-hours / (days * 24)`. 5,000 in 61 days is 3.4.
  package var meanLoad: GPUs? {
    guard let asked, let durationDays, durationDays > 0 else { return nil }
    return GPUs(asked.count / (Double(durationDays) * 24))
  }

  /// `meanLoad` as a share of the available GPUs.
  package var meanShare: Double? {
    guard let meanLoad, let available, available.count > 0 else { return nil }
    return meanLoad.count / available.count
  }

  /// The allocated share with the mean load on top of what is allocated now; more than 1 where it does not fit beside it.
  package var allocatedThen: Double? { sum(allocatedNow, meanShare) }

  /// For how many hours the request would fill all available GPUs.
  package var hoursOfMachine: Double? {
    guard let asked, let available, available.count > 0 else { return nil }
    return asked.count / available.count
  }
}

/// What may be granted of a mode on a machine at one time, and what of it running allocations hold.
package struct PoolStanding: Sendable, Equatable {
  /// What the configuration allows.
  package var size: GPUHours
  /// By those whose grant is known.
  package var granted: GPUHours
  /// Running allocations whose grant, or whose dates, no source tells: `granted` and `left` are without them.
  package var unknownGrants: Int

  package init(size: GPUHours, granted: GPUHours, unknownGrants: Int = 0) {
    self.size = size
    self.granted = granted
    self.unknownGrants = unknownGrants
  }

  /// Negative where more was granted than the pool has.
  package var left: GPUHours { GPUHours(size.count - granted.count) }
}

extension Application {
  /// `nil` once access was given: there is nothing left to grant.
  func grantEffect(on ground: CheckContext) -> GrantEffect? {
    guard state.awaitsGrant else { return nil }
    let known = machine.flatMap { ground.machines[$0.foldedName] }
    let factors = ground.factors(of: self)
    let gres = known?.gpus.flatMap(\.available)
    return GrantEffect(
      machine: machine, mode: mode, pool: poolStanding(ground),
      asked: requested.flatMap(factors.gpuHours(in:)),
      durationDays: durationDays, available: gres.flatMap(factors.gpus(inGres:)), availableInSlurm: gres,
      allocatedNow: known?.gpus?.ofAvailable, backlog: known?.backlog, drain: known?.drain,
      backlogIsAtLeast: known?.backlogIsAtLeast ?? false)
  }
}

extension ApplicationItem {
  /// What granting it would do; `nil` once access was given. Worked out when asked for, as the checks are.
  package var grantEffect: GrantEffect? { application.grantEffect(on: ground) }
}
