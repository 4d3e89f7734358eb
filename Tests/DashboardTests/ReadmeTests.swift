import Entities
import Foundation
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Keys and commands in the README")
struct ReadmeTests {
  /// The rows of the tables of a chapter, without their heads.
  private static func rows(ofChapter heading: String) throws -> [Substring] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: "\n\(heading)\n")).upperBound
    let chapter = text[start...].prefix(upTo: text[start...].range(of: "\n##")?.lowerBound ?? text.endIndex)
    return chapter.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| key") }
  }

  /// What stands between backticks.
  private static func quoted(in text: Substring) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0 % 2 == 1 ? String($1) : nil }
  }

  /// The keys that a row names in its first cell, and what it quotes there that is none; and those of the whole row.
  private static func keys(inRow row: Substring) -> (first: Set<Key>, others: [String], all: Set<Key>) {
    let cell = row.dropFirst(2)
    let first = cell.prefix(upTo: cell.firstRange(of: " | ")?.lowerBound ?? cell.endIndex)
    let quoted = quoted(in: first)
    var keys = Set(quoted.compactMap(key(called:)))
    if first.contains("arrows") { keys.formUnion([.up, .down, .left, .right]) }
    if first.contains("`1` to `4`") { keys.formUnion([.character("2"), .character("3")]) }
    return (
      keys, quoted.filter { key(called: $0) == nil },
      keys.union(Self.quoted(in: row).compactMap(key(called:)))
    )
  }

  private static func key(called name: String) -> Key? {
    switch name {
    case "<": .character("<")
    case "↑": .up
    case "↓": .down
    case "Shift-Tab": .backTab
    case _ where name.hasPrefix("Ctrl-"):
      try? KeyNotation.key(written: "<C-\(name.dropFirst(5).lowercased())>")
    case _: try? KeyNotation.key(written: name)
    }
  }

  @Test("Every key that the README's table of keys names is one")
  func named() throws {
    let known = Set(KeyTable.bindings.flatMap(\.keys))
    let rows = try Self.rows(ofChapter: "## Keys")
    #expect(rows.count > 40)
    for row in rows {
      let (keys, others, _) = Self.keys(inRow: row)
      #expect(!keys.isEmpty && others.isEmpty, "\(row.prefix(60)): \(others)")
      #expect(keys.subtracting(known).isEmpty, "\(row.prefix(60))")
    }
  }

  @Test(
    "The keys of every line of the key table stand together in a row of it; those of forms in a chapter's text",
    arguments: KeyTable.bindings.filter { ![.form, .confirmation, .triageActions].contains($0.scope) }
      .map(\.name))
  func told(name: SafeText) throws {
    let binding = try #require(KeyTable.bindings.first { $0.name == name })
    let rows = try Self.rows(ofChapter: "## Keys").map { Self.keys(inRow: $0).all }
    #expect(rows.contains { $0.isSuperset(of: binding.keys) })
  }

  @Test("Every command that the README names is one, and it names all")
  func commands() throws {
    let table = CommandTable(on: .jobs, [])
    let rows = try Self.rows(ofChapter: "### Commands after `:`")
    let named = Set(
      rows.flatMap { row in
        Self.quoted(in: row).filter { $0.hasPrefix(":") }.map { String($0.dropFirst().prefix { $0 != " " }) }
      })
    #expect(table.words.filter { !$0.isOfKey && !named.contains($0.word.shown) }.map(\.word) == [])
    // Names of things, and of a saved filter.
    let examples: Set = ["NAME", "8016124", "nid000341", "project_465000112", "2026FL01-9006", "job", "node"]
    #expect(named.subtracting(examples).filter { table[$0] == nil } == [])
  }
}
