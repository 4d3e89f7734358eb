import Model
import Testing
import Text

@testable import Entities

@Suite("What could follow in a filter")
struct QueryCompletionTests {
  /// What is offered where `|` stands.
  private func completion(_ marked: String, _ kind: ListKind = .jobs) -> QueryCompletion {
    let cursor = Array(marked).firstIndex(of: "|") ?? marked.count
    let text = SafeText(untrusted: marked.filter { $0 != "|" })
    let list = EntityList(kind, of: EntityFixture.factory, figures: EntityFixture.figures)
    return QueryCompletion(text, cursor: cursor, kind.schema) { field, rest in
      let places = rest.map {
        Listing(list, by: $0, now: EntityFixture.now, zone: EntityFixture.zone).places
      }
      return list.valueCounts(of: field, at: places)
    }
  }

  private func titles(_ marked: String, _ kind: ListKind = .jobs) -> [String] {
    completion(marked, kind).candidates.map { candidate in
      candidate.title.shown + (candidate.count.map { " \($0)" } ?? "")
    }
  }

  /// The text after the candidate of that index is put in.
  private func completed(_ marked: String, _ kind: ListKind = .jobs, _ index: Int = 0) -> String {
    let completion = completion(marked, kind)
    var characters = Array(marked.filter { $0 != "|" })
    characters.replaceSubrange(completion.place, with: Array(completion.candidates[index].text.shown))
    return String(characters)
  }

  @Test("Flags and keys that begin so, in the order of the list's own; where a word begins, all of them")
  func keys() {
    #expect(titles("gp|") == ["gpus", "gpu-hours"])
    #expect(titles("running p|") == ["pending", "partition", "priority", "planned-nodes"])
    #expect(titles("(re|") == ["reason", "reservation", "restarts"])
    #expect(titles("!ru|") == ["running"])
    #expect(titles("GP|") == ["gpus", "gpu-hours"])
    #expect(titles("st|>4") == ["state", "starts"])
    #expect(titles("zzz|") == [] && titles("\"st|") == [])
    let all = ListKind.jobs.schema
    #expect(titles("|").count == all.flags.count + all.fields.count)
    #expect(titles("running |").prefix(2) == ["running", "pending"])
    #expect(titles("|").last == "sort")
  }

  @Test("A word that is a flag and a key is offered once, and told as both")
  func both() {
    let candidates = completion("elig|").candidates
    #expect(candidates.map(\.title.shown) == ["eligible"])
    #expect(candidates[0].explanation.shown.contains("eligible>=06:00"))
    #expect(titles("eligi|>06:00") == ["eligible"])
  }

  @Test("The values of a key with their counts, the most frequent first")
  func values() {
    #expect(titles("state:p|").first == "pending 3")
    #expect(titles("state:p|").dropFirst().allSatisfy { $0.hasSuffix(" 0") })
    #expect(titles("user:|") == ["aif0211 3", "Aif0255 1", "- 1"])
    #expect(titles("user:AIF02|") == ["aif0211 3", "Aif0255 1"])
    #expect(titles("partition:dev|") == ["dev-g 2"])
    #expect(titles("cluster:|") == ["lumi 5"])
    #expect(titles("partition:|", .nodes) == ["standard-g 2", "dev-g 1", "- 2"])
    #expect(titles("reason:bus|", .nodes) == ["XID 79: off the bus 1"])
    #expect(titles("mode:|", .applications).first == "playground 1")
    #expect(titles("mode:|", .applications).contains("other 1"))
    #expect(titles("mode:PG|", .applications) == ["PG 1"])
    #expect(titles("state:PD|") == ["PD 3"])
    #expect(titles("gpus:|") == [] && titles("id:|") == [] && titles("usr:|") == [])
  }

