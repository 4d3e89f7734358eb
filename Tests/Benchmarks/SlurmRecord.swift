import JSONStream

/// A record as `squeue --json` of Slurm 25.05 writes it, with every key that it has there: 133 keys, 8 to 9 kB
/// pretty-printed. Texts between `{` and `}` stand for what differs from job to job; where one is all of a string, it
/// is a number.
enum SlurmRecord {
  static func value(isRunning: Bool) -> JSONValue {
    .object(identity(isRunning) + times(isRunning) + resources(isRunning) + request() + paths())
  }

  private static func number(_ value: JSONValue, isSet: Bool = true) -> JSONValue {
    ["set": .bool(isSet), "infinite": false, "number": value]
  }

  private static let unset = number(0, isSet: false)
  private static let zero = number(0)

  private static let exitCode: JSONValue = [
    "status": ["SUCCESS"], "return_code": zero, "signal": ["id": unset, "name": ""],
  ]

  private static func empty(_ keys: String...) -> [(key: String, value: JSONValue)] {
    keys.map { ($0, "") }
  }

  private static func identity(_ isRunning: Bool) -> [(key: String, value: JSONValue)] {
    [
      ("account", "{account}"), ("accrue_time", number("{submitted}")), ("admin_comment", ""),
      ("allocating_node", "login1"), ("array_job_id", number("{array}")), ("array_task_id", unset),
      ("array_max_tasks", zero), ("array_task_string", ""), ("association_id", 1207), ("batch_features", ""),
      ("batch_flag", true), ("batch_host", isRunning ? "gpu0001" : ""),
      ("flags", isRunning ? ["JOB_WAS_RUNNING", "USING_DEFAULT_WCKEY"] : ["USING_DEFAULT_WCKEY"]),
    ]
      + empty("burst_buffer", "burst_buffer_state") + [("cluster", "titan")] + empty("cluster_features") + [
        ("command", "/home/u{user}/projects/{account}/run.sbatch --config configs/{id}.yaml")
      ] + empty("comment", "container", "container_id") + [
        ("contiguous", false), ("core_spec", 0), ("thread_spec", 32766), ("cores_per_socket", unset),
        ("billable_tres", number(.real(96.5))), ("cpus_per_task", number(12)),
        ("cpu_frequency_minimum", unset),
        ("cpu_frequency_maximum", unset), ("cpu_frequency_governor", unset),
        ("cpus_per_tres", "gres/gpu:12"),
        ("cron", ""), ("deadline", zero), ("delay_boot", zero), ("dependency", ""),
        ("derived_exit_code", exitCode),
      ]
  }

  private static func times(_ isRunning: Bool) -> [(key: String, value: JSONValue)] {
    [
      ("eligible_time", number("{submitted}")), ("end_time", isRunning ? number("{ends}") : zero),
      ("excluded_nodes", ""), ("exit_code", exitCode),
    ] + empty("extra", "failed_node") + [("features", "h100&ib")]
      + empty("federation_origin", "federation_siblings_active", "federation_siblings_viable") + [
        ("gres_detail", isRunning ? ["gpu:h100:8(IDX:0-7)"] : []), ("group_id", 5012),
        ("group_name", "research"),
        ("het_job_id", zero), ("het_job_id_set", ""), ("het_job_offset", zero), ("job_id", "{id}"),
        ("job_resources", isRunning ? allocation : [:]), ("job_size_str", []),
        ("job_state", isRunning ? ["RUNNING"] : ["PENDING"]),
        ("last_sched_evaluation", number("{submitted}")),
      ] + empty("licenses", "licenses_allocated") + [("mail_type", []), ("mail_user", "u{user}")]
  }

  private static let allocation: JSONValue = [
    "select_type": ["CPU", "MEMORY"],
    "nodes": [
      "count": 1, "select_type": ["AVAILABLE"], "list": "gpu{node}", "whole": false,
      "allocation": [
        [
          "index": 0, "name": "gpu{node}", "cpus": ["count": 96, "used": 0],
          "memory": ["used": 0, "allocated": 1_843_200],
          "sockets": [["index": 0, "cores": [["index": 0, "status": ["ALLOCATED"]]]]],
        ]
      ],
    ],
    "cpus": 96, "threads_per_core": unset,
  ]

  private static func resources(_ isRunning: Bool) -> [(key: String, value: JSONValue)] {
    [
      ("max_cpus", zero), ("max_nodes", zero), ("mcs_label", ""), ("memory_per_tres", ""),
      ("name", "train-llm-{name}"), ("network", ""), ("nodes", isRunning ? "gpu{node}" : ""), ("nice", 0),
      ("tasks_per_core", unset), ("tasks_per_tres", zero), ("tasks_per_node", number(8)),
      ("tasks_per_socket", unset), ("tasks_per_board", zero), ("cpus", number(96)), ("node_count", number(1)),
      ("tasks", number(8)), ("partition", "{partition}"), ("prefer", ""), ("memory_per_cpu", unset),
      ("memory_per_node", number(1_843_200)), ("minimum_cpus_per_node", number(12)),
      ("minimum_tmp_disk_per_node", zero), ("power", ["flags": []]), ("preempt_time", zero),
      ("preemptable_time", zero), ("pre_sus_time", zero), ("hold", false), ("priority", number("{priority}")),
      ("priority_by_partition", isRunning ? [] : [["partition": "{partition}", "priority": "{priority}"]]),
      ("profile", ["NOT_SET"]), ("qos", "{qos}"), ("reboot", false), ("required_nodes", ""),
      ("required_switches", 0), ("requeue", true), ("resize_time", zero), ("restart_cnt", 0),
      ("resv_name", ""), ("scheduled_nodes", ""), ("segment_size", 0), ("selinux_context", ""),
      ("shared", []), ("sockets_per_board", 0), ("sockets_per_node", unset),
      ("start_time", isRunning ? number("{started}") : zero), ("state_description", ""),
      ("state_reason", isRunning ? "None" : "{reason}"),
    ]
  }

  private static func request() -> [(key: String, value: JSONValue)] {
    let tres: JSONValue = "cpu=96,mem=1800G,node=1,billing=96,gres/gpu=8,gres/gpu:h100=8"
    return [
      ("submit_time", number("{submitted}")), ("suspend_time", zero), ("system_comment", ""),
      ("time_limit", number("{limit}")), ("time_minimum", zero), ("threads_per_core", unset),
    ] + empty("tres_bind", "tres_freq", "tres_per_job") + [("tres_per_node", "gres/gpu:h100:8")]
      + empty("tres_per_socket", "tres_per_task") + [("tres_req_str", tres), ("tres_alloc_str", tres)]
  }

  private static func paths() -> [(key: String, value: JSONValue)] {
    let folder = "/home/u{user}/projects/{account}"
    let output = JSONValue.string("\(folder)/logs/train-llm-{name}-%j.out")
    return [
      ("standard_input", "/dev/null"), ("standard_output", output), ("standard_error", output),
      ("stdin_expanded", "/dev/null"), ("stdout_expanded", output), ("stderr_expanded", output),
      ("user_id", 20_117), ("user_name", "u{user}"), ("maximum_switch_wait_time", 0), ("wckey", ""),
      ("current_working_directory", .string(folder)),
    ]
  }
}
