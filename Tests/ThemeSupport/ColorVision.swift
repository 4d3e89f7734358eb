import Foundation
package import Screen

/// What eyes without one kind of cone see: Machado, Oliveira and Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency" (2009), severity 1, on linear RGB.
package enum ColorVision: String, CaseIterable, Sendable {
  case normal, protanopia, deuteranopia, tritanopia

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  /// How different two colours are to these eyes, as CIEDE2000 (CIE 142-2001) counts: 1 can just be seen, and from 10
  /// on nobody confuses them.
  package func difference(_ first: RGB, _ second: RGB) -> Double {
    Lab(seen(first)).difference(to: Lab(seen(second)))
  }

  private func seen(_ color: RGB) -> [Double] {
    let light = Light.parts(of: color)
    return matrix.map { row in min(max(0, zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }), 1) }
  }
}

/// Light and contrast, computed apart from the program's own code, which is tested with it.
package enum Light {
  /// Red, green and blue of sRGB (IEC 61966-2-1), proportional to light.
  static func parts(of color: RGB) -> [Double] {
    [color.red, color.green, color.blue].map {
      let value = Double($0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// The contrast ratio of WCAG 2.2.
  package static func contrast(_ first: RGB, _ second: RGB) -> Double {
    func luminance(_ color: RGB) -> Double {
      zip([0.2126, 0.7152, 0.0722], parts(of: color)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}

/// A colour of CIELAB under D65.
private struct Lab {
  let lightness: Double
  let a: Double
  let b: Double

  init(_ light: [Double]) {
    func sum(_ weights: [Double]) -> Double { zip(weights, light).reduce(0) { $0 + $1.0 * $1.1 } }
    func root(_ value: Double) -> Double {
      value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
    }
    let x = root(sum([0.4124564, 0.3575761, 0.1804375]) / 0.95047)
    let y = root(sum([0.2126729, 0.7151522, 0.0721750]))
    let z = root(sum([0.0193339, 0.1191920, 0.9503041]) / 1.08883)
    (lightness, a, b) = (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// CIEDE2000, in the notation of Sharma, Wu and Dalal (2005).
  func difference(to other: Lab) -> Double {
    let seventh: Double = pow(25.0, 7.0)
    let mean = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let g = 0.5 * (1 - (pow(mean, 7) / (pow(mean, 7) + seventh)).squareRoot())
    let (a1, a2) = ((1 + g) * a, (1 + g) * other.a)
    let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
    let (h1, h2) = (degrees(a1, b), degrees(a2, other.b))
    let isGrey = c1 * c2 == 0
    var turn = isGrey ? 0 : h2 - h1
    if turn > 180 { turn -= 360 }
    if turn < -180 { turn += 360 }
    let (dL, dC) = (other.lightness - lightness, c2 - c1)
    let dH = 2 * (c1 * c2).squareRoot() * sin(radians(turn / 2))
    var hue = isGrey ? h1 + h2 : (h1 + h2) / 2
    if !isGrey, abs(h1 - h2) > 180 { hue += h1 + h2 < 360 ? 180 : -180 }
    let (l, c) = ((lightness + other.lightness) / 2, (c1 + c2) / 2)
    let t =
      1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue)) + 0.32 * cos(radians(3 * hue + 6))
      - 0.2 * cos(radians(4 * hue - 63))
    let sL = 1 + 0.015 * pow(l - 50, 2) / (20 + pow(l - 50, 2)).squareRoot()
    let (sC, sH) = (1 + 0.045 * c, 1 + 0.015 * c * t)
    let rC = 2 * (pow(c, 7) / (pow(c, 7) + seventh)).squareRoot()
    let rT = -sin(radians(60 * exp(-pow((hue - 275) / 25, 2)))) * rC
    let (x, y, z) = (dL / sL, dC / sC, dH / sH)
    return (x * x + y * y + z * z + rT * y * z).squareRoot()
  }

  private func degrees(_ a: Double, _ b: Double) -> Double {
    guard a != 0 || b != 0 else { return 0 }
    let angle = atan2(b, a) * 180 / .pi
    return angle < 0 ? angle + 360 : angle
  }

  private func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
