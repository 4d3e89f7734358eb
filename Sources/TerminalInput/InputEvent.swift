package import Screen
package import Text

/// What a terminal has sent, as far as a program that asks it nothing wants to know.
package enum InputEvent: Hashable, Sendable {
  case key(Key)
  /// Text that was pasted, without the terminal's marks around it; control characters and all. Of one that has more
  /// than `InputParser.pasteLimit` characters these are the first.
  case paste(String)
  case remark(InputRemark)
  /// Only where the parser `readsMouse`.
  case mouse(MouseEvent)
}

/// What went wrong on the way from the terminal, for a person to know why something that was typed is not there.
package enum InputRemark: Hashable, Sendable {
  /// A sequence or a control string, such as the answer to a question, was begun and has not ended.
  case openString
  /// A paste was begun and has not ended.
  case openPaste
  /// What was begun was given up without its end; what came of it is left out.
  case unfinishedString(bytes: Int)
  /// A control string is longer than any answer; it is left out until it ends.
  case longString
  /// The mark at the end of a paste got lost; what came before it was pasted.
  case unfinishedPaste

  /// One sentence for a person.
  package var message: SafeText {
    switch self {
    case .openString:
      "the terminal began an answer and has not ended it: what is typed is taken for its rest, until Esc or for 5 s"
    case .openPaste:
      "the terminal has not said where the paste ends: what is typed goes into it, until Esc or for 5 s"
    case .unfinishedString(let bytes):
      "the terminal began an answer and did not end it: \(bytes) \(bytes == 1 ? "byte was" : "bytes were") left out"
    case .longString:
      "the terminal sends an answer of more than \(InputParser.stringLimit) bytes: it is left out"
    case .unfinishedPaste: "the terminal did not say where the paste ends: what had come by now was taken"
    }
  }
}
