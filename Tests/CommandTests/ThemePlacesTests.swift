import Foundation
import Testing

/// Where themes are found by their names, by a program that is somewhere else than where it was built.
@Suite("Places of themes")
struct ThemePlacesTests {
  private let folder: TemporaryFolder
  /// A copy of the program, `opt/bin/factorytop` in the folder, with no theme beside it.
  private let program: String

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "opt/bin/.keep")
    program = "\(folder.path)/opt/bin/factorytop"
    // By a process of its own: one that another test starts meanwhile would inherit the open copy, which nobody could run
    // then.
    var copying = Program()
    copying.executable = "/bin/cp"
    #expect(try copying.run([Program.path, program]).status == 0)
  }

  private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../themes").standardized.path

  private static let builtIn: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: checkout)) ?? []).sorted()

  /// A theme that no other is like.
  private static let own = "[page]\nbackground = \"#123456\"\n"

  private func run(_ words: [String], _ environment: [String: String] = [:]) throws -> Program.Result {
    var moved = Program(environment: ["HOME": "\(folder.path)/home"].merging(environment) { $1 })
    moved.executable = program
    return try moved.run(words)
  }

  private func picture(_ theme: String, _ environment: [String: String] = [:]) throws -> Program.Result {
    try run(
      [
        "snapshot", "--data", Program.sampleData, "--now", Program.moment, "--format", "svg", "--size",
        "60x12",
        "--theme", theme,
      ], environment)
  }

  /// What `info` says of the theme.
  private func origin(_ words: [String], _ environment: [String: String] = [:]) throws -> String {
    let text = try run(["info"] + words, environment).output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let title = try #require(lines.firstIndex(of: "theme"))
    return lines[title + 1].trimmingCharacters(in: .whitespaces)
  }

  @Test(
    "A program without any file beside it has every theme of the folder, as the folder has it",
    arguments: builtIn)
  func bare(file: String) throws {
    let name = String(file.dropLast(5))
    let built = try picture(name)
    #expect(built.status == 0, "\(built.complaints)")
    #expect(built.output == (try picture("\(Self.checkout)/\(file)").output))
    #expect(try origin(["--theme", name]) == "\(name)  built in")
  }

  @Test(
    "A theme is found beside the program, in the user's data folder and in the system's, and info says where",
    arguments: [
      ("opt/share", [:]), ("home/.local/share", [:]), ("data", ["XDG_DATA_HOME": "FOLDER/data"]),
      ("second", ["XDG_DATA_DIRS": "FOLDER/first:FOLDER/second"]), ("home/.config", ["XDG_CONFIG_HOME": ""]),
    ] as [(String, [String: String])])
  func found(place: String, environment: [String: String]) throws {
    let variables = environment.mapValues { $0.replacing("FOLDER", with: folder.path) }
    try folder.write(Self.own, to: "\(place)/factorytop/themes/own.toml")
    let picture = try picture("own", variables)
    #expect(picture.status == 0, "\(picture.complaints)")
    #expect(picture.output.contains("#123456"))
    #expect(
      try origin(["--theme", "own"], variables) == "own  \(folder.path)/\(place)/factorytop/themes/own.toml")
  }

  @Test(
    "Of one name the user's own counts, then what is beside the program, the system's, and the built-in one")
  func order() throws {
    let variables = [
      "XDG_CONFIG_HOME": "\(folder.path)/config", "XDG_DATA_HOME": "\(folder.path)/data",
      "XDG_DATA_DIRS": "\(folder.path)/system",
    ]
    for place in ["system", "opt/share", "data", "config"] {
      let file = "factorytop/themes/high-contrast.toml"
      try folder.write(Self.own, to: "\(place)/\(file)")
      #expect(
        try origin(["--theme", "high-contrast"], variables)
          == "high-contrast  \(folder.path)/\(place)/\(file)")
    }
    #expect(try picture("high-contrast", variables).output.contains("#123456"))
  }

  @Test(
    "Relative paths in the variables are ignored, and a theme that cannot be used is told with its reason")
  func refused() throws {
    try folder.write(Self.own, to: "data/factorytop/themes/own.toml")
    var here = Program(environment: ["HOME": "", "XDG_DATA_HOME": "data", "XDG_DATA_DIRS": "data:./data"])
    here.executable = "/bin/sh"
    let text = try here.run("-c", "cd \"$0\" && exec ./opt/bin/factorytop info --theme own", folder.path)
      .output
    #expect(text.contains("there is no theme called \"own\""))
    #expect(!text.contains("data/factorytop/themes"))
    try folder.write("[page]\nbackground = 7\n", to: "home/.local/share/factorytop/themes/monochrome.toml")
    #expect(
      try origin(["--theme", "monochrome"]).contains(
        "home/.local/share/factorytop/themes/monochrome.toml, line 2: background in [page] has to be a text"))
    let json = try run(["info", "--format", "json", "--theme", "monochrome"]).output
    let root = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let theme = try #require(root?["theme"] as? [String: Any])
    #expect(theme["name"] as? String == "monochrome")
    #expect(theme["built_in"] as? Bool == false)
    #expect((theme["problem"] as? String)?.contains("monochrome.toml") == true)
  }

  @Test(
    "auto is the default for the background that COLORFGBG tells, dark where it tells none; info says why",
    arguments: [
      ("15;0", "default-dark", "COLORFGBG is 15;0, a dark background"),
      ("0;15", "default-light", "COLORFGBG is 0;15, a light background"),
      ("0;default;7", "default-light", "a light background"), ("15;8", "default-dark", "a dark background"),
      ("12;6", "default-dark", "a dark background"), ("7;9", "default-light", "a light background"),
      ("", "default-dark", "COLORFGBG is not set"), ("0;default", "default-dark", "which is no colour"),
      ("0;16", "default-dark", "which is no colour"), ("0;-1", "default-dark", "which is no colour"),
      ("15;", "default-dark", "which is no colour"),
    ])
  func automatic(colors: String, name: String, reason: String) throws {
    let text = try run(["info", "--theme", "auto"], ["COLORFGBG": colors]).output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let title = try #require(lines.firstIndex(of: "theme"))
    #expect(lines[title + 1].split(separator: " ") == [Substring(name), "built", "in"])
    #expect(lines[title + 2].contains("chosen") && lines[title + 2].contains(reason))
    let json = try run(["info", "--format", "json", "--theme", "auto"], ["COLORFGBG": colors]).output
    let root = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let theme = try #require(root?["theme"] as? [String: Any])
    #expect(theme["name"] as? String == name)
    #expect((theme["chosen_for"] as? String)?.contains(reason) == true)
  }

  @Test(
    "auto is configured too, takes the user's own file of that default, and is one picture on every terminal")
  func automaticPicture() throws {
    try folder.write(Self.own, to: "home/.config/factorytop/themes/default-light.toml")
    try folder.write("theme = \"auto\"", to: "auto.toml")
    let light = ["COLORFGBG": "0;15", "XDG_CONFIG_HOME": ""]
    #expect(
      try origin(["--config", "\(folder.path)/auto.toml"], light).hasSuffix("themes/default-light.toml"))
    #expect(try picture("auto", light).output == picture("default-dark").output)
    #expect(try run(["config", "check", "--config", "\(folder.path)/auto.toml"], light).status == 0)
  }

  /// Whether a file system can be mounted that nobody else sees, which not every root may.
  private static let canHideProc: Bool = {
    var shell = Program()
    shell.executable = "/usr/bin/unshare"
    return (try? shell.run("-m", "/bin/sh", "-c", "mount -t tmpfs none /proc && echo yes").output) == "yes\n"
  }()

  @Test(
    "The program knows where it is through a link, by a name in PATH, and without /proc by its first word",
    arguments: [
      "exec link info --theme own", "PATH=relative:$PWD/opt/bin; exec factorytop info --theme own",
      "exec -a factorytop link info --theme own", "exec links/link info --theme own",
      "exec $PWD/links/link info --theme own",
    ], [false, true])
  func executable(command: String, hidesProc: Bool) throws {
    guard !hidesProc || Self.canHideProc else { return }
    try folder.write(Self.own, to: "opt/share/factorytop/themes/own.toml")
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/links", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/links/link", withDestinationPath: "../opt/bin/factorytop")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/links/factorytop", withDestinationPath: "link")
    var shell = Program(environment: ["PATH": "\(folder.path)/links:/usr/bin:/bin"])
    let words = ["-c", "cd \"$0\"; \(command)", folder.path]
    if hidesProc {
      shell.executable = "/usr/bin/unshare"
      let hide = "mount -t tmpfs none /proc && exec \"$0\" \"$@\""
      let result = try shell.run(["-m", "/bin/sh", "-c", hide, "/bin/bash"] + words)
      #expect(result.output.contains("own  \(folder.path)/opt/share/factorytop/themes/own.toml"))
    } else {
      shell.executable = "/bin/bash"
      let result = try shell.run(words)
      #expect(result.output.contains("own  \(folder.path)/opt/share/factorytop/themes/own.toml"))
    }
  }
}
