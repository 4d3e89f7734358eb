import Model
import Text

extension [ClusterFigures] {
  /// Machines and queues. What is told of a cluster and of its partitions has two names, so that a sum over one never
  /// counts the other.
  var prometheusText: String {
    var clusters = PrometheusPart(of: .cluster)
    var partitions = PrometheusPart(of: .partition)
    var power = PrometheusMetric("factorytop_cluster_power_watts", "Drawn by the nodes that report it.")
    var facility = PrometheusMetric(
      "factorytop_cluster_facility_power_watts", "Drawn by the cluster's facility, cooling included.")
    var pue = PrometheusMetric(
      "factorytop_cluster_power_usage_effectiveness_ratio", "Power of the facility over that of all nodes.")
    for cluster in self {
      clusters.add(cluster.capacity, cluster.queue, cluster: cluster.name, partition: nil)
      power.add(cluster.powerWatts, ["cluster": cluster.name])
      facility.add(cluster.facilityWatts, ["cluster": cluster.name])
      pue.add(cluster.pue, ["cluster": cluster.name])
      for partition in cluster.partitions {
        partitions.add(partition.capacity, partition.queue, cluster: cluster.name, partition: partition.name)
      }
    }
    return clusters.text + power.text + facility.text + pue.text + partitions.text
  }
}

/// The metrics that clusters and partitions have alike.
private struct PrometheusPart {
  enum Subject {
    case cluster, partition
  }

  private var busy, measured, allocatedIdle: PrometheusMetric
  private var nodes, installed, gpus, utilization, tasks, reasons: PrometheusMetric
  private var runningJobs, pendingTasks, eligibleTasks, heldTasks, dependencyTasks: PrometheusMetric
  private var tasksAreAtLeast: PrometheusMetric
  private var backlog, nodeBacklog, drain, oldestWait, medianWait: PrometheusMetric

  init(of subject: Subject) {
    func metric(
      _ cluster: StaticString, _ partition: StaticString, _ help: StaticString
    ) -> PrometheusMetric {
      switch subject {
      case .cluster: PrometheusMetric(cluster, help)
      case .partition: PrometheusMetric(partition, help)
      }
    }
    nodes = metric(
      "factorytop_cluster_nodes", "factorytop_partition_nodes", "Nodes by Slurm's word for their state.")
    installed = metric(
      "factorytop_cluster_gpus_installed", "factorytop_partition_gpus_installed",
      "All GPUs, whether their use is known or not.")
    gpus = metric(
      "factorytop_cluster_gpus", "factorytop_partition_gpus",
      "GPUs that are allocated, idle, or unavailable because their node can start no job.")
    busy = metric(
      "factorytop_cluster_gpu_busy_ratio", "factorytop_partition_gpu_busy_ratio",
      "Measured busy fraction of the allocated GPUs.")
    measured = metric(
      "factorytop_cluster_gpus_allocated_measured", "factorytop_partition_gpus_allocated_measured",
      "Allocated GPUs whose busy fraction is measured.")
    allocatedIdle = metric(
      "factorytop_cluster_gpus_allocated_idle", "factorytop_partition_gpus_allocated_idle",
      "Allocated GPUs that are measured and do nothing.")
    utilization = metric(
      "factorytop_cluster_gpu_utilization_ratio", "factorytop_partition_gpu_utilization_ratio",
      "Allocated GPUs of those installed, and of those available.")
    tasks = metric(
      "factorytop_cluster_tasks", "factorytop_partition_tasks",
      "Jobs by Slurm's word for their state, every array element counted.")
    reasons = metric(
      "factorytop_cluster_waiting_tasks", "factorytop_partition_waiting_tasks",
      "Waiting jobs by Slurm's reason, every array element counted.")
    runningJobs = metric(
      "factorytop_cluster_running_jobs", "factorytop_partition_running_jobs", "Running jobs.")
    pendingTasks = metric(
      "factorytop_cluster_pending_tasks", "factorytop_partition_pending_tasks",
      "Waiting jobs, every array element counted.")
    eligibleTasks = metric(
      "factorytop_cluster_eligible_tasks", "factorytop_partition_eligible_tasks",
      "Waiting jobs but for those that are held, depend on another or have a begin time ahead, every array element counted."
    )
    heldTasks = metric(
      "factorytop_cluster_held_tasks", "factorytop_partition_held_tasks",
      "Waiting jobs that are held, every array element counted.")
    dependencyTasks = metric(
      "factorytop_cluster_dependency_tasks", "factorytop_partition_dependency_tasks",
      "Waiting jobs that depend on another, every array element counted.")
    tasksAreAtLeast = metric(
      "factorytop_cluster_tasks_are_at_least", "factorytop_partition_tasks_are_at_least",
      "1 where Slurm cut an array's list of tasks, so that counts of waiting jobs, backlog and drain are lower bounds, else 0."
    )
    backlog = metric(
      "factorytop_cluster_backlog_gpu_seconds", "factorytop_partition_backlog_gpu_seconds",
      "What eligible jobs ask for, GPUs times time limit.")
    nodeBacklog = metric(
      "factorytop_cluster_backlog_node_seconds", "factorytop_partition_backlog_node_seconds",
      "What eligible jobs ask for, nodes times time limit.")
    drain = metric(
      "factorytop_cluster_drain_seconds", "factorytop_partition_drain_seconds",
      "How long the nodes that can start jobs would take for the backlog.")
    oldestWait = metric(
      "factorytop_cluster_oldest_eligible_wait_seconds", "factorytop_partition_oldest_eligible_wait_seconds",
      "How long the eligible job that waits longest has waited.")
    medianWait = metric(
      "factorytop_cluster_median_eligible_wait_seconds", "factorytop_partition_median_eligible_wait_seconds",
      "The median of how long eligible jobs have waited.")
  }

