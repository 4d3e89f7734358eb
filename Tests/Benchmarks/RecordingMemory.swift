import Glibc
import Model
import Recording

/// How much memory it takes to go through a recording, in a process of its own that does nothing else.
enum RecordingMemory {
  /// In megabytes, at its largest, beyond what the process took before.
  static func measured(_ bench: Bench, _ folder: String) throws -> Double {
    let output = try bench.folder("memory-of-reader") + "/megabytes"
    _ = try ChildProcess.cost(of: [bench.ownPath, "--go-through-recording", folder, output])
    guard let megabytes = Double(TextFile.contents(of: output)) else {
      throw Failure("\(output) holds no number")
    }
    return megabytes
  }

  /// In that process: goes to moments all over the recording, and from each on and back, as somebody who looks at it.
  static func run(_ folder: String, output: String) throws {
    let before = residentMegabytes(of: "self").now
    var reader = RecordingReader(folder)
    let extent = try reader.knownExtent()
    var shown = try reader.reading(at: extent.upperBound)
    let minutes = (extent.upperBound - extent.lowerBound).count / 60
    for place in 0..<8 {
      shown = try reader.reading(at: extent.lowerBound + .minutes(Int64(place) * 37 % max(1, minutes)))
      for _ in 0..<10 { shown = try reader.reading(after: shown.reading.at) ?? shown }
      for _ in 0..<3 { shown = try reader.reading(before: shown.reading.at) ?? shown }
    }
    guard !shown.reading.factory.clusters.isEmpty else { throw Failure("\(folder) holds nothing") }
    let file = try OutputFile(output)
    file.append("\(residentMegabytes(of: "self").largest - before)")
    try file.finish()
  }
}
