import Entities
import Model
import Testing
import Text

@Suite("The filter language")
struct QueryTests {
  @Test(
    "Words side by side all have to hold, or binds less, brackets and ! as one would think",
    arguments: [
      ("state:pending", ["2", "3_[0-63%8]", "4"]), ("state:PD gpus>=16", ["2", "4"]),
      ("!state:pending", ["1", "5"]), ("state:running or gpus:32", ["2", "1"]),
      ("gpus:32 or state:running user:nobody", ["2"]),
      ("(gpus:32 or state:running) user:aif0211", ["2", "1"]),
      ("!(state:pending or state:running)", ["5"]), ("((gpus:4..8))", ["3_[0-63%8]", "1"]),
      ("running", ["1"]), ("eligible", ["2", "3_[0-63%8]"]), ("held", ["4"]), ("array", ["3_[0-63%8]"]),
      ("!array pending", ["2", "4"]), ("gpus:-", ["5"]), ("!gpus>8", ["3_[0-63%8]", "1", "5"]),
      ("gpus:4,32", ["2", "3_[0-63%8]"]), ("gpus<=4", ["3_[0-63%8]"]), ("gpus:..8", ["3_[0-63%8]", "1"]),
      ("gpus:16..", ["2", "4"]),
    ])
  func grammar(words: String, found: [String]) {
    #expect(QueryReading(SafeText(untrusted: words), ListKind.jobs.schema).problem == nil)
    #expect(EntityFixture.listed(SafeText(untrusted: words), .jobs) == found)
  }

  @Test(
    "A name is found by the beginning of a word of it, exactly by =, with * for anything; a text by any part",
    arguments: [
      (ListKind.jobs, "user:aif", ["2", "3_[0-63%8]", "4", "1"]), (.jobs, "user:AIF0255", ["3_[0-63%8]"]),
      (.jobs, "user:0211", []), (.jobs, "user=aif02", []),
      (.jobs, "user=aif02*", ["2", "3_[0-63%8]", "4", "1"]),
      (.jobs, "user:*55", ["3_[0-63%8]"]), (.jobs, "partition:dev-g", ["3_[0-63%8]", "4"]),
      (.jobs, "partition=dev-g", ["3_[0-63%8]", "4"]), (.jobs, "account:project_1", ["2", "4", "1"]),
      (.jobs, "reason:JobHeldUser,Priority", ["2", "4"]), (.jobs, "node:n10", ["1"]), (.jobs, "node:n1", []),
      (.jobs, "node:n1*", ["1"]),
      (.nodes, "reason:bus", ["n2"]), (.nodes, "partition:dev-g", ["n2"]),
      (.nodes, "partition:-", ["n3", "n4"]),
      (.nodes, "xid", ["n2"]), (.nodes, "n", ["n2", "n3", "n4", "n10"]), (.nodes, "down", ["n3"]),
      (.nodes, "drained", ["n2"]), (.nodes, "up", ["n10"]), (.nodes, "!up", ["n2", "n3", "n4"]),
      (.applications, "veloce", ["EHPC-1"]), (.applications, "mode:PG,fast_lane", ["EHPC-1", "EHPC-3"]),
      (.applications, "mode:other", ["EHPC-2"]), (.applications, "step>=decision", ["EHPC-1"]),
      (.applications, "step:info_asked", ["EHPC-3"]), (.applications, "gpu-hours>4k", ["EHPC-1"]),
      (.allocations, "used>10%", ["EHPC-9"]), (.allocations, "used%>=90%", ["EHPC-9"]),
      (.allocations, "used>10k", []), (.allocations, "early", ["EHPC-9"]),
      (.alerts, "severity>=warning text:zzz", []),
      // As sinfo -o %t and squeue -o %t have them, and with sinfo's marks.
      (.nodes, "state:mix", ["n10"]), (.nodes, "state:drain,down*", ["n2", "n3"]),
      (.nodes, "state=Drained$", ["n2"]), (.nodes, "state:unk", ["n4"]),
      (.nodes, "state:drng,comp,alloc", []),
      (.nodes, "state:resv,plnd,boot,failg", []), (.partitions, "state:inact,drain", ["dev-g"]),
      (.jobs, "state:R,cf,oom", ["1"]), (.nodes, "!state:down* state:-", []),
      // The name of its cluster finds a thing of every kind that has one.
      (.nodes, "lumi", ["n2", "n3", "n4", "n10"]), (.nodes, "karolina", []),
      (.partitions, "LUM", ["standard-g", "dev-g"]), (.jobs, "lumi running", ["1"]), (.jobs, "karolina", []),
      (.accounts, "lumi project_1", ["project_1"]), (.users, "lumi", ["Aif0255", "aif0211"]),
      (.qos, "lumi long", ["long"]), (.reservations, "lumi", ["course", "maint"]),
      (.allocations, "lumi", ["EHPC-9"]),
    ])
  func names(kind: ListKind, words: String, found: [String]) {
    #expect(QueryReading(SafeText(untrusted: words), kind.schema).problem == nil)
    #expect(EntityFixture.listed(SafeText(untrusted: words), kind) == found)
  }

