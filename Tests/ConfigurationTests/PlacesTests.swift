import Glibc
import Model
import Telemetry
import Testing
import Text

@testable import Configuration

@Suite("The places of a configuration")
struct PlacesTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  private var places: ConfigurationFiles {
    ConfigurationFiles(
      environment: { $0 == "XDG_CONFIG_HOME" ? "\(folder.path)/user" : nil },
      system: "\(folder.path)/etc/config.toml")
  }

  @Test("The user's file counts over the system's, key by key, and a list as a whole")
  func precedence() throws {
    try folder.write(
      """
      site = "Etc"
      interval = "9s"
      [alerts]
      oldest_wait = "1h"
      drain = "2h"
      [mode.playground]
      days = 9
      [[cluster]]
      name = "a"
      [[cluster]]
      name = "b"
      """, to: "etc/config.toml")
    try folder.write(
      """
      interval = "3s"
      [alerts]
      drain = "5h"
      [mode.playground]
      working_days = 3
      [[cluster]]
      name = "c"
      """, to: "user/factorytop/config.toml")
    let read = try places.read()
    #expect(read.configuration.rules.site == "Etc")
    #expect(read.configuration.interval == .seconds(3))
    #expect(read.configuration.policy.alerts.oldestWait == .hours(1))
    #expect(read.configuration.policy.alerts.drainHours == 5)
    #expect(read.configuration.policy.modes[.playground]?.promise == .workingDays(3))
    #expect(read.configuration.rules.clusters.map(\.name) == ["c"])
    #expect(read.origins["site"] == .file("\(folder.path)/etc/config.toml", line: 1))
    #expect(read.origins["interval"] == .file("\(folder.path)/user/factorytop/config.toml", line: 1))
    #expect(read.origins["cluster 2.name"] == nil)
    #expect(read.files.map(\.isThere) == [true, true])
  }

  @Test("Relative paths start where their own file is")
  func relative() throws {
    try folder.write("theme = \"a/b.toml\"\ndata = [\"x\"]", to: "etc/config.toml")
    try folder.write("data = [\"y\"]", to: "user/factorytop/config.toml")
    let configuration = try places.read().configuration
    #expect(configuration.theme == "\(folder.path)/etc/a/b.toml")
    #expect(configuration.data == ["\(folder.path)/user/factorytop/y"])
  }

  @Test("What cannot be reached is left out where it is the user's, and nowhere else")
  func outOfReach() throws {
    try folder.write("site = \"Etc\"", to: "etc/config.toml")
    #expect(symlink("user", "\(folder.path)/user") == 0)
    let read = try places.read()
    #expect(read.configuration.rules.site == "Etc")
    #expect(read.files.map(\.isThere) == [true, false])
    #expect(read.remarks.map(\.isQuiet) == [false])
    #expect(throws: ConfigurationProblems.self) {
      try ConfigurationFiles(named: "\(folder.path)/user/c.toml").read()
    }
    let system = ConfigurationFiles(environment: { _ in nil }, system: "\(folder.path)/user/c.toml")
    #expect(throws: ConfigurationProblems.self) { try system.read() }
  }

  @Test(
    "A user's file that does not answer is left out with a remark; the system's, and one that was named, never"
  )
  func silent() throws {
    try folder.write("interval = \"4s\"", to: "etc/config.toml")
    try folder.write("interval = \"5s\"", to: "user/factorytop/config.toml")
    let (system, user) = (places.paths[0], places.paths[1])
    let read = try places.leavingOut([user, "/elsewhere"]).read()
    #expect(read.configuration.interval == .seconds(4))
    #expect(read.files.map(\.isOutOfReach) == [false, true])
    #expect(
      read.remarks.map(\.sentence) == [
        "\(SafeText(untrusted: user)) is left out, for it cannot be reached: it does not answer; check its file system"
      ])
    for files in [places.leavingOut([system]), ConfigurationFiles(named: user).leavingOut([user])] {
      let problems = #expect(throws: ConfigurationProblems.self) { try files.read() }
      #expect(problems?.problems.map { files.isSilent($0.path) } == [true])
    }
  }

  @Test("Mistakes of both files are told, each with its own")
  func bothWrong() throws {
    try folder.write("a = 1", to: "etc/config.toml")
    try folder.write("\nb = 1", to: "user/factorytop/config.toml")
    let problems = #expect(throws: ConfigurationProblems.self) { try places.read() }
    #expect(problems?.problems.map(\.line) == [1, 2])
    #expect(problems?.problems.map(\.path).map { $0.hasSuffix("etc/config.toml") } == [true, false])
  }

  @Test(
    "The user's file is in XDG_CONFIG_HOME when that is absolute, else in the home",
    arguments: [
      (["XDG_CONFIG_HOME": "/x", "HOME": "/h"], "/x/factorytop"),
      (["XDG_CONFIG_HOME": "x", "HOME": "/h"], "/h/.config/factorytop"),
      (["XDG_CONFIG_HOME": "", "HOME": "/h"], "/h/.config/factorytop"), ([:], nil), (["HOME": ""], nil),
    ] as [([String: String], String?)])
  func userFolder(environment: [String: String], folder: String?) {
    #expect(ConfigurationFiles.userFolder { environment[$0] } == folder)
  }
}

@Suite("Watching a configuration")
struct WatchTests {
  private let folder: ConfigurationFolder
  init() throws { folder = try ConfigurationFolder() }

