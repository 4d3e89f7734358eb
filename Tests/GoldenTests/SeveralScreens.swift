import Dashboard
import Model
import Screen
import Testing
import Text

/// What is done to several applications of the sample data, with a journal in which some were decided.
@Suite("Golden screens of what is done to several")
struct SeveralScreens {
  static let sizes = GoldenTests.sizes + [Size(columns: 53, rows: 17)]

  private static let anna = RecordAuthor(name: "anna", uid: 1000, host: "login1")

  /// Three were accepted at once, of which somebody else has noted something on the last one.
  private static let accepted: [DecisionRecord] =
    ["EHPC-AIF-2026PG01-9105", "EHPC-AIF-2026FL01-9124", "EHPC-AIF-2026LS01-9144"].enumerated().map {
      place, id in
      DecisionRecord(
        id: "00112233445566aa:\(place + 1)", application: id, kind: .decision(.accept), note: "two months",
        from: .decision, to: .awarded, portal: .decision, batch: "00112233445566aa:1", author: anna,
        at: SampleScreens.moment + .minutes(-20))
    } + [
      DecisionRecord(
        id: "ffeeddccbbaa9988:1", application: "EHPC-AIF-2026LS01-9144", kind: .note, note: "call them",
        seen: ["00112233445566aa:3"], portal: .decision,
        author: RecordAuthor(name: "ben", uid: 1001, host: "login2"), at: SampleScreens.moment + .minutes(-5))
    ]

  private static func canvas(_ size: Size, keys: String, _ records: [DecisionRecord] = []) async throws
    -> Canvas
  {
    var state = DashboardState(view: .applications)
    state.receive(.open(anna))
    state.adopt(
      TextTemplates([
        TextTemplate(name: "dataset", text: "Which data set does {organisation} use for {id}?")
      ]))
    var policy = Policy.standard
    policy.checks.machines[SafeText("lumi").foldedName] = MachineRules(
      pools: [.fastLane: GPUHours(120_000), .largeScale: GPUHours(150_000)])
    let factory = await SampleScreens.content().factory
    let calendar = policy.workingCalendar
    state.receive(
      DashboardModel(
        factory: factory.merged(with: records.caseHistories(), calendar: calendar), policy: policy,
        now: SampleScreens.moment))
    for key in try KeyNotation.keys(in: "/step:decision,awarded mode:PG,FL,LS<Enter>\(keys)") {
      _ = state.handle(.key(key, isAlone: true), size: size, now: SampleScreens.moment)
    }
    return render(state, size: size, clock: Clock(now: SampleScreens.moment, isFixed: true))
  }

  @Test(
    "Each is named with what is done to it, at every size and in ASCII",
    arguments: [
      ("deeds", "*d"), ("accept", "*da"), ("confirm", "*datwo months<C-d>"),
      ("ask", "*dn<S-Tab><Right><C-d>"),
    ], sizes)
  func several(keys: (name: String, keys: String), size: Size) async throws {
    let canvas = try await Self.canvas(size, keys: keys.keys)
    let name = "several-\(keys.name)-\(size.columns)x\(size.rows)"
    try GoldenScreen(name: "\(name).txt").expect(canvas.styled)
    let ascii = canvas.foldedToASCII()
    #expect(ascii.text.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test(
    "What is taken back is named with what cannot be, at every size",
    arguments: [("undo", "u"), ("undo-one", "/id:9105<Enter><Enter>Gu")],
    sizes)
  func undo(keys: (name: String, keys: String), size: Size) async throws {
    let canvas = try await Self.canvas(size, keys: keys.keys, Self.accepted)
    try GoldenScreen(name: "several-\(keys.name)-\(size.columns)x\(size.rows).txt").expect(canvas.styled)
  }

  @Test("The time line says beside the record what takes it back")
  func timeLine() async throws {
    let canvas = try await Self.canvas(
      Size(columns: 160, rows: 60), keys: "/id:9105<Enter><Enter>", Self.accepted)
    try GoldenScreen(name: "several-page-160x60.txt").expect(canvas.styled)
    #expect(canvas.text.contains("undo with u until the portal has it, or another record follows"))
  }
}
