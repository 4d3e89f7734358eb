import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The checks of an application on the screen")
struct CheckLinesTests {
  /// One application that fails two checks, passes some and leaves most open.
  private static var factory: Factory {
    var factory = Fixture.factory()
    factory.applications = [
      Application(
        id: "EHPC-AIF-2026PG01-9001", mode: .playground, state: .submitted, organisation: "Kobalt Vision",
        country: "US", organisationKind: "sme", machine: "vega", requested: Amount(7000, .gpuHours),
        durationDays: 61, submittedAt: Fixture.now)
    ]
    return factory
  }

  private static func lines(_ size: Size) -> [String] {
    render(Fixture.state(.applications, factory: factory), size: size, clock: Fixture.clock)
      .text.split(separator: "\n").map(String.init)
  }

  @Test("Where there is room each check stands with what it rests on, those that failed first")
  func full() throws {
    let lines = Self.lines(Size(columns: 160, rows: 48))
    let fail = try #require(lines.firstIndex { $0.contains("✗ 2 fail") })
    let unknown = try #require(lines.firstIndex { $0.contains("? 10 unknown") })
    let pass = try #require(lines.firstIndex { $0.contains("✓ 4 pass") })
    #expect(fail < unknown && unknown < pass)
    #expect(lines[fail + 1].contains("bounds        7,000 GPU-hours, allowed are up to 5,000"))
    #expect(lines[fail + 2].contains("country       US, not among the eligible countries"))
    #expect(lines[pass...].contains { $0.contains("one system    vega alone") })
  }

  @Test("Where there is little room the failed ones are told and the others named or counted")
  func short() {
    let text = Self.lines(Size(columns: 80, rows: 24)).joined(separator: "\n")
    #expect(text.contains("2 fail"))
    #expect(text.contains("7,000 GPU-hours"))
    #expect(text.contains("10 unknown"))
    #expect(text.contains("4 pass"))
    #expect(text.contains("EHPC-AIF-2026PG01-9001"))
    #expect(!text.contains("vega alone"))
  }

  @Test("No line is wider than its place, however narrow", arguments: [36, 37, 46, 62, 90])
  func narrow(width: Int) throws {
    let items = try #require(
      Fixture.state(.applications, factory: Self.factory).content?.figures.applications
    )
    .items
    let checks = CheckLines(results: items[0].checks, titleWidth: 14)
    for rows in 0...60 {
      let lines = checks.lines(width: width, rows: rows)
      #expect(lines.count <= rows)
      #expect(lines.allSatisfy { $0.width <= width + 1 })
    }
    #expect(checks.lines(width: width, rows: 3).first?.text == "✗ 2 fail · ? 10 unknown · ✓ 4 pass")
  }

  @Test("The verdicts wear their roles, and keep words and signs in ASCII")
  func roles() {
    let canvas = render(
      Fixture.state(.applications, factory: Self.factory), size: Size(columns: 160, rows: 48),
      clock: Fixture.clock)
    #expect(canvas.cells.contains { $0.scalar == "✗" && $0.style.role == .critical })
    #expect(canvas.cells.contains { $0.scalar == "✓" && $0.style.role == .ok })
    let folded = canvas.foldedToASCII().text
    #expect(folded.contains("x 2 fail") && folded.contains("Y 4 pass"))
  }
}
