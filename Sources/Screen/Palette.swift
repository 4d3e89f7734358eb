/// The colours of xterm's palette, and which of 256 stands for a colour that a terminal does not have.
package enum Palette {
  /// xterm's sixteen, its cube of 6 × 6 × 6, and its ramp of 24 greys. Users change the first sixteen.
  package static let colors: [RGB] = sixteen + cube + greys

  private static let sixteen: [RGB] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ].map { RGB($0) }

  private static let cube: [RGB] = {
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    return levels.flatMap { red in
      levels.flatMap { green in levels.map { blue in RGB(red: red, green: green, blue: blue) } }
    }
  }()

  private static let greys: [RGB] = (0..<24).map { step in
    let level = UInt8(8 + 10 * step)
    return RGB(red: level, green: level, blue: level)
  }

  private static let positions = colors.map(Oklab.init)

  /// The nearest of 16…255: users change the first sixteen. Costs a search.
  package static func nearestOf256(to color: RGB) -> UInt8 {
    let wanted = Oklab(color)
    var best: (index: UInt8, distance: Double) = (0, .infinity)
    for index in UInt8(16)...255 {
      let distance = wanted.distance(to: positions[Int(index)])
      if distance < best.distance { best = (index, distance) }
    }
    return best.index
  }
}