  @Test("Values are counted in what the words beside theirs leave; an or and brackets ask for all rows")
  func counted() {
    #expect(titles("state:running user:|") == ["aif0211 1"])
    #expect(titles("partition:| !state:pending") == ["standard-g 1", "- 1"])
    #expect(titles("gpus>=8 state:r| sort:-wait").first == "running 1")
    #expect(titles("user:aif0211,| pending") == ["aif0211 2", "Aif0255 1"])
    #expect(titles("(gpus>=32 or held) user:|") == ["aif0211 2"])
    #expect(titles("state:running or user:|") == ["aif0211 3", "Aif0255 1", "- 1"])
    #expect(titles("state:running (user:|") == ["aif0211 3", "Aif0255 1", "- 1"])
    #expect(titles("wait>1x user:|") == ["aif0211 3", "Aif0255 1", "- 1"])
  }

  @Test("The piece under the cursor is completed, and what stands around it stays")
  func pieces() {
    #expect(completed("gp|") == "gpus")
    #expect(completed("sta|") == "state:")
    #expect(completed("st|ate:pending", .jobs, 1) == "starts:pending")
    #expect(completed("gp| user:x") == "gpus user:x")
    #expect(completed("state:pending,ru|") == "state:pending,running")
    #expect(completed("state:pe|,running") == "state:pending,running")
    #expect(completed("state:pe|nd,running") == "state:pending,running")
    #expect(completed("!state:pe|") == "!state:pending")
    #expect(completed("(held or user:a|)") == "(held or user:aif0211)")
    #expect(completed("sort:-wa|") == "sort:-wait")
    #expect(completed("sort:-wait,gp|", .jobs, 1) == "sort:-wait,gpu-hours")
    #expect(completed("user:aif0211 |running") == "user:aif0211 running running")
  }

  @Test("A name with spaces or signs is put in quotes, so that it finds what it names")
  func quotes() {
    #expect(completed("reason:xid|", .nodes) == "reason:\"XID 79: off the bus\"")
    #expect(completed("organisation:v|", .applications) == "organisation:\"Véloce Textile\"")
    #expect(completed("organisation:\"Vél|", .applications) == "organisation:\"Véloce Textile\"")
    #expect(completed("partition:standard-g|") == "partition:standard-g")
    #expect(completed("partition:dev|") == "partition:dev-g")
    for name: SafeText in ["say \"x\"", "-", "a,b", "(a", "a b"] {
      let cluster = Cluster(name: "vega", nodes: [Node(name: "n1", state: NodeState(.down), reason: name)])
      let factory = Factory(clusters: [cluster])
      let figures = Figures(of: factory, policy: .standard, now: EntityFixture.now)
      let list = EntityList(.nodes, of: factory, figures: figures)
      let text = QueryCompletion("reason:", cursor: 7, list.schema) { field, _ in list.valueCounts(of: field)
      }
      .candidates[0].text
      let reading = QueryReading("reason=\(text)", list.schema)
      #expect(reading.problem == nil, "\(name.shown)")
      let found = Listing(list, by: reading.query, now: EntityFixture.now, zone: EntityFixture.zone)
      #expect(found.places == [0], "\(name.shown)")
    }
  }

  @Test(
    "Each is told in one sentence with an example of its form that can be read", arguments: ListKind.allCases)
  func sentences(kind: ListKind) throws {
    for candidate in completion("|", kind).candidates {
      #expect(candidate.explanation.shown.hasPrefix("\(candidate.title.shown): "))
    }
    for field in kind.schema.fields {
      let sentence = try #require(completion("\(field.key):|", kind).explanation).shown
      let examples = sentence.components(after: ", such as ").split(separator: ", ")
      #expect(examples.count > 1, "\(sentence)")
      for example in examples {
        let words = example.split(separator: " ")[0]
        let reading = QueryReading(SafeText(untrusted: String(words)), kind.schema)
        #expect(reading.problem == nil, "\(words)")
      }
    }
    let gpus = completion("gpus>|").explanation?.shown ?? ""
    #expect(gpus.hasSuffix("such as gpus>=8, gpus:4..32, gpus:- (not told)"))
  }

