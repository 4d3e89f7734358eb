import Screen
import TerminalInput
import Text

/// What a parser makes of pieces that come `gap` apart, and of silence after them. Keys by their names.
func read(
  _ pieces: [[UInt8]], gap: Duration = .zero,
  by parser: InputParser = InputParser(escapeDelay: .milliseconds(25))
) -> [String] {
  var parser = parser
  var time = Duration.zero
  var events: [InputEvent] = []
  for (index, piece) in pieces.enumerated() {
    if index > 0 { time += gap }
    while let deadline = parser.deadline, deadline <= time { events += parser.expire(at: deadline) }
    events += parser.read(piece, at: time)
  }
  return (events + rest(of: &parser)).map(name)
}

func read(_ text: String, by parser: InputParser = InputParser(escapeDelay: .milliseconds(25))) -> [String] {
  read([Array(text.utf8)], by: parser)
}

/// What silence decides.
func rest(of parser: inout InputParser) -> [InputEvent] {
  var events: [InputEvent] = []
  while let deadline = parser.deadline { events += parser.expire(at: deadline) }
  return events
}

func name(_ event: InputEvent) -> String {
  switch event {
  case .key(let key): KeyNotation.name(of: key).shown
  case .paste(let text): "paste [\(SafeText(untrusted: text).shown)]"
  case .remark(let remark): remark.message.shown
  case .mouse(let event): "mouse \(event.kind) \(event.column),\(event.row)"
  }
}

/// The bytes in two pieces, for every place where they can be cut.
func splits(_ bytes: [UInt8]) -> [[[UInt8]]] {
  bytes.indices.dropFirst().map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
}
