import Foundation
import Model
import Testing
import Text

@testable import Telemetry

@Suite("Which of Waldur's lists a list is")
struct WaldurDetectionTests {
  @Test(
    "is told by the keys of its first record, in whatever order they stand",
    arguments: [
      (#"{"workflow_step": null, "state": "draft", "uuid": "\#(WaldurText.uuid)"}"#, "waldur proposals"),
      (
        #"{"round": {}, "name": "x", "slug": "s", "state": "new", "call_name": "c"}"#, "waldur proposals"
      ),
      (#"{"status": "active", "uuid": null, "step": "expert_review"}"#, "waldur workflow steps"),
      (
        #"{"limits": {}, "requested_offering": {"offering_name": "x"}, "uuid": "\#(WaldurText.uuid)"}"#,
        "waldur requested resources"
      ),
      (
        #"{"backend_id": "a", "limits": {"gpu_hours": 1}, "offering_name": "x", "state": "OK"}"#,
        "waldur resources"
      ),
      // Asked for with `field=`.
      (#"{"backend_id": "a", "limits": {}, "limit_usage": {}}"#, "waldur resources"),
      (#"{"slug": "a", "current_usages": {}, "name": null}"#, "waldur resources"),
      (#"{"backend_id": "a", "limits": {}, "end_date": null, "username": null}"#, "waldur resources"),
      (
        #"{"backend_id": "a", "limits": {}, "url": "https://w.example.org/api/marketplace-provider-resources/\#(WaldurText.uuid)/"}"#,
        "waldur resources"
      ),
      (
        #"{"slug": "s", "url": "https://w.example.org/api/proposal-proposals/\#(WaldurText.uuid)/"}"#,
        "waldur proposals"
      ),
      (#"{"slug": "s", "state": "new", "call_uuid": null}"#, "waldur proposals"),
      (#"{"step": "expert_review", "deadline": null}"#, "waldur workflow steps"),
      (
        #"{"limits": {}, "url": "https://w.example.org/api/proposal-proposals/x/resources/\#(WaldurText.uuid)/"}"#,
        "waldur requested resources"
      ),
      (
        #"{"billing_period": "2026-09-01", "usage": 1, "type": "gpu_hours", "resource_uuid": "\#(WaldurText.resourceUUID)"}"#,
        "waldur component usages"
      ),
    ])
  func told(_ record: String, _ format: String) throws {
    let document = try #require(try read("[\(record)]"))
    #expect(document.format.shown == format)
    #expect(document.records == 1)
    #expect(document.skipped == 0, "\(document.problem?.shown ?? "")")
    #expect(document.dataAt == nil, "Waldur's lists state no time")
  }

  @Test(
    "is told with every key that Waldur's models have, whatever their order",
    arguments: [
      (WaldurKeys.proposals, ["uuid": "\"\(WaldurText.uuid)\""], "waldur proposals"),
      (WaldurKeys.steps, ["step": "\"expert_review\""], "waldur workflow steps"),
      (WaldurKeys.requests, [:], "waldur requested resources"),
      (WaldurKeys.providerRequests, [:], "waldur requested resources"),
      (WaldurKeys.resources, ["slug": "\"a\""], "waldur resources"),
      (
        WaldurKeys.usages,
        [
          "resource_uuid": "\"\(WaldurText.resourceUUID)\"", "type": "\"gpu_hours\"", "usage": "1",
          "billing_period": "\"2026-09-01\"",
        ], "waldur component usages"
      ),
    ] as [(String, [String: String], String)])
  func everyKey(_ keys: String, _ values: [String: String], _ format: String) throws {
    for keys in [keys, keys.split(separator: " ").reversed().joined(separator: " ")] {
      let document = try #require(try read("[\(WaldurKeys.record(keys, values))]"))
      #expect(document.format.shown == format)
      #expect(document.records == 1)
      #expect(document.problem == nil)
    }
  }

  @Test(
    "Of a list that is not read, no key makes it one that is",
    arguments: [
      WaldurKeys.orders, WaldurKeys.userUsages, WaldurKeys.awards, WaldurKeys.templates,
      WaldurKeys.callSteps, WaldurKeys.bookings, WaldurKeys.resourceProjects, WaldurKeys.offerings,
      WaldurKeys.reviews, WaldurKeys.projects, WaldurKeys.userRequests,
    ])
  func otherWithEveryKey(_ keys: String) throws {
    #expect(try read("[\(WaldurKeys.record(keys))]")?.format == "waldur list")
    // Nor does what keys hold that both have.
    let values = [
      "state": "\"OK\"", "url": "\"https://w.example.org/api/marketplace-resources/\(WaldurText.uuid)/\"",
      "limits": "{}", "backend_id": "\"a\"", "slug": "\"a\"", "uuid": "\"\(WaldurText.uuid)\"",
    ]
    #expect(try read("[\(WaldurKeys.record(keys, values))]")?.format == "waldur list")
    // An order asked for with `field=` looks like a resource, but for its state.
    #expect(
      try read(#"[{"backend_id": "a", "limits": {}, "offering_name": "x", "state": "done", "uuid": null}]"#)?
        .format
        == "waldur list")
  }

  @Test(
    "A list with its length around it is the list",
    arguments: [
      #"{"count": 1, "results": LIST}"#, #"{"results": LIST, "next": null, "previous": null, "count": 1}"#,
      #"{"count": 70, "next": "https://w.example.org/?page=3", "previous": null, "results": LIST}"#,
    ])
  func page(_ page: String) throws {
    func read(_ list: String) throws -> Document? {
      try TelemetryTests.read(page.replacingOccurrences(of: "LIST", with: list))
    }
    let document = try #require(try read(WaldurText.resources("")))
    #expect(document.format == "waldur resources")
    #expect(document.records == 1)
    #expect(try read(#"[{"name": "x"}]"#)?.format == nil, "a list of something else")
  }

  @Test(
    "Why Waldur has no list for somebody is its error",
    arguments: [
      #"{"detail": "Invalid token."}"#,
      #"{"code": "token_not_valid", "detail": "Invalid token.", "messages": []}"#,
    ])
  func refused(_ text: String) throws {
    #expect(throws: TelemetryError.producerFailed("Invalid token.")) { try read(text) }
    #expect(try read(#"{"detail": "of a recipe", "servings": 4}"#)?.format == nil)
    #expect(try read(#"{"detail": {}}"#)?.format == nil)
  }

  @Test(
    "What other programs answer in place of data is their error, in their words",
    arguments: [
      (#"{"non_field_errors": ["Unable to log in.", "second"]}"#, "Unable to log in."),
      (#"{"non_field_errors": ["Unable to log in."], "username": ["Wrong."]}"#, "Unable to log in."),
      (#"{"message": "Unauthorized"}"#, "Unauthorized"),
      (#"{"message": "no such route", "code": 404, "status": "fail"}"#, "no such route"),
      (#"{"error": "Forbidden"}"#, "Forbidden"),
      (#"{"error": {"code": 403, "message": "no token"}}"#, "no token"),
      (#"{"error": ["first", "second"]}"#, "first"),
      (#"{"errors": ["first"]}"#, "first"),
      (#"{"errors": [{"message": "no field x"}], "data": null}"#, "no field x"),
      (
        #"{"errors": [{"status": "403", "title": "Forbidden", "detail": "no token"}]}"#,
        "Forbidden (no token)"
      ),
      (#"{"errors": {"message": "no token"}}"#, "no token"), (#"{"errors": "no token"}"#, "no token"),
      (#"{"type": "about:blank", "title": "Forbidden", "status": 403, "detail": "no token"}"#, "no token"),
      (#"{"detail": [{"loc": ["query"], "msg": "field required", "type": "missing"}]}"#, "field required"),
      (#"{"count": 3, "results": []}"#, "“results” is empty, where “count” is 3"),
      (
        #"{"results": [], "next": "https://w.example.org/?page=2", "previous": null, "count": 1}"#,
        "“results” is empty, where “count” is 1"
      ),
      (
        #"{"results": [], "next": "https://w.example.org/?page=2"}"#,
        "“results” is empty, where “next” names another page"
      ),
      (#"{"count": 3, "results": null}"#, "“results” is null, not a list"),
      (#"{"results": null, "next": null, "previous": null, "count": 0}"#, "“results” is null, not a list"),
      // Control characters do not reach the terminal.
      ("{\"message\": \"a\\u001b[31mb\"}", "a\u{1b}[31mb"),
    ])
  func otherErrors(_ text: String, _ message: String) throws {
    let expected = TelemetryError.producerFailed(SafeText(untrusted: message))
    #expect(throws: expected) { try read(text) }
    #expect(!expected.explanation.shown.unicodeScalars.contains { $0.value == 0x1b })
  }

  @Test(
    "What Django REST framework answers in place of a list is its error",
    arguments: [
      (#"{"date_after": ["Enter a valid date."]}"#, "date_after: Enter a valid date."),
      (
        #"{"page": ["Invalid page.", "Not found there."], "o": ["Select a valid choice."]}"#,
        "page: Invalid page."
      ),
      (#"{"type": ["Select a valid choice."]}"#, "type: Select a valid choice."),
      (#"["Invalid input."]"#, "Invalid input."),
      (#"{"detail": "Request was throttled.", "available_in": "30 seconds"}"#, "Request was throttled."),
      (#"{"uuid": ["Must be valid UUID."], "detail": "Not found."}"#, "Not found."),
      (#"{"msg": "no"}"#, "no"), (#"{"non_field_errors": []}"#, "“non_field_errors” holds no reason"),
      (#"{"detail": null}"#, "“detail” holds no reason"),
    ])
  func django(_ text: String, _ message: String) throws {
    #expect(throws: TelemetryError.producerFailed(SafeText(untrusted: message))) { try read(text) }
  }

  @Test(
    "What may be somebody else's list of sentences is no error in a file that is not named as JSON",
    arguments: [#"{"date_after": ["Enter a valid date."]}"#, #"["Invalid input."]"#, #"{"msg": "no"}"#])
  func sentencesElsewhere(_ text: String) throws {
    #expect(throws: TelemetryError.self) { try read(text, isNamedJSON: true) }
    #expect(try read(text, isNamedJSON: false)?.format == nil)
  }

  @Test(
    "What has a message beside what it tells, or no sentence, is no error",
    arguments: [
      #"{"message": "of a commit", "author": "x"}"#, #"{"errors": []}"#, #"{"errors": ["x"], "servings": 4}"#,
      #"{"message": 7}"#, #"{"message": ""}"#, #"{"errors": {}}"#, #"{"results": null}"#,
      #"{"count": 3, "results": null, "servings": 4}"#, #"{"error": null}"#, #"{"error": {"code": 3}}"#,
      #"{"message": [[[[["too deep"]]]]]}"#, #"{"colours": ["red", "blue"]}"#, #"["red", "blue"]"#,
      #"{"notes": ["A sentence here."], "servings": 4}"#, #"{"notes": ["A sentence here.", 4]}"#,
      #"{"notes": []}"#,
      #"["A sentence here.", 4]"#, #"{"notes": ["A sentence here."], "msg": "x", "other": {}}"#,
    ])
  func noErrors(_ text: String) throws {
    #expect(try read(text)?.format == nil)
  }

  @Test("A message beside records costs them nothing")
  func messageBesideRecords() throws {
    let jobs = #"{"message": "hello", "jobs": [{"job_id": 7, "job_state": "RUNNING"}]}"#
    #expect(try read(jobs)?.format == "slurm jobs")
    #expect(
      try read(#"{"count": 1, "message": "hello", "results": \#(WaldurText.resources(""))}"#)?.records == 1)
  }

  @Test(
    "Waldur's other lists are recognised and not used",
    arguments: [
      // Users, orders, use by single users, counters of calls.
      #"{"uuid": "\#(WaldurText.uuid)", "name": "x", "email": "a@example.org"}"#,
      #"{"uuid": "\#(WaldurText.uuid)", "limits": {"gpu_hours": 1}, "offering_name": "x", "marketplace_resource_uuid": "\#(WaldurText.resourceUUID)", "state": "done"}"#,
      #"{"uuid": "\#(WaldurText.uuid)", "username": "x", "component_type": "gpu_hours", "component_usage": null, "usage": "1", "billing_period": "2026-09-01", "resource_uuid": "\#(WaldurText.resourceUUID)"}"#,
      #"{"call_uuid": "\#(WaldurText.uuid)", "call_name": "x", "state": "active"}"#,
    ])
  func others(_ record: String) throws {
    let document = try #require(try read("[\(record), \(record)]"))
    #expect(document.format == "waldur list")
    guard case .notUsed = document.content else {
      Issue.record("\(record) was used")
      return
    }
  }

  @Test("An odd first record costs itself, not the list")
  func oddFirst() throws {
    let list = "[7, {}, \(WaldurText.proposals("").dropFirst())"
    let document = try #require(try read(list))
    #expect(document.format == "waldur proposals")
    #expect(document.records == 1)
    #expect(document.skipped == 2)
    #expect(
      document.problem
        == "record 1 of the list: it is a number, not an object, and the record is skipped (and 1 more)")
  }

  @Test("An empty list is whole, and says that it cannot say what it is")
  func empty() throws {
    let reading = try WaldurText.reading([("proposals.json", "[]")])
    #expect(reading.factory.applications == nil, "nobody knows that it was proposals")
    #expect(
      reading.factory.sources.map(\.notUsed) == ["it has no record that would say what it is a list of"])
    #expect(reading.factory.sources.map(\.isReadable) == [true])
  }

  @Test("A list of proposals that becomes empty is a list of no proposals")
  func emptied() throws {
    let full = try #require(try read(WaldurText.proposals("")))
    let empty = try #require(try read("[]")).following(full)
    #expect(empty.format == "waldur proposals")
    #expect(empty.records == 0)
    let file = TelemetryFile(
      path: DataPath("d/p.json"), folderName: "d", isInRoot: true, document: empty.following(full))
    let factory = TelemetrySnapshot(of: [file], untoldTime: .unknown).factory
    #expect(factory.applications == [])
    #expect(factory.sources.map(\.kind) == [.applications])
    let slurm = try #require(try read(OwnText.nodes("n1")))
    #expect(try #require(try read("[]")).following(slurm).format == "empty list")
  }
}
