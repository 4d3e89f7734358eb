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
