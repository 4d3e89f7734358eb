import CThemes
import Configuration
import Glibc
import Screen
import Text

/// Where themes come from: the files of the user's, the system's and the program's own folders, and the built-in ones.
struct ThemeLibrary: Sendable {
  /// In the order in which they are looked through: what is the user's own wins, then what is the site's.
  let folders: [String]
  /// Those that have not answered, and are not asked.
  private(set) var silent: Set<String> = []
  /// What `auto` goes by.
  let background: TerminalBackground

  /// A theme, and where it is from.
  struct Found {
    let theme: Theme
    /// `nil` of one that is built in.
    let file: String?
  }

  /// The theme that is used when none is asked for.
  static let standardName = Theme.defaultDark.name.shown
  /// Asks for the standard theme of the terminal's background; no file can be called so.
  static let automaticName = "auto"

  /// `executable` is the program's own file, without links on the way to it; `nil` when nobody knows it.
  init(environment: (String) -> String?, executable: String?) {
    // Relative paths in these variables are to be ignored, says the XDG Base Directory Specification.
    func folders(_ name: String) -> [String] {
      (environment(name) ?? "").split(separator: ":").filter { $0.hasPrefix("/") }.map(String.init)
    }
    let home = environment("HOME").flatMap { $0.isEmpty ? nil : "\($0)/.local/share" }
    var shares = [folders("XDG_DATA_HOME").first ?? home].compactMap(\.self).map { "\($0)/factorytop" }
    shares.append("/etc/factorytop")
    if let prefix = executable.flatMap({ Self.parent(of: $0).flatMap(Self.parent) }) {
      shares.append("\(prefix == "/" ? "" : prefix)/share/factorytop")
    }
    shares += (folders("XDG_DATA_DIRS") + ["/usr/local/share", "/usr/share"]).map { "\($0)/factorytop" }
    shares += [executable.flatMap(Self.checkout)].compactMap(\.self)
    let all = ([ConfigurationFiles.userFolder(environment)].compactMap(\.self) + shares).map {
      "\($0)/themes"
    }
    background = TerminalBackground(colorfgbg: environment("COLORFGBG"))
    self.folders = all.enumerated().filter { !all[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// The library of this process.
  static var standard: ThemeLibrary {
    ThemeLibrary(environment: Environment.value, executable: ExecutablePath.current)
  }

  /// The same for pictures, which are alike on every terminal.
  static var ofPictures: ThemeLibrary {
    ThemeLibrary(
      environment: { $0 == "COLORFGBG" ? nil : Environment.value($0) }, executable: ExecutablePath.current)
  }

  /// What is meant by a name or a file: `auto` is one of the standard themes.
  func meant(by wanted: String) -> String {
    wanted == Self.automaticName ? background.theme.name.shown : wanted
  }

  /// The folder that a file or a folder is in; `nil` of the root.
  private static func parent(of path: String) -> String? {
    guard path.count > 1, let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The folder above an executable of `.build` that holds the package.
  private static func checkout(of executable: String) -> String? {
    var folder = parent(of: executable)
    while let place = folder, place != "/" {
      if access("\(place)/Package.swift", R_OK) == 0, access("\(place)/themes", R_OK) == 0 { return place }
      folder = parent(of: place)
    }
    return nil
  }

  // MARK: What does not answer

  /// The same library where some of the folders have not answered.
  func leavingOut(_ silent: Set<String>) -> ThemeLibrary {
    var library = self
    library.silent = silent.intersection(folders)
    return library
  }

  private var answering: [String] { folders.filter { !silent.contains($0) } }

  /// Asks the file system all that is asked of a folder of themes. Blocks as long as the file system does.
  static func ask(_ folder: String) {
    for name in themeNames(in: folder) { _ = try? TextFile.contents(of: "\(folder)/\(name).toml") }
  }

  /// Those of some wanted themes that are files and do not answer within `limit`.
  static func silentFiles(among wanted: [String], waiting limit: Duration) -> Set<String> {
    let files = Set(wanted.filter(isFile)).sorted()
    guard !files.isEmpty else { return [] }
    return SilentPlaces.among(files, waiting: limit) { _ = try? TextFile.contents(of: $0) }
  }

  /// The theme to begin with: none in the place of one that may be in a folder that does not answer, with what to say of
  /// it. A file that does not answer within `limit` is none either.
  func answerable(_ wanted: String?, waiting limit: Duration) -> (String?, remark: SafeText?) {
    answerable(wanted, besides: Self.silentFiles(among: [wanted].compactMap(\.self), waiting: limit))
  }

  /// The same where it is known which files do not answer.
  func answerable(_ wanted: String?, besides silentFiles: Set<String>) -> (String?, remark: SafeText?) {
    guard let wanted = wanted.map(meant) else { return (nil, nil) }
    if Self.isFile(wanted) {
      return silentFiles.contains(wanted)
        ? (nil, "theme \(SafeText(untrusted: wanted)) does not answer; \(Theme.defaultDark.name) counts")
        : (wanted, nil)
    }
    guard !silent.isEmpty, !names.contains(wanted) else { return (wanted, nil) }
    let places = folders.filter(silent.contains).map { SafeText(untrusted: $0) }.joined(separator: ", ")
    return (
      nil,
      "theme \(SafeText(untrusted: wanted)) is not found, for nothing answers in \(places); \(Theme.defaultDark.name) counts"
    )
  }

  /// Whether what was asked for is a file, and not the name of a theme.
  private static func isFile(_ wanted: String) -> Bool { wanted.contains("/") || wanted.hasSuffix(".toml") }

  // MARK: Built-in themes

  /// A file of the checkout's themes folder that the program has in it.
  struct BuiltInTheme {
    let name: String
    let text: String

    /// Every build has the same, and tests read them all: none of them is broken.
    var theme: Theme? { try? ThemeLibrary.theme(text, named: name, of: name) }
  }

  static let builtIn: [BuiltInTheme] = (0..<cthemes_count()).map {
    let theme = cthemes_theme_at($0)
    return BuiltInTheme(name: String(cString: theme.name), text: String(cString: theme.text))
  }

  /// Every built-in theme, the same on every machine.
  static var builtInThemes: [Theme] { builtIn.compactMap(\.theme) }

  // MARK: Finding

  /// A theme that there is, and the file that has it.
  struct Place: Hashable {
    let name: String
    /// `nil` of one that is built in.
    let file: String?
  }

  /// The places of the themes that the theme key goes through, each name once, beginning with the one that was asked for.
  func places(beginningWith wanted: String?) -> [Place] {
    let first = place(of: meant(by: wanted ?? Self.standardName))
    return [first] + names.filter { $0 != first.name }.map(place)
  }

  /// The themes of these places. A file that cannot be used takes no built-in theme's place, but for the one that was
  /// asked for.
  func themes(beginningWith wanted: String?) throws(ThemeFailure) -> [Theme] {
    let places = places(beginningWith: wanted)
    let first = wanted == nil ? [] : [try theme(at: places[0])]
    return first
      + places.dropFirst(first.count).compactMap { (try? theme(at: $0)) ?? Self.builtInTheme($0.name) }
  }

  /// Every name that `theme(named:)` knows but `auto`, built-in ones first.
  var names: [String] {
    let builtIn = Self.builtIn.map(\.name)
    let files = Set(answering.flatMap(ThemeLibrary.themeNames)).subtracting(builtIn + [Self.automaticName])
    return builtIn + files.sorted()
  }

  /// The theme of a file, when `wanted` names one (it has a slash or ends in `.toml`), else the theme of that name.
  func theme(named wanted: String) throws(ThemeFailure) -> Theme { try found(wanted).theme }

  /// The same, with where it is from.
  func found(_ wanted: String) throws(ThemeFailure) -> Found {
    let place = place(of: meant(by: wanted))
    return Found(theme: try theme(at: place), file: place.file)
  }

  static func builtInTheme(_ name: String) -> Theme? { builtIn.first { $0.name == name }?.theme }

  private func place(of wanted: String) -> Place {
    if Self.isFile(wanted) {
      let name = wanted.split(separator: "/").last.map { $0.hasSuffix(".toml") ? $0.dropLast(5) : $0 } ?? ""
      return Place(name: String(name), file: wanted)
    }
    let files = answering.lazy.map { "\($0)/\(wanted).toml" }
    return Place(name: wanted, file: files.first { access($0, F_OK) == 0 })
  }

  func theme(at place: Place) throws(ThemeFailure) -> Theme {
    if let file = place.file { return try Self.theme(ofFile: file, named: place.name) }
    if let theme = Self.builtInTheme(place.name) { return theme }
    let known = ([Self.automaticName] + names).map { SafeText(untrusted: $0) }.joined(separator: ", ")
    throw ThemeFailure([
      "there is no theme called \"\(SafeText(untrusted: place.name))\": choose one of \(known), or name a file."
    ])
  }

  private static func themeNames(in folder: String) -> [String] {
    FolderListing.names(in: folder).filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map {
      String($0.dropLast(5))
    }
  }
}
