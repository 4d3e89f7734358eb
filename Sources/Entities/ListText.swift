import Text

/// A listing as text: a table for people, CSV for spreadsheets and scripts, Markdown for a ticket or a chat.
package struct ListText {
  private let list: EntityList
  private let places: [Int32]
  private let columns: [Int]

  /// `columns` are the places of fields, in the order in which they are shown.
  package init(_ list: EntityList, _ listing: Listing, columns: [Int]) {
    self.list = list
    places = listing.places
    self.columns = columns
  }

  /// Aligned columns under their titles, nothing cut.
  package var table: String {
    PlainTable.text(
      columns.map { (list.schema.fields[$0].title, list.schema.fields[$0].form.isFigure) },
      rows: places.map { place in columns.map { list.value($0, of: Int(place)).shown } })
  }

  /// A line for each row, without heads, each made when it is asked for: to be put into a text.
  package var lines: some Sequence<String> {
    places.lazy.map { place in
      columns.map { list.value($0, of: Int(place)).shown.shown }.joined(separator: "  ") + "\n"
    }
  }

  /// RFC 4180 under a line of keys, with line feeds: figures in full, spans in seconds, moments in RFC 3339, nothing
  /// for what is unknown.
  package var csv: String {
    let keys = columns.map { SafeText(untrusted: list.schema.fields[$0].jsonKey) }
    return ([keys] + places.map { place in columns.map { list.value($0, of: Int(place)).exact } })
      .map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// A table of GitHub's Markdown; signs that would mean something are escaped.
  package var markdown: String { markdownLines.joined() }

  /// The lines of that table, each made when it is asked for.
  package var markdownLines: some Sequence<String> {
    let fields = columns.map { list.schema.fields[$0] }
    let heads = Self.row(fields.map { Self.escaped($0.title) })
    let rules = Self.row(fields.map { $0.form.isFigure ? "--:" : "---" })
    let rows = places.lazy.map { place in
      Self.row(columns.map { Self.escaped(list.value($0, of: Int(place)).shown) })
    }
    return [AnySequence([heads, rules]), AnySequence(rows)].joined()
  }

  private static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

  private static func quoted(_ value: SafeText) -> String {
    let text = value.shown
    guard text.contains(where: { "\",\n\r".contains($0) }) else { return text }
    return "\"\(text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }

  private static func escaped(_ value: SafeText) -> String {
    String(value.shown.flatMap { #"\|`*[]<>~&#"#.contains($0) ? ["\\", $0] : [$0] })
  }
}
