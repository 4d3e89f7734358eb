import Model
import Testing
import Text

@testable import Telemetry

@Suite("Names and addresses of applicants")
struct ApplicantNamesTests {
  private static let ownList = OwnText.document(
    "applications",
    #"""
    "applications": [{"id": "EHPC-AIF-2026PG01-9001", "mode": "PG", "state": "submitted",
      "pi": {"name": "Nobody Real", "email": "nobody@example.org", "contract_until": "2027-01-31"}}]
    """#)
  private static let waldurList = WaldurText.proposals(
    #""applicant_full_name": "Nobody Real", "applicant_email": "nobody@example.org""#)

  private func applicant(of document: Document) -> Applicant? {
    switch document.content {
    case .applications(let applications): applications.first?.applicant
    case .waldur(.proposals(let proposals)): proposals.first?.applicant
    case .waldur, .cluster, .nodes, .jobs, .allocations, .history, .groups, .partitions, .reservations,
      .scheduler,
      .accounts, .measurements, .balances, .quotas, .qos, .notUsed:
      nil
    }
  }

  @Test("are nowhere in a document unless they are asked for", arguments: [ownList, waldurList])
  func asked(text: String) throws {
    let silent = try #require(try read(text))
    #expect(silent.records == 1)
    #expect(applicant(of: silent) == nil)
    let told = try #require(try read(text, names: .read))
    #expect(told.records == 1)
    #expect(applicant(of: told) == .told(name: "Nobody Real", email: "nobody@example.org"))
    #expect(told.problem == nil)
  }

  @Test("are told by no dump of a document that holds them", arguments: [ownList, waldurList])
  func dumped(text: String) throws {
    var dumped = ""
    dump(try read(text, names: .read), to: &dumped)
    #expect(dumped.contains("EHPC-AIF-2026PG01-9001"))
    #expect(!dumped.lowercased().contains("nobody"))
  }

  @Test(
    "of an own document are what it tells of them, and unknown where it tells nothing",
    arguments: [
      (#""pi": {"name": "N", "email": "e@x"}"#, "N", "e@x"), (#""pi": {"name": "N"}"#, "N", nil),
      (#""pi": {"name": null, "email": ""}"#, nil, nil), (#""pi": null"#, nil, nil),
      (#""title": "none""#, nil, nil),
    ] as [(String, SafeText?, SafeText?)])
  func own(written: String, name: SafeText?, email: SafeText?) throws {
    let record = #"{"id": "x", "mode": "PG", "state": "submitted", \#(written)}"#
    let document = try #require(
      try read(OwnText.document("applications", #""applications": [\#(record)]"#), names: .read))
    #expect(applicant(of: document) == .told(name: name, email: email))
    #expect(document.problem == nil)
  }

  @Test(
    "of Waldur's proposal are its full name, or else its first and last",
    arguments: [
      (#""applicant_first_name": "Nobody", "applicant_last_name": "Real""#, "Nobody Real"),
      (#""applicant_last_name": "Real", "applicant_first_name": """#, "Real"),
      (#""applicant_last_name": "Real", "applicant_full_name": "N. Real""#, "N. Real"),
      (#""applicant_full_name": null, "created_by_name": "Somebody Else""#, nil),
    ] as [(String, SafeText?)])
  func waldur(written: String, name: SafeText?) throws {
    let document = try #require(try read(WaldurText.proposals(written), names: .read))
    #expect(applicant(of: document) == .told(name: name, email: nil))
  }

  @Test(
    "that are no texts are noted the same whether they are asked for or not, and not repeated",
    arguments: [
      OwnText.document(
        "applications",
        #""applications": [{"id": "x", "mode": "PG", "state": "submitted", "pi": {"name": ["Nobody"], "email": 7}}]"#
      ),
      WaldurText.proposals(#""applicant_full_name": {"first": "Nobody"}, "applicant_email": false"#),
    ])
  func odd(text: String) throws {
    let problem = try #require(try read(text)?.problem)
    #expect(problem.shown.contains("is something else, not text (and 1 more)"))
    #expect(!problem.shown.contains("Nobody"))
    let asked = try #require(try read(text, names: .read))
    #expect(asked.problem == problem)
    #expect(applicant(of: asked) == .told(name: nil, email: nil))
  }

  @Test("are cleaned like every text from outside")
  func hostile() throws {
    let document = try #require(
      try read(WaldurText.proposals(#""applicant_full_name": "No\u001b[31mbody\u202e""#), names: .read))
    guard case .told(let name?, nil) = applicant(of: document) else {
      Issue.record("no name was read")
      return
    }
    #expect(name.isAltered)
    #expect(!name.shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test("are a site's own before the portal's, each for itself")
  func joined() throws {
    let own = OwnText.document(
      "applications",
      #""applications": [{"id": "EHPC-AIF-2026PG01-9001", "mode": "PG", "state": "submitted", "pi": {"name": "Own"}}]"#
    )
    let reading = try WaldurText.reading([("o.json", own), ("p.json", Self.waldurList)], names: .read)
    #expect(
      reading.factory.applications?.map(\.applicant) == [.told(name: "Own", email: "nobody@example.org")])
    let silent = try WaldurText.reading([("o.json", own), ("p.json", Self.waldurList)])
    #expect(silent.factory.applications?.map(\.applicant) == [nil])
  }

  @Test("are read from files by the dashboard's way to them alone")
  func disks() async throws {
    let folder = try TemporaryFolder()
    try folder.write("own.json", Self.ownList)
    let silent = await TelemetrySnapshot.once(roots: [folder.path])
    #expect(silent.factory.applications?.map(\.applicant) == [nil])
    let told = await TelemetrySnapshot.once(roots: [folder.path], disk: .localWithNames)
    #expect(
      told.factory.applications?.map(\.applicant) == [.told(name: "Nobody Real", email: "nobody@example.org")]
    )
  }
}
