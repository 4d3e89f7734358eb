/// A small seeded generator: SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
///
/// The same seed gives the same draws on every machine and with every version of Swift, which the standard library's
/// own `random(in:using:)` does not promise. No draw needs `libm`, whose last digit differs between machines.
struct SeededRandom: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A generator of its own, so that what one part of the factory draws never shifts the draws of another.
  mutating func branch() -> SeededRandom { SeededRandom(seed: next()) }

  /// 0 ..< `bound`; 0 when `bound` is not positive.
  mutating func below(_ bound: Int) -> Int {
    bound > 0 ? Int(next().multipliedFullWidth(by: UInt64(bound)).high) : 0
  }

  mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

  /// 0 ..< 1 in steps of 2⁻⁵³.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func happens(_ probability: Double) -> Bool { fraction() < probability }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// One of `choices`, as often as its weight.
  mutating func pick<Element>(_ choices: [Weighted<Element>]) -> Element {
    var ticket = below(choices.reduce(0) { $0 + $1.weight })
    for choice in choices.dropLast() {
      if ticket < choice.weight { return choice.element }
      ticket -= choice.weight
    }
    return choices[choices.count - 1].element
  }

  /// Exponentially distributed with mean 1, by von Neumann's comparison method (1951), which needs no logarithm.
  mutating func exponential() -> Double {
    var whole = 0.0
    while true {
      let first = fraction()
      var previous = first
      var runLength = 1
      while true {
        let draw = fraction()
        if draw >= previous { break }
        previous = draw
        runLength += 1
      }
      if runLength % 2 == 1 { return whole + first }
      whole += 1
    }
  }
}

struct Weighted<Element: Sendable>: Sendable {
  var element: Element
  var weight: Int
  init(_ element: Element, _ weight: Int) {
    self.element = element
    self.weight = weight
  }
}
