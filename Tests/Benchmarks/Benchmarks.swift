import Glibc

/// Measures factorytop, each figure beside what it is held against, in one run.
///
/// `Benchmarks [--quick] [--only NAME]`; names are `jobs-10000`, `jobs-100000`, `nodes`, `refresh`, `rows`, `memory`, `log`,
/// `start`, `idle`, `changing-2000`, `changing-10000`, `changing-20000`, `recording-10000`, `recording-100000` and `keys`, and the beginning of one
/// will do. Processor time
/// and memory are those of whole processes; on a machine that does other work, look at the ratios.
@main
struct Benchmarks {
  static func main() async {
    let arguments = CommandLine.arguments
    do {
      if arguments.count == 3, arguments[1] == "--decode-with-foundation" {
        return try FoundationDecoding.run(arguments[2])
      }
      if arguments.count == 4, arguments[1] == "--go-through-recording" {
        return try RecordingMemory.run(arguments[2], output: arguments[3])
      }
      let only = arguments.firstIndex(of: "--only").flatMap { arguments.dropFirst($0 + 1).first }
      let bench = try Bench(isQuick: arguments.contains("--quick"), only: only)
      defer { bench.end() }
      let figures = try await run(bench)
      guard !figures.isEmpty else { throw Failure("no figure has a name that begins like that") }
      print(Figure.table(figures))
      for reason in bench.skipped { print("skipped: \(reason)") }
    } catch {
      let line = "Benchmarks: \(error)\n"
      _ = write(STDERR_FILENO, line, line.utf8.count)
      exit(1)
    }
  }

  private static func run(_ bench: Bench) async throws -> [Figure] {
    guard access(bench.programPath, X_OK) == 0 else {
      throw Failure("\(bench.programPath) is missing: build it first, with the same configuration")
    }
    var figures: [Figure] = []
    let live = LiveFigures(bench)
    // First what starts other programs and asks how large they grew: this one has to be small then.
    for count in bench.isQuick ? [10_000] : [10_000, 100_000] where bench.wants("jobs-\(count)") {
      for isPretty in [true, false] {
        figures += try DecodingFigures(bench).jobs(count, isPretty: isPretty)
        bench.remove("jobs-\(count)-\(isPretty ? "pretty" : "compact")")
      }
    }
    if bench.wants("memory") { figures += try MemoryFigures(bench: bench).figures() }
    if bench.wants("nodes") { figures += try DecodingFigures(bench).nodes(10_000) }
    if bench.wants("refresh") { figures += try RefreshFigures(bench: bench).jobs(10_000) }
    if bench.wants("start") { figures += try live.start() }
    if bench.wants("idle") { figures += try live.idle() }
    for count in bench.isQuick ? [2000] : [2000, 10_000, 20_000] where bench.wants("changing-\(count)") {
      figures += try await live.changing(count)
    }
    if bench.wants("changing-2000") {
      figures += [
        try live.changing(2000, stride: 20, goal: 0.8), try live.changing(2000, stride: 1, goal: 1.3),
      ]
    }
    if bench.wants("rows") { figures += try await RowFigures(bench, count: 100_000).figures() }
    if bench.wants("recording-10000") {
      figures += try await RecordingFigures(bench: bench).figures(
        jobs: 10_000, nodes: 5000, minutes: bench.isQuick ? 30 : 240)
    }
    if !bench.isQuick, bench.wants("recording-100000") {
      figures += try await RecordingFigures(bench: bench).figures(jobs: 100_000, nodes: 5000, minutes: 30)
    }
    if bench.wants("log") { figures += try LogFigures(bench: bench).figures(days: bench.isQuick ? 2 : 31) }
    if bench.wants("keys") { figures += try live.keys(100_000) }
    return figures
  }
}
