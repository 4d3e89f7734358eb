import Model
package import Text

/// A text of the configuration that can be chosen for what is recorded.
package struct TextTemplate: Hashable, Sendable {
  package let name: SafeText
  /// With `{organisation}` and `{id}`, which are filled for each application.
  package let text: SafeText

  package init(name: SafeText, text: SafeText) {
    self.name = name
    self.text = text
  }
}

/// Those that there are, and how they are filled.
package struct TextTemplates: Hashable, Sendable {
  package var all: [TextTemplate] = []
  /// Whether what stands for an organisation on the screen is not its name.
  package var areOrganisationsHidden = false

  package init(_ all: [TextTemplate] = [], areOrganisationsHidden: Bool = false) {
    self.all = all
    self.areOrganisationsHidden = areOrganisationsHidden
  }

  func filled(_ text: SafeText, for application: Application) throws(TextTemplate.Refusal) -> SafeText {
    try TextTemplate.filled(text, for: application, hidingOrganisation: areOrganisationsHidden)
  }
}

extension TextTemplate {
  /// Why a text cannot be filled for an application.
  enum Refusal: Error, Equatable {
    /// What it has a place for is not told, or not to be seen.
    case noOrganisation(isHidden: Bool)
    /// So many scalars would be in it.
    case tooLong(Int)

    var clause: SafeText {
      switch self {
      case .noOrganisation(isHidden: true): "the text names the organisation, which is hidden here"
      case .noOrganisation(isHidden: false): "the text names the organisation, which no file tells"
      case .tooLong(let count): "its text has \(count) characters, and a record takes \(TextField.limit)"
      }
    }
  }

  /// The text for one application. What an organisation's name holds is no place to fill.
  static func filled(
    _ text: SafeText, for application: Application, hidingOrganisation isHidden: Bool
  ) throws(Refusal) -> SafeText {
    var filled = ""
    // With the ends of its lines, which are not shown as they are.
    var rest = (text.original ?? text.shown)[...]
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      rest = rest[open...]
      guard let place = TextPlace.allCases.first(where: { rest.hasPrefix($0.written) }) else {
        filled.append(rest.removeFirst())
        continue
      }
      switch place {
      case .id: filled += application.id.shown
      case .organisation:
        guard !isHidden, let organisation = application.organisation, !organisation.isEmpty else {
          throw .noOrganisation(isHidden: isHidden)
        }
        filled += organisation.shown
      }
      rest.removeFirst(place.written.count)
    }
    filled += rest
    let count = filled.unicodeScalars.count
    guard count <= TextField.limit else { throw .tooLong(count) }
    return SafeText(untrusted: filled)
  }

  /// Whether a text has a place that is filled differently for each application.
  static func hasPlaces(_ text: SafeText) -> Bool {
    TextPlace.allCases.contains { text.shown.contains($0.written) }
  }
}
