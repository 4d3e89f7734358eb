package import Foundation
package import Screen
import Text

/// The themes of the themes folder, read with as much TOML as they use: tables, comments, texts and flags.
package struct ThemeFile: Sendable {
  package let name: String
  package let definition: ThemeDefinition

  package struct BadLine: Error {
    let file: String
    let number: Int
    let line: String
  }

  package static let names = [
    "colour-blind-safe", "default-dark", "default-light", "high-contrast", "monochrome",
  ]

  package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../themes").standardizedFileURL

  package static func named(_ name: String) throws -> ThemeFile {
    let text = try String(contentsOf: folder.appending(path: name + ".toml"), encoding: .utf8)
    var definition = ThemeDefinition(name: SafeText(untrusted: name))
    var table: String?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        let name = String(line.dropFirst().dropLast())
        definition.tables[name] = [:]
        table = name
        continue
      }
      let halves = line.components(separatedBy: " = ")
      guard halves.count == 2 else { throw BadLine(file: name, number: number + 1, line: line) }
      let value: ThemeDefinition.Value =
        switch halves[1] {
        case "true": .flag(true)
        case "false": .flag(false)
        case let text where text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\""):
          .text(String(text.dropFirst().dropLast()))
        default: .other
        }
      if let table {
        definition.tables[table]?[halves[0]] = value
      } else {
        definition.settings[halves[0]] = value
      }
    }
    return ThemeFile(name: name, definition: definition)
  }
}
