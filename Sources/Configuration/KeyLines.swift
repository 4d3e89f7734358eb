/// On which lines a TOML document says what: the parser that reads the values does not tell.
///
/// Understands the document's outline only (tables, keys, and where a value ends) and takes what is no TOML for
/// something or other, because the parser refuses it anyway. Linear in the text.
struct KeyLines: Equatable {
  var line: Int
  var entries: [String: KeyLines] = [:]
  var elements: [KeyLines] = []

  /// More keys than this within each other are no configuration; deeper nesting would cost the parser its stack.
  static let deepest = 16

  init(line: Int = 1) { self.line = line }

  init(of text: String) throws(TOMLFault) {
    self.init()
    var outline = OutlineReader(text)
    var table: [String] = []
    while let item = try outline.next() {
      switch item {
      case .table(let path, let line):
        table = path
        insert(path[...], line: line) { _ in }
      case .element(let path, let line):
        table = path
        appendElement(path[...], line: line)
      case .entry(let path, let value):
        guard table.count + path.count <= Self.deepest else { throw .tooDeep(line: value.line) }
        insert((table + path)[...], line: value.line) { $0 = value }
      }
    }
  }

  /// Goes to the node at `path`, making what is missing; of a list of tables the last is meant.
  mutating func insert(_ path: ArraySlice<String>, line: Int, _ change: (inout KeyLines) -> Void) {
    guard let key = path.first else { return change(&self) }
    let rest = path.dropFirst()
    if let last = entries[key]?.elements.indices.last, !rest.isEmpty {
      entries[key]?.elements[last].insert(rest, line: line, change)
    } else {
      entries[key, default: KeyLines(line: line)].insert(rest, line: line, change)
    }
  }

  private mutating func appendElement(_ path: ArraySlice<String>, line: Int) {
    guard let last = path.last else { return }
    insert(path.dropLast(), line: line) { parent in
      let place = parent.elements.indices.last
      if let place { return parent.elements[place].appendElement([last], line: line) }
      parent.entries[last, default: KeyLines(line: line)].elements.append(KeyLines(line: line))
    }
  }
}
