import Dashboard
import Screen
import Testing

@Suite("Golden screens of the sample data")
struct GoldenTests {
  static let sizes = [
    Size(columns: 160, rows: 48), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12),
  ]

  @Test("Every view at every size shows its glyphs and their roles", arguments: View.allCases, sizes)
  func styled(view: View, size: Size) async throws {
    let canvas = try await SampleScreens.canvas(view, size)
    try GoldenScreen(name: "\(view.rawValue)-\(size.columns)x\(size.rows).txt").expect(canvas.styled)
  }

  @Test("Every view at every size loses nothing but beauty in ASCII", arguments: View.allCases, sizes)
  func ascii(view: View, size: Size) async throws {
    let canvas = try await SampleScreens.canvas(view, size).foldedToASCII()
    #expect(canvas.text.unicodeScalars.allSatisfy { $0.isASCII })
    try GoldenScreen(name: "\(view.rawValue)-\(size.columns)x\(size.rows)-ascii.txt").expect(canvas.styled)
  }

  @Test(
    "One cluster without applications and allocations, at every size, in ASCII and without colour",
    arguments: sizes)
  func one(size: Size) async throws {
    let canvas = try await SampleScreens.canvas(.overview, size, of: "leonardo")
    let name = "one-\(size.columns)x\(size.rows)"
    try GoldenScreen(name: "\(name).txt").expect(canvas.styled)
    try GoldenScreen(name: "\(name)-ascii.txt").expect(canvas.foldedToASCII().styled)
    try GoldenScreen(name: "\(name)-mono.ansi").expect(canvas.ansi(theme: .defaultDark, depth: .none))
  }

  static let themes: [(name: String, theme: Theme, depth: ColorDepth)] = [
    ("dark", .defaultDark, .truecolor), ("light", .defaultLight, .truecolor),
    ("dark-16", .defaultDark, .palette16), ("light-16", .defaultLight, .palette16),
    ("dark-8", .defaultDark, .palette8),
    ("mono", .defaultDark, ColorDepth.none),
  ]

  @Test(
    "Every view wears dark, light, sixteen colours, eight and none", arguments: View.allCases,
    themes.map(\.name))
  func themed(view: View, theme: String) async throws {
    let (name, theme, depth) = try #require(Self.themes.first { $0.name == theme })
    let canvas = try await SampleScreens.canvas(view, Size(columns: 80, rows: 24))
    try GoldenScreen(name: "\(view.rawValue)-80x24-\(name).ansi").expect(
      canvas.ansi(theme: theme, depth: depth))
  }

  @Test(
    "Help, freeze and a moved cursor show at every size",
    arguments: [
      ("help", "?"), ("help-search", "?/next"), ("alerts", "a"), ("frozen", "f"), ("moved", "3jjG"),
      ("node", "1e<Down>lll"), ("saved", "3'"), ("copy", "2eY"), ("export", "3xj"),
      ("past-utilization", "1ez"), ("past-queue", "2ejjjjjjj"),
    ], sizes)
  func typed(keys: (name: String, keys: String), size: Size) async throws {
    let canvas = try await SampleScreens.canvas(.overview, size, keys: keys.keys)
    try GoldenScreen(name: "keys-\(keys.name)-\(size.columns)x\(size.rows).txt").expect(canvas.styled)
  }

  @Test(
    "Layouts show the panes that they have, and as high as they say, at two sizes",
    arguments: [("laptop", ":layout laptop<Enter>"), ("phone", ":layout phone<Enter>3")], sizes.prefix(2))
  func layouts(layout: (name: String, keys: String), size: Size) async throws {
    let canvas = try await SampleScreens.canvas(.overview, size, keys: layout.keys)
    try GoldenScreen(name: "layout-\(layout.name)-\(size.columns)x\(size.rows).txt").expect(canvas.styled)
  }

  @Test(
    "A filtered list, one where nothing is left, and the prompt show at every size",
    arguments: [
      ("kept", "/mode:PG,FL !decided<Enter>j"), ("overview", "e/sector:health<Enter>"),
      ("nothing", "m"), ("apart", "/sector:health country:PT<Enter>"), ("prompt", "/waiting country:"),
      ("mistake", "/mode:PG step:desicion"), ("completed", "/waiting machine:<Tab><Tab>"),
      ("key", "/waiting gpu"),
    ], sizes)
  func filtered(keys: (name: String, keys: String), size: Size) async throws {
    let canvas = try await SampleScreens.canvas(.applications, size, keys: keys.keys)
    try GoldenScreen(name: "filter-\(keys.name)-\(size.columns)x\(size.rows).txt").expect(canvas.styled)
  }

  @Test(
    "Lists that stand alone, marked rows, columns and nodes under a filter, in ASCII and without colour too",
    arguments: [
      ("nodes", ":nodes<Enter>j  "), ("accounts", ":accounts sort:-gpus<Enter>"),
      ("rest", "2e/gpus>=8<Enter>\\"),
      ("columns", "2ecjj "), ("sorted", "2es<Down><Enter>"),
      ("out-of-service", "1e<Tab>/down<Enter>"), ("command", ":nodes sta"),
    ], sizes)
  func lists(keys: (name: String, keys: String), size: Size) async throws {
    let canvas = try await SampleScreens.canvas(.overview, size, keys: keys.keys)
    let name = "list-\(keys.name)-\(size.columns)x\(size.rows)"
    try GoldenScreen(name: "\(name).txt").expect(canvas.styled)
    guard size == Self.sizes[1] else { return }
    try GoldenScreen(name: "\(name)-ascii.txt").expect(canvas.foldedToASCII().styled)
    try GoldenScreen(name: "\(name)-mono.ansi").expect(canvas.ansi(theme: .defaultDark, depth: .none))
  }

  @Test("The prompt loses nothing but beauty in ASCII", arguments: sizes)
  func promptInASCII(size: Size) async throws {
    let canvas = try await SampleScreens.canvas(.queue, size, keys: "/state:pending gpus>=8x wait>1d")
    let name = "filter-ascii-\(size.columns)x\(size.rows).txt"
    try GoldenScreen(name: name).expect(canvas.foldedToASCII().styled)
  }

  @Test(
    "The page of an application at every size, and in ASCII",
    arguments: [
      Size(columns: 160, rows: 48), Size(columns: 100, rows: 30), Size(columns: 80, rows: 24),
      Size(columns: 40, rows: 12),
    ])
  func page(size: Size) async throws {
    let canvas = try await SampleScreens.canvas(.applications, size, keys: "<Enter>")
    let name = "page-\(size.columns)x\(size.rows)"
    try GoldenScreen(name: "\(name).txt").expect(canvas.styled)
    try GoldenScreen(name: "\(name)-ascii.txt").expect(canvas.foldedToASCII().styled)
  }

  @Test(
    "The page of every kind of thing at every size, with links to follow, in ASCII and without colour too",
    arguments: [
      ("cluster", ":clusters karolina<Enter><Enter>"), ("partition", "1ej<Enter>"),
      ("node", ":nodes out<Enter><Enter>"), ("node-with-jobs", ":nodes jobs>0<Enter><Enter><Tab>"),
      ("job-waiting", ":jobs id=6010<Enter><Enter><Tab>"), ("job-running", ":jobs id=6001<Enter><Enter>"),
      ("past", ":cluster leonardo<Enter>zG"),
      ("account", ":accounts name=eu-26-9010<Enter><Enter>"), ("allocation", "4ej<Enter><Tab>"),
      ("user", ":users name=aif0021<Enter><Enter>"),
      ("way", ":jobs id=6001<Enter><Enter><Tab><Enter>"), ("links", ":jobs id=6001<Enter>o"),
    ], sizes)
  func pages(keys: (name: String, keys: String), size: Size) async throws {
    let canvas = try await SampleScreens.canvas(.overview, size, keys: keys.keys)
    let name = "page-\(keys.name)-\(size.columns)x\(size.rows)"
    try GoldenScreen(name: "\(name).txt").expect(canvas.styled)
    guard size == Self.sizes[1] else { return }
    try GoldenScreen(name: "\(name)-ascii.txt").expect(canvas.shown(inASCII: true, depth: .truecolor).styled)
    try GoldenScreen(name: "\(name)-mono.ansi").expect(
      canvas.shown(inASCII: false, depth: .none).ansi(theme: .defaultDark, depth: .none))
  }

  @Test(
    "What the dialogue in lines says of every view, of lists and of the page of every kind",
    arguments: View.allCases.map { ($0.rawValue, $0 == .overview ? "" : ":\($0.rawValue)<Enter>") } + [
      ("jobs", ":jobs pending wait>12h sort:-wait<Enter>"), ("nothing", ":applications country:XX<Enter>"),
      ("alerts", "a"), ("menu", ":EHPC-AIF-2026PG01-91<Enter>"), ("columns", "3ec"),
      ("job", ":job 4010<Enter>"), ("node", ":node nid000009<Enter>"), ("cluster", ":cluster lumi<Enter>"),
      ("partition", ":partition small-g<Enter>"), ("account", ":project_465909001<Enter>"),
      ("application", ":EHPC-AIF-2026PG01-9104<Enter>"), ("user", ":user aif0001<Enter>"),
    ])
  func linear(place: (name: String, keys: String)) async throws {
    let state = try await SampleScreens.state(.overview, Self.sizes[0], keys: place.keys)
    var dialog = LinearDialog(state)
    try GoldenScreen(name: "linear-\(place.name).txt").expect(
      dialog.say(Clock(now: SampleScreens.moment, isFixed: true)).written)
  }

  @Test(
    "The keys of the page, at two sizes",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 53, rows: 17)])
  func pageHelp(size: Size) async throws {
    let canvas = try await SampleScreens.canvas(.applications, size, keys: "<Enter>?jj")
    try GoldenScreen(name: "page-help-\(size.columns)x\(size.rows).txt").expect(canvas.styled)
  }
}
