import ArgumentParser
import Configuration
import Entities
import JSONStream
import Model
import Telemetry
import Text

struct List: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    abstract: "List one kind of thing, filtered and sorted: a table, CSV, JSON or Markdown.",
    discussion: """
      --where takes the words of the filter language: key: with the beginning of a name, key= with all of it, key>, key>=, \
      key< and key<= with a number, a span or a time, a..b for a range, several values between commas, - for what is not \
      told; flags; text; ! before what must not hold; or between alternatives, in brackets. In a shell single quotes go \
      around all of it. --fields tells the keys and flags of a kind.
      """)

  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json, markdown
  }

  @Argument(
    help: ArgumentHelp(
      "\(ListKind.allCases.map(\.rawValue).joined(separator: ", ")); budgets means allocations.",
      valueName: "kind"))
  var kind: ListKind

  @OptionGroup var data: DataOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions

  @Option(
    name: .customLong("where"), parsing: .unconditional,
    help: ArgumentHelp("Which are listed, such as 'state:pending gpus>=8 !array'.", valueName: "words"))
  var filter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Keys to sort by, the first counting most; - before one for the greatest first.", valueName: "key,-key")
  )
  var sort: String?

  @Option(help: ArgumentHelp("The columns, in this order; otherwise the usual ones.", valueName: "key,…"))
  var columns: String?

  @Option(help: "table, csv, json or markdown.")
  var format: OutputFormat = .table

  @Flag(help: "Print the keys of the kind, their units and what they say, and its flags.")
  var fields = false

  func run() throws {
    if fields { return try output(FieldTable.text(of: kind, as: format)) }
    var request = try ListRequest(kind, filter: filter, sort: sort, columns: columns)
    let configuration = try files.read(Overrides(data: data, journal: journal), waiting: wait).configuration
    request.fill(by: configuration.listSettings)
    let shown = try ShownFactory(
      data, recording, journal: journal, by: configuration, isConfigurationNamed: files.config != nil,
      waiting: wait)
    let factory = shown.factory
    let figures = Figures(of: factory, policy: shown.policy, now: shown.now)
    let list = EntityList(kind, of: factory, figures: figures, user: request.user(waiting: wait))
    let listing = Listing(list, by: request.query, now: figures.now, zone: shown.policy.zone)
    switch format {
    case .table: try output(ListText(list, listing, columns: request.columns(of: list)).table.utf8)
    case .csv: try output(ListText(list, listing, columns: request.columns(of: list)).csv.utf8)
    case .markdown: try output(ListText(list, listing, columns: request.columns(of: list)).markdown.utf8)
    case .json:
      try ListDocument.json(
        list, listing, by: request.query, members: request.members(of: list), now: figures.now
      ).write(pretty: true) { try output($0) }
      try output([UInt8(ascii: "\n")])
    }
    if list.count > 0, listing.places.isEmpty, let query = request.query {
      complain("0 of \(.grouped(list.count)): \(query.nothingFound()).")
    }
    try shown.refuseUnreadableRoots(of: data, configuration)
  }
}

extension ListKind: ExpressibleByArgument {
  init?(argument: String) { self.init(word: argument.lowercased()) }
}

/// What of a list is asked for.
struct ListRequest {
  let kind: ListKind
  private(set) var query: Query?
  /// Where the fields are that make the columns; `nil` where nobody asks for some.
  private let wanted: [Int]?
  /// Those that the configuration has.
  private var settled: [Int]?

  /// - Throws: `ExitCode.usage` after having said what cannot be understood.
  init(_ kind: ListKind, filter: String?, sort: String?, columns: String?) throws {
    self.kind = kind
    let schema = kind.schema
    let order = sort.map { "sort:\($0)" }
    query = Query.joining(
      try filter.flatMap { try FilterOptions.query($0, schema, option: "--where") },
      sortedBy: try order.flatMap { try FilterOptions.query($0, schema, option: "--sort") })
    wanted = try columns.map { try Self.places(of: $0, in: schema) }
  }

  private static func places(of columns: String, in schema: ListSchema) throws -> [Int] {
    let keys = columns.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    guard !keys.isEmpty else {
      complain("--columns: name the keys of fields, such as \(SafeText(untrusted: schema.fields[0].key)).")
      throw ExitCode.usage
    }
    do throws(UnusableWords) { return try schema.places(of: keys) } catch {
      complain("--columns: \(error.sentence)")
      throw ExitCode.usage
    }
  }

  /// Takes from a configuration what the command line does not say.
  mutating func fill(by lists: ListSettings) {
    query = lists.query(query, of: kind)
    settled = lists.preferences[kind]?.columns
  }

  /// The columns that were asked for, otherwise those of the configuration, otherwise the usual ones.
  func columns(of list: EntityList) -> [Int] { wanted ?? settled ?? list.schema.usualColumns }

  /// What an item of JSON holds: what was asked for, otherwise all.
  func members(of list: EntityList) -> [Int] { wanted ?? Array(list.schema.fields.indices) }

  /// Who looks, where the filter asks for what is theirs.
  func user(waiting wait: WaitOptions) -> SafeText? {
    guard let mine = kind.schema.place(ofFlag: "mine"), query?.asks(forFlag: mine) == true else { return nil }
    return UserDirectory.currentAuthor(noLongerThan: wait.wait)?.name
  }
}
