import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("What the page of one application tells")
struct PageContentTests {
  @Test("All that the application tells is on its page", arguments: [160, 119, 80])
  func everything(columns: Int) throws {
    let size = Size(columns: columns, rows: 130)
    let text = PageCase.text(try PageCase.opened(size: size), size)
    for told in [
      "EHPC-AIF-2026PG01-9001", "Iberian Water Observatory", "Speech models for small languages",
      "Playground", "admin check", "paused before for 4h 00m", "17 Nov 10:00", "cut-off 18 Nov 10:00",
      "access team", "partition name1", "karolina", "name0, vega", "5,000 GPU-hours", "61 days", "128",
      "x86_64, rocm", "FI", "public", "digital", "FI-48174", "VAT FI7302733", "999402096", "1988",
      "staff 900", "EUR 120,000,000", "balance EUR 88,000,000", "not counted", "civilian",
      "special · agreement not signed", "horizon_europe 1011402, EUR 200,000", "national", "gpai_systemic",
      "until 2027-06-30", "if granted", "checks", "time line", "portal submitted",
    ] {
      #expect(text.contains(told), "\(told)")
    }
  }

  @Test("Of earlier waits the page tells what the clock takes for them")
  func pauseBeforeTheClock() throws {
    let size = Size(columns: 160, rows: 130)
    var factory = PageCase.factory
    factory.applications?.removeLast(2)
    factory.applications?[0].mode = .largeScale
    for (cutoff, told) in [
      (Seconds.hours(-24), "paused before for 4h 00m"), (.hours(-1), "paused before for 1h 00m"),
      (.hours(1), nil),
    ] as [(Seconds, String?)] {
      factory.applications?[0].cutoffAt = Fixture.now + cutoff
      let text = PageCase.text(try PageCase.opened(factory: factory, size: size), size)
      #expect(text.contains(told ?? "paused before") == (told != nil), "\(cutoff)")
    }
  }

  @Test("What nobody tells is a dash on the page")
  func unknown() throws {
    let size = Size(columns: 80, rows: 130)
    var factory = Factory(applications: [Application(id: "A-1", mode: .regular, state: .submitted)])
    factory.applications?[0].declared.otherFunding = []
    let rows = PageCase.text(try PageCase.opened(factory: factory, size: size), size).split(separator: "\n")
    for label in [
      "title", "due", "assignee", "fallback", "asked for", "duration", "GPUs at once", "built for",
      "organisation", "PIC", "linked firms", "AI Act class", "pool", "mean load", "whole machine",
    ] {
      #expect(rows.contains { $0.hasPrefix("│ \(label) ") && $0.contains("—") }, "\(label)")
    }
    #expect(rows.contains { $0.contains("founded       — · staff —") })
    #expect(rows.contains { $0.hasPrefix("│ other funding none") })
    #expect(rows.contains { $0.contains("no date is told") })
  }

  @Test("What granting would do is told in figures, and no figure of it wears a verdict's colour")
  func grant() throws {
    let size = Size(columns: 80, rows: 130)
    var policy = Policy.standard
    policy.checks.machines[SafeText("name0").foldedName] = MachineRules(
      pools: [.playground: GPUHours(400_000)])
    var factory = PageCase.factory
    factory.allocations = [
      Allocation(
        account: "a", cluster: "name0", mode: .playground, unit: .gpuHours, granted: 398_000,
        startsAt: Fixture.now + .days(-9), endsAt: Fixture.now + .days(9)),
      Allocation(
        account: "b", cluster: "name0", mode: .playground, unit: .gpuHours,
        startsAt: Fixture.now + .days(-9), endsAt: Fixture.now + .days(9)),
    ]
    var state = DashboardState(view: .applications)
    state.receive(DashboardModel(factory: factory, policy: policy, now: Fixture.now))
    let canvas = render(
      try PageCase.typed("<Enter>", into: state, size: size), size: size, clock: Fixture.clock)
    let rows = canvas.text.split(separator: "\n").map(String.init)
    let first = try #require(rows.firstIndex { $0.contains("if granted") })
    // Twelve of sixteen GPUs can be given out, nine are; fifteen jobs of two GPUs wait for an hour on three nodes.
    for (row, told) in zip(
      rows[(first + 1)...],
      [
        "pool          400,000 GPU-hours · granted 398,000", "left          2,000 now · then 3,000 too few",
        "less what is not told: 1 allocation runs without a known grant",
        "mean load     3.4 GPUs over 61 days", "of available  28.5 % of 12 GPUs",
        "allocated     75.0 % now · then 103.5 %", "backlog       30 GPU-hours · drain 5h 00m",
        "whole machine 17d 08h of all available GPUs",
      ])
    {
      #expect(row.contains(told))
    }
    for row in first...(first + 8) {
      for cell in canvas.cells(row: row) {
        #expect(![Role.critical, .warning, .ok].contains(cell.style.role))
      }
    }
  }

  @Test("Only what has yet to be granted says what granting it would do")
  func granted() throws {
    var factory = PageCase.factory
    for index in 0..<3 { factory.applications?[index].state = .active }
    #expect(
      !PageCase.text(try PageCase.opened(factory: factory, size: PageCase.wide), PageCase.wide).contains(
        "if granted"))
  }

  @Test("Every size from 1x1 up draws the page without a trap, and its frame is closed")
  func everySize() throws {
    for columns in stride(from: 1, through: 170, by: 13) {
      for rows in stride(from: 1, through: 50, by: 4) {
        let size = Size(columns: columns, rows: rows)
        let canvas = render(
          try PageCase.opened("<Enter>Gkk<C-u>j", size: size), size: size, clock: Fixture.clock)
        #expect(canvas.cells.count == columns * rows)
        guard columns >= 40, rows >= 12 else { continue }
        for row in 2..<(rows - 2) {
          #expect(canvas.cells(row: row).first?.scalar == "│" && canvas.cells(row: row).last?.scalar == "│")
        }
      }
    }
  }

  @Test("Where a long note leaves room nevertheless, what granting would do is told beside it")
  func roomBesideNote() throws {
    let size = Size(columns: 160, rows: 48)
    let note = SafeText(untrusted: String(repeating: "word ", count: 120))
    let record = DecisionRecord(
      id: "n:1", application: "EHPC-AIF-2026PG01-9001", kind: .note, note: note, seen: [], from: nil, to: nil,
      portal: .adminCheck, author: RecordAuthor(name: "anna", uid: 1000, host: "h"), at: Fixture.now)
    let factory = PageCase.factory.merged(
      with: [record].caseHistories(), calendar: Policy.standard.workingCalendar)
    let text = PageCase.text(Fixture.state(.applications, factory: factory), size)
    #expect(text.contains("more lines") && text.contains("Enter shows all"))
    #expect(text.contains("if granted    load 3.4 GPUs"))
  }

  @Test("The compact detail says where the rest is, and only where something is left out")
  func hint() throws {
    let list = Fixture.state(.applications, factory: PageCase.factory)
    #expect(PageCase.text(list).contains("Enter shows all"))
    #expect(!PageCase.text(list, Size(columns: 160, rows: 90)).contains("Enter shows all"))
    #expect(
      PageCase.text(list, Size(columns: 160, rows: 90)).contains(
        "if granted    load 3.4 GPUs, allocated 75 → 103 %"))
  }
}
