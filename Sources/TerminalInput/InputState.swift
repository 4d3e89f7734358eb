/// What an `InputParser` is in the middle of.
enum InputState: Hashable, Sendable {
  case ground
  /// After one Esc, or after two: the second may be the first byte of a key with Alt.
  case escape(isDouble: Bool)
  /// After CSI; whether an Esc came before it.
  case control(hasAlt: Bool)
  /// After SS3.
  case single(hasAlt: Bool)
  /// After `CSI [`, with which the Linux console's F1 to F5 begin.
  case console(hasAlt: Bool)
  case mouse(MouseCoordinates)
  case string
  /// After an Esc in a string, which may be half of ST.
  case stringEnd
  case paste
}
