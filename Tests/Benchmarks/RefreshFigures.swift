import Glibc
import JSONStream
import Telemetry

/// Reading a list of jobs again of which some changed, in this process, held against looking for the ends of its records and against
/// reading it whole.
struct RefreshFigures {
  let bench: Bench

  func jobs(_ count: Int) throws -> [Figure] {
    let folder = try bench.folder("refresh-\(count)")
    func file(_ name: String, _ write: (SlurmFile, String) throws -> Void) throws -> String {
      let path = "\(folder)/\(name).json"
      try write(SlurmFile(isPretty: true), path)
      return path
    }
    let first = try file("first") { try $0.writeJobs(count, to: $1) }
    let some = try file("some") { try $0.writeJobs(count, to: $1, version: 1, stride: 20) }
    let numbers = try file("numbers") { try $0.writeJobs(count, to: $1, cycle: 1) }
    let all = try file("all") { try $0.writeJobs(count, to: $1, version: 1) }
    // What is read for the first time is not remembered.
    let before = try read(first, before: try read(first, before: nil))
    var found = 0
    var taken: [Int] = [0, 0, 0, 0]
    func refresh(_ file: String, _ index: Int) -> () throws -> Double {
      {
        let start = cpuSeconds()
        let document = try read(file, before: before)
        let time = cpuSeconds() - start
        taken[index] = document.takenOver
        return time * 1000
      }
    }
    let samples = try interleaved(
      bench.isQuick ? 7 : 21,
      [
        {
          let start = cpuSeconds()
          found = try ends(in: first)
          return (cpuSeconds() - start) * 1000
        },
        refresh(first, 0), refresh(some, 1), refresh(numbers, 2), refresh(all, 3),
        {
          let start = cpuSeconds()
          bench.use(try read(some, before: nil).records)
          return (cpuSeconds() - start) * 1000
        },
      ])
    guard found == count else { throw Failure("\(found) ends of records were found, not \(count)") }
    let scan = (name: "record ends", value: samples[0].percentile(50))
    let whole = (name: "whole reading", value: samples[5].percentile(50))
    let what = "refresh of \(count) jobs"
    func share(_ index: Int) -> String { "\(taken[index] * 100 / count) % taken over" }
    return [
      Figure("\(what), none changed, \(share(0))", .milliseconds, samples[1], against: scan),
      Figure(
        "\(what), 5 % changed, \(share(1))", .milliseconds, samples[2], against: scan, goal: .ratio(1.5)),
      Figure("\(what), 5 % changed", .milliseconds, samples[2], against: whole),
      Figure("\(what), all numbers changed, \(share(2))", .milliseconds, samples[3], against: whole),
      Figure("\(what), all changed, \(share(3))", .milliseconds, samples[4], against: whole),
    ]
  }

  private func read(_ file: String, before: Document?) throws -> Document {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    var json = JSONReader { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    guard let document = try readDocument(&json, before: before) else { throw Failure("\(file) is no list") }
    return document
  }

  /// How many records end in a file that is read over with all checks and of which nothing is kept.
  private func ends(in file: String) throws -> Int {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    var json = JSONReader { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    var ends = 0
    do throws(JSONError) {
      try json.enterObject()
      while let key = try json.nextKey() {
        guard key == "jobs" else { continue }
        try json.enterArray()
        while try json.nextElement() {
          try json.skip()
          ends += 1
        }
      }
      try json.finish()
    } catch {
      throw Failure("\(file): \(error)")
    }
    return ends
  }
}
