import Model
import Testing
import Text

@testable import Telemetry

@Suite("What Slurm tells of accounts")
struct SlurmAccountTests {
  private static func accounts(_ text: String) throws -> (Document, [AccountRecord]) {
    let document = try #require(try read(text))
    guard case .accounts(let records, _) = document.content else { throw NoAccounts() }
    return (document, records)
  }

  private struct NoAccounts: Error {}

  private static func share(_ name: String, _ type: String, _ tres: String) -> String {
    """
    {"name": "\(name)", "parent": "root", "cluster": "vega", "partition": "", "type": ["\(type)"],
      "fairshare": {"factor": 0.5, "level": 1.25}, "usage": 9, "tres": {\(tres)}}
    """
  }

  @Test("A quotient of nothing, which Slurm writes as a bare word, costs its own field and no other")
  func bareWords() throws {
    let document = try #require(
      try read(
        """
        {"shares": {"shares": [
          {"name": "acme", "type": ["ASSOCIATION"], "fairshare": {"factor": NaN, "level": Infinity}, "tres": {
            "group_minutes": [{"name": "gres/gpu", "value": 600}], "run_seconds": [{"name": "gres/gpu", "value": Infinity}],
            "usage": [{"name": "gres/gpu", "value": 7200.0}]}},
          {"name": "open", "type": ["ASSOCIATION"], "fairshare": {"level": -Infinity}, "tres": {
            "group_minutes": [{"name": "gres/gpu", "value": Infinity}], "usage": [{"name": "gres/gpu", "value": NaN}]}}
          ]}}
        """))
    guard case .accounts(let records, .shares) = document.content else {
      Issue.record("no shares")
      return
    }
    #expect(
      records.map(\.account) == [
        SlurmAccount(name: "acme", limit: GresHours(10), used: GresHours(2)), SlurmAccount(name: "open"),
      ])
    // A limit that is infinite is no limit, and use that is not known is said.
    #expect(
      document.problem
        == "share of acme: “tres.run_seconds” is no number for gres/gpu, not a number of seconds (and 1 more)"
    )
  }

  @Test(
    "A limit that is no number is named, and its account stays, limited by what nobody knows",
    arguments: [
      (#"[{"name": "gres/gpu", "value": NaN}]"#, true), (#"[{"name": "gres/gpu:a100", "value": NaN}]"#, true),
      (#"[{"name": "gres/gpu", "value": -Infinity}]"#, true),
      (#"[{"name": "gres/gpu", "value": {"set": true, "infinite": false, "number": NaN}}]"#, true),
      (#"[{"name": "gres/gpu", "value": Infinity}]"#, false), (#"[{"name": "cpu", "value": NaN}]"#, false),
    ])
  func limitWithoutNumber(_ list: String, _ isUnknown: Bool) throws {
    let row = Self.share("acme", "ASSOCIATION", "\"group_minutes\": \(list)")
    let (document, records) = try Self.accounts("{\"shares\": {\"shares\": [\(row)]}}")
    #expect(records.map(\.account) == [SlurmAccount(name: "acme", isLimitedByUnknown: isUnknown)])
    let told = "share of acme: “tres.group_minutes” is no number for gres/gpu, not a number of minutes"
    #expect(document.problem?.shown == (isUnknown ? told : nil))
  }

  @Test(
    "Use that cannot be read is unknown and named, and neither 0 nor the sum of the types that can be read",
    arguments: [
      ("NaN", "no number"), ("18446744073709551615", "infinite"), ("1.8446744073709552e19", "not set"),
      ("-1", "infinite"), ("-7", "-7"), ("1e400", "a number beyond 64 bits"), ("-Infinity", "no number"),
      ("36893488147419103232", "a number beyond 64 bits"), (#""soon""#, "the text “soon”"),
      ("null", "not set"), ("[]", "a list"), ("false", "false"), (#""Infinity""#, "infinite"),
      (#"{"set": false, "infinite": false, "number": 0}"#, "not set"),
      (#"{"set": true, "infinite": true, "number": 0}"#, "infinite"),
      (#"{"set": true, "infinite": false, "number": -3}"#, "-3"),
      (#"{"set": true, "infinite": false, "number": "x"}"#, "the text “x”"), ("4294967294", "not set"),
    ])
  func unreadableUse(_ value: String, _ found: String) throws {
    let bad = #"{"name": "gres/gpu", "value": \#(value)}"#
    let typed = #"{"name": "gres/gpu:a100", "value": 3600}"#
    let badType = #"{"value": \#(value), "name": "gres/gpu:h100"}"#
    for (list, hours) in [
      ("\(bad), \(typed)", nil), ("\(typed), \(bad)", nil), (bad, nil), ("\(typed), \(badType)", nil),
      (badType, nil), (#"\#(badType), {"name": "gres/gpu", "value": 7200}"#, 2),
    ] as [(String, Double?)] {
      for field in ["usage", "run_seconds"] {
        let (document, records) = try Self.accounts(
          "{\"shares\": {\"shares\": [\(Self.share("acme", "ASSOCIATION", "\"\(field)\": [\(list)]"))]}}")
        let account = try #require(records.first?.account)
        #expect((field == "usage" ? account.used : account.committed) == hours.map(GresHours.init))
        #expect(
          document.problem?.shown
            == "share of acme: “tres.\(field)” is \(found) for gres/gpu, not a number of seconds")
      }
    }
  }

  @Test("An entry without an amount is unknown, and one of another resource costs nothing")
  func missingAmount() throws {
    let (document, records) = try Self.accounts(
      """
      {"shares": {"shares": [
        \(Self.share("acme", "ASSOCIATION", #""usage": [{"name": "gres/gpu"}, {"name": "gres/gpu:a100", "value": 3600}]"#)),
        \(Self.share("beta", "ASSOCIATION", #""usage": [{"name": "cpu", "value": NaN}, {"name": "gres/gpu", "value": 3600}]"#)),
        \(Self.share("gama", "ASSOCIATION", #""usage": [{"name": "cpu", "value": 5}]"#))]}}
      """)
    #expect(records.map(\.account.used) == [nil, GresHours(1), nil])
    #expect(
      document.problem
        == "share of acme: “tres.usage” is no number for gres/gpu, not a number of seconds")
  }

  @Test(
    "A limit that is infinite or not set is none; one that cannot be read is named",
    arguments: [
      ("18446744073709551615", nil), ("-1", nil), ("null", nil), ("Infinity", nil), (#""Infinity""#, nil),
      ("1.8446744073709552e19", nil), ("-7", "-7"), (#""soon""#, "the text “soon”"),
      ("1e400", "a number beyond 64 bits"),
    ] as [(String, String?)])
  func unreadableLimit(_ value: String, _ found: String?) throws {
    let (shares, records) = try Self.accounts(
      """
      {"shares": {"shares": [
        \(Self.share("acme", "ASSOCIATION", #""group_minutes": [{"name": "gres/gpu", "value": \#(value)}]"#))]}}
      """)
    #expect(records.map(\.account.limit) == [nil])
    #expect(
      shares.problem?.shown
        == found.map { "share of acme: “tres.group_minutes” is \($0) for gres/gpu, not a number of minutes" })
    let (associations, _) = try Self.accounts(
      """
      {"associations": [{"account": "acme", "user": "", "max": {"tres": {"group": {"minutes": [
        {"type": "gres", "name": "gpu", "id": 1002, "count": \(value)}]}}}}]}
      """)
    #expect(
      associations.problem?.shown
        == found.map {
          "association of acme: “max.tres.group.minutes” is \($0) for gres/gpu, not a number of minutes"
        })
  }

  @Test(
    "One job whose GPUs or time cannot be read leaves its account's use unknown, and no other account's",
    arguments: [
      (#"{"type": "gres", "name": "gpu", "count": -2}"#, "3600", false),
      (
        #"{"type": "gres", "name": "gpu", "count": "two"}, {"type": "gres", "name": "gpu:a100", "count": 2}"#,
        "3600", false
      ),
      (
        #"{"type": "gres", "name": "gpu:a100", "count": 2}, {"type": "gres", "name": "gpu:h100", "count": null}"#,
        "3600", false
      ),
      (#"{"type": "gres", "name": "gpu", "count": 2}"#, "\"long\"", false),
      // It never ran.
      (#"{"type": "gres", "name": "gpu", "count": -2}"#, "0", true),
      (
        #"{"type": "gres", "name": "gpu", "count": 2}, {"type": "gres", "name": "gpu:a100", "count": "x"}"#,
        "0", true
      ),
      (#"{"type": "cpu", "name": null, "count": -2}"#, "3600", true),
    ])
  func unreadableJob(_ tres: String, _ elapsed: String, _ isKnown: Bool) throws {
    let odd = Self.job(2, tres: tres).replacing("\"elapsed\": 3600", with: "\"elapsed\": \(elapsed)")
    for jobs in [[Self.job(1), odd], [odd, Self.job(1)]] {
      let (_, records) = try Self.accounts(
        "{\"jobs\": [\(jobs[0]), \(jobs[1]), \(Self.job(3, account: #""account": "beta", "#))]}")
      #expect(records.map(\.account.name) == ["acme", "beta"])
      #expect(records.map(\.account.used) == [isKnown ? GresHours(2) : nil, GresHours(2)])
      #expect(records[0].account.daily.isEmpty == !isKnown)
    }
  }

  @Test(
    "A share's use and commitment are seconds, and its limit is minutes, in every form",
    arguments: [
      """
      "group_minutes": [{"name": "cpu", "value": {"set": false, "infinite": true, "number": 0}},
        {"name": "gres/gpu", "value": {"set": true, "infinite": false, "number": 600}}],
      "run_seconds": [{"name": "gres/gpu", "value": {"set": true, "infinite": false, "number": 7200}}],
      "usage": [{"name": "cpu", "value": 5.5}, {"name": "gres/gpu", "value": 14400.000000},
        {"name": "gres/gpu:a100", "value": 14400.0}]
      """,
      """
      "usage": [{"value": 14400, "name": "gres/gpu"}], "run_seconds": [{"value": 7200, "name": "gres/gpu"}],
      "group_minutes": [{"value": "Infinity", "name": "cpu"}, {"value": 600, "name": "gres/gpu"}]
      """,
    ])
  func shares(_ tres: String) throws {
    for text in [
      "{\"shares\": {\"shares\": [\(Self.share("acme", "ASSOCIATION", tres))], \"total_shares\": 1}}",
      "{\"shares\": [\(Self.share("acme", "ASSOCIATION", tres))]}",
    ] {
      let (document, records) = try Self.accounts(text)
      #expect(document.format == "slurm shares")
      #expect(document.problem == nil)
      let expected = SlurmAccount(
        name: "acme", limit: GresHours(10), used: GresHours(4), committed: GresHours(2))
      #expect(records == [AccountRecord(cluster: "vega", account: expected)])
    }
  }

  @Test(
    "What running jobs may still use is unknown where one of them has no time limit",
    arguments: [
      // INFINITE minutes of three GPUs, and what other jobs take.
      ("773094257407", nil), ("257698037700", nil), ("257390000000", nil), ("3600000000", 1_000_000),
      (#"{"set": true, "infinite": false, "number": 257698057877}"#, nil),
    ] as [(String, Double?)])
  func unlimitedJobs(_ seconds: String, _ hours: Double?) throws {
    let (document, records) = try Self.accounts(
      """
      {"shares": {"shares": [
        \(Self.share("free", "ASSOCIATION", #""run_seconds": [{"name": "gres/gpu", "value": \#(seconds)}], "usage": [{"name": "gres/gpu", "value": 3600.0}]"#))]}}
      """)
    #expect(
      records.map(\.account) == [
        SlurmAccount(name: "free", used: GresHours(1), committed: hours.map(GresHours.init))
      ])
    #expect(document.problem == nil)
  }

  @Test("A limit of one type of GPU, with a limit of all or without, is said not to be counted")
  func typedLimits() throws {
    let start: SafeText = "GrpTRESMins of one type of GPU is not counted, because a budget is of all types"
    let rest: SafeText = "set GrpTRESMins=gres/gpu for a budget"
    let typed = #"{"name": "gres/gpu:h100", "value": 60}"#
    let shares = try Self.accounts(
      """
      {"shares": {"shares": [
        \(Self.share("both", "ASSOCIATION", #""group_minutes": [{"name": "gres/gpu", "value": 120}, \#(typed)]"#)),
        \(Self.share("typed", "ASSOCIATION", #""group_minutes": [\#(typed), {"name": "gres/gpu:a100", "value": {"set": false, "infinite": true}}]"#)),
        \(Self.share("anna", "USER", #""group_minutes": [\#(typed)]"#))]}}
      """)
    #expect(
      shares.0.problem == "\(start) (gres/gpu:h100 of account both, gres/gpu:h100 of account typed); \(rest)")
    #expect(shares.1.map(\.account.limit) == [GresHours(2), nil])
    let associations = try Self.accounts(
      """
      {"associations": [{"account": "acme", "user": "", "max": {"tres": {"group": {"minutes": [
        {"type": "gres", "name": "gpu:a100", "id": 1002, "count": 45000}]}}}}]}
      """)
    #expect(associations.0.problem == "\(start) (gres/gpu:a100 of account acme); \(rest)")
    #expect(associations.0.skipped == 0)
  }

  @Test("No limit is none, a limit of one type is none of all, and users are parts of their account")
  func shareEdges() throws {
    let (_, records) = try Self.accounts(
      """
      {"shares": {"shares": [
        \(Self.share("free", "ASSOCIATION", #""group_minutes": [{"name": "gres/gpu", "value": {"set": false, "infinite": true, "number": 0}}], "usage": [{"name": "gres/gpu:a100", "value": 3600.0}, {"name": "gres/gpu:h100", "value": 7200.0}]"#)),
        \(Self.share("typed", "ASSOCIATION", #""group_minutes": [{"name": "gres/gpu:a100", "value": 60}], "usage": null"#)),
        \(Self.share("user1", "USER", #""usage": [{"name": "gres/gpu", "value": 3600}]"#))]}}
      """)
    #expect(
      records.map(\.account) == [
        SlurmAccount(name: "free", used: GresHours(3)), SlurmAccount(name: "typed", isLimitedByUnknown: true),
      ])
  }

  @Test("An account's own association has the limit; a user's is no budget")
  func associations() throws {
    let limits =
      #""max": {"jobs": {"total": null}, "tres": {"total": [{"type": "gres", "name": "gpu", "id": 1001, "count": 24}], "group": {"active": [], "minutes": [{"type": "cpu", "name": null, "id": 1, "count": 2000000}, {"type": "gres", "name": "gpu", "id": 1001, "count": 40020}]}}}"#
    let (document, records) = try Self.accounts(
      """
      {"associations": [
        {"account": "acme", "cluster": "vega", "user": null, "partition": null, "parent_account": "startups", \(limits)},
        {"account": "beta", "cluster": "vega", "user": "", "partition": "", "is_default": false, "max": {"tres": {"group": {"minutes": []}}}},
        {"account": "acme", "cluster": "vega", "user": "anna", \(limits)},
        {"user": "nobody", \(limits)}]}
      """)
    #expect(
      records == [
        AccountRecord(
          cluster: "vega", parent: "startups", account: SlurmAccount(name: "acme", limit: GresHours(667))),
        AccountRecord(cluster: "vega", account: SlurmAccount(name: "beta")),
      ])
    #expect(document.skipped == 1)
    #expect(document.problem == "record 4 of “associations”: it has no account, and the record is skipped")
  }

  private static func job(
    _ id: Int, account: String = #""account": "acme", "#, start: String = "1795388400", elapsed: Int = 3600,
    tres: String =
      #"{"type": "gres", "name": "gpu", "id": 7, "count": 2}, {"type": "gres", "name": "gpu:a100", "count": 2}"#
  ) -> String {
    """
    {"job_id": \(id), \(account)"cluster": "vega", "state": {"current": ["COMPLETED"], "reason": "None"},
      "association": {"account": "from-association", "cluster": "other", "user": ""},
      "time": {"submission": 5, "start": \(start), "elapsed": \(elapsed), "end": 0, "limit": {"set": true, "infinite": false, "number": 9}},
      "required": {"memory": -9223372036854771968}, "nodes": "None assigned",
      "tres": {"allocated": [{"type": "energy", "name": null, "count": -2}, \(tres)], "requested": []}, "steps": []}
    """
  }

  @Test("Jobs of the accounting database add up to an account's use by day")
  func use() throws {
    // 1795388400 is 2026-11-23T00:00:00 in Luxembourg.
    let (document, records) = try Self.accounts(
      """
      {"jobs": [\(Self.job(1)), \(Self.job(2, start: "1795384800", elapsed: 7200)),
        \(Self.job(3, start: "4294967294", elapsed: 0)), \(Self.job(4, start: "0", elapsed: 0)),
        \(Self.job(5, tres: #"{"type": "cpu", "name": null, "count": 8}"#))]}
      """)
    #expect(document.records == 5)
    #expect(document.problem == nil)
    let (sunday, monday) = (
      CivilDate(year: 2026, month: 11, day: 22), CivilDate(year: 2026, month: 11, day: 23)
    )
    let expected = SlurmAccount(
      name: "acme", used: GresHours(6), daily: [sunday: GresHours(2), monday: GresHours(4)])
    #expect(records == [AccountRecord(cluster: "vega", account: expected)])
  }

  @Test(
    "The account is the record's own, else its association's",
    arguments: [
      (#""account": "acme", "#, "acme"), (#""account": "", "#, "from-association"), ("", "from-association"),
    ])
  func account(_ field: String, _ account: SafeText) throws {
    let (_, records) = try Self.accounts("{\"jobs\": [\(Self.job(1, account: field))]}")
    #expect(records.map(\.account.name) == [account])
  }

  @Test("A job without GPUs leaves its account at none used; absurd times do not hang the reading")
  func bounds() throws {
    let (_, records) = try Self.accounts(
      "{\"jobs\": [\(Self.job(1, tres: #"{"type": "node", "count": 1}"#))]}")
    #expect(records.map(\.account) == [SlurmAccount(name: "acme", used: GresHours(0))])
    let (_, absurd) = try Self.accounts("{\"jobs\": [\(Self.job(1, elapsed: 4_000_000_000_000))]}")
    #expect(absurd.first?.account.daily.count == 366)
  }
}
