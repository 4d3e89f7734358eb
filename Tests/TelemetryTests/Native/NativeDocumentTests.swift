import Model
import Testing
import Text

@testable import Telemetry

@Suite("Documents in factorytop's own form")
struct NativeDocumentTests {
  @Test("a cluster's description is read with its factors")
  func cluster() throws {
    let document = try #require(
      try read(
        OwnText.document(
          "cluster", cluster: "leonardo",
          #"""
          "site": "IT4LIA", "partitions": ["boost", "debug"],
          "factors": {"gpu_hours_per_node_hour": 4, "core_hours_per_gpu_hour": 8, "gres_per_gpu": 2}
          """#)))
    #expect(document.format == "factorytop/cluster")
    #expect(document.version == "1")
    #expect(document.cluster == "leonardo")
    #expect(document.dataAt == .at("2026-11-23T10:00:00Z"))
    #expect(document.records == 1)
    #expect(document.problem == nil)
    let told = try #require(document.description)
    #expect(told.site == "IT4LIA")
    #expect(told.partitionOrder == ["boost", "debug"])
    #expect(told.factors == UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 8, gresPerGPU: 2))
  }

  @Test("a factor of zero is unknown, and named")
  func zeroFactor() throws {
    let text = OwnText.document("cluster", cluster: "a", #""factors": {"gpu_hours_per_node_hour": 0}"#)
    let document = try #require(try read(text))
    #expect(document.description?.factors == UnitFactors())
    #expect(document.problem == "the document: “gpu_hours_per_node_hour” is 0, not a factor")
  }

  @Test("every field of a node is read")
  func node() throws {
    let text = OwnText.document(
      "nodes", cluster: "a",
      #"""
      "nodes": [{"name": "g1", "state": ["MIXED", "DRAIN"], "partitions": ["p", "q"], "gpus": 4, "alloc_gpus": 3,
        "gpu_type": "a100", "cpus": 64, "alloc_cpus": 48, "reason": "fan", "reason_set_by_user": "root",
        "reason_changed_at": "2026-11-20T08:00:00+01:00", "current_watts": 812.5, "rack": {"row": 7}}]
      """#)
    let document = try #require(try read(text))
    #expect(document.problem == nil)
    #expect(
      document.nodes == [
        Node(
          name: "g1", state: NodeState(.mixed, .drain), partitions: ["p", "q"], gpus: 4, gpusAllocated: 3,
          gpuType: "a100", cpus: 64, cpusAllocated: 48, reason: "fan", reasonSetBy: "root",
          reasonSetAt: .at("2026-11-20T07:00:00Z"), watts: 812.5)
      ])
  }

  @Test("every field of a job is read")
  func job() throws {
    let text = OwnText.document(
      "jobs", cluster: "a",
      #"""
      "jobs": [{"job_id": 12, "array_job_id": 10, "array_task_id": 0, "array_task_string": "4-9%4", "het_job_id": 8,
        "het_job_offset": 1, "job_state": "PENDING", "name": "train", "user_name": "u1", "account": "acc",
        "partition": "p,q", "qos": "normal", "state_reason": "Priority", "nodes": "g[1-2]", "priority": 0,
        "dependency": "afterok:9(unfulfilled)", "reservation": "demo", "licenses": "ansys:2",
        "submit_time": "2026-11-23T08:00:00Z", "eligible_time": "2026-11-23T08:01:00Z",
        "start_time": "2026-11-23T12:00:00Z", "end_time": "2026-11-23T13:00:00Z", "time_limit_minutes": 60,
        "node_count": 2, "cpus": 16, "gpus": 8}]
      """#)
    let document = try #require(try read(text))
    #expect(document.problem == nil)
    let table = document.jobs
    let job = try #require(table.jobs.first)
    #expect(job.id == 12)
    #expect(job.arrayID == 10)
    #expect(job.arrayTaskID == 0)
    #expect(job.taskCount == 6)
    #expect(job.hetID == 8)
    #expect(job.hetOffset == 1)
    #expect(job.state == JobState(.pending))
    #expect(job.priority == 0)
    #expect(job.submittedAt == .at("2026-11-23T08:00:00Z"))
    #expect(job.eligibleAt == .at("2026-11-23T08:01:00Z"))
    #expect(job.startedAt == .at("2026-11-23T12:00:00Z"))
    #expect(job.endsAt == .at("2026-11-23T13:00:00Z"))
    #expect(job.timeLimit == .minutes(60))
    #expect(job.nodeCount == 2)
    #expect(job.cpus == 16)
    #expect(job.gpus == 8)
    let texts = [
      job.arrayTasks, job.name, job.user, job.account, job.partition, job.qos, job.reason, job.nodeList,
      job.dependency, job.reservation, job.licenses,
    ].map { table.symbols[$0] }
    #expect(
      texts == [
        "4-9%4", "train", "u1", "acc", "p,q", "normal", "Priority", "g[1-2]",
        "afterok:9(unfulfilled)", "demo", "ansys:2",
      ])
  }

  @Test(
    "a time limit is minutes, unlimited or unknown",
    arguments: [
      ("90", TimeLimit.minutes(90)), (#""UNLIMITED""#, .unlimited), ("null", .unknown), ("-1", .unknown),
      (#""soon""#, .unknown), ("4294967296", .unknown),
    ])
  func timeLimits(written: String, limit: TimeLimit) throws {
    let record = #"{"job_id": 1, "job_state": "PENDING", "time_limit_minutes": \#(written)}"#
    let document = try #require(try read(OwnText.document("jobs", #""jobs": [\#(record)]"#)))
    #expect(document.jobs.jobs.first?.timeLimit == limit)
  }

  @Test("every field of an application is read, and nothing of the person")
  func application() throws {
    let text = OwnText.document(
      "applications",
      #"""
      "applications": [{"id": "EHPC-AIF-2026PG01-9001", "mode": "playground", "state": "tech_assessment",
        "title": "T", "org": {"name": "O", "country": "LU", "kind": "sme", "registry_code": "B1", "vat": "LU1",
          "pic": "999", "founded": 2019, "staff": 38, "turnover_eur": 4200000.5, "balance_eur": 0,
          "linked_counted": false},
        "pi": {"name": "Nobody Real", "email": "nobody@example.org", "contract_until": "2028-02-29"},
        "machines": ["meluxina", "vega"], "fallback": "lumi", "architectures": "x86_64",
        "civilian_purpose": true, "personal_data": "special", "processing_agreement": false,
        "other_funding": [{"programme": "national", "grant_no": "7", "eur": 1500, "note": {}}, {}],
        "ai_act_risk": "GPAI", "confidential": true,
        "sector": "energy", "machine": "meluxina", "partition": "gpu",
        "requested": {"amount": 5000, "unit": "gpu_hours", "max_gpus": 16}, "duration_days": 61,
        "created_at": "2026-11-18T08:00:00Z", "submitted_at": "2026-11-19T09:12:00+01:00",
        "cutoff_at": "2026-11-20T09:00:00Z", "due_at": "2026-11-23T08:12:00Z",
        "decided_at": "2026-11-21T08:00:00Z", "access_at": "2026-11-22T08:00:00Z",
        "info_requested_at": "2026-11-20T08:00:00Z", "paused_seconds": 3600,
        "assignee": "helpdesk", "decision": "approved"}]
      """#)
    let document = try #require(try read(text))
    #expect(document.problem == nil)
    #expect(
      document.applications == [
        Application(
          id: "EHPC-AIF-2026PG01-9001", title: "T", mode: .playground, state: .techAssessment,
          organisation: "O",
          country: "LU", organisationKind: "sme", sector: "energy", machine: "meluxina", partition: "gpu",
          requested: Amount(5000, .gpuHours), durationDays: 61, createdAt: .at("2026-11-18T08:00:00Z"),
          submittedAt: .at("2026-11-19T08:12:00Z"), cutoffAt: .at("2026-11-20T09:00:00Z"),
          dueAt: .at("2026-11-23T08:12:00Z"), decidedAt: .at("2026-11-21T08:00:00Z"),
          accessAt: .at("2026-11-22T08:00:00Z"), infoRequestedAt: .at("2026-11-20T08:00:00Z"),
          pausedFor: .hours(1), assignee: "helpdesk", decision: "approved",
          facts: OrganisationFacts(
            registryCode: "B1", vat: "LU1", pic: "999", foundedYear: 2019, staff: 38,
            turnover: Euros(4_200_000.5), balance: Euros(0), countsLinked: false),
          declared: Declarations(
            hasCivilianPurpose: true, personalData: .special, hasProcessingAgreement: false,
            otherFunding: [
              OtherFunding(programme: "national", grantNumber: "7", amount: Euros(1500)), OtherFunding(),
            ], aiActClass: .gpai, contractEnd: CivilDate(year: 2028, month: 2, day: 29)),
          technical: TechnicalRequest(
            machines: ["meluxina", "vega"], fallback: "lumi", architectures: ["x86_64"], maxGPUs: 16))
      ])
    #expect(!"\(document)".contains("Nobody"))
  }

  @Test("words for modes and states that nobody knows are kept")
  func openWords() throws {
    let record = #"{"id": "x", "mode": "moonshot", "state": "in_revision"}"#
    let document = try #require(try read(OwnText.document("applications", #""applications": [\#(record)]"#)))
    #expect(document.applications.first?.mode == .other("moonshot"))
    #expect(document.applications.first?.state == .other("in_revision"))
    #expect(document.problem == nil)
  }

  @Test(
    "an allocation's days are whole days in Luxembourg, the last one included, across the change of the clock"
  )
  func allocation() throws {
    let text = OwnText.document(
      "allocations", cluster: "leonardo",
      #"""
      "allocations": [{"account": "a", "proposal": "P", "cluster": "lumi", "mode": "FL", "unit": "node_hours",
        "granted": 1000, "used": 250.5, "committed": 10, "starts_on": "2026-10-01", "ends_on": "2026-10-31",
        "usage_history": [{"at": "2026-10-20T00:00:00Z", "used": 200}, {"at": "2026-10-10T00:00:00Z", "used": 100}]}]
      """#)
    let document = try #require(try read(text))
    #expect(document.problem == nil)
    #expect(
      document.allocations == [
        Allocation(
          account: "a", proposal: "P", cluster: "lumi", mode: .fastLane, unit: .nodeHours, granted: 1000,
          used: 250.5,
          committed: 10, startsAt: .at("2026-09-30T22:00:00Z"), endsAt: .at("2026-10-31T23:00:00Z"),
          history: [
            UsageReading(at: .at("2026-10-10T00:00:00Z"), used: 100),
            UsageReading(at: .at("2026-10-20T00:00:00Z"), used: 200),
          ], countedAt: .at("2026-11-23T10:00:00Z"))
      ])
  }

  @Test("moments count before days")
  func moments() throws {
    let record = #"""
      {"account": "a", "unit": "gpu_hours", "starts_on": "2026-01-01", "starts_at": "2026-02-01T00:00:00Z",
       "ends_at": "2026-03-01T00:00:00Z", "counted_at": "2026-02-02T00:00:00Z"}
      """#
    let document = try #require(try read(OwnText.document("allocations", #""allocations": [\#(record)]"#)))
    let allocation = try #require(document.allocations.first)
    #expect(allocation.startsAt == .at("2026-02-01T00:00:00Z"))
    #expect(allocation.endsAt == .at("2026-03-01T00:00:00Z"))
    #expect(allocation.countedAt == .at("2026-02-02T00:00:00Z"))
    #expect(allocation.granted == nil)
  }

  @Test("every field of a sample is read")
  func history() throws {
    let text = OwnText.document(
      "history", cluster: "a",
      #"""
      "samples": [{"at": "2026-11-23T09:00:00Z", "partition": "p", "gpus_total": 16, "gpus_allocated": 12,
        "gpus_unavailable": 1, "gpu_busy": 0.5, "running_jobs": 5, "pending_tasks": 7, "backlog_gpu_hours": 33.5}]
      """#)
    let document = try #require(try read(text))
    #expect(document.problem == nil)
    #expect(
      document.samples == [
        HistorySample(
          at: .at("2026-11-23T09:00:00Z"), partition: "p", gpusTotal: 16, gpusAllocated: 12,
          gpusUnavailable: 1, gpuBusy: 0.5,
          runningJobs: 5, pendingTasks: 7, backlog: GPUHours(33.5))
      ])
  }

  @Test("what stands before the schema counts too, unless it is records")
  func order() throws {
    let early = try read(
      #"{"cluster": "a", "generated_at": "2026-11-23T10:00:00Z", "schema": "factorytop/nodes/1", "nodes": []}"#
    )
    #expect(early?.cluster == "a")
    #expect(early?.dataAt == .at("2026-11-23T10:00:00Z"))
    #expect(throws: TelemetryError.schemaAfterRecords(field: "nodes")) {
      try read(#"{"nodes": [], "schema": "factorytop/nodes/1"}"#)
    }
  }

  @Test("a document without its list, or of an unknown schema, is refused", arguments: ["{}", "null", "7"])
  func refused(list: String) {
    #expect(throws: TelemetryError.recordsMissing(field: "jobs")) {
      try read(OwnText.document("jobs", #""jobs": \#(list)"#))
    }
    #expect(throws: TelemetryError.unknownSchema("factorytop/jobs/2")) {
      try read(#"{"schema": "factorytop/jobs/2", "jobs": \#(list)}"#)
    }
    #expect(throws: TelemetryError.unknownSchema("factorytop/racks/1")) {
      try read(#"{"schema": "factorytop/racks/1"}"#)
    }
  }

  @Test("a missing time is named")
  func timeMissing() throws {
    let document = try read(#"{"schema": "factorytop/nodes/1", "nodes": []}"#)
    #expect(document?.dataAt == nil)
    #expect(
      document?.problem == "the document: “generated_at” is missing, not an RFC 3339 time with an offset")
  }
}
