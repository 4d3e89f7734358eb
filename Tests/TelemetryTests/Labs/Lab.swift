import Foundation
import Model
import Testing
import Text

@testable import Telemetry

/// A capture of one of our own Slurm clusters: the JSON of a moment, and what Slurm's text tools printed at that moment.
struct Lab: Hashable, Sendable, CustomTestStringConvertible {
  /// The folder, such as `lab-24.11`.
  let name: String
  /// The files that stand for the jobs and for the nodes, below the folder.
  var jobs = "squeue.json"
  var nodes = "nodes.json"
  var shares = "sshare.json"

  static let all = [Lab(name: "lab-24.11"), Lab(name: "lab-26.05")]

  /// Every way to tell jobs and nodes that was captured.
  static let everyWay = all.flatMap(\.ways)

  private var ways: [Lab] {
    let form = name == "lab-24.11" ? "v0.0.42" : "v0.0.45"
    var ways = [self, self, self, self, self]
    ways[1].jobs = "squeue-r.json"
    ways[2].jobs = "scontrol-jobs.json"
    ways[3].jobs = "forms/squeue.\(form)+complex.json"
    ways[3].nodes = "forms/nodes.\(form)+complex.json"
    ways[3].shares = "forms/sshare.\(form)+complex.json"
    ways[4].nodes = "sinfo.json"
    if form == "v0.0.45" {
      ways.append(self)
      ways[5].nodes = "forms/sinfo.\(form)+complex.json"
    }
    return ways
  }

  /// The lab with each of the forms of `sshare` that were captured.
  static func everyFormOfShares() throws -> [Lab] {
    try all.flatMap { lab in
      try Captures.files(in: "\(lab.name)/forms").map(\.lastPathComponent)
        .filter { $0.hasPrefix("sshare") }
        .map { Lab(name: lab.name, shares: "forms/\($0)") }
    }
  }

  var testDescription: String { "\(name) (\(jobs), \(nodes), \(shares))" }

  private var folder: URL { Captures.slurm.appending(path: name) }

  /// When it was captured.
  var now: Timestamp {
    get throws {
      let text = try String(contentsOf: folder.appending(path: "now"), encoding: .utf8)
      return Timestamp(
        secondsSince1970: try #require(Int64(text.trimmingCharacters(in: .whitespacesAndNewlines))))
    }
  }

  /// What `report` works on: the JSON of the moment through the readers, at the moment's time.
  func reading(
    without others: Set<String> = [], with more: [String] = []
  ) async throws -> (factory: Factory, figures: Figures) {
    let files =
      [jobs, nodes, shares, "partitions.json", "reservations.json", "sdiag.json", "assoc.json", "qos.json"]
      .filter { !others.contains($0) } + more
    let now = try now
    let factory = await TelemetrySnapshot.once(
      roots: files.map { folder.appending(path: $0).path }, fixedNow: now
    ).factory
    return (factory, Figures(of: factory, policy: .standard, now: now))
  }

  /// The lines of an answer of a text tool. Names of jobs hold bytes that are no UTF-8.
  func lines(_ file: String) throws -> [String] {
    let data = try Data(contentsOf: folder.appending(path: "truth/\(file).txt"))
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

/// The value of `name=` in a line of `scontrol -o`; empty where it is not there or `(null)`.
func scontrolField(_ name: String, in line: String) -> String {
  let key = "\(name)="
  let words = line.split(separator: " ")
  let value = words.first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) } ?? ""
  return value == "(null)" ? "" : value
}

/// The count of `name` in Slurm's list of trackable resources, `cpu=1,gres/gpu=2`; `gres/gpu=60000(25)` counts 60000.
func trackable(_ name: String, in list: String) -> Int? {
  for item in list.split(separator: ",") where item.hasPrefix("\(name)=") {
    return Int(item.dropFirst(name.count + 1).prefix { $0.isNumber })
  }
  return nil
}

/// The counts of a list of generic resources, `gpu:a100:2(IDX:0-1),gpu:h100:3,shard:10`, that are whole GPUs or, where
/// `slices` is asked for, slices of one: their types begin with a profile, `1g.5gb` alone or behind the model.
func gpus(in list: String, slices: Bool = false) -> Int {
  list.replacing(/\([^)]*\)/, with: "").split(separator: ",").reduce(0) { sum, item in
    let parts = item.replacing("gres/", with: "").split(separator: ":").map(String.init)
    guard parts.first == "gpu", let count = Int(parts.last ?? "") else { return sum }
    let isSlice = parts.count > 2 && parts[1].contains(/(^|_)\dg\./)
    return isSlice == slices ? sum + count : sum
  }
}