  @Test(
    "Spans and times count from now, by the calendar of the site",
    arguments: [
      (ListKind.jobs, "wait>1d", ["3_[0-63%8]", "4"]), (.jobs, "wait:20h", ["2"]),
      (.jobs, "wait:1h..20h", ["2"]),
      (.jobs, "wait>=1d6h", ["3_[0-63%8]", "4"]),
      (.nodes, "since:-2h", ["n2"]), (.nodes, "since:-2h..", ["n2"]), (.nodes, "since<-2d", ["n3"]),
      // 11:00 in Luxembourg is now.
      (.nodes, "since>=09:30", ["n2"]), (.nodes, "since>=10:30", []), (.nodes, "since:today", ["n2"]),
      (.nodes, "since:10:00", ["n2"]), (.nodes, "since:2026-11-23", ["n2"]),
      (.nodes, "since:2026-11-20", ["n3"]),
      (.nodes, "since:2026-11-20..2026-11-23", ["n2", "n3"]),
      (.nodes, "since:2026-11-20..2026-11-20", ["n3"]),
      (.nodes, "since:09:00..10:00", ["n2"]), (.nodes, "since:-5d..-2h", ["n3"]),
      (.nodes, "since:mon", ["n2"]), (.nodes, "since:fri", ["n3"]),
      (.nodes, "since:\"yesterday 18:00\"..", ["n2"]), (.nodes, "since:2026-11-23T09:00:00Z", ["n2"]),
      (.nodes, "since>2026-11-23T09:00:00Z", []), (.reservations, "starts:+1d..+4d", ["maint"]),
      (.reservations, "ends:-", ["course"]), (.reservations, "starts:2026-11-25", ["maint"]),
    ])
  func times(kind: ListKind, words: String, found: [String]) {
    #expect(QueryReading(SafeText(untrusted: words), kind.schema).problem == nil)
    #expect(EntityFixture.listed(SafeText(untrusted: words), kind) == found)
  }

  @Test(
    "What cannot be understood is one sentence, at its place; the rest holds",
    arguments: [
      ("state:pending gpus>=8x wait>1d", 20..<22, "gpus takes a number"),
      ("usr:anna", 0..<3, "did you mean user?"),
      ("user>anna", 4..<5, "user has no order"), ("gpus>", 0..<5, "gpus> needs a value, such as 8"),
      ("running or", 8..<10, "or stands between words"), ("or running", 0..<2, "or stands between words"),
      ("(running", 0..<1, "not closed"), ("running )", 8..<9, "no bracket is open"),
      ("submitted>=6am", 11..<14, "takes a time by the clock of the site, such as 06:00, -2h, +1d or"),
      ("submitted<1d", 10..<12, "a span needs its sign: +1d is 1d from now, -1d was so long ago"),
      ("!", 0..<1, "such as !running"),
      ("state:pendng", 6..<12, "no state is called “pendng”; did you mean pending?"),
      ("severity:critical", 0..<8, "is a key of alerts, not of jobs"),
      ("wait>90", 5..<7, "its units w, d, h, m or s"),
      ("sort:zzz", 5..<8, "no field “zzz” to sort by"), ("sort>user", 0..<9, "sort: needs the key"),
      ("wait>1e3h", 5..<9, "wait takes a span"), ("gpus>nan", 5..<8, "gpus takes a number"),
      ("gpus>0x10", 5..<9, "gpus takes a number"), ("submitted>25:00", 10..<15, "takes a time"),
      ("submitted:2026-02-30", 10..<20, "takes a time"), ("wait>1001000w", 5..<13, "wait takes a span"),
      ("!!running", 0..<9, "one ! is enough"), ("gpus!=8", 0..<7, "! stands before the word: !gpus="),
      ("gpu_hours>1", 0..<9, "did you mean gpu-hours?"), ("gpus:8..4", 5..<9, "ends before it begins"),
      ("submitted>-99999999999999999w", 10..<29, "takes a time"),
      ("gpus>8 \"left open", 7..<17, "the quote is not closed"),
      ("user:\"anna b running", 5..<20, "the quote is not closed"),
      ("gpus > 4", 5..<6, "> stands between key and value without spaces, as in tasks>4"),
      ("running and gpus>8", 8..<11, "words side by side all hold"), ("not running", 0..<3, "as in !running"),
      // What is near no word of the set is answered by all of them.
      ("state:sane", 6..<10, "no state is called “sane”; the states are pending, running"),
      ("xid:1", 0..<3, "no filter key is called “xid”; the keys are id, cluster"),
      ("state:mix", 6..<9, "no state is called “mix”"),
      // Marks stand behind the words of nodes alone.
      ("state:pending*", 6..<14, "no state is called “pending*”"),
    ])
  func faults(words: String, place: Range<Int>, sentence: String) throws {
    let reading = QueryReading(SafeText(untrusted: words), ListKind.jobs.schema)
    let problem = try #require(reading.problem)
    #expect(problem.place == place)
    #expect(problem.sentence.shown.contains(sentence), "\(problem.sentence.shown)")
  }

