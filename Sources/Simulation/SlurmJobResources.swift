import JSONStream

/// `job_resources`, what a job holds node by node, without the list of its cores, which is most of it in real answers.
struct SlurmJobResources {
  /// As Slurm folds them.
  let nodeList: String
  let nodes: [String]
  let cpusPerNode: Int
  let megabytesPerNode: Int

  /// In forms before v0.0.41 a list by host, then a tree of its own. `nil` is left out.
  func value(in form: SlurmForm) -> JSONValue? {
    if nodes.isEmpty {
      if form.isBeforeDataParser { return Optional.none }
      return form.number >= 42 ? .null : .object([])
    }
    return form.number <= 40 ? byHost(form) : tree(form)
  }

  private func byHost(_ form: SlurmForm) -> JSONValue {
    .record([
      "nodes": .string(nodeList),
      "allocated_cores": count(cpusPerNode * nodes.count),
      "allocated_cpus": form.since(39, 0),
      "allocated_hosts": count(nodes.count),
      "allocated_nodes": .array(
        nodes.map { name in
          [
            "sockets": .object([]), "nodename": .string(name), "cpus_used": 0, "memory_used": 0,
            "memory_allocated": count(megabytesPerNode),
          ]
        }),
    ])
  }

  private func tree(_ form: SlurmForm) -> JSONValue {
    [
      "select_type": ["CORE"],
      "nodes": [
        "count": count(nodes.count), "select_type": ["ONE_ROW"], "list": .string(nodeList), "whole": false,
        "allocation": .array(
          nodes.enumerated().map { index, name in
            [
              "index": count(index), "name": .string(name),
              "cpus": ["count": count(cpusPerNode), "used": 0],
              "memory": ["used": 0, "allocated": count(megabytesPerNode)], "sockets": [],
            ]
          }),
      ],
      "cpus": count(cpusPerNode * nodes.count),
      "threads_per_core": form.number(nil),
    ]
  }

  private func count(_ value: Int) -> JSONValue { .integer(Int64(value)) }
}
