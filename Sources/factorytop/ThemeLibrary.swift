import ArgumentParser
import CThemes
import Configuration
import Glibc
import Screen
import TOMLKit
import Text

/// Where themes come from: the files of the user's, the system's and the program's own folders, and the built-in ones.
struct ThemeLibrary {
  /// In the order in which they are looked through: what is the user's own wins, then what is the site's.
  let folders: [String]
  /// Those that have not answered, and are not asked.
  private(set) var silent: Set<String> = []

  /// A theme, and where it is from.
  struct Found {
    let theme: Theme
    /// `nil` of one that is built in.
    let file: String?
  }

  /// The theme that is used when none is asked for.
  static let standardName = Theme.defaultDark.name.shown

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
    self.folders = all.enumerated().filter { !all[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// The library of this process.
  static var standard: ThemeLibrary {
    ThemeLibrary(environment: Environment.value, executable: ExecutablePath.current)
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
    guard let wanted else { return (nil, nil) }
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
    var theme: Theme? { try? ThemeLibrary.theme(text, named: name, of: SafeText(untrusted: name)) }
  }

  static let builtIn: [BuiltInTheme] = (0..<cthemes_count()).map {
    let theme = cthemes_theme_at($0)
    return BuiltInTheme(name: String(cString: theme.name), text: String(cString: theme.text))
  }

  /// Every built-in theme, the same on every machine.
  static var builtInThemes: [Theme] { builtIn.compactMap(\.theme) }

  // MARK: Finding

  /// The themes that the theme key goes through, beginning with the one that was asked for. A file that cannot be used
  /// takes no built-in theme's place.
  func themes(beginningWith wanted: String?) throws(ThemeFailure) -> [Theme] {
    let others = names.compactMap { name in
      (try? found(name).theme) ?? Self.builtIn.first { $0.name == name }?.theme
    }
    guard let wanted else {
      let start = others.firstIndex { $0.name.shown == Self.standardName } ?? 0
      return Array(others[start...] + others[..<start])
    }
    let first = try theme(named: wanted)
    return [first] + others.filter { $0.name != first.name }
  }

  /// Every name that `theme(named:)` knows, built-in ones first.
  var names: [String] {
    let builtIn = Self.builtIn.map(\.name)
    let files = Set(answering.flatMap(ThemeLibrary.themeNames)).subtracting(builtIn)
    return builtIn + files.sorted()
  }

  /// The theme of a file, when `wanted` names one (it has a slash or ends in `.toml`), else the theme of that name.
  func theme(named wanted: String) throws(ThemeFailure) -> Theme { try found(wanted).theme }

  /// The same, with where it is from.
  func found(_ wanted: String) throws(ThemeFailure) -> Found {
    if Self.isFile(wanted) { return try Self.read(wanted) }
    for folder in answering {
      let path = "\(folder)/\(wanted).toml"
      if access(path, F_OK) == 0 { return try Self.read(path) }
    }
    if let theme = Self.builtIn.first(where: { $0.name == wanted })?.theme {
      return Found(theme: theme, file: nil)
    }
    let known = names.map { SafeText(untrusted: $0) }.joined(separator: ", ")
    throw ThemeFailure([
      "there is no theme called \"\(SafeText(untrusted: wanted))\": choose one of \(known), or name a file."
    ])
  }

  private static func read(_ path: String) throws(ThemeFailure) -> Found {
    let name = path.split(separator: "/").last.map { $0.hasSuffix(".toml") ? $0.dropLast(5) : $0 } ?? ""
    let safePath = SafeText(untrusted: path)
    let text: String
    do {
      text = try TextFile.contents(of: path)
    } catch {
      throw ThemeFailure(["theme \(safePath) cannot be read: \(error.reason)."])
    }
    return Found(theme: try theme(text, named: String(name), of: safePath), file: path)
  }

  /// Reads a theme; `place` is what complaints call it.
  private static func theme(_ text: String, named name: String, of place: SafeText) throws(ThemeFailure)
    -> Theme
  {
    do {
      let document = try TOMLTable(text: text)
      return try ThemeDefinition(name: SafeText(untrusted: name), document: document).theme()
    } catch let error as TOMLFault {
      throw ThemeFailure(["theme \(place), line \(error.line): \(error.reason)."])
    } catch let error as ThemeError {
      throw ThemeFailure(error.problems.map { "theme \(place): \($0.message)" })
    } catch {
      throw ThemeFailure(["theme \(place) cannot be read: \(SafeText(untrusted: "\(error)"))."])
    }
  }

  private static func themeNames(in folder: String) -> [String] {
    FolderListing.names(in: folder).filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map {
      String($0.dropLast(5))
    }
  }
}

/// Why there is no such theme: one sentence for each thing that is wrong.
struct ThemeFailure: Error {
  let sentences: [SafeText]
  init(_ sentences: [SafeText]) { self.sentences = sentences }

  /// Complains of it all; the exit code for the command.
  var complaint: ExitCode {
    for sentence in sentences { complain(sentence) }
    return .usage
  }
}

extension ThemeDefinition {
  /// The tables of a TOML document as plain values.
  init(name: SafeText, document: TOMLTable) {
    self.init(name: name)
    collect(document, as: "")
  }

  private mutating func collect(_ table: TOMLTable, as path: String) {
    var values: Table = [:]
    for (key, value) in table {
      if let inner = value.table {
        collect(inner, as: path.isEmpty ? key : "\(path).\(key)")
      } else if let text = value.string {
        values[key] = .text(text)
      } else if let flag = value.bool {
        values[key] = .flag(flag)
      } else {
        values[key] = .other
      }
    }
    if path.isEmpty { settings = values } else if path != "roles" || !values.isEmpty { tables[path] = values }
  }
}