  private func isQuiet(_ change: Result<ReadConfiguration, ConfigurationProblems>?) -> Bool {
    if case nil = change { true } else { false }
  }

  @Test("A change is told once, a broken one as what is wrong, and a file that comes or goes too")
  func changes() throws {
    let files = ConfigurationFiles(
      environment: { $0 == "HOME" ? folder.path : nil }, system: "\(folder.path)/etc.toml")
    // A clock far ahead, for which every stamp is settled.
    var watch = ConfigurationWatch(files, wallNanoseconds: { .max })
    #expect(isQuiet(watch.look()))
    try folder.write("interval = \"3s\"", to: "etc.toml")
    #expect(try watch.look()?.get().configuration.interval == .seconds(3))
    #expect(isQuiet(watch.look()))
    try folder.write("interval = 3", to: ".config/factorytop/config.toml")
    guard case .failure(let problems) = watch.look() else {
      Issue.record("the broken edit was not noticed")
      return
    }
    #expect(problems.problems.first?.path.hasSuffix(".config/factorytop/config.toml") == true)
    #expect(isQuiet(watch.look()))
    try folder.write("interval = \"4s\"", to: ".config/factorytop/config.toml")
    #expect(try watch.look()?.get().configuration.interval == .seconds(4))
    try folder.remove(".config/factorytop/config.toml")
    #expect(try watch.look()?.get().configuration.interval == .seconds(3))
  }

  @Test("A file that was just emptied counts as torn, for what it hid would show")
  func emptied() throws {
    try folder.write("privacy.hide = [\"users\"]")
    let files = ConfigurationFiles(named: "\(folder.path)/config.toml")
    var watch = ConfigurationWatch(files, wallNanoseconds: { .max })
    try folder.write("")
    guard case .failure(let problems) = watch.look() else {
      Issue.record("the empty file was taken over")
      return
    }
    #expect(
      problems.sentences.first?.shown.hasSuffix("it is empty, and was not; write it whole, or remove it.")
        == true)
    try folder.write("privacy.hide = [\"users\", \"accounts\"]")
    #expect(try watch.look()?.get().configuration.redactions == [.users, .accounts])
  }

  @Test("A file that counted and cannot be reached any more is told, and nothing of it is taken back")
  func lostHome() throws {
    try folder.write("privacy.hide = [\"users\"]", to: "home/.config/factorytop/config.toml")
    let home = "\(folder.path)/home"
    let files = ConfigurationFiles(
      environment: { $0 == "HOME" ? home : nil }, system: "\(folder.path)/etc.toml")
    var watch = ConfigurationWatch(files, wallNanoseconds: { .max })
    try #require(rename(home, "\(home)s") == 0 && symlink("home", home) == 0)
    for _ in 0..<2 {
      guard case .failure(let problems) = watch.look() else {
        Issue.record("the configuration of the user's was left out")
        return
      }
      #expect(problems.problems.map(\.path) == ["\(home)/.config/factorytop/config.toml"])
      // Another change, after which it is still out of reach.
      try folder.write("interval = \"3s\"", to: "etc.toml")
    }
    try #require(unlink(home) == 0 && rename("\(home)s", home) == 0)
    #expect(try watch.look()?.get().configuration.redactions == [.users])
    #expect(isQuiet(watch.look()))
  }

  @Test("A user's file that did not answer is not asked again, and the system's is watched all the same")
  func silent() throws {
    let user = ".config/factorytop/config.toml"
    let files = ConfigurationFiles(
      environment: { $0 == "HOME" ? folder.path : nil }, system: "\(folder.path)/etc.toml")
    var watch = ConfigurationWatch(files.leavingOut(["\(folder.path)/\(user)"]), wallNanoseconds: { .max })
    try folder.write("privacy.hide = [\"users\"]", to: user)
    #expect(isQuiet(watch.look()))
    try folder.write("interval = \"3s\"", to: "etc.toml")
    let configuration = try #require(try watch.look()?.get().configuration)
    #expect(configuration.interval == .seconds(3))
    #expect(configuration.redactions == [])
  }

  @Test("A pipe is no configuration, whoever may write into it")
  func pipe() throws {
    let path = "\(folder.path)/pipe.toml"
    try #require(mkfifo(path, 0o600) == 0)
    #expect(throws: TextFile.Unreadable(reason: "it is no regular file; name a text file", isMissing: false))
    {
      try TextFile.contents(of: path)
    }
  }

  @Test("Of very many mistakes the first are told, and how many more there are")
  func manyProblems() throws {
    try folder.write((0..<500).map { "k\($0) = 1" }.joined(separator: "\n"))
    do {
      _ = try ConfigurationFiles(named: "\(folder.path)/config.toml").read()
      Issue.record("it was taken")
    } catch {
      #expect(error.sentences.count == 21)
      #expect(error.sentences.last == "There are 480 more such problems.")
    }
  }

  @Test("A file that was changed a moment ago is read once more, for a second change might not show")
  func unsettled() throws {
    try folder.write("")
    let path = "\(folder.path)/config.toml"
    let modified = try FileStamp.of(DataPath(path)).stamp.modified
    var watch = ConfigurationWatch(ConfigurationFiles(named: path), wallNanoseconds: { modified + 1000 })
    #expect(!isQuiet(watch.look()))
  }
}
