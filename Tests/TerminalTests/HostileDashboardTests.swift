import Foundation
import Testing

@Suite("Hostile telemetry on a real terminal", .serialized)
struct HostileDashboardTests {
  private static let corpora = ProcessInfo.processInfo.environment["FACTORYTOP_CORPORA"]

  /// What terminals have been attacked with.
  private static let attacks = [
    "\u{1B}[2;7J\u{1B}[5;66;6mred", "\u{1B}]0;title\u{7}", "\u{1B}]52;c;aGk=\u{1B}\\", "\u{1B}P$q\u{1B}\\",
    "\u{1B}c",
    "\u{1B}", "[7m after it", "\u{9B}31m\u{9D}0;x\u{9C}\u{90}q\u{85}", "over\rwritten",
    "two\nlines\u{B}\u{C}",
    "a\tb\u{8}\u{8}\u{7}", "\u{0}nul\u{7F}", "\u{202E}gpj.exe\u{202C}", "\u{2028}line\u{2029}",
  ]

  @Test("No sequence that the data brought reaches the terminal, in any view")
  func attacks() throws { try expectHarmless(Self.attacks) }

  @Test(
    "No naughty string reaches it as a sequence either",
    .enabled(if: corpora != nil, "FACTORYTOP_CORPORA is unset"))
  func naughtyStrings() throws {
    let file = "\(try #require(Self.corpora))/corpora/big-list-of-naughty-strings/blns.json"
    let data = try #require(FileManager.default.contents(atPath: file), "\(file) is missing")
    try expectHarmless(try #require(JSONSerialization.jsonObject(with: data) as? [String]))
  }

  private func expectHarmless(_ texts: [String]) throws {
    let folder = "\(NSTemporaryDirectory())/factorytop-hostile-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, document) in documents(texts) {
      let data = try JSONSerialization.data(withJSONObject: document)
      try data.write(to: URL(fileURLWithPath: "\(folder)/\(name).json"))
    }
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--data", folder, "--now", "2026-11-23T10:00:00Z"], columns: 160,
      rows: 48)
    try terminal.read(until: "pending")
    // Every view, with the cursor moved through it, and both overlays.
    for keys in [
      "1e", "jjjjlll", "2", "jjjj\u{04}G", "3", "jjjj\u{04}G", "4", "jjjjG", "\u{1B}", "?", "?", "a", "a",
    ] {
      terminal.type(keys)
      try terminal.readUntilQuiet(for: .milliseconds(150))
    }
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(foreign(in: terminal.output) == [])
    // Nor one that ncurses could have sent.
    for text in texts where text.contains("\u{1B}[") { #expect(!terminal.shows(text)) }
  }

  /// The sequences and control characters that ncurses does not send to an xterm, each with what follows it.
  private func foreign(in output: [UInt8]) -> [String] {
    let text = String(decoding: output, as: UTF8.self)
    let known = /\u{1B}\[[?>0-9;]*[A-HJKLMPSTXZ@bdhlmrt]|\u{1B}[()][0B]|\u{1B}[=>78]|[\r\n\u{8}\u{F}\u{E}]/
      .matchingSemantics(.unicodeScalar)
    let rest = text.replacing(known, with: "").unicodeScalars
    return rest.indices.filter { index in
      switch rest[index].properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }.map { index in rest[index...].prefix(12).map { String($0.value, radix: 16) }.joined(separator: " ") }
  }

  private typealias Object = [String: Any]

  private func documents(_ texts: [String]) -> [String: Object] {
    let texts = texts.filter { !$0.isEmpty }
    func records(_ record: (String, Int) -> Object) -> [Object] { texts.enumerated().map { record($1, $0) } }
    func own(_ kind: String, _ members: Object) -> Object {
      ["schema": "factorytop/\(kind)/1", "generated_at": "2026-11-23T10:00:00Z", "source": texts[0]]
        .merging(members) { $1 }
    }
    let cluster = texts[0]
    return [
      "cluster": own("cluster", ["cluster": cluster, "site": texts[texts.count - 1]]),
      "own-nodes": own(
        "nodes",
        [
          "cluster": cluster,
          "nodes": records {
            ["name": "\($0)\($1)", "state": "DOWN", "partitions": [texts[$1 % 3]], "gpus": 4, "reason": $0]
          },
        ]),
      "squeue": [
        "jobs": records { text, number in
          [
            "job_id": number + 1, "job_state": ["PENDING"], "state_reason": text, "name": text,
            "user_name": text,
            "account": text, "partition": text, "qos": text, "nodes": text, "cluster": cluster,
            "tres_req_str": text,
          ] as Object
        }
      ],
      "nodes": [
        "nodes": records {
          [
            "name": "s\($0)\($1)", "state": ["IDLE", $0], "partitions": [$0], "reason": $0, "gres": $0,
            "reason_set_by_user": $0,
          ]
        }
      ],
      "applications": own(
        "applications",
        [
          "applications": records {
            [
              "id": "\($0)\($1)", "mode": $0, "state": $0, "title": $0, "machine": $0,
              "org": ["name": $0, "country": $0, "kind": $0], "sector": $0, "assignee": $0,
            ]
          }
        ]),
      "allocations": own(
        "allocations",
        [
          "allocations": records {
            [
              "account": "\($0)\($1)", "proposal": $0, "cluster": $0, "unit": "gpu_hours", "granted": 9,
              "used": 3,
            ]
          }
        ]),
    ]
  }
}
