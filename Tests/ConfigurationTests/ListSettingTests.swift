import Foundation
import Testing
import Text

@testable import Configuration

@Suite("Lists and filters of a configuration")
struct ListSettingTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  @Test("A kind of list has columns and an order, as a text or as a list, each with its line")
  func lists() throws {
    let read = try folder.read(
      """
      [lists.jobs]
      columns = ["id", "state"]

      sort = "-wait, gpus"
      [lists.nodes]
      sort = ["-since", "name"]
      """)
    let lists = read.configuration.written.lists
    #expect(lists.map(\.kind) == ["jobs", "nodes"])
    #expect(lists.map(\.columns) == [["id", "state"], nil])
    #expect(lists.map(\.sort) == [["-wait", "gpus"], ["-since", "name"]])
    #expect(lists[0].problem(with: "sort", "no").line == 4)
    #expect(lists[0].problem(with: "sort", "no").clause == "lists.jobs.sort: no")
    #expect(lists[1].problem(with: "columns", "no").line == 5)
    let shown = read.settings.filter { $0.key.shown.hasPrefix("lists.") }
    #expect(
      shown.map(\.key) == [
        "lists.jobs.columns", "lists.jobs.sort", "lists.nodes.columns", "lists.nodes.sort",
      ])
    #expect(shown.map(\.value) == [#"["id", "state"]"#, #""-wait,gpus""#, nil, #""-since,name""#])
    let path = "\(folder.path)/config.toml"
    #expect(
      shown.map(\.origin) == [.file(path, line: 2), .file(path, line: 4), .standard, .file(path, line: 6)])
  }

  @Test("A filter has a name, a list and words, and may have a key")
  func filters() throws {
    let read = try folder.read(
      """
      [[filter]]
      name = "late"
      list = "applications"
      words = "breached !waiting"
      key = "l"
      [[filter]]
      name = "big"
      list = "jobs"
      words = 'gpus>=64 name:"a b"'
      """)
    let filters = read.configuration.written.filters
    #expect(filters.map(\.name) == ["late", "big"])
    #expect(filters.map(\.list) == ["applications", "jobs"])
    #expect(filters.map(\.words) == ["breached !waiting", #"gpus>=64 name:"a b""#])
    #expect(filters.map(\.key) == ["l", nil])
    #expect(filters.map { $0.problem(with: "words", "no").line } == [4, 9])
    #expect(filters[1].problem(with: "words", "no").clause == "filter 2.words: no")
  }

  @Test("Mistakes name key and line, and the nearest known key")
  func mistakes() throws {
    #expect(
      try folder.problems(of: "[lists.jobs]\ncolums = [\"id\"]") == [
        "2: lists.jobs has no key “colums”: did you mean “columns”?"
      ])
    #expect(try folder.problems(of: "lists = 3") == ["1: lists has to be a table, under [lists]"])
    #expect(
      try folder.problems(of: "[lists]\njobs = 3") == ["2: lists.jobs has to be a table, under [lists.jobs]"])
    #expect(
      try folder.problems(of: "[lists.jobs]\nsort = \"-wait,\"") == [
        #"2: lists.jobs.sort has to be keys of fields to sort by, such as "-wait,gpus", or a list of some"#
      ])
    #expect(
      try folder.problems(of: "[lists.jobs]\ncolumns = []") == [
        #"2: lists.jobs.columns has to be a list of keys of fields, such as ["id", "state"]"#
      ])
    #expect(
      try folder.problems(of: "[[filter]]\nname = \"a\"\nlist = \"jobs\"") == [
        "1: filter 1 has no words: give it one"
      ])
    #expect(
      try folder.problems(of: "[filter]\nname = \"a\"") == [
        "1: filter has to be a list of tables, each under [[filter]]"
      ])
    for key in ["ab", " ", "", "\\t"] {
      #expect(
        try folder.problems(
          of: "[[filter]]\nname = \"a\"\nlist = \"jobs\"\nwords = \"array\"\nkey = \"\(key)\"") == [
            #"5: filter 1.key has to be one character, such as "l""#
          ])
    }
  }

  @Test("The user's lists count key by key, and the user's filters by name and list, over the system's")
  func precedence() throws {
    func filter(_ name: String, _ list: String, _ words: String) -> String {
      "[[filter]]\nname = \"\(name)\"\nlist = \"\(list)\"\nwords = \"\(words)\"\n"
    }
    try folder.write(
      "[lists.jobs]\ncolumns = [\"id\"]\nsort = \"wait\"\n" + filter("a", "jobs", "array")
        + filter("a", "nodes", "up") + filter("b", "jobs", "held"), to: "etc.toml")
    try folder.write(
      "[lists.jobs]\nsort = \"gpus\"\n" + filter("a", "jobs", "running"), to: "user/factorytop/config.toml")
    let files = ConfigurationFiles(
      environment: { $0 == "XDG_CONFIG_HOME" ? "\(folder.path)/user" : nil },
      system: "\(folder.path)/etc.toml")
    let read = try files.read()
    let list = try #require(read.configuration.written.lists.first)
    #expect(read.configuration.written.lists.count == 1)
    #expect(list.columns == ["id"] && list.sort == ["gpus"])
    #expect(list.problem(with: "columns", "").path == "\(folder.path)/etc.toml")
    #expect(list.problem(with: "sort", "").path == "\(folder.path)/user/factorytop/config.toml")
    #expect(read.configuration.written.filters.map(\.words) == ["up", "held", "running"])
  }

  @Test("The file of saved filters has them as they were saved, and nobody else may read it")
  func saved() throws {
    let state = "\(folder.path)/state"
    let file = try #require(SavedFiltersFile(environment: { $0 == "XDG_STATE_HOME" ? state : nil }))
    #expect(file.path == "\(state)/factorytop/filters.toml")
    #expect(try file.read().isEmpty)
    try file.save(name: "late", list: "jobs", words: #"name:"a b" \ é"#, key: nil)
    try file.save(name: "late", list: "nodes", words: "up", key: "l")
    try file.save(name: "late", list: "jobs", words: "held", key: "'")
    let read = try file.read()
    #expect(read.map(\.words) == ["held", "up"])
    #expect(read.map(\.key) == ["'", "l"])
    #expect(try ConfigurationFolder.mode(of: file.path) == 0o600)
    #expect(try ConfigurationFolder.mode(of: "\(state)/factorytop") == 0o700)
    #expect(try String(contentsOfFile: file.path, encoding: .utf8).hasPrefix("# Written by factorytop"))
  }

  @Test("A filter is removed by its name and list, and the others stay")
  func removed() throws {
    let file = try #require(SavedFiltersFile(environment: { $0 == "HOME" ? folder.path : nil }))
    #expect(try !file.remove(name: "late", list: "jobs"))
    try file.save(name: "late", list: "jobs", words: "held", key: nil)
    try file.save(name: "late", list: "nodes", words: "up", key: "l")
    try file.save(name: "other", list: "jobs", words: "running", key: nil)
    #expect(try file.remove(name: "late", list: "jobs"))
    #expect(try file.read().map(\.words) == ["up", "running"])
    #expect(try !file.remove(name: "late", list: "jobs"))
    try folder.write("[[filter]\n", to: ".local/state/factorytop/filters.toml")
    #expect(throws: SaveFailure.self) { try file.remove(name: "late", list: "nodes") }
  }

  @Test("Of filters that several programs save at once none is lost")
  func together() async throws {
    let state = "\(folder.path)/state"
    let file = try #require(SavedFiltersFile(environment: { $0 == "XDG_STATE_HOME" ? state : nil }))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<24 {
        group.addTask { try file.save(name: "f\(number)", list: "jobs", words: "held", key: nil) }
      }
      try await group.waitForAll()
    }
    #expect(Set(try file.read().map(\.name)).count == 24)
  }

  @Test("Words are saved as they are, whatever signs they have")
  func signs() throws {
    let file = try #require(SavedFiltersFile(environment: { $0 == "HOME" ? folder.path : nil }))
    #expect(file.path == "\(folder.path)/.local/state/factorytop/filters.toml")
    let words = #"name:"a b" \ é # ["#
    try file.save(name: "odd", list: "jobs", words: words, key: nil)
    #expect(try file.read().map(\.words) == [words])
    #expect(SavedFiltersFile(environment: { _ in nil }) == nil)
  }

  @Test("A file of saved filters that cannot be read is left as it is, and says why")
  func torn() throws {
    let state = "\(folder.path)/state"
    let file = try #require(SavedFiltersFile(environment: { $0 == "XDG_STATE_HOME" ? state : nil }))
    try folder.write("[[filter]]\nname = 3\n", to: "state/factorytop/filters.toml")
    let error = try #require(throws: ConfigurationProblems.self) { try file.read() }
    #expect(error.problems.map(\.line) == [1, 1, 2])
    #expect(throws: SaveFailure.self) { try file.save(name: "a", list: "jobs", words: "held", key: nil) }
    #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "[[filter]]\nname = 3\n")
  }
}
