package import Text

/// A place in a text of the configuration that is filled for each application: `{organisation}`.
package enum TextPlace: String, CaseIterable, Sendable {
  case organisation, id

  /// As it stands in a text.
  package var written: String { "{\(rawValue)}" }

  /// All of them: `{organisation} and {id}`.
  package static let words = allCases.map { SafeText(untrusted: $0.written) }.joined(separator: " and ")

  /// What of a text looks as if it were to be filled and is not, with its braces; `nil` where there is nothing such.
  package static func stray(in text: String) -> SafeText? {
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      rest = rest[open...]
      if let place = allCases.first(where: { rest.hasPrefix($0.written) }) {
        rest.removeFirst(place.written.count)
      } else {
        let end = rest.dropFirst().firstIndex { "{}\n".contains($0) }
        let stray = end.map { rest[$0] == "}" ? rest[...$0] : rest[..<$0] } ?? rest
        return SafeText(untrusted: String(stray)).truncated(toWidth: 40)
      }
    }
    return nil
  }

  /// That which somebody most likely meant; `nil` where none is near.
  package static func nearest(to stray: SafeText) -> TextPlace? {
    let name = stray.shown.filter { !"{} ".contains($0) }
    return nearestName(to: name, among: allCases.map(\.rawValue)).flatMap(TextPlace.init)
  }
}
