import Model
import Text

/// What a filter compares of an application, without case and accents, so that it is folded once and not at every key.
struct FoldedApplication: Sendable {
  /// The ID, the organisation and the title, each on a line of its own.
  let text: [UInt8]
  let machine: [UInt8]?
  let assignee: [UInt8]?
  let sector: [UInt8]?
  let country: [UInt8]?

  /// Linear in the length of the texts.
  init(_ application: Application) {
    var text = application.id.foldedName
    for part in [application.organisation, application.title] {
      text.append(UInt8(ascii: "\n"))
      if let part { text += part.foldedName }
    }
    self.text = text
    machine = application.machine.map(Self.fold)
    assignee = application.assignee.map(Self.fold)
    sector = application.sector.map(Self.fold)
    country = application.country.map(Self.fold)
  }

  /// As `foldedName`; an underscore is a space, so that a name can be written without one.
  static func fold(_ text: SafeText) -> [UInt8] {
    text.foldedName.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
  }

  /// Whether the text occurs in the ID, the organisation or the title.
  func mentions(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, wanted.count <= text.count else { return wanted.isEmpty }
    return (0...(text.count - wanted.count)).contains { start in
      text[start] == first && text[start...].starts(with: wanted)
    }
  }

  /// Whether a word of `name` begins with one of `values`: `anna` finds `Anna Berg` and `berg.anna`, not `Johanna`.
  static func matches(_ name: [UInt8]?, _ values: [FilterValue<[UInt8]>]) -> Bool {
    values.contains { value in
      switch value {
      case .unknown: name == nil
      case .known(let wanted):
        name.map { name in
          name.indices.contains { start in
            (start == 0 || !name[start - 1].isPartOfWord) && name[start...].starts(with: wanted)
          }
        } ?? false
      }
    }
  }
}

extension UInt8 {
  /// Folded letters and digits, and every byte of a letter beyond ASCII.
  fileprivate var isPartOfWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
    default: false
    }
  }
}
