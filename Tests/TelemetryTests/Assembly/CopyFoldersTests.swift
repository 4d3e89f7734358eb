import Testing

@testable import Telemetry

/// What is found by an index is what each held against each gives.
@Suite struct CopyFoldersTests {
  private static let words = [
    "demo", "demo.old", "old", "backup", "backup-2", "demo-20261122", "20261122", "lumi", "lumi.bak", "a",
    "old-demo", "copy of demo", "demo (1)", "demo_v1", "x.json", "squeue", "squeue.bak",
  ]

  /// Every path of up to two of the words below a root, and some of three.
  private static let folders: [DataPath] = {
    var paths = ["/data"]
    for one in words {
      paths.append("/data/\(one)")
      for two in words { paths.append("/data/\(one)/\(two)") }
      paths.append("/data/old/\(one)/demo")
      paths.append("/data/\(one)/demo/backup")
    }
    return Set(paths.map { DataPath($0) }).sorted()
  }()

  @Test("The folders that one is a copy of are those that its name says, of however many there are")
  func originals() {
    let known = CopyFolders(Self.folders)
    var found = 0
    for folder in Self.folders {
      let expected = Self.folders.filter { CopyName.isCopy(folder: folder, of: $0) }
      #expect(known.originals(of: folder) == expected, "\(folder.text)")
      found += expected.count
    }
    #expect(found > 200)
  }

  @Test("The names that one is a copy of are found among many")
  func names() {
    let stems = [
      "squeue", "squeue-2", "squeue2", "old", "old-squeue", "squeue.old", "~squeue", "squeue (1)", "backup-2",
      "squeue_v1", "squeue-20261122", "sinfo", "_sinfo", "copy", "#sinfo#", "bak.bak", "squeue.json",
    ]
    let names = stems.flatMap { stem in ["", ".json", ".txt", ".json.bak", ".1", ".gz"].map { stem + $0 } }
    let known = CopyName.Names(names)
    for name in names {
      let expected = names.indices.filter { CopyName.likeness(of: name, to: names[$0]) != nil }
      var found = Set(
        known.candidates(for: name).filter { CopyName.likeness(of: name, to: names[$0]) != nil })
      found.formUnion(known.ofAnyName(name)?.places ?? [])
      #expect(found.sorted() == expected, "\(name)")
      #expect(
        known.hasOriginal(of: name) == names.contains { CopyName.likeness(of: name, to: $0) == .copy })
    }
  }
}
