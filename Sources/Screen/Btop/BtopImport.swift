package import Text

/// A theme of ours that is made from one of btop's, by `BtopRole.table`.
package struct BtopImport: Sendable {
  /// Whole: what is `inherited` stands in it too.
  package private(set) var definition: ThemeDefinition
  /// Names of the file that nothing here has, in their order.
  package let unused: [SafeText]
  /// Roles for which the file has no colour, or none that tells them apart; theirs are those of the built-in theme.
  package private(set) var inherited: [Role] = []
  /// The built-in theme of the same darkness.
  package let standard: Theme
  private let colors: [String: BtopTheme.Color]

  package init(_ btop: BtopTheme, name: SafeText) {
    colors = btop.colors.filter { Self.known.contains($0.key) }
    unused = btop.colors.keys.filter { !Self.known.contains($0) }.sorted().map { SafeText(untrusted: $0) }
    definition = ThemeDefinition(name: name)
    standard = Self.isDark(colors) ? .defaultDark : .defaultLight
    definition.settings["dark"] = .flag(standard.isDark)
    var named = colors
    if named["cpu_mid"] == nil || named["cpu_mid"] == .terminalDefault { named["cpu_mid"] = halfway }
    definition.tables["page"] = page(named)
    definition.tables["selection"] = selection(named)
    let hasMeanings = Self.hasMeanings(named)
    for row in BtopRole.table { addTable(of: row, named, hasMeanings: hasMeanings) }
    definition.tables["colors"] = colorsInUse(named)
  }

  private static let known = Set(
    BtopRole.table.flatMap(\.names) + ["main_bg", "selected_bg", "selected_fg"])

  /// As its ground tells, or else its text.
  private static func isDark(_ colors: [String: BtopTheme.Color]) -> Bool {
    if let ground = colors["main_bg"]?.rgb { return ground.isDark }
    return colors["main_fg"]?.rgb.map { !$0.isDark } ?? true
  }

  /// What btop paints in the middle of a gradient of two colours.
  private var halfway: BtopTheme.Color? {
    guard let start = colors["cpu_start"]?.rgb, let end = colors["cpu_end"]?.rgb else { return nil }
    return .rgb(start.halfway(to: end))
  }

  /// Whether its gradient tells what is well, a warning and critical apart.
  private static func hasMeanings(_ colors: [String: BtopTheme.Color]) -> Bool {
    let found = ["cpu_start", "cpu_mid", "cpu_end"].compactMap { colors[$0]?.rgb }
    return Set(found).count == BtopRole.meanings.count
  }

  // MARK: Tables

  private func page(_ named: [String: BtopTheme.Color]) -> ThemeDefinition.Table {
    [
      "foreground": .text(named["main_fg"]?.rgb == nil ? standard.page.foreground.hex : "main_fg"),
      "background": .text(named["main_bg"]?.rgb == nil ? standard.page.background.hex : "main_bg"),
    ]
  }

  private func selection(_ named: [String: BtopTheme.Color]) -> ThemeDefinition.Table {
    guard let ground = named["selected_bg"]?.rgb, named["main_bg"]?.rgb != ground else {
      return ["reverse": .flag(true)]
    }
    var table: ThemeDefinition.Table = ["background": .text("selected_bg")]
    if named["selected_fg"]?.rgb != nil { table["foreground"] = .text("selected_fg") }
    return table
  }

  private mutating func addTable(
    of row: BtopRole, _ named: [String: BtopTheme.Color], hasMeanings: Bool
  ) {
    let isMeaning = BtopRole.meanings.contains(row.role) || row.role == .stale
    let name = isMeaning && !hasMeanings ? nil : row.names.first { named[$0] != nil }
    var table: ThemeDefinition.Table = [:]
    if let name {
      table["foreground"] = .text(named[name]?.rgb == nil ? "default" : name)
    } else {
      inherited.append(row.role)
      table["foreground"] = .text(standard[row.role].foreground?.hex ?? "default")
    }
    if named["main_bg"]?.rgb != nil {
      // The terminal's own foreground may be anything: on a ground of its own it has to be the theme's too.
      if table["foreground"] == .text("default") { table["foreground"] = .text(standard.page.foreground.hex) }
      table["background"] = .text("main_bg")
    }
    for (key, attribute) in ThemeReader.attributes where row.attributes.contains(attribute) {
      table[key] = .flag(true)
    }
    definition.tables["roles.\(row.role.rawValue)"] = table
  }

  /// The colours that some table names.
  private func colorsInUse(_ named: [String: BtopTheme.Color]) -> ThemeDefinition.Table {
    let used = Set(definition.tables.values.flatMap(\.values))
    let colors = named.compactMapValues(\.rgb).filter { used.contains(.text($0.key)) }
    return colors.mapValues { .text($0.hex) }
  }
}

extension BtopTheme.Color {
  fileprivate var rgb: RGB? {
    switch self {
    case .terminalDefault: nil
    case .rgb(let color): color
    }
  }
}

extension RGB {
  /// Whether white can be read on it better than black.
  fileprivate var isDark: Bool { contrast(with: RGB(0xFFFFFF)) > contrast(with: RGB(0x000000)) }

  fileprivate func halfway(to other: RGB) -> RGB {
    func mean(_ first: UInt8, _ second: UInt8) -> UInt8 { UInt8((Int(first) + Int(second)) / 2) }
    return RGB(
      red: mean(red, other.red), green: mean(green, other.green), blue: mean(blue, other.blue))
  }
}
