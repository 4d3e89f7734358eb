import Configuration
import Glibc
import JSONStream
import Model
import Screen
import Terminal
import Text

/// What `info` prints.
struct InfoReport {
  let read: ReadConfiguration
  let terminal: TerminalDescription
  private let themeFolders: [String]
  /// What the dashboard saves filters in; `nil` where nothing says where that would be.
  private let savedFilters: String?
  /// The name or file of the theme that the dashboard begins with.
  private let themeName: String
  /// Why it was chosen, where that was left to the program.
  private let themeReason: SafeText?
  private let theme: ThemeOrigin?
  /// What stands in place of the system's clock.
  private let fixedClock: FixedClock?
  /// Whether there is something at a path; what is not in here did not answer.
  private let isThere: [String: Bool]

  init(
    read: ReadConfiguration, fixedClock: FixedClock?, terminal: TerminalDescription, themes: ThemeLibrary,
    waiting wait: WaitOptions
  ) {
    self.read = read
    self.fixedClock = fixedClock
    self.terminal = terminal
    themeFolders = themes.folders
    savedFilters = SavedFiltersFile(environment: Environment.value)?.path
    let asked = read.configuration.theme ?? ThemeLibrary.standardName
    let wanted = themes.meant(by: asked)
    themeName = wanted
    themeReason = asked == wanted ? nil : themes.background.reason
    // Before there is a second thread.
    let (_, remark) = themes.answerable(wanted, waiting: wait.wait)
    theme =
      if let remark { .unusable(remark) } else {
        Pending.from { ThemeOrigin(of: wanted, in: themes) }.wait(for: wait.wait)
      }
    isThere = Self.isThere(
      read.configuration.roots + themeFolders.filter { !themes.silent.contains($0) }
        + [savedFilters].compactMap(\.self), within: wait.wait)
  }

  private let build = Build.current
  private var configuration: Configuration { read.configuration }
  private var depth: ColorDepth { terminal.depth(asked: configuration.color.depth) }
  private var isASCII: Bool { configuration.isASCII || !terminal.locale.isUTF8 }

  // MARK: Text

  var text: String {
    var text = "factorytop \(build.words)\n"
    text += section(
      "build",
      [
        ["commit", build.commit.map { safe($0) } ?? .unknown],
        ["date", build.day.map { safe($0.iso8601) } ?? .unknown],
      ])
    text += section(
      "configuration files",
      read.files.map {
        [safe($0.path), $0.isThere ? "read" : $0.isOutOfReach ? "out of reach" : "not there"]
      }
        + read.remarks.map { ["remark", $0.sentence] })
    text += section(
      "settings",
      read.settings.map { setting in
        [setting.key, setting.origin.words, setting.value ?? .unknown]
      })
    text += section(
      "clock",
      [["now", fixedClock.map { "\(SafeText(untrusted: $0.moment.rfc3339))  by --now" } ?? "the system's"]])
    text += section(
      "data",
      configuration.roots.map { [safe($0), presence($0)] })
    text += section(
      "theme",
      [[safe(themeName), theme?.words ?? "does not answer"]]
        + [themeReason].compactMap(\.self).map { ["chosen", $0] })
    text += section(
      "theme folders", themeFolders.map { [safe($0), presence($0)] })
    text += section("saved filters", [savedFilters].compactMap(\.self).map { [safe($0), presence($0)] })
    text += section(
      "terminal",
      [
        ["TERM", terminal.name ?? .unknown],
        ["colours", SafeText(untrusted: depth.rawValue)],
        ["of the terminal's", SafeText(untrusted: terminal.available.rawValue)],
        ["locale", terminal.locale.asked ?? "none is asked for"],
        ["encoding", terminal.locale.codeset],
        ["drawn with", isASCII ? "ASCII" : "Unicode"],
      ] + [terminal.locale.remark, terminal.problem].compactMap(\.self).map { ["problem", $0] })
    return text
  }

