import Text

/// What one place says: some sentences, and under them things to choose from by their numbers, or the parts of a page.
struct Passage {
  /// What a number leads to.
  enum Choice: Hashable, Sendable {
    case pane(Pane)
    case row(RowID)
    case link(PageLink)
    /// The item of the menu that is open.
    case item(Int)
  }

  /// What is said of a thing: `state: running`; without a label, a clause.
  struct Fact: Hashable, Sendable {
    let label: SafeText
    let value: SafeText

    init(_ value: SafeText, of label: SafeText = "") {
      self.label = label
      self.value = value
    }

    var words: SafeText { label.isEmpty ? value : "\(label): \(value)" }
  }

  /// One of the things to choose from.
  struct Item {
    let name: SafeText
    let facts: [Fact]
    var separator: SafeText = ", "
  }

  /// Things to choose from, each made when it is said.
  struct Items {
    var count = 0
    var item: (Int) -> Item = { _ in Item(name: "", facts: []) }
    var choice: (Int) -> Choice = { .item($0) }
  }

  /// A section of a page: what it says, and the links in it.
  struct Part {
    let facts: [Fact]
    let links: [(link: PageLink, name: SafeText)]
  }

  enum Body {
    case items(Items)
    case parts([Part])
  }

  /// What comes first.
  var heading: [SafeText] = []
  var body = Body.items(Items())
}
