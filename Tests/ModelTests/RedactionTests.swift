import Model
import Testing
import Text

@Suite("Redactions")
struct RedactionTests {
  private static let factory: Factory = {
    var symbols = SymbolTable()
    let jobs = [
      Job(
        id: 1, name: symbols.intern("secret run"), user: symbols.intern("ada"), account: symbols.intern("p2"),
        partition: symbols.intern("gpu"), reason: symbols.intern("Priority")),
      Job(id: 2, account: symbols.intern("p1"), partition: symbols.intern("ada")),
    ]
    return Factory(
      clusters: [
        Cluster(
          name: "c",
          nodes: [
            Node(name: "n1", state: NodeState(.down), reason: "bad disk", reasonSetBy: "root"),
            Node(name: "n2", state: NodeState(.idle)),
          ],
          jobs: JobTable(symbols: symbols, jobs: jobs), accounts: [SlurmAccount(name: "p3")])
      ],
      applications: [
        Application(
          id: "a1", title: "Secret title", mode: .playground, state: .submitted, organisation: "Secret Org",
          assignee: "bob", applicant: .told(name: "Nobody Real", email: nil)),
        Application(id: "a2", mode: .playground, state: .submitted),
      ],
      allocations: [Allocation(account: "p1", unit: .gpuHours), Allocation(account: "p2", unit: .gpuHours)],
      sources: [
        Source(path: "a.json", kind: .allocations, problem: "allocation of p1: odd"),
        Source(path: "b.json", kind: .jobs, problem: "is empty", isReadable: false),
      ])
  }()

  private func redacted(_ redactions: Redactions) -> Factory { Self.factory.redacted(redactions) }

  /// One of what each hides, in the order of their words; of applicants no description tells anything.
  private static let secrets = ["Secret Org", "Secret title", "ada", "p1", "secret run", "bad disk"]

  @Test(
    "What Slurm says of a limit may name a user or an account, and goes with either",
    arguments: [(Redactions.users, true), (.accounts, true), (.jobNames, false)])
  func reasonDetail(redaction: Redactions, isHidden: Bool) throws {
    var symbols = SymbolTable()
    var job = Job(id: 1, reason: symbols.intern("AssocGrpGRES"))
    job.reasonDetail = symbols.intern("Job is at or exceeds association (acc=p9/user=eve)")
    let jobs = [job, Job(id: 2)]
    let factory = Factory(clusters: [Cluster(name: "c", jobs: JobTable(symbols: symbols, jobs: jobs))])
    let table = try #require(factory.redacted(redaction).clusters[0].jobs)
    #expect(table.symbols.texts.contains { $0.shown.contains("eve") } == !isHidden)
    #expect(table.symbols[table.jobs[0].reason] == "AssocGrpGRES")
    #expect(table.symbols[table.jobs[1].reasonDetail].isEmpty)
  }