  /// A titled list whose columns are as wide as their longest entry; the last is not filled up, for it may be very long.
  private func section(_ title: SafeText, _ rows: [[SafeText]]) -> String {
    guard !rows.isEmpty else { return "\n\(title.shown)\n  none\n" }
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].width }.max() ?? 0 }
    let lines = rows.map { cells in
      var line = " "
      for (cell, width) in zip(cells.dropLast(), widths) {
        line += " \(cell.shown)" + String(repeating: " ", count: width - cell.width + 1)
      }
      return line + " \(cells.last?.shown ?? "")\n"
    }
    return "\n\(title.shown)\n" + lines.joined()
  }

  // MARK: JSON

  var json: JSONValue {
    [
      "schema": "factorytop/info/1",
      "version": .string(Build.version),
      "commit": build.commit.map { .string($0) } ?? .null,
      "date": build.day.map { .string($0.iso8601) } ?? .null,
      "configuration_files": .array(
        read.files.map { ["path": .string(safe($0.path).shown), "read": .bool($0.isThere)] }),
      "configuration_remarks": .array(read.remarks.map { .string($0.sentence.shown) }),
      "settings": .array(
        read.settings.map { setting in
          [
            "key": .string(setting.key.shown),
            "value": setting.value.map { .string($0.shown) } ?? .null,
            "origin": .string(setting.origin.words.shown),
          ]
        }),
      "now": fixedClock.map { .string($0.moment.rfc3339) } ?? .null,
      "data": paths(configuration.roots),
      "theme": [
        "name": .string(safe(themeName).shown),
        "chosen_for": themeReason.map { .string($0.shown) } ?? .null,
        "built_in": theme.map { .bool($0 == .builtIn) } ?? .null,
        "path": theme?.path.map { .string($0.shown) } ?? .null,
        "problem": theme?.problem.map { .string($0.shown) } ?? .null,
      ],
      "theme_folders": paths(themeFolders),
      "saved_filters": paths([savedFilters].compactMap(\.self)),
      "terminal": [
        "term": terminal.name.map { .string($0.shown) } ?? .null,
        "colors": .string(depth.rawValue),
        "available_colors": .string(terminal.available.rawValue),
        "locale": terminal.locale.asked.map { .string($0.shown) } ?? .null,
        "locale_problem": terminal.locale.remark.map { .string($0.shown) } ?? .null,
        "encoding": .string(terminal.locale.codeset.shown),
        "ascii": .bool(isASCII),
        "problem": terminal.problem.map { .string($0.shown) } ?? .null,
      ],
    ]
  }

  private func paths(_ paths: [String]) -> JSONValue {
    .array(paths.map { ["path": .string(safe($0).shown), "exists": isThere[$0].map { .bool($0) } ?? .null] })
  }

  private func safe(_ text: String) -> SafeText { SafeText(untrusted: text) }

  private func presence(_ path: String) -> SafeText {
    switch isThere[path] {
    case true: "there"
    case false: "not there"
    case nil: "does not answer"
    }
  }

  /// Looks at all of them at once.
  private static func isThere(_ paths: [String], within limit: Duration) -> [String: Bool] {
    let looks = paths.map { path in (path, Pending.from { access(path, F_OK) == 0 }) }
    let end = ContinuousClock.now + limit
    return Dictionary(
      looks.compactMap { path, look in
        look.wait(for: max(.zero, ContinuousClock.now.duration(to: end))).map { (path, $0) }
      },
      uniquingKeysWith: { first, _ in first })
  }
}

/// Where the theme is from that the dashboard begins with.
private enum ThemeOrigin: Sendable, Equatable {
  case builtIn
  case file(SafeText)
  /// The dashboard does not start with it; why.
  case unusable(SafeText)

  /// Blocks as long as the file system does.
  init(of wanted: String, in library: ThemeLibrary) {
    do throws(ThemeFailure) {
      self = try library.found(wanted).file.map { .file(SafeText(untrusted: $0)) } ?? .builtIn
    } catch {
      self = .unusable(error.sentences.first ?? .unknown)
    }
  }

  var words: SafeText {
    switch self {
    case .builtIn: "built in"
    case .file(let path): path
    case .unusable(let reason): reason
    }
  }

  var path: SafeText? {
    if case .file(let path) = self { path } else { nil }
  }

  var problem: SafeText? {
    if case .unusable(let reason) = self { reason } else { nil }
  }
}

extension Origin {
  /// `default`, `/etc/factorytop/config.toml:3`, `NO_COLOR`, `--theme`.
  var words: SafeText {
    switch self {
    case .standard: "default"
    case .file(let path, let line): "\(SafeText(untrusted: path)):\(line)"
    case .environment(let name), .flag(let name), .setting(let name): name
    }
  }
}
