import Testing
import Text

@testable import Configuration

/// A key as a file sets it to its example, with what has to stand beside it.
struct KeyExample: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  var testDescription: String { name }

  static let all: [KeyExample] = top + sections + modes + records

  private static let top = ConfigurationDraft.topKeys.map {
    KeyExample(name: $0.name, text: "\($0.name) = \($0.example)")
  }

  private static let sections: [KeyExample] = DraftReader.sections.flatMap { section in
    section.keys.map { key in
      let assignment = "\(key.name) = \(key.example)\n"
      let text: String =
        switch (section.name, key.name) {
        case ("collect", "folder"): "[collect]\nfolder = \"g\"\n\(source)"
        case ("collect", _): "[collect]\nfolder = \"f\"\n\(assignment)\(source)"
        default: "\(section.name).\(assignment)\(beside(key.name, in: section.name))"
        }
      return KeyExample(name: "\(section.name).\(key.name)", text: text)
    }
  }

  private static let modes: [KeyExample] = ModeDraft.keys.map { key in
    let table = "mode.playground"
    return KeyExample(
      name: "mode.\(key.name)",
      text: "\(table).\(key.name) = \(key.example)\n\(beside(key.name, in: table))")
  }

  private static let records: [KeyExample] =
    ClusterDraft.keys.map { key in
      let name = key.name == "name" ? "" : "name = \"c\"\n"
      return KeyExample(
        name: "cluster.\(key.name)", text: "[[cluster]]\n\(name)\(key.name) = \(key.example)")
    }
    + ProposalDraft.keys.map { key in
      let others = ["name = \"a\"\n", "proposal = \"p\"\n"].filter { !$0.hasPrefix(key.name) }.joined()
      return KeyExample(
        name: "account.\(key.name)", text: "[[account]]\n\(others)\(key.name) = \(key.example)")
    }
    + ListSetting.keys.map { key in
      KeyExample(name: "lists.jobs.\(key.name)", text: "[lists.jobs]\n\(key.name) = \(key.example)")
    }
    + FilterSetting.keys.map { key in
      let others = ["name = \"a\"\n", "list = \"jobs\"\n", "words = \"held\"\n"].filter {
        !$0.hasPrefix("\(key.name) ")
      }.joined()
      return KeyExample(
        name: "filter.\(key.name)", text: "[[filter]]\n\(others)\(key.name) = \(key.example)")
    }
    + LayoutSetting.keys.map { key in
      let others = ["name = \"a\"\n", "panes = [\"budget\"]\n"].filter { !$0.hasPrefix("\(key.name) ") }
        .joined()
      return KeyExample(
        name: "layout.\(key.name)", text: "[[layout]]\n\(others)\(key.name) = \(key.example)")
    }
    + CollectSourceDraft.keys.map { key in
      let others = ["command = [\"x\"]\n", "file = \"x.json\"\n"].filter { !$0.hasPrefix(key.name) }.joined()
      return KeyExample(
        name: "collect.source.\(key.name)",
        text: "[collect]\nfolder = \"f\"\n[[collect.source]]\n\(others)\(key.name) = \(key.example)")
    }

  /// Without which a rule of a mode holds nothing against anybody.
  private static func beside(_ key: String, in table: String) -> String {
    switch (table, key) {
    case (_, "kinds_inside"): "\(table).programmes = [\"horizon_europe\"]\n"
    case (_, "programmes"): "\(table).kinds_inside = [\"midcap\"]\n"
    case ("other_modes", "unit"), ("other_modes", "min_amount"), ("other_modes", "min_included"):
      "\(table).max_amount = 60000.0\n"
    case ("other_modes", "month_days"): "\(table).months = [6]\n"
    default: ""
    }
  }

  private static let source = "[[collect.source]]\ncommand = [\"x\"]\nfile = \"x.json\"\n"
  /// The least that the key's table needs.
  var without: String {
    switch true {
    case name.hasPrefix("collect."): "[collect]\nfolder = \"f\"\n\(Self.source)"
    // Kinds that may apply inside a project need programmes.
    case name.hasSuffix(".programmes"): ""
    case name.hasPrefix("mode."), name.hasPrefix("other_modes."):
      String(text.drop { $0 != "\n" })
    case name.hasPrefix("filter."): "[[filter]]\nname = \"a\"\nlist = \"jobs\"\nwords = \"held\"\n"
    case name.hasPrefix("layout."): "[[layout]]\nname = \"a\"\npanes = [\"budget\"]"
    case name.hasPrefix("cluster."): "[[cluster]]\nname = \"c\""
    case name.hasPrefix("account."): "[[account]]\nname = \"a\"\nproposal = \"p\""
    default: ""
    }
  }
}

@Suite("The keys of the configuration")
struct KeyTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  @Test(
    "Every key changes what is resolved, and nothing but a value that it can have", arguments: KeyExample.all)
  func changes(key: KeyExample) throws {
    let before = try folder.read(key.without).configuration
    let after = try folder.read(key.text).configuration
    #expect(after != before, "\(key.text)")
  }

  @Test("Every key is listed with the file and the line that it comes from", arguments: KeyExample.all)
  func origins(key: KeyExample) throws {
    let read = try folder.read(key.text)
    let word = key.name.split(separator: ".").last.map(String.init) ?? ""
    let line = try #require(
      key.text.split(separator: "\n", omittingEmptySubsequences: false)
        .lastIndex { $0.contains("\(word) = ") })
    let listed = read.settings.filter { $0.origin == .file("\(folder.path)/config.toml", line: line + 1) }
    #expect(listed.map(\.key.shown).contains { $0.split(separator: ".").last?.hasSuffix(word) == true })
    #expect(listed.allSatisfy { $0.value != nil })
  }

  @Test("A value of another type is a mistake that names the key and the line", arguments: KeyExample.all)
  func wrongType(key: KeyExample) throws {
    let word = key.name.split(separator: ".").last.map(String.init) ?? ""
    let lines = key.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = try #require(lines.lastIndex { $0.contains("\(word) = ") })
    var wrong = lines
    // No key takes a time of day.
    wrong[place] = "\(lines[place].prefix { $0 != "=" })= 07:32:00"
    let problems = try folder.problems(of: wrong.joined(separator: "\n"))
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix("\(place + 1): ") == true, "\(problems)")
    #expect(problems.first?.contains("\(word) has to be ") == true, "\(problems)")
  }

  @Test("The printed default is the default, key by key")
  func printedDefault() throws {
    let read = try folder.read(DefaultText.text(keys: []))
    #expect(read.configuration == .standard)
    let unset = try folder.read("").settings
    #expect(read.settings.map(\.value) == unset.map(\.value))
  }

  @Test("With its examples taken in, the printed default sets every key")
  func printedExamples() throws {
    let text = DefaultText.text(keys: []).split(separator: "\n", omittingEmptySubsequences: false).map {
      line in
      line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
    }.joined(separator: "\n")
    let read = try folder.read(text)
    let unset = read.settings.filter { $0.origin == .standard }.map(\.key.shown)
    // A mode promises working days or days, never both.
    #expect(unset.allSatisfy { $0.hasPrefix("mode.") && $0.hasSuffix("days") }, "\(unset)")
    for key in KeyExample.all {
      let word = key.name.split(separator: ".").last.map(String.init) ?? ""
      #expect(DefaultText.text(keys: []).contains("\(word) = "), "\(key.name) is not printed")
    }
  }
}