  @Test("A text stands once in a table of jobs, also one of the site that is what others become")
  func textsOnce() throws {
    var table = JobTable()
    for number: SafeText in ["1", "2"] {
      var job = Job(id: 1)
      job.partition = table.symbols.intern("hidden")
      job.qos = table.symbols.intern("hidden 1")
      job.reason = table.symbols.intern("aif-1")
      job.account = table.symbols.intern("aif-\(number)")
      job.name = table.symbols.intern("train \(number)")
      table.jobs.append(job)
    }
    let factory = Factory(clusters: [Cluster(name: "c", jobs: table)])
    let redacted = try #require(factory.redacted([.accounts, .jobNames]).clusters[0].jobs)
    #expect(redacted.symbols.texts.sorted() == ["", "aif-1", "hidden", "hidden 1", "hidden 2"])
    let told = redacted.jobs.map { job in
      [job.partition, job.qos, job.reason, job.account, job.name].map { redacted.symbols[$0] }
    }
    #expect(
      told == [
        ["hidden", "hidden 1", "aif-1", "hidden 1", "hidden"],
        ["hidden", "hidden 1", "aif-1", "hidden 2", "hidden"],
      ])
  }

  @Test("What a job waits for, its reservation and its licences stay where its owner is hidden")
  func surroundings() throws {
    var symbols = SymbolTable()
    var job = Job(id: 1, name: symbols.intern("run"), user: symbols.intern("ada"))
    job.dependency = symbols.intern("afterok:4")
    job.reservation = symbols.intern("demo")
    job.licenses = symbols.intern("ansys:1")
    job.plannedNodes = symbols.intern("n[3-4]")
    job.gpusByNode = symbols.intern("0-3")
    job.priorities = symbols.intern("gpu=7")
    var told = JobTable(symbols: symbols, jobs: [job])
    told.readAt = Timestamp(secondsSince1970: 7)
    told.plannedAt = Timestamp(secondsSince1970: 5)
    let factory = Factory(clusters: [Cluster(name: "c", jobs: told)])
    let table = try #require(factory.redacted([.users, .jobNames]).clusters[0].jobs)
    let kept = try #require(table.jobs.first)
    #expect(
      [kept.dependency, kept.reservation, kept.licenses].map { table.symbols[$0] } == [
        "afterok:4", "demo", "ansys:1",
      ])
    #expect(
      [kept.plannedNodes, kept.gpusByNode, kept.priorities].map { table.symbols[$0] } == [
        "n[3-4]", "0-3", "gpu=7",
      ])
    #expect(table.readAt == told.readAt && table.plannedAt == told.plannedAt)
  }

  @Test(
    "Who may use a reservation and who may not is hidden with users and accounts",
    arguments: [
      (Redactions.users, ["a2", "-a1"], ["hidden", "-hidden"]),
      (.accounts, ["hidden 2", "-hidden 1"], ["ada", "-bob"]), (.reasons, ["a2", "-a1"], ["ada", "-bob"]),
    ] as [(Redactions, [SafeText], [SafeText])])
  func reservations(_ redaction: Redactions, _ accounts: [SafeText], _ users: [SafeText]) {
    let reservation = Reservation(
      name: "r", startsAt: Timestamp(secondsSince1970: 0), accounts: ["a2", "-a1"], users: ["ada", "-bob"])
    let factory = Factory(clusters: [Cluster(name: "c", reservations: [reservation])]).redacted(redaction)
    #expect(factory.clusters[0].reservations?.map(\.accounts) == [accounts])
    #expect(factory.clusters[0].reservations?.map(\.users) == [users])
  }

  @Test("What is to be hidden is nowhere in the factory, and the rest stays", arguments: secrets.indices)
  func hidden(index: Int) throws {
    let secrets = Self.secrets
    let factory = redacted(Redactions.named[index].redaction)
    var shown = "\(factory)"
    // A partition that is called like a user stays.
    if secrets[index] == "ada" {
      let table = try #require(factory.clusters[0].jobs)
      #expect(table.symbols[table.jobs[0].user] == "hidden")
      #expect(table.symbols[table.jobs[1].user].isEmpty)
      #expect(table.symbols[table.jobs[1].partition] == "ada")
      shown = "\(factory.clusters[0].nodes ?? []) \(factory.applications ?? [])"
      #expect(!shown.contains("root"))
      #expect(!shown.contains("bob"))
    } else {
      #expect(!shown.contains("\"\(secrets[index])\""))
    }
    #expect("\(Self.factory)".contains(secrets[index]))
    for (other, secret) in secrets.enumerated() where other != index {
      #expect("\(factory)".contains(secret), "\(secret)")
    }
  }

  @Test("Accounts stay apart, and are the same account in jobs and budgets")
  func accounts() throws {
    let factory = redacted(.accounts)
    #expect(factory.allocations?.map(\.account) == ["hidden 1", "hidden 2"])
    let table = try #require(factory.clusters[0].jobs)
    #expect(table.jobs.map { table.symbols[$0.account] } == ["hidden 2", "hidden 1"])
    #expect(factory.clusters[0].accounts?.map(\.name) == ["hidden 3"])
  }

  @Test("Organisations stay apart, so that no two become duplicates by being hidden")
  func organisations() {
    let names: [SafeText] = ["Beta", "alpha", "ALPHA"]
    let applications = names.enumerated().map { index, name in
      Application(id: "a\(index)", mode: .playground, state: .submitted, organisation: name)
    }
    let factory = Factory(applications: applications).redacted(.organisations)
    #expect(factory.applications?.map(\.organisation) == ["hidden 2", "hidden 1", "hidden 1"])
  }

  @Test("Applicants are withheld with the users, or alone, and nothing is withheld that was not read")
  func applicants() {
    for (word, redaction) in Redactions.named {
      let applications = redacted(redaction).applications
      let isHidden = ["users", "applicants"].contains(word)
      let told = Applicant.told(name: "Nobody Real", email: nil)
      #expect(applications?[0].applicant == (isHidden ? .withheld : told), "\(word)")
      #expect(applications?[1].applicant == nil)
    }
    #expect(Self.secrets.count + 1 == Redactions.named.count)
  }

  @Test("What nobody told is not said to be hidden")
  func unknown() {
    let all = Redactions(Redactions.named.map(\.redaction))
    let factory = redacted(all)
    #expect(factory.applications?[1].organisation == nil)
    #expect(factory.clusters[0].nodes?[1].reason == nil)
  }

  @Test("Problems of records quote them and go; those of files stay")
  func problems() {
    let problems = redacted(.accounts).sources.map(\.problem)
    #expect(problems[0]?.shown.contains("p1") == false)
    #expect(problems[1] == "is empty")
    // What is hidden of applications is in no file of jobs.
    var factory = Factory()
    factory.sources = [
      Source(path: "c.json", kind: .jobs, problem: "job 7: odd"),
      Source(path: "d.json", kind: .applications, problem: "application 7: odd"),
    ]
    let ofApplications = factory.redacted([.applicants, .titles]).sources.map(\.problem)
    #expect(ofApplications[0] == "job 7: odd")
    #expect(ofApplications[1]?.shown.contains("7") == false)
    #expect(factory.redacted([.applicants, .users]).sources[0].problem?.shown.contains("7") == false)
    #expect(redacted([]).sources == Self.factory.sources)
  }

  @Test(
    "A note may name whatever an application tells, so it goes with any of that",
    arguments: [
      (.applicants, true), (.users, true), (.titles, true), (.organisations, true), (.reasons, false),
    ]
      as [(Redactions, Bool)])
  func notes(redactions: Redactions, isHidden: Bool) {
    var record = decided("a", .note)
    record.note = "call Jane Roe"
    let notes = history(record).redacted(redactions).entries.map(\.record.note)
    #expect(notes == [isHidden ? "hidden" : "call Jane Roe"])
  }

  @Test func `What is new since somebody looked names nobody who is hidden`() {
    let news = history(decided("a", .decision(.accept))).redacted([.users]).news(since: [])
    #expect(news == ["hidden recorded accept as a"])
  }
}
