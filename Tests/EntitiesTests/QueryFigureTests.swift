import Entities
import Model
import Testing
import Text

@Suite("Figures, words and times as a filter has them")
struct QueryFigureTests {
  @Test(
    "A figure has its prefix, its unit and its range",
    arguments: [
      (ListKind.jobs, "gpus:8..8", ["1"]), (.jobs, "gpus>4..8", ["2", "4"]),
      (.jobs, "gpus<8..16", ["3_[0-63%8]"]),
      (.jobs, "wait<0.25w", ["2", "3_[0-63%8]", "4"]), (.jobs, "wait:1200m", ["2"]),
      (.jobs, "wait:72000s", ["2"]),
      (.applications, "gpu-hours:5k", ["EHPC-1"]), (.applications, "gpu-hours:0.005M", ["EHPC-1"]),
      (.nodes, "power>1.8kW", ["n10"]), (.nodes, "power:1900W", ["n10"]), (.nodes, "power>2kW", []),
      (.nodes, "busy:60%", ["n10"]), (.nodes, "busy:0.6", ["n10"]),
    ])
  func figures(kind: ListKind, words: String, found: [String]) {
    #expect(QueryReading(SafeText(untrusted: words), kind.schema).problem == nil)
    #expect(EntityFixture.listed(SafeText(untrusted: words), kind) == found)
  }

  @Test(
    "What is no figure, no share and no time of a day is none",
    arguments: [
      (ListKind.allocations, "used%>5"), (.jobs, "gpus:\"4..8\""), (.jobs, "submitted>24:00"),
      (.jobs, "submitted>06:60"), (.jobs, "gpus>8W"), (.applications, "step:expert_re"),
    ])
  func faults(kind: ListKind, words: String) {
    #expect(QueryReading(SafeText(untrusted: words), kind.schema).problem != nil)
  }

  @Test(
    "A minute is all of it and no more, and a span from now has now in it",
    arguments: [
      (ListKind.nodes, "since:10:00", ["n2"]), (.nodes, "since:09:59", []),
      (.nodes, "since:09:00..09:59", []),
      (.nodes, "since:..2026-11-22", ["n3"]), (.reservations, "starts:-1h", ["course"]),
      (.reservations, "starts:+1h", ["course"]),
    ])
  func times(kind: ListKind, words: String, found: [String]) {
    #expect(QueryReading(SafeText(untrusted: words), kind.schema).problem == nil)
    #expect(EntityFixture.listed(SafeText(untrusted: words), kind) == found)
  }

  @Test(
    "A text is found to its end, a number by its digits, a folded list by itself, and a word without its full stop",
    arguments: [
      (ListKind.nodes, "bus", ["n2"]), (.nodes, "reason:x*bus", ["n2"]), (.nodes, "reason:\"-\"", []),
      (.jobs, "63", ["3_[0-63%8]"]), (.jobs, "node:\"n[2,10]\"", ["1"]),
      (.applications, "step:expert_rev", []), (.applications, "step:other", ["EHPC-2"]),
      (.applications, "step>=other", []),
    ])
  func texts(kind: ListKind, words: String, found: [String]) {
    #expect(QueryReading(SafeText(untrusted: words), kind.schema).problem == nil)
    #expect(EntityFixture.listed(SafeText(untrusted: words), kind) == found)
  }
}