  @Test("A span of nothing needs no unit")
  func nothing() {
    #expect(QueryReading("wait>0", ListKind.jobs.schema).problem == nil)
    #expect(QueryReading("wait>00", ListKind.jobs.schema).problem != nil)
  }

  @Test("What can be understood counts beside what cannot, and shows as it was written, each space one")
  func partly() {
    func text(_ words: SafeText) -> String? {
      QueryReading(words, ListKind.applications.schema).query?.text.shown
    }
    #expect(text("mode:PG,XY step:kitchen  mine") == "mode:PG,XY mine")
    #expect(text("  mode:PG   \"a  b\" !MINE ") == "mode:PG \"a  b\" !MINE")
    #expect(text("!(mine or  due) sort:left country:FI") == "!(mine or due) country:FI")
    #expect(text("(mine") == "(mine)")
    #expect(text("step:kitchen") == nil)
    #expect(text("\"\"") == nil)
  }

  @Test("A quote that is not closed, and a word of another language's logic, filter nothing; the rest holds")
  func unclosed() {
    func listed(_ words: SafeText) -> [String] { EntityFixture.listed(words, .nodes) }
    #expect(listed("up reason:\"left open") == ["n10"])
    #expect(listed("up and name:n10") == ["n10"])
    #expect(listed("not up") == ["n10"])
    #expect(listed("reason:and") == [])
    let reading = QueryReading("\"left open", ListKind.nodes.schema)
    #expect(reading.query == nil)
  }

  @Test("In quotes no sign means anything")
  func quotes() {
    func listed(_ words: SafeText) -> [String] { EntityFixture.listed(words, .nodes) }
    #expect(listed("reason:\"XID 79: off\"") == ["n2"])
    #expect(listed("\"79: off\"") == ["n2"])
    #expect(listed("\"up\"") == [])
    #expect(listed("\"or\"") == [])
    #expect(listed("reason:\"off, the\"") == [])
    #expect(listed("\"and\"") == [] && listed("\"not\"") == [])
  }

  @Test(
    "However long or deep a filter is, reading it ends",
    arguments: ["(", "!(", "a or ", "gpus:1,", ")", "\"", "!"])
  func hostile(piece: String) {
    let text = String(repeating: piece, count: 20_000)
    let reading = QueryReading(SafeText(untrusted: text), ListKind.jobs.schema)
    let list = EntityList(.jobs, of: EntityFixture.factory, figures: EntityFixture.figures)
    #expect(
      Listing(list, by: reading.query, now: EntityFixture.now, zone: EntityFixture.zone).places.count <= 5)
  }

  @Test("A pattern with asterisks is looked for once, however often its beginning occurs")
  func manyBeginnings() {
    let reason = SafeText(untrusted: String(repeating: "a ", count: 200_000))
    let cluster = Cluster(name: "vega", nodes: [Node(name: "n1", state: NodeState(.down), reason: reason)])
    let factory = Factory(clusters: [cluster])
    let figures = Figures(of: factory, policy: .standard, now: EntityFixture.now)
    let list = EntityList(.nodes, of: factory, figures: figures)
    func count(_ words: SafeText) -> Int {
      let query = QueryReading(words, ListKind.nodes.schema).query
      return Listing(list, by: query, now: EntityFixture.now, zone: EntityFixture.zone).places.count
    }
    #expect(count("reason:a*b") == 0)
    #expect(count("reason:a*a*a") == 1)
    #expect(count("name:*1") == 1)
    #expect(count("name:*2*") == 0)
  }
}