  mutating func add(
    _ capacity: CapacityFigures?, _ queue: QueueFigures?, cluster: SafeText, partition: SafeText?
  ) {
    if let capacity { add(capacity, cluster: cluster, partition: partition) }
    if let queue { add(queue, cluster: cluster, partition: partition) }
  }

  private mutating func add(_ capacity: CapacityFigures, cluster: SafeText, partition: SafeText?) {
    for (word, count) in capacity.nodesByState.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      nodes.add(count, ["cluster": cluster, "partition": partition, "state": word.text])
    }
    let figures = capacity.gpus
    installed.add(figures.total, ["cluster": cluster, "partition": partition])
    busy.add(figures.busy, ["cluster": cluster, "partition": partition])
    measured.add(figures.measured, ["cluster": cluster, "partition": partition])
    allocatedIdle.add(figures.allocatedIdle, ["cluster": cluster, "partition": partition])
    gpus.add(figures.allocated, ["cluster": cluster, "partition": partition, "state": "allocated"])
    gpus.add(figures.idle, ["cluster": cluster, "partition": partition, "state": "idle"])
    gpus.add(figures.unavailable, ["cluster": cluster, "partition": partition, "state": "unavailable"])
    utilization.add(figures.ofInstalled, ["cluster": cluster, "partition": partition, "of": "installed"])
    utilization.add(figures.ofAvailable, ["cluster": cluster, "partition": partition, "of": "available"])
  }

  private mutating func add(_ queue: QueueFigures, cluster: SafeText, partition: SafeText?) {
    let labels: KeyValuePairs<StaticString, SafeText?> = ["cluster": cluster, "partition": partition]
    for (word, count) in queue.tasksByState.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      tasks.add(count, ["cluster": cluster, "partition": partition, "state": word.text])
    }
    for reason in queue.reasons {
      reasons.add(reason.tasks, ["cluster": cluster, "partition": partition, "reason": reason.reason])
    }
    runningJobs.add(queue.runningJobs, labels)
    pendingTasks.add(queue.pendingTasks, labels)
    eligibleTasks.add(queue.eligibleTasks, labels)
    heldTasks.add(queue.heldTasks, labels)
    dependencyTasks.add(queue.dependencyTasks, labels)
    tasksAreAtLeast.add(queue.tasksAreAtLeast ? 1 : 0, labels)
    backlog.add(queue.backlog.map { $0.count * 3600 }, labels)
    nodeBacklog.add(queue.backlogNodes.map { $0.count * 3600 }, labels)
    drain.add(queue.drain.map { $0 * 3600 }, labels)
    oldestWait.add(queue.oldestEligibleWait, labels)
    medianWait.add(queue.medianEligibleWait, labels)
  }

  var text: String {
    [
      nodes, installed, gpus, utilization, busy, measured, allocatedIdle, tasks, reasons, runningJobs,
      pendingTasks, eligibleTasks,
      heldTasks,
      dependencyTasks, tasksAreAtLeast, backlog, nodeBacklog, drain, oldestWait, medianWait,
    ].map(\.text).joined()
  }
}
