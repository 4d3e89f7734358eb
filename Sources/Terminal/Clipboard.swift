import Text

/// What lies between the program and the terminal whose clipboard is meant.
package enum ClipboardRoute: Hashable, Sendable {
  case direct, tmux, screen

  /// As the environment tells it: of a multiplexer in the other, the inner one.
  init(environment: (String) -> String?) {
    if environment("TMUX")?.isEmpty == false {
      self = .tmux
    } else if environment("STY")?.isEmpty == false, environment("TERM")?.hasPrefix("screen") == true {
      self = .screen
    } else {
      self = .direct
    }
  }
}

/// OSC 52 of xterm: asks the terminal to take a text into its clipboard. What is there is never asked for.
enum Clipboard {
  /// More than this many terminals cut or drop.
  static let mostBytes = 100_000
  /// What screen takes in one string of control, with what begins and ends it.
  static let screenPiece = 768

  /// `ESC ] 52 ; c ; BASE64 BEL`, as `route` lets it through.
  static func sequence(for text: [UInt8], by route: ClipboardRoute) -> [UInt8] {
    let plain = Array("\u{1B}]52;c;".utf8) + base64(text) + [0x07]
    switch route {
    case .direct: return plain
    // tmux takes the plain one itself where `set-clipboard` is on, and lets the wrapped one through, in which each ESC
    // is doubled, where `allow-passthrough` is. It drops what it does not take, and of both the text is the same.
    case .tmux:
      return plain + Array("\u{1B}Ptmux;".utf8) + plain.flatMap { $0 == 0x1B ? [$0, $0] : [$0] } + stringEnd
    // screen puts the strings together that it lets through.
    case .screen:
      let room = screenPiece - 2 - stringEnd.count
      return stride(from: 0, to: plain.count, by: room).flatMap { start in
        Array("\u{1B}P".utf8) + plain[start..<min(start + room, plain.count)] + stringEnd
      }
    }
  }

  /// Ends a string of control.
  private static let stringEnd: [UInt8] = [0x1B, UInt8(ascii: "\\")]

  /// RFC 4648, with padding.
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? digits[number >> (18 - 6 * place) & 0x3F] : UInt8(ascii: "="))
      }
    }
    return text
  }
}
