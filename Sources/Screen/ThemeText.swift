extension ThemeDefinition {
  /// The theme's file: tables in the order of `default-dark.toml`.
  package var toml: String {
    var text = lines(of: settings)
    let roles = Role.allCases.map { "roles.\($0.rawValue)" }
    for name in ["page", "colors", "selection"] + roles {
      guard let table = tables[name] else { continue }
      text += "\n[\(name)]\n" + lines(of: table)
    }
    return text
  }

  private func lines(of table: Table) -> String {
    let order = ThemeReader.colorKeys + ThemeReader.attributes.map(\.key)
    func place(_ key: String) -> Int { order.firstIndex(of: key) ?? order.count }
    let sorted = table.sorted { (place($0.key), $0.key) < (place($1.key), $1.key) }
    return sorted.map { key, value in
      switch value {
      case .text(let text): "\(key) = \"\(text)\"\n"
      case .flag(let flag): "\(key) = \(flag)\n"
      case .other: ""
      }
    }.joined()
  }
}
