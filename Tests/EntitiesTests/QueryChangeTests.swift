import Entities
import Model
import Testing
import Text

@Suite("A filter that is changed")
struct QueryChangeTests {
  private func query(_ words: SafeText) -> Query? { QueryReading(words, ListKind.jobs.schema).query }

  @Test("The order that is settled counts before the filter's own, and both show as they would be typed")
  func joining() {
    let joined = Query.joining(query("held sort:user"), sortedBy: query("sort:-gpus"))
    #expect(joined?.written == "held sort:-gpus,user")
    #expect(joined?.withoutOrder?.written == "held")
    #expect(Query.joining(nil, sortedBy: nil) == nil)
  }

  @Test(
    "A flag is put behind what is asked for, taken out again, and put in the place of its opposite and its contrary",
    arguments: [
      (nil, "running"), ("gpus>8", "gpus>8 running"), ("gpus>8 running", "gpus>8"), ("running", nil),
      ("pending gpus>8", "gpus>8 running"), ("!running", "running"), ("!pending", "!pending running"),
      ("held or array", "(held or array) running"), ("(held)", "(held) running"),
    ] as [(SafeText?, SafeText?)])
  func toggling(before: SafeText?, after: SafeText?) {
    let toggled = Query.toggling(
      "running", opposite: "pending", in: before.flatMap { query($0) }, of: ListKind.jobs.schema)
    #expect(toggled?.text == after)
  }

  @Test("A text that is nearly a flag tells of it, but not where it is short or in quotes")
  func nearly() {
    #expect(query("runing")?.nearestCondition == "running")
    #expect(query("\"runing\"")?.nearestCondition == nil)
    #expect(query("hel")?.nearestCondition == nil)
  }

  @Test(
    "A text that is a word of a field tells how to ask for it",
    arguments: [
      ("node_fail", "state:node_fail"), ("NODE_FAIL", "state:NODE_FAIL"),
      ("gpus>8 completing", "state:completing"),
      ("\"node_fail\"", nil), ("node_fai", nil),
    ] as [(SafeText, SafeText?)])
  func choice(written: SafeText, meant: SafeText?) {
    #expect(query(written)?.nearestCondition == meant)
  }
}
