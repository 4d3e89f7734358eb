import Testing

@testable import Screen

struct PaletteTests {
  @Test("The palette is xterm's")
  func palette() {
    #expect(Palette.colors.count == 256)
    #expect(Palette.colors[16] == RGB(0x000000))
    #expect(Palette.colors[67] == RGB(0x5F87AF))
    #expect(Palette.colors[231] == RGB(0xFFFFFF))
    #expect(Palette.colors[232] == RGB(0x080808))
    #expect(Palette.colors[255] == RGB(0xEEEEEE))
  }

  @Test("A colour of the cube or the ramp stays itself", arguments: 16...255 as ClosedRange<UInt8>)
  func identity(index: UInt8) {
    let nearest = Palette.nearestOf256(to: Palette.colors[Int(index)])
    #expect(Palette.colors[Int(nearest)] == Palette.colors[Int(index)])
  }

  @Test(
    "Other colours become the nearest of 256, greys a grey",
    arguments: [
      (0xD7263D, 160), (0x6CB6FF, 75), (0xE5B454, 179), (0x16181D, 234), (0x8B93A1, 246), (0x808080, 244),
      (0x010101, 16), (0xFDFDFD, 231),
    ] as [(UInt32, UInt8)])
  func of256(color: UInt32, index: UInt8) {
    #expect(Palette.nearestOf256(to: RGB(color)) == index)
  }

  @Test(
    "Oklab has the values of its publication's reference code",
    arguments: [
      (0xFFFFFF, 1, 0, 0), (0xFF0000, 0.62796, 0.22486, 0.12585), (0x00FF00, 0.86644, -0.23389, 0.17950),
      (0x0000FF, 0.45201, -0.03246, -0.31153), (0x000000, 0, 0, 0), (0x010101, 0.06722, 0, 0),
    ] as [(UInt32, Double, Double, Double)])
  func oklab(color: UInt32, lightness: Double, a: Double, b: Double) {
    let found = Oklab(RGB(color))
    #expect(abs(found.lightness - lightness) < 1e-4)
    #expect(abs(found.a - a) < 1e-4)
    #expect(abs(found.b - b) < 1e-4)
  }

  @Test(
    "Contrast is that of WCAG",
    arguments: [(0xFFFFFF, 0x000000, 21.0), (0x777777, 0xFFFFFF, 4.478), (0x123456, 0x123456, 1)]
      as [(UInt32, UInt32, Double)])
  func contrast(ink: UInt32, ground: UInt32, ratio: Double) {
    #expect(abs(LinearRGB(RGB(ink)).contrast(with: LinearRGB(RGB(ground))) - ratio) < 0.001)
  }

  @Test(
    "Only six hexadecimal digits after a # are a colour",
    arguments: [
      "#12345", "#1234567", "123456", "#12345g", "#+12345", "#-12345", "", "#", "# 12345", "#１23456",
    ])
  func badHex(text: String) {
    #expect(RGB(hex: text) == nil)
  }

  @Test("A colour is written as it is read", arguments: ["#000000", "#d7263d", "#0a0b0c", "#ffffff"])
  func hex(text: String) {
    #expect(RGB(hex: text)?.hex == text)
    #expect(RGB(hex: text.uppercased())?.hex == text)
  }
}
