import ArgumentParser
import Configuration
import Glibc
import Screen
import TOMLKit
import Text

/// Where themes come from: the built-in ones, and the files of the user's, the system's and the checkout's folders.
struct ThemeLibrary {
  /// In the order in which they are looked through: what is the user's own wins.
  let folders: [String]

  init(environment: (String) -> String?, executable: String?) {
    var folders = [ConfigurationFiles.userFolder(environment)].compactMap { $0.map { "\($0)/themes" } }
    folders += [
      "/etc/factorytop/themes", "/usr/local/share/factorytop/themes", "/usr/share/factorytop/themes",
    ]
    if let checkout = executable.flatMap(ThemeLibrary.checkout) { folders.append("\(checkout)/themes") }
    self.folders = folders
  }

  /// The library of this process.
  static var standard: ThemeLibrary {
    ThemeLibrary(
      environment: Environment.value,
      executable: realpath("/proc/self/exe", nil).map { path in
        defer { free(path) }
        return String(cString: path)
      })
  }

  /// The folder above an executable of `.build` that holds the package.
  private static func checkout(of executable: String) -> String? {
    var folder = executable
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      folder = String(folder[..<slash])
      if access("\(folder)/Package.swift", R_OK) == 0, access("\(folder)/themes", R_OK) == 0 { return folder }
    }
    return nil
  }

  /// The themes that the theme key goes through, beginning with the one that was asked for.
  func themes(beginningWith wanted: String?) throws(ThemeFailure) -> [Theme] {
    let names = names
    let others = names.compactMap { try? theme(named: $0) }
    guard let wanted else {
      return others.isEmpty ? Theme.builtIn : rotated(others, to: Theme.defaultDark.name)
    }
    let first = try theme(named: wanted)
    return [first] + others.filter { $0.name != first.name }
  }

  private func rotated(_ themes: [Theme], to name: SafeText) -> [Theme] {
    let start = themes.firstIndex { $0.name == name } ?? 0
    return Array(themes[start...] + themes[..<start])
  }

  /// Every name that `theme(named:)` knows, built-in ones first.
  var names: [String] {
    let builtIn = Theme.builtIn.map(\.name.shown)
    let files = Set(folders.flatMap(ThemeLibrary.themeNames)).subtracting(builtIn)
    return builtIn + files.sorted()
  }

  /// The theme of a file, when `wanted` names one (it has a slash or ends in `.toml`), else the theme of that name.
  func theme(named wanted: String) throws(ThemeFailure) -> Theme {
    if wanted.contains("/") || wanted.hasSuffix(".toml") { return try theme(file: wanted) }
    for folder in folders {
      let path = "\(folder)/\(wanted).toml"
      if access(path, F_OK) == 0 { return try theme(file: path) }
    }
    if let builtIn = Theme.builtIn.first(where: { $0.name.shown == wanted }) { return builtIn }
    let known = names.map { SafeText(untrusted: $0) }.joined(separator: ", ")
    throw ThemeFailure([
      "there is no theme called \"\(SafeText(untrusted: wanted))\": choose one of \(known), or name a file."
    ])
  }

  private func theme(file path: String) throws(ThemeFailure) -> Theme {
    let name = path.split(separator: "/").last.map { $0.hasSuffix(".toml") ? $0.dropLast(5) : $0 } ?? ""
    let safePath = SafeText(untrusted: path)
    do {
      let document = try TOMLTable(text: try TextFile.contents(of: path))
      return try ThemeDefinition(name: SafeText(untrusted: String(name)), document: document).theme()
    } catch let error as TextFile.Unreadable {
      throw ThemeFailure(["theme \(safePath) cannot be read: \(error.reason)."])
    } catch let error as TOMLFault {
      throw ThemeFailure(["theme \(safePath), line \(error.line): \(error.reason)."])
    } catch let error as ThemeError {
      throw ThemeFailure(error.problems.map { "theme \(safePath): \($0.message)" })
    } catch {
      throw ThemeFailure(["theme \(safePath) cannot be read: \(SafeText(untrusted: "\(error)"))."])
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
