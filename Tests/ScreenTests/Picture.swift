import Screen
import Text

/// What `draw` makes of a canvas full of a sign that no widget draws: where it still stands, nothing was touched.
func picture(_ columns: Int, _ rows: Int, filler: Glyph = "~", _ draw: (inout Canvas) -> Void) -> String {
  canvas(columns, rows, filler: filler, draw).text
}

func canvas(_ columns: Int, _ rows: Int, filler: Glyph = "~", _ draw: (inout Canvas) -> Void) -> Canvas {
  var canvas = Canvas(size: Size(columns: columns, rows: rows))
  canvas.fill(canvas.bounds, with: filler)
  draw(&canvas)
  return canvas
}

/// The same numbers in every run: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
