import JSONStream
import Model

/// What Slurm 24.05 writes around its records (`data_parser/v0.0.41`).
enum SlurmEnvelope {
  /// A number that may be missing or without limit; `nil` is missing.
  static func number(_ value: Int?) -> JSONValue {
    ["set": .bool(value != nil), "infinite": false, "number": .integer(Int64(value ?? 0))]
  }

  static func time(_ moment: Timestamp?) -> JSONValue {
    number(moment.map { Int($0.secondsSince1970) } ?? 0)
  }

  static func document(
    _ key: String, _ records: [JSONValue], cluster: String, command: [String], at moment: Timestamp
  ) -> JSONValue {
    .object([
      (key: key, value: .array(records)),
      (key: "last_update", value: time(moment)),
      (key: "meta", value: meta(cluster: cluster, command: command)),
      (key: "errors", value: []),
      (key: "warnings", value: []),
    ])
  }

  private static func meta(cluster: String, command: [String]) -> JSONValue {
    [
      "plugin": [
        "type": "", "name": "", "data_parser": "data_parser/v0.0.41",
        "accounting_storage": "accounting_storage/slurmdbd",
      ],
      "client": ["source": "factorytop simulate", "user": "root", "group": "root"],
      "command": .array(command.map(JSONValue.string)),
      "slurm": [
        "version": ["major": "24", "micro": "8", "minor": "05"], "release": "24.05.8",
        "cluster": .string(cluster),
      ],
    ]
  }
}
