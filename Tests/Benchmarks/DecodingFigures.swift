import Glibc
import JSONStream
import Telemetry

/// Whole processes from start to end over one file: what a centre pays for a reading.
struct DecodingFigures {
  let bench: Bench
  private let references: [Reference]

  private struct Reference {
    let name: String
    /// The program without the file's name.
    let program: [String]
    /// Whether it holds the whole document in memory, several times its size.
    var isLarge = true
  }

  init(_ bench: Bench) {
    self.bench = bench
    let fields = "[.jobs[]|[.job_id,.name,.user_name,.account,.partition,.qos,.job_state,.state_reason,.nodes"
    let orjson = "import orjson,sys; print(len(orjson.loads(open(sys.argv[1],'rb').read())['jobs']))"
    references = [
      Reference(name: "cat", program: ["cat"], isLarge: false),
      Reference(name: "JSONDecoder", program: [bench.ownPath, "--decode-with-foundation"]),
      Reference(name: "orjson", program: ["python3", "-c", orjson]),
      Reference(name: "jq", program: ["jq", "\(fields),.priority.number]]|length"]),
    ].filter { reference in
      let isInstalled =
        switch reference.name {
        case "orjson": ChildProcess.succeeds(["python3", "-c", "import orjson"])
        case "jq": ChildProcess.succeeds(["jq", "--version"])
        default: true
        }
      if !isInstalled { bench.skip("\(reference.name) is not installed") }
      return isInstalled
    }
  }

  func jobs(_ count: Int, isPretty: Bool) throws -> [Figure] {
    let style = isPretty ? "pretty" : "compact"
    let folder = try bench.folder("jobs-\(count)-\(style)")
    let file = "\(folder)/jobs.json"
    try SlurmFile(isPretty: isPretty).writeJobs(count, to: file)
    return try figures(
      "\(count) jobs \(style)", folder, file, references, rounds: count > 10_000 ? 3 : bench.isQuick ? 3 : 7,
      goals: isPretty ? (count > 10_000 ? (1000, 64) : (130, 30)) : nil)
  }

  func nodes(_ count: Int) throws -> [Figure] {
    let folder = try bench.folder("nodes-\(count)")
    let file = "\(folder)/nodes.json"
    try SlurmFile(isPretty: true).writeNodes(count, to: file)
    let what = "\(count) nodes pretty"
    let whole = try figures(
      what, folder, file, references.filter { !$0.isLarge }, rounds: bench.isQuick ? 3 : 7, goals: nil)
    return try whole + [share(of: what, folder, file)]
  }

  /// What the records cost beyond the start of the program, held against reading over the same file and keeping nothing.
  private func share(of what: String, _ folder: String, _ file: String) throws -> Figure {
    let start = try bench.folder("nodes-1")
    try SlurmFile(isPretty: true).writeNodes(1, to: "\(start)/nodes.json")
    func report(_ data: String) throws -> Double {
      try ChildProcess.cost(of: [bench.programPath, "report", "--data", data]).cpuSeconds * 1000
    }
    let samples = try interleaved(
      bench.isQuick ? 5 : 15,
      [{ try report(folder) }, { try report(start) }, { try readerAlone(file) * 1000 }])
    let atStart = samples[1].percentile(50)
    return Figure(
      "\(what): report beyond its start", .milliseconds, samples[0].map { $0 - atStart },
      against: ("JSON reader", samples[2].percentile(50)), goal: .ratio(3))
  }

  private func figures(
    _ what: String, _ folder: String, _ file: String, _ references: [Reference], rounds: Int,
    goals: (milliseconds: Double, megabytes: Double)?
  ) throws -> [Figure] {
    let fits = references.filter { !$0.isLarge || bench.hasMemory(forDocument: file) }
    var largest: [String: Double] = [:]
    func process(_ name: String, _ program: [String]) -> () throws -> Double {
      {
        let cost = try ChildProcess.cost(of: program)
        if cost.residentMegabytes > largest[name] ?? 0 { largest[name] = cost.residentMegabytes }
        return cost.cpuSeconds * 1000
      }
    }
    let ours = process("report", [bench.programPath, "report", "--data", folder])
    let cheap = fits.filter { !$0.isLarge }
    let samples = try interleaved(
      rounds, [ours, { try readerAlone(file) * 1000 }] + cheap.map { process($0.name, $0.program + [file]) })
    // These take seconds to minutes: a third of the rounds tells enough.
    let slow = fits.filter(\.isLarge)
    let slowSamples = try interleaved(max(1, rounds / 3), slow.map { process($0.name, $0.program + [file]) })

    let cat = (name: "cat", value: samples[2].percentile(50))
    var figures = [
      Figure(
        "\(what): report", .milliseconds, samples[0], against: cat,
        goal: goals.map { .value($0.milliseconds) }),
      Figure("\(what): JSON reader alone", .milliseconds, samples[1], against: cat),
    ]
    let mine = (name: "report", value: samples[0].percentile(50))
    for (reference, samples) in zip(slow, slowSamples) {
      figures.append(Figure("\(what): \(reference.name)", .milliseconds, samples, against: mine))
    }
    let memory = (name: "report", value: largest["report"] ?? .nan)
    figures.append(
      Figure(
        "\(what): report, peak RSS", .megabytes, [memory.value], goal: goals.map { .value($0.megabytes) }))
    for reference in slow {
      figures.append(
        Figure(
          "\(what): \(reference.name), peak RSS", .megabytes, [largest[reference.name] ?? .nan],
          against: memory))
    }
    return figures
  }

  /// Processor time in seconds of reading over a whole file, strictly checked, nothing kept.
  func readerAlone(_ file: String) throws -> Double {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    let start = cpuSeconds()
    var json = JSONReader { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    do throws(JSONError) {
      try json.skip()
      try json.finish()
    } catch {
      throw Failure("\(file): \(error)")
    }
    return cpuSeconds() - start
  }
}
