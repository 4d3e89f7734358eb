import Text

/// Turns a definition into a theme, and keeps what is wrong on the way.
struct ThemeReader {
  private(set) var problems: [ThemeProblem] = []
  private var colors: [String: RGB] = [:]

  static let attributes: [(key: String, attribute: Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
  ]
  static let colorKeys = ["foreground", "background"]
  private static let rolePrefix = "roles."

  mutating func theme(_ definition: ThemeDefinition) -> Theme {
    let isDark = isDark(definition.settings)
    colors = colors(definition.tables["colors"] ?? [:])
    var theme = isDark ? Theme.defaultDark : Theme.defaultLight
    theme.name = definition.name
    for (name, table) in definition.tables.sorted(by: { $0.key < $1.key }) {
      switch name {
      case "colors": break
      case "page": theme.page = page(table, inherited: theme.page)
      case "selection": theme.selection = look(table, named: name)
      case _ where name.hasPrefix(Self.rolePrefix):
        let roleName = String(name.dropFirst(Self.rolePrefix.count))
        if let role = Role(rawValue: roleName) {
          theme[role] = look(table, named: name)
        } else {
          problems.append(
            .unknownRole(safe(roleName), nearest: nearest(roleName, Role.allCases.map(\.rawValue))))
        }
      default:
        problems.append(.unknownTable(safe(name), nearest: nearest(name, ["colors", "page", "selection"])))
      }
    }
    return theme
  }

  private mutating func isDark(_ settings: ThemeDefinition.Table) -> Bool {
    refuseUnknown(settings, known: ["dark"], table: "")
    guard let value = settings["dark"] else { return true }
    return flag(value, key: "dark", table: "")
  }

  private mutating func colors(_ table: ThemeDefinition.Table) -> [String: RGB] {
    var named: [String: RGB] = [:]
    for (key, value) in table.sorted(by: { $0.key < $1.key }) {
      guard let text = text(value, key: key, table: "colors") else { continue }
      if let color = RGB(hex: text) {
        named[key] = color
      } else {
        problems.append(.unknownColor(safe(text), key: safe(key), table: "colors", nearest: nil))
      }
    }
    return named
  }

  private mutating func page(_ table: ThemeDefinition.Table, inherited: Theme.Page) -> Theme.Page {
    refuseUnknown(table, known: Self.colorKeys, table: "page")
    var page = inherited
    for key in Self.colorKeys {
      guard let value = table[key] else { continue }
      switch color(value, key: key, table: "page") {
      case .rgb(let color) where key == "foreground": page.foreground = color
      case .rgb(let color): page.background = color
      case .terminalDefault: problems.append(.needsColor(key: safe(key), table: "page"))
      case nil: break
      }
    }
    return page
  }

  private mutating func look(_ table: ThemeDefinition.Table, named name: String) -> Look {
    refuseUnknown(table, known: Self.colorKeys + Self.attributes.map(\.key), table: name)
    var look = Look()
    if let value = table["foreground"] {
      look.foreground = color(value, key: "foreground", table: name)?.rgb
    }
    if let value = table["background"] {
      look.background = color(value, key: "background", table: name)?.rgb
    }
    for (key, attribute) in Self.attributes {
      guard let value = table[key], flag(value, key: key, table: name) else { continue }
      look.attributes.insert(attribute)
    }
    return look
  }

  private enum Color {
    case terminalDefault
    case rgb(RGB)

    var rgb: RGB? {
      switch self {
      case .terminalDefault: nil
      case .rgb(let color): color
      }
    }
  }

  /// What a value names; nil, and a problem more, when that is no colour.
  private mutating func color(_ value: ThemeDefinition.Value, key: String, table: String) -> Color? {
    guard let text = text(value, key: key, table: table) else { return nil }
    if text == "default" { return .terminalDefault }
    if let color = colors[text] ?? RGB(hex: text) { return .rgb(color) }
    problems.append(
      .unknownColor(
        safe(text), key: safe(key), table: safe(table),
        nearest: text.hasPrefix("#") ? nil : nearest(text, colors.keys + ["default"])))
    return nil
  }

  private mutating func text(_ value: ThemeDefinition.Value, key: String, table: String) -> String? {
    switch value {
    case .text(let text): return text
    case .flag, .other:
      problems.append(.notText(key: safe(key), table: safe(table)))
      return nil
    }
  }

  private mutating func flag(_ value: ThemeDefinition.Value, key: String, table: String) -> Bool {
    switch value {
    case .flag(let flag): return flag
    case .text, .other:
      problems.append(.notFlag(key: safe(key), table: safe(table)))
      return false
    }
  }

  private mutating func refuseUnknown(_ table: ThemeDefinition.Table, known: [String], table name: String) {
    for key in table.keys.sorted() where !known.contains(key) {
      problems.append(.unknownKey(safe(key), table: safe(name), nearest: nearest(key, known)))
    }
  }

  private func nearest(_ name: String, _ known: [String]) -> SafeText? {
    nearestName(to: name, among: known).map(safe)
  }

  private func safe(_ text: String) -> SafeText { SafeText(untrusted: text) }
}
