import Entities
import Model
import Testing
import Text

@Suite("A listing as text")
struct ListTextTests {
  private func text(_ keys: [String]) throws -> ListText {
    let list = EntityList(.jobs, of: EntityFixture.factory, figures: EntityFixture.figures)
    let query = QueryReading("pending sort:id", ListKind.jobs.schema).query
    let listing = Listing(list, by: query, now: EntityFixture.now, zone: EntityFixture.zone)
    return ListText(list, listing, columns: try ListKind.jobs.schema.places(of: keys))
  }

  @Test(
    "A table has its figures at the right, what is a lower bound as one, and no spaces at the ends of lines")
  func table() throws {
    #expect(
      try text(["id", "gpu-hours", "user"]).table == """
        job         GPU-h  user
        2             384  aif0211
        3_[0-63%8]  ≥ 256  Aif0255
        4              16  aif0211

        """)
    #expect(
      try text(["id", "dependency"]).table == """
        job         dependency
        2           —
        3_[0-63%8]  —
        4           afterok:1

        """)
  }

  @Test("Lines have what a table has, two spaces apart, without heads")
  func lines() throws {
    #expect(
      try text(["id", "gpus", "wait"]).lines.joined()
        == "2  32  20h 00m\n3_[0-63%8]  4  1d 06h\n4  16  1d 06h\n")
  }

  @Test("CSV has figures in full, spans in seconds, and nothing for what is unknown")
  func csv() throws {
    #expect(
      try text(["id", "wait", "eligible", "elapsed"]).csv == """
        id,wait_seconds,eligible,elapsed_seconds
        2,72000,2026-11-22T14:00:00Z,
        3_[0-63%8],108000,,
        4,108000,,

        """)
  }

  @Test("Markdown has its figures at the right")
  func markdown() throws {
    #expect(
      try text(["user", "gpus"]).markdown.hasPrefix("| user | GPUs |\n| --- | --: |\n| aif0211 | 32 |\n"))
  }
}
