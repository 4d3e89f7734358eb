import Text

extension Theme {
  /// The themes that need no file: `themes/default-dark.toml` and `themes/default-light.toml`, word for word.
  package static let builtIn: [Theme] = [defaultDark, defaultLight]

  /// For dark backgrounds; the one that is used when nothing is asked for.
  package static let defaultDark: Theme = {
    let grey = RGB(0x8B93A1)
    let slate = RGB(0x666E7D)
    let blue = RGB(0x6CB6FF)
    let steel = RGB(0x5B8FC9)
    let violet = RGB(0xA08FD8)
    let copper = RGB(0xB98A6E)
    let green = RGB(0x8FC19A)
    let amber = RGB(0xE5B454)
    let red = RGB(0xFF6B68)
    let night = RGB(0x24303F)
    return Theme(
      name: "default-dark", isDark: true,
      page: Page(
        foreground: RGB(0xD5D9E0),
        background: RGB(0x16181D)),
      selection: Look(on: night),
      looks: [
        .muted: Look(grey),
        .frame: Look(slate),
        .accent: Look(blue, attributes: .bold),
        .strong: Look(attributes: .bold),
        .ok: Look(green),
        .warning: Look(amber),
        .critical: Look(red, attributes: .bold),
        .stale: Look(amber, attributes: [.bold, .reverse]),
        .unknown: Look(grey),
        .barAllocated: Look(steel),
        .barPlanned: Look(violet),
        .barIdle: Look(slate),
        .barUnavailable: Look(copper),
        .barUsed: Look(steel),
        .barTick: Look(attributes: .bold),
        .sparkline: Look(steel),
        .footer: Look(grey),
        .key: Look(blue),
        .cursor: Look(blue, attributes: .reverse),
      ])
  }()

  /// For light backgrounds.
  package static let defaultLight: Theme = {
    let grey = RGB(0x626A73)
    let silver = RGB(0x8A929C)
    let blue = RGB(0x0A5CC2)
    let steel = RGB(0x3F74B5)
    let violet = RGB(0x7B62C4)
    let copper = RGB(0x9C6A4A)
    let green = RGB(0x2F6F44)
    let amber = RGB(0x8A5A00)
    let red = RGB(0xC2181F)
    let sky = RGB(0xDBE7F6)
    return Theme(
      name: "default-light", isDark: false,
      page: Page(
        foreground: RGB(0x24292F),
        background: RGB(0xFFFFFF)),
      selection: Look(on: sky),
      looks: [
        .muted: Look(grey),
        .frame: Look(silver),
        .accent: Look(blue, attributes: .bold),
        .strong: Look(attributes: .bold),
        .ok: Look(green),
        .warning: Look(amber),
        .critical: Look(red, attributes: .bold),
        .stale: Look(amber, attributes: [.bold, .reverse]),
        .unknown: Look(grey),
        .barAllocated: Look(steel),
        .barPlanned: Look(violet),
        .barIdle: Look(silver),
        .barUnavailable: Look(copper),
        .barUsed: Look(steel),
        .barTick: Look(attributes: .bold),
        .sparkline: Look(steel),
        .footer: Look(grey),
        .key: Look(blue),
        .cursor: Look(blue, attributes: .reverse),
      ])
  }()
}
