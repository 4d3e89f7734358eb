package import Text

/// A theme as its file says it: tables of texts and flags, not yet looked at.
///
/// ```toml
/// dark = true
/// [page]
/// background = "#16181d"
/// [colors]
/// signal = "#d7263d"
/// [roles.critical]
/// foreground = "signal"
/// bold = true
/// ```
///
/// A colour is `#rrggbb`, a name of the file's own `[colors]`, or `default` for the terminal's own. A role's table
/// says everything about that role; roles without a table, a missing page and a missing selection are those of the
/// built-in theme of the same darkness.
package struct ThemeDefinition: Hashable, Sendable {
  /// What stands behind a key of the file.
  package enum Value: Hashable, Sendable {
    case text(String)
    case flag(Bool)
    /// Anything else that the file's format has; never right.
    case other
  }

  /// What stands in a table, by its keys.
  package typealias Table = [String: Value]

  /// The theme's name, which is its file's.
  package var name: SafeText
  /// What stands outside any table.
  package var settings: Table
  /// The tables by their full names: `page`, `colors`, `selection`, `roles.critical`.
  package var tables: [String: Table]

  package init(name: SafeText, settings: Table = [:], tables: [String: Table] = [:]) {
    self.name = name
    self.settings = settings
    self.tables = tables
  }

  /// The theme, or everything that is wrong with it, in the order of the names.
  ///
  /// - Throws: `ThemeError` where anything is wrong with it.
  package func theme() throws(ThemeError) -> Theme {
    var reader = ThemeReader()
    let theme = reader.theme(self)
    guard reader.problems.isEmpty else { throw ThemeError(theme: name, problems: reader.problems) }
    return theme
  }
}

/// Why a theme was refused.
package struct ThemeError: Error, Hashable {
  package let theme: SafeText
  /// At least one.
  package let problems: [ThemeProblem]
}

/// One thing that is wrong with a theme.
package enum ThemeProblem: Hashable, Sendable {
  case unknownTable(SafeText, nearest: SafeText?)
  case unknownRole(SafeText, nearest: SafeText?)
  case unknownKey(SafeText, table: SafeText, nearest: SafeText?)
  case unknownColor(SafeText, key: SafeText, table: SafeText, nearest: SafeText?)
  case notText(key: SafeText, table: SafeText)
  case notFlag(key: SafeText, table: SafeText)
  /// `default` where a picture needs a colour of its own.
  case needsColor(key: SafeText, table: SafeText)
}

extension ThemeProblem {
  /// The names on the way to what is wrong, as its file has them.
  package var place: [String] {
    switch self {
    case .unknownTable(let name, _): Self.names(of: name)
    case .unknownRole(let name, _): ["roles", name.shown]
    case .unknownKey(let key, let table, _), .unknownColor(_, let key, let table, _),
      .notText(let key, let table),
      .notFlag(let key, let table), .needsColor(let key, let table):
      Self.names(of: table) + [key.shown]
    }
  }

  private static func names(of table: SafeText) -> [String] {
    table.shown.split(separator: ".").map(String.init)
  }

  /// What is wrong and what to do, in one sentence.
  package var message: SafeText {
    switch self {
    case .unknownTable(let name, let nearest):
      "[\(name)] is no table of a theme\(hint(nearest, or: "it has page, colors, selection and roles.<role>"))"
    case .unknownRole(let name, let nearest):
      "[roles.\(name)] is no role\(hint(nearest, or: "default-dark.toml lists them all"))"
    case .unknownKey(let key, let table, let nearest):
      "\(place(key, table)) is no setting of a theme\(hint(nearest, or: "remove it"))"
    case .unknownColor(let value, let key, let table, let nearest):
      "\(place(key, table)) is \"\(value)\", which is no colour\(hint(nearest, or: "write #rrggbb, default, or a name of [colors]"))"
    case .notText(let key, let table):
      "\(place(key, table)) has to be a text in quotes."
    case .notFlag(let key, let table):
      "\(place(key, table)) has to be true or false."
    case .needsColor(let key, let table):
      "\(place(key, table)) has to be a colour of its own: write #rrggbb."
    }
  }

  private func hint(_ nearest: SafeText?, or advice: SafeText) -> SafeText {
    nearest.map { ": did you mean \($0)?" } ?? ": \(advice)."
  }

  private func place(_ key: SafeText, _ table: SafeText) -> SafeText {
    table.isEmpty ? key : "\(key) in [\(table)]"
  }
}
