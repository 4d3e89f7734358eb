import Foundation
import Model
import Testing
import Text

@testable import Recording

@Suite("What is not to be recorded is in no file")
struct PrivacyTests {
  /// Every text of a recording, unpacked.
  private func contents(of folder: TestFolder) throws -> String {
    var all: [UInt8] = []
    for name in try folder.files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
      all += bytes
      for part in RecordingFile(Array(bytes), path: "f").readings.flatMap(\.parts) {
        all += try part.unpacked()
      }
    }
    return String(decoding: all, as: UTF8.self)
  }

  private func recorded(_ privacy: RecordedPrivacy) throws -> String {
    let folder = try TestFolder()
    let writer = RecordingWriter(
      folder: folder.path, head: RecordingHead(), privacy: privacy, leastFree: (0, 0))
    try writer.record(Readings.small(), uptime: 0)
    writer.close()
    return try contents(of: folder)
  }

  @Test("Persons and names of jobs are in none that nobody asked for, and numbers tell owners apart")
  func standard() throws {
    let text = try recorded(RecordedPrivacy())
    for canary in [
      "anna", "Anna Applicant", "example.org", "berta", "hwops", "train-", "call Anna", "login1",
    ] {
      #expect(!text.contains(canary), "\(canary)")
    }
    for kept in ["user 1", "user 3", "XID 79", "aif-1", "Anna & Co", "Models"] {
      #expect(text.contains(kept), "\(kept)")
    }
  }

  @Test("Who asks for users and names of jobs gets them, and applicants never")
  func asked() throws {
    let text = try recorded(RecordedPrivacy(asking: [.users, .jobNames, .applicants]))
    for kept in ["anna1", "train-1", "hwops"] { #expect(text.contains(kept), "\(kept)") }
    for canary in ["Anna Applicant", "example.org", "user 1"] { #expect(!text.contains(canary), "\(canary)") }
  }

  @Test("What no screen shows is not recorded, whoever asks")
  func hidden() throws {
    let all = Redactions.named.reduce(into: Redactions()) { $0.insert($1.redaction) }
    let text = try recorded(RecordedPrivacy(hiding: all, asking: [.users, .jobNames]))
    for canary in ["anna", "Anna", "train-", "aif-", "XID", "Models", "berta", "hwops"] {
      #expect(!text.contains(canary), "\(canary)")
    }
  }

  @Test("Numbers begin anew with each file")
  func numbers() throws {
    let folder = try TestFolder()
    let writer = RecordingWriter(folder: folder.path, head: RecordingHead(), leastFree: (0, 0))
    try writer.record(Readings.small(), uptime: 0)
    var next = Readings.small(at: moment + .hours(1))
    next.factory.clusters[0].jobs?.jobs.removeFirst(2)
    try writer.record(next, uptime: 3_600_000_000_000)
    var recording = RecordingReader(folder.path)
    #expect(try RecordingFolder(folder.path).names?.count == 2)
    for at in [moment, next.at] {
      let jobs = try #require(try recording.reading(at: at).reading.factory.clusters[0].jobs)
      #expect(jobs.symbols[jobs.jobs[0].user] == "user 1")
    }
  }
}
