import Foundation

/// Telemetry of every form that is read, each of whose texts is one that means harm.
struct HostileTelemetry {
  /// What terminals, frames and logs have been attacked with.
  static let texts = [
    "\u{1B}[2J\u{1B}[31mred", "\u{1B}]0;title\u{7}", "\u{1B}]52;c;aGk=\u{1B}\\", "\u{1B}P$q\u{1B}\\",
    "\u{1B}c", "\u{1B}",
    "\u{9B}31m\u{9D}0;x\u{9C}\u{90}q\u{85}", "over\rwritten", "two\nlines\u{B}\u{C}", "a\tb\u{8}\u{8}\u{7}",
    "\u{0}nul\u{7F}",
    "\u{202E}gpj.exe\u{202C}", "\u{2066}isolate", "\u{2028}line\u{2029}", "\u{FEFF}\u{200B}\u{AD}",
    "\u{E0041}\u{E007F}",
    "家族の計画" + String(repeating: "家", count: 200), "👨‍👩‍👧‍👦🏳️‍🌈🇱🇺",
    "Z" + String(repeating: "\u{301}\u{489}", count: 500),
    "\u{301}mark first", "\u{FFFF}\u{E000}\u{3164}\u{2800}", "</text><script>&amp;\"'", "%s%n$(id)`id`",
    "x,\u{1B}[7m,x",
    String(repeating: "long ", count: 2000),
  ]

  let texts: [String]

  /// One file a form, with one record a text; the folder's and the files' names are hostile too.
  func write(to folder: TemporaryFolder) throws {
    let folderName = "\u{1B}]2;x\u{7}\u{9B}7m\n\u{202E}"
    for (name, document) in documents {
      let bytes = try JSONSerialization.data(withJSONObject: document)
      try folder.write(String(decoding: bytes, as: UTF8.self), to: "\(folderName)/\u{1B}[31m\r\(name).json")
    }
    // Complaints quote what they complain of.
    try folder.write("\u{1B}[31mno JSON \u{9B}1m", to: "\u{1B}c.json")
    try folder.write("\u{1B}[31mnotes", to: "\u{1B}[5mnotes.txt")
  }

  private typealias Object = [String: Any]

  private var documents: [String: Object] {
    [
      "squeue": [
        "meta": meta, "jobs": records(slurmJob), "errors": [["error": texts[0], "description": texts[1]]],
      ],
      "nodes": ["meta": meta, "nodes": records(slurmNode)],
      "empty": ["meta": meta, "jobs": [], "errors": records { text, _ in ["error": text] }],
      "own-cluster": own("cluster", ["site": texts[0], "partitions": texts]),
      "own-nodes": own("nodes", ["nodes": records(ownNode)]),
      "own-jobs": own("jobs", ["jobs": records(ownJob)]),
      "own-applications": own(
        "applications", ["applications": records(application) + records(oddApplication)]),
      "own-allocations": own("allocations", ["allocations": records(allocation)]),
      "own-history": own(
        "history", ["samples": records { ["at": Program.moment, "partition": $0, "gpus_total": $1] }]),
      "unknown": ["schema": texts[0], "records": []],
    ]
  }

  private var meta: Object {
    [
      "plugin": ["type": "openapi/slurmctld", "data_parser": "data_parser/v0.0.41\(texts[0])"],
      "slurm": ["cluster": texts[1]],
    ]
  }

  private func records(_ record: (String, Int) -> Object) -> [Object] {
    zip(texts, 1...).map(record)
  }

  private func own(_ kind: String, _ rest: Object) -> Object {
    ["schema": "factorytop/\(kind)/1", "generated_at": Program.moment, "cluster": texts[2]].merging(rest) {
      $1
    }
  }

  private func slurmJob(_ text: String, _ id: Int) -> Object {
    [
      "job_id": id, "job_state": id % 2 == 0 ? ["PENDING"] : ["RUNNING", text], "name": text,
      "user_name": text,
      "account": text, "partition": text, "qos": text, "state_reason": text, "nodes": text, "cluster": text,
      "array_task_string": text, "tres_req_str": "gres/gpu:\(text)=4", "time_limit": text,
      "gres_detail": [text],
    ]
  }

  private func slurmNode(_ text: String, _ id: Int) -> Object {
    [
      "name": text, "state": ["DOWN", text], "partitions": [text, text], "gres": "gpu:\(text):4",
      "reason": text,
      "reason_set_by_user": text, "cluster_name": text, "gres_used": text, "cpus": text,
    ]
  }

  private func ownNode(_ text: String, _ id: Int) -> Object {
    [
      "name": text + "2", "state": ["IDLE", "DRAIN"], "partitions": [text], "gpus": 4, "gpu_type": text,
      "reason": text,
      "reason_set_by_user": text, "reason_changed_at": text,
    ]
  }

  private func ownJob(_ text: String, _ id: Int) -> Object {
    [
      "job_id": 10_000 + id, "job_state": ["PENDING"], "name": text, "user_name": text, "account": text,
      "partition": text, "qos": text, "state_reason": text, "nodes": text, "array_task_string": text,
      "submit_time": text,
    ]
  }

  private func application(_ text: String, _ id: Int) -> Object {
    [
      "id": text, "mode": "fast_lane", "state": "submitted", "submitted_at": Program.moment, "title": text,
      "org": ["name": text, "country": text, "kind": text], "sector": text, "machine": text,
      "partition": text,
      "assignee": text, "decision": text, "requested": ["amount": 10, "unit": "gpu_hours"],
    ]
  }

  private func oddApplication(_ text: String, _ id: Int) -> Object {
    [
      "id": "\(id)", "mode": text, "state": text, "due_at": text, "submitted_at": text,
      "requested": ["amount": 1, "unit": text], text: text,
    ]
  }

  private func allocation(_ text: String, _ id: Int) -> Object {
    [
      "account": text, "proposal": text, "cluster": text, "mode": text, "unit": "gpu_hours", "granted": 100,
      "used": id, "starts_on": "2026-01-01", "ends_on": "2026-12-31", "counted_at": text,
    ]
  }
}
