package import Screen

/// What may be asked of colours.
package enum ColorChoice: String, CaseIterable, Sendable {
  case auto, truecolor
  case palette256 = "256"
  case palette16 = "16"
  case palette8 = "8"
  case never

  /// The depth that was asked for; `nil` leaves it to what draws.
  package var depth: ColorDepth? {
    switch self {
    case .auto: nil
    case .truecolor: .truecolor
    case .palette256: .palette256
    case .palette16: .palette16
    case .palette8: .palette8
    case .never: ColorDepth.none
    }
  }
}
