import JSONStream
import Model

/// What Slurm's commands write around their records.
extension SlurmForm {
  /// `plannedAt` is of jobs alone.
  func document(
    _ key: String, _ records: [JSONValue], cluster: String, command: [String], at moment: Timestamp,
    plannedAt: Timestamp? = nil
  ) -> JSONValue {
    let list = JSONValue.array(records)
    if isBeforeDataParser {
      return .object([(key: "meta", value: oldMeta), (key: "errors", value: []), (key: key, value: list)])
    }
    let meta = number == 39 ? firstParserMeta(command) : meta(cluster: cluster, command)
    let state: [(key: String, value: JSONValue)] = [
      (key: "meta", value: meta), (key: "errors", value: []), (key: "warnings", value: []),
    ]
    if number == 39 { return .object(state + [(key: key, value: list)]) }
    let planned = plannedAt.map { [(key: "last_backfill", value: time($0))] } ?? []
    return .object([(key: key, value: list)] + planned + [(key: "last_update", value: time(moment))] + state)
  }

  /// 21.08 and 22.05: no cluster, no command.
  private var oldMeta: JSONValue {
    [
      "plugin": ["type": .string("openapi/\(name)"), "name": .string("Slurm OpenAPI \(name)")],
      "Slurm": numberedRelease,
    ]
  }

  /// 23.02: the one release with `plugins`.
  private func firstParserMeta(_ command: [String]) -> JSONValue {
    [
      "plugins": [
        "data_parser": .string("data_parser/\(name)"), "accounting_storage": "accounting_storage/slurmdbd",
      ],
      "command": .array(command.map(JSONValue.string)),
      "Slurm": numberedRelease,
    ]
  }

  private var numberedRelease: JSONValue {
    [
      "version": [
        "major": .integer(Int64(release.major)), "micro": .integer(Int64(release.micro)),
        "minor": .integer(Int64(release.minor)),
      ],
      "release": .string(releaseText),
    ]
  }

  /// 23.11 and later: the version in strings, and the cluster.
  private func meta(cluster: String, _ command: [String]) -> JSONValue {
    [
      "plugin": [
        "type": "", "name": "", "data_parser": .string("data_parser/\(name)"),
        "accounting_storage": "accounting_storage/slurmdbd",
      ],
      "client": ["source": .string(simulatedSource), "user": "root", "group": "root"],
      "command": .array(command.map(JSONValue.string)),
      "slurm": [
        "version": [
          "major": .string("\(release.major)"), "micro": .string("\(release.micro)"),
          "minor": .string(zeroPadded(release.minor, to: 2)),
        ],
        "release": .string(releaseText), "cluster": .string(cluster),
      ],
    ]
  }
}
