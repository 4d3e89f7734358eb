import Text

extension Theme {
  /// For dark backgrounds: `themes/default-dark.toml`, word for word. The one that is used when nothing is asked for, and
  /// what a theme for dark backgrounds has where it says nothing.
  package static let defaultDark: Theme = {
    let grey = RGB(0x959DAA)
    let slate = RGB(0x666E7D)
    let ash = RGB(0x7F8797)
    let blue = RGB(0x6CB6FF)
    let steel = RGB(0x6A9FD8)
    let violet = RGB(0xD2C4FA)
    let copper = RGB(0xB98A6E)
    let green = RGB(0x80C898)
    let amber = RGB(0xF2CC60)
    let red = RGB(0xFF7250)
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
        .link: Look(blue, attributes: .underline),
        .strong: Look(attributes: .bold),
        .ok: Look(green),
        .warning: Look(amber),
        .critical: Look(red, attributes: .bold),
        .stale: Look(amber, attributes: [.bold, .reverse]),
        .unknown: Look(grey),
        .barAllocated: Look(steel),
        .barPlanned: Look(violet),
        .barIdle: Look(ash),
        .barUnavailable: Look(copper),
        .barUsed: Look(steel),
        .barTick: Look(attributes: .bold),
        .sparkline: Look(steel),
        .footer: Look(grey),
        .key: Look(blue),
        .cursor: Look(blue, attributes: .reverse),
      ])
  }()

  /// The same for light backgrounds, `themes/default-light.toml`.
  package static let defaultLight: Theme = {
    let grey = RGB(0x5B636C)
    let silver = RGB(0x8A929C)
    let ash = RGB(0x6C747E)
    let blue = RGB(0x0A5CC2)
    let steel = RGB(0x3268A8)
    let violet = RGB(0x602090)
    let copper = RGB(0x9C6A4A)
    let green = RGB(0x206848)
    let amber = RGB(0x704000)
    let red = RGB(0xB81040)
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
        .link: Look(blue, attributes: .underline),
        .strong: Look(attributes: .bold),
        .ok: Look(green),
        .warning: Look(amber),
        .critical: Look(red, attributes: .bold),
        .stale: Look(amber, attributes: [.bold, .reverse]),
        .unknown: Look(grey),
        .barAllocated: Look(steel),
        .barPlanned: Look(violet),
        .barIdle: Look(ash),
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
