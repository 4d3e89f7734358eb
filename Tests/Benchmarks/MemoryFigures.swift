import Glibc

/// How large the program grows on files of many small records: as `report`, and as a dashboard whose file changes.
struct MemoryFigures {
  let bench: Bench

  /// So many records of one kind, each written from its number, and the megabytes that `report` may take for them.
  private struct Shape: Sendable {
    let name: String
    let schema: String
    let list: String
    let count: Int
    let megabytes: Double
    let record: @Sendable (Int) -> String
  }

  private static let shapes = [
    Shape(name: "applications", schema: "applications", list: "applications", count: 100_000, megabytes: 300)
    {
      #"{"id":"ID\#($0)","mode":"playground","state":"submitted","title":"Speech models for small languages","org":{"name":"Nordlys Robotics","country":"NO","kind":"startup","registry_code":"NO-48100","vat":"NO7300000","founded":2021,"staff":9,"turnover_eur":900000,"balance_eur":650000,"linked_counted":true},"sector":"mobility-transport-automotive","machine":"lumi","partition":"small-g","requested":{"amount":5000,"unit":"gpu_hours","max_gpus":8},"duration_days":61,"architectures":["x86_64","rocm"],"created_at":"2026-11-19T10:30:00Z","submitted_at":"2026-11-20T10:30:00Z","assignee":"access team"}"#
    },
    Shape(name: "allocations", schema: "allocations", list: "allocations", count: 300_000, megabytes: 250) {
      #"{"account":"acc\#($0)","proposal":"EHPC-AIF-2026LS01-9001","cluster":"lumi","mode":"large_scale","unit":"gpu_hours","granted":100000,"used":49000,"committed":1200,"starts_at":"2026-08-15T10:00:00Z","ends_at":"2027-03-03T10:00:00Z","usage_history":[{"at":"2026-10-26T10:00:00Z","used":35000},{"at":"2026-11-02T10:00:00Z","used":38500},{"at":"2026-11-09T10:00:00Z","used":42000},{"at":"2026-11-16T10:00:00Z","used":45500}]}"#
    },
    Shape(name: "samples", schema: "history", list: "samples", count: 1_000_000, megabytes: 150) { number in
      let minute = number / 100
      let (day, hour) = (10 + minute / 1440, minute / 60 % 24)
      return
        #"{"at":"2026-11-\#(day)T\#(digits(hour)):\#(digits(minute % 60)):00Z","partition":"p\#(number % 100)","gpus_total":8,"gpus_allocated":4}"#
    },
    Shape(name: "partitions", schema: "jobs", list: "jobs", count: 200_000, megabytes: 200) {
      job($0, user: "u", account: "a", partition: "p\($0)")
    },
    Shape(name: "nodes", schema: "nodes", list: "nodes", count: 500_000, megabytes: 300) {
      #"{"name":"n\#($0)","state":"ALLOCATED","partitions":["qgpu"],"gpus":8,"gpus_allocated":8,"gpu_type":"a100","cpus":128,"cpus_allocated":128}"#
    },
    Shape(name: "users, accounts", schema: "jobs", list: "jobs", count: 1_000_000, megabytes: 350) {
      job($0, user: "u\($0)", account: "a\($0)", partition: "p")
    },
  ]

  private static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func job(_ number: Int, user: String, account: String, partition: String) -> String {
    #"{"job_id":\#(number + 1),"job_state":"PENDING","name":"x","user_name":"\#(user)","account":"\#(account)","partition":"\#(partition)","state_reason":"Priority","submit_time":"2026-11-22T03:56:00Z","eligible_time":"2026-11-22T03:56:00Z","time_limit_minutes":60,"node_count":1,"gpus":8}"#
  }

  /// What the program takes before it has read anything, in megabytes.
  private static let bare = 30.0

  func figures() throws -> [Figure] {
    try Self.shapes.flatMap { try figures(of: $0) }
  }

  private func figures(of shape: Shape) throws -> [Figure] {
    let parts = bench.isQuick ? 10 : 1
    let count = shape.count / parts
    let goal = (shape.megabytes - Self.bare) / Double(parts) + Self.bare
    let folder = try bench.folder("memory")
    defer { bench.remove("memory") }
    try write(shape, count, changed: nil, to: "\(folder)/\(shape.list).json")
    let report = try ChildProcess.cost(of: [
      bench.programPath, "report", "--data", folder, "--now", moment, "--wait", "120",
    ])
    let name = "\(count) \(shape.name)"
    return [
      Figure("\(name): report", .megabytes, [report.residentMegabytes], goal: .value(goal))
    ] + (try live(shape, count, name, folder: folder, goal: goal * 1.5))
  }

  private let moment = "2026-11-25T10:00:00Z"

  /// A dashboard over two new versions of the file: its largest, and how long keys wait meanwhile.
  private func live(
    _ shape: Shape, _ count: Int, _ name: String, folder: String, goal: Double
  ) throws -> [Figure] {
    let path = "\(folder)/\(shape.list).json"
    let dashboard = try LiveDashboard([bench.programPath, "run", "--data", folder, "--now", moment])
    dashboard.readUntilQuiet(.seconds(3), within: .seconds(120))
    var waits: [Double] = []
    for version in 1...2 {
      try write(shape, count, changed: version * 7, to: path)
      let end = ContinuousClock.now + .seconds(bench.isQuick ? 4 : 15)
      while ContinuousClock.now < end {
        for key in ["?", "\u{1B}"] {
          if let wait = dashboard.timeToPaint(key) { waits.append(seconds(wait) * 1000) }
          dashboard.readOn(for: .milliseconds(100))
        }
      }
    }
    dashboard.readUntilQuiet(.seconds(2), within: .seconds(60))
    return [
      Figure("\(name): dashboard, two new files", .megabytes, [dashboard.memory.largest], goal: .value(goal)),
      Figure(
        "\(name): a key meanwhile, of 100 the slowest 1", .milliseconds, [waits.percentile(99)],
        goal: .value(100)),
    ]
  }

  /// In one step, as a producer should; `changed` is the number of a record that is written twice.
  private func write(_ shape: Shape, _ count: Int, changed: Int?, to path: String) throws {
    let file = try OutputFile(path)
    file.append(
      #"{"schema":"factorytop/\#(shape.schema)/1","generated_at":"2026-11-25T09:59:00Z","cluster":"titan","\#(shape.list)":["#
    )
    for number in 0..<count {
      file.append((number == 0 ? "" : ",") + shape.record(number == changed ? number - 1 : number))
    }
    file.append("]}")
    try file.finish()
  }
}
