package import Model
package import Text

/// What the number of a field counts, as its key in JSON tells it.
package enum FieldUnit: String, Sendable {
  case seconds, watts
  /// 1 is all.
  case fraction
  case gpuHours = "gpu_hours"
  /// The unit that the allocation was granted in, which a field of its own names.
  case itsOwn
}

/// How a field is compared, and what its values are.
package enum FieldForm: Sendable {
  /// The name of something: found by the beginning of one of its words.
  case name
  /// One name or several with commas between them, as Slurm lists a job's partitions: each is found as a name is.
  case names
  /// A number with signs, as Slurm writes jobs: found as a name is.
  case number
  /// A text that somebody wrote: found by any part of it.
  case prose
  /// The names of nodes as Slurm folds them: found by a node's own name.
  case nodes
  /// One of these words. In a ranked set a later one is more.
  case choice([FieldChoice], isRanked: Bool = false)
  case count
  case amount
  /// A quotient, of which 1 is even.
  case ratio
  /// 1 is all.
  case share
  case span
  case moment
  case flag

  /// Whether its values are figures, which stand at the right of a column.
  package var isFigure: Bool {
    switch self {
    case .count, .amount, .ratio, .share, .span: true
    case .name, .names, .number, .prose, .nodes, .choice, .moment, .flag: false
    }
  }

  /// What the values are, in a word or two for who asks what fields there are.
  package var title: SafeText {
    switch self {
    case .name, .names: "name"
    case .number: "number with signs"
    case .prose: "text"
    case .nodes: "nodes"
    case .choice: "word"
    case .count, .amount, .ratio: "number"
    case .share: "share"
    case .span: "span"
    case .moment: "time"
    case .flag: "yes or no"
    }
  }
}

/// A word of a closed set.
package struct FieldChoice: Sendable, Hashable {
  package let word: SafeText
  /// The short form by which people know it, such as `PG`.
  package let code: SafeText?
  /// What else it may be called, such as its word on the screen.
  package let otherNames: [SafeText]
  /// Whether one of sinfo's marks may stand behind it, and does not count.
  let takesMarks: Bool

  package init(
    _ word: SafeText, code: SafeText? = nil, otherNames: [SafeText] = [], takesMarks: Bool = false
  ) {
    self.word = word
    self.code = code
    self.otherNames = otherNames
    self.takesMarks = takesMarks
  }

  /// `short` is what Slurm's tables have in place of the word, such as `drng`.
  package init(_ word: String, short: String? = nil) {
    self.init(SafeText(untrusted: word), otherNames: [short].compactMap { $0.map(SafeText.init(untrusted:)) })
  }

  /// All that it is called.
  var names: [SafeText] { [code].compactMap(\.self) + [word] + otherNames }
}

/// What is told of a field without a row to read it from.
package struct FieldDescription: Sendable {
  /// The word of the filter language, of `--sort` and of `--columns`.
  package let key: String
  /// The head of its column.
  package let title: SafeText
  package let form: FieldForm
  /// `nil` where the values have none.
  package let unit: FieldUnit?
  /// A phrase for who asks what fields there are, without a capital and a period.
  package let explanation: SafeText
  /// Whether words without a key are looked for in it.
  package let isSearched: Bool
  /// Whether it is a column where none are asked for.
  package let isUsual: Bool

  /// The key in JSON where scripts know it by another than that of its key and its unit.
  fileprivate let settledJSONKey: String?

  /// The key in JSON: `-` as `_`, with the unit at the end where the key does not tell it.
  package var jsonKey: String {
    if let settledJSONKey { return settledJSONKey }
    let name = String(key.map { $0 == "-" ? "_" : $0 }.filter { $0 != "%" })
    guard let unit, unit != .itsOwn, !name.hasSuffix(unit.rawValue) else { return name }
    return "\(name)_\(unit.rawValue)"
  }
}

/// One fact of one kind of thing: the place where its key, its explanation and its value stand together, for columns,
/// filters, sorts and exports alike.
package struct Field<Row>: Sendable {
  package let description: FieldDescription
  /// What the field says of a row. Constant time but for what a kind's own file says of it.
  package let value: @Sendable (Row) -> FieldValue
  /// The symbol of a text that repeats from row to row, so that it is compared once and not a hundred thousand times.
  package let symbol: (@Sendable (Row) -> InternedText)?

  /// `title` is the key where it is left out; `json` is the key in JSON where scripts know the field by another than
  /// `jsonKey` makes.
  package init(
    _ key: String, title: SafeText? = nil, _ form: FieldForm, unit: FieldUnit? = nil, json: String? = nil,
    searched: Bool = false, usual: Bool = true, _ explanation: SafeText,
    symbol: (@Sendable (Row) -> InternedText)? = nil,
    value: @escaping @Sendable (Row) -> FieldValue
  ) {
    description = FieldDescription(
      key: key, title: title ?? SafeText(untrusted: key), form: form, unit: unit, explanation: explanation,
      isSearched: searched, isUsual: usual, settledJSONKey: json)
    self.value = value
    self.symbol = symbol
  }
}

/// A text by the table that it is interned in, and its symbol there.
package struct InternedText: Hashable, Sendable {
  /// The table's number, such as that of a cluster's queue.
  package let table: Int
  package let symbol: Symbol

  package init(table: Int, symbol: Symbol) {
    self.table = table
    self.symbol = symbol
  }
}

/// A word of the filter language that is complete by itself.
package struct FlagDescription: Sendable {
  package let word: String
  /// A phrase for who asks what flags there are, without a capital and a period.
  package let explanation: SafeText
}

/// A flag with what it means.
package struct FieldFlag<Row>: Sendable {
  package let description: FlagDescription
  /// `nil` where nobody knows.
  package let holds: @Sendable (Row) -> Bool?

  package init(_ word: String, _ explanation: SafeText, holds: @escaping @Sendable (Row) -> Bool?) {
    description = FlagDescription(word: word, explanation: explanation)
    self.holds = holds
  }
}

/// All fields and flags of one kind of thing.
package struct Fields<Row>: Sendable {
  /// In the order of their columns.
  package let fields: [Field<Row>]
  package let flags: [FieldFlag<Row>]

  package init(_ fields: [Field<Row>], flags: [FieldFlag<Row>] = []) {
    self.fields = fields
    self.flags = flags
  }

  /// The field of that key; `nil` when there is none.
  package subscript(key: String) -> Field<Row>? { fields.first { $0.description.key == key } }
}
