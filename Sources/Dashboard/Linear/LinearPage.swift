import Entities
import Model
import Screen
import Text

extension PassageBuilder {
  /// What the page says, section by section, and where its links lead.
  func passage(of page: OpenPage) -> Passage {
    let contents = ScreenDrawing(state: state, clock: clock).contents(of: page, width: PageSection.anyWidth)
    let headline = contents.headline.inWords
    var known: Set<PageLink> = []
    let parts = contents.sections.compactMap { section -> Passage.Part? in
      let (facts, lines) = section.words
      guard !facts.isEmpty else { return nil }
      let links = lines.flatMap { line in
        line.links.compactMap { span, _, number -> (PageLink, SafeText)? in
          let link = contents.links[number]
          return known.insert(link).inserted ? (link, line.spans[span].text) : nil
        }
      }
      let title = section.title.map { [Passage.Fact("\($0.inWords.capitalised)")] } ?? []
      return Passage.Part(facts: title + facts, links: links)
    }
    return Passage(
      heading: ["\(contents.title.inWords)\(headline.isEmpty ? "" : ": \(headline)" as SafeText)."],
      body: .parts(parts))
  }
}

extension PageSection {
  /// What it says, a sentence each, and the lines that its links stand in.
  fileprivate var words: (facts: [Passage.Fact], lines: [Line]) {
    switch body {
    case .fields(let fields, _):
      let facts = fields.compactMap { field -> Passage.Fact? in
        let value = field.value.inWords
        return value.isEmpty ? nil : Passage.Fact(value, of: field.label.inWords)
      }
      return (facts, fields.map(\.value))
    case .lines(let lines), .drawn(_, let lines):
      return (lines.map { Passage.Fact($0.inWords) }.filter { !$0.value.isEmpty }, lines)
    case .table(let table, let under):
      let facts = table.rows.map { row in
        // A cell with nothing in it is of a thing that has nothing of the kind.
        let cells = zip(table.columns, row).dropFirst().filter { $1.width > 0 }.map { column, cell in
          "\(column.title.titleInWords): \(cell.inWords)" as SafeText
        }
        let name = row.first?.inWords ?? ""
        return Passage.Fact(([name] + cells).joined(separator: ", "))
      }
      let last = under.map { [$0] } ?? []
      return (
        facts + last.map { Passage.Fact($0.inWords) }, table.rows.flatMap(\.self) + last
      )
    }
  }
}

extension SafeText {
  /// With a great letter at its beginning.
  fileprivate var capitalised: SafeText {
    SafeText(untrusted: shown.prefix(1).uppercased() + shown.dropFirst())
  }
}
