/// A colour in the Oklab space, where distances are about as large as eyes see them.
///
/// Source: Björn Ottosson, "A perceptual color space for image processing" (2020). Computed with the four operations
/// only, so that every machine chooses the same colours.
struct Oklab: Hashable, Sendable {
  let lightness: Double
  let a: Double
  let b: Double

  init(_ color: RGB) {
    self.init(linear: LinearRGB(color))
  }

  init(linear color: LinearRGB) {
    let long = 0.4122214708 * color.red + 0.5363325363 * color.green + 0.0514459929 * color.blue
    let medium = 0.2119034982 * color.red + 0.6806995451 * color.green + 0.1073969566 * color.blue
    let short = 0.0883024619 * color.red + 0.2817188376 * color.green + 0.6299787005 * color.blue
    let (l, m, s) = (root(long, 3), root(medium, 3), root(short, 3))
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
  }

  /// 0 for the same colour, 1 from black to white.
  func distance(to other: Oklab) -> Double {
    let (x, y, z) = (lightness - other.lightness, a - other.a, b - other.b)
    return (x * x + y * y + z * z).squareRoot()
  }
}

/// A colour whose parts are proportional to light, 0 to 1 each: what mixing and luminance are computed from.
struct LinearRGB: Hashable, Sendable {
  var red: Double
  var green: Double
  var blue: Double

  init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(_ color: RGB) {
    self.init(red: linear(color.red), green: linear(color.green), blue: linear(color.blue))
  }

  /// Relative luminance, as WCAG 2.2 defines it.
  var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  /// The contrast ratio of WCAG 2.2: 1 for the same colour, 21 from black to white.
  func contrast(with other: LinearRGB) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }
}

/// The light of one part of an sRGB colour (IEC 61966-2-1).
private func linear(_ part: UInt8) -> Double {
  let value = Double(part) / 255
  guard value > 0.04045 else { return value / 12.92 }
  // The exponent 2.4 is 2 and two fifths.
  let base = (value + 0.055) / 1.055
  return base * base * root(base * base, 5)
}

/// The root of a number from 0 to 1, by Newton's steps downwards from 1 until they end.
private func root(_ value: Double, _ degree: Int) -> Double {
  guard value > 0 else { return 0 }
  var guess = 1.0
  while true {
    let power = (1..<degree).reduce(1.0) { product, _ in product * guess }
    let next = (Double(degree - 1) * guess + value / power) / Double(degree)
    guard next < guess else { return guess }
    guess = next
  }
}