  @Test(
    "Whatever stands in the text, and wherever the cursor is, the piece lies in it",
    arguments: ListKind.allCases)
  func anywhere(kind: ListKind) {
    let texts = [
      "", " ", "!", "!!", "((", ")", "a:b:c", "sort:", "sort:-", "\"", "a\"b c", "user:\"a,b\",\"c",
      "gpus!=8",
      "日本:語", "état:é", ",,", "x:,,", ">", "a>=", "(!(x:y,z)) or ",
    ]
    for text in texts {
      for cursor in -1...(text.count + 1) {
        let completion = QueryCompletion(SafeText(untrusted: text), cursor: cursor, kind.schema) { _, _ in nil
        }
        #expect(completion.place.lowerBound >= 0 && completion.place.upperBound <= text.count)
      }
    }
  }

  @Test("Values are counted in their order, no more different ones than are offered, and interned ones once")
  func counts() throws {
    let many = (0..<20_000).map { Node(name: "n\($0)", state: NodeState(.idle), partitions: ["gpu"]) }
    let factory = Factory(clusters: [Cluster(name: "vega", nodes: many)])
    let list = EntityList(
      .nodes, of: factory, figures: Figures(of: factory, policy: .standard, now: EntityFixture.now))
    let (name, partition) = (list.schema.place(of: "name"), list.schema.place(of: "partition"))
    let names = try #require(name.flatMap { list.valueCounts(of: $0) })
    #expect(names.values.count == ValueCounts.most)
    let partitions = try #require(partition.flatMap { list.valueCounts(of: $0) })
    #expect(partitions.values.map(\.count) == [20_000])
    #expect(try titlesOfClusters() == ["anna 3", "ben 2"])
  }

  /// Of users that two clusters have, each with symbols of its own.
  private func titlesOfClusters() throws -> [String] {
    func cluster(_ name: SafeText, _ users: [SafeText]) -> Cluster {
      var symbols = SymbolTable()
      let jobs = users.enumerated().map { number, user in
        Job(id: Int64(number + 1), state: JobState(.pending), user: symbols.intern(user))
      }
      return Cluster(name: name, jobs: JobTable(symbols: symbols, jobs: jobs))
    }
    let factory = Factory(clusters: [cluster("a", ["ben", "anna"]), cluster("b", ["anna", "ben", "anna"])])
    let list = EntityList(
      .jobs, of: factory, figures: Figures(of: factory, policy: .standard, now: EntityFixture.now))
    let field = try #require(list.schema.place(of: "user"))
    return try #require(list.valueCounts(of: field)).values.map { "\($0.text.shown) \($0.count)" }
  }

  @Test("The value that was meant is the nearest that the list has, of one word that asks for a name")
  func nearest() {
    let list = EntityList(.jobs, of: EntityFixture.factory, figures: EntityFixture.figures)
    func meant(_ words: SafeText) -> String? {
      QueryReading(words, list.schema).query?.nearestValue(in: list)?.shown
    }
    #expect(meant("user:aif0291") == "aif0211")
    #expect(meant("user:zzzzzz") == nil && meant("gpus:77") == nil && meant("!user:aif0291") == nil)
    #expect(meant("user:aif0291 running") == nil && meant("user:aif02*9") == nil)
    let parts = QueryReading("user:a (held or array) !running sort:-wait", list.schema).query?.parts
    #expect(parts?.map(\.text.shown) == ["user:a", "(held or array)", "!running"])
    #expect(QueryReading("held or array", list.schema).query?.parts.map(\.text.shown) == ["held or array"])
  }
}

extension String {
  fileprivate func components(after mark: String) -> String {
    var rest = self[...]
    while !rest.isEmpty, !rest.hasPrefix(mark) { rest = rest.dropFirst() }
    return String(rest.dropFirst(mark.count))
  }
}
