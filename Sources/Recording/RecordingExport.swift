import Glibc
package import Model
import SystemPackage
package import Text

/// A part of a recording as one file that stands alone: what it hides is taken out again, and nothing that was taken out
/// can come back.
package struct RecordingExport: Sendable {
  package var from: Timestamp
  package var to: Timestamp
  /// One cluster with what belongs to it; `nil` for all.
  package var cluster: SafeText?
  package var hidden: Redactions
  /// The program and its version.
  package var program: SafeText

  package init(
    from: Timestamp, to: Timestamp, cluster: SafeText? = nil, hiding hidden: Redactions, program: SafeText
  ) {
    self.from = from
    self.to = to
    self.cluster = cluster
    self.hidden = hidden
    self.program = program
  }

  /// What a file holds that was written.
  package struct Contents: Sendable {
    package var head: RecordingHead
    /// How many readings, and how many that the recording has cannot be made any more.
    package var readings = 0
    package var lost = 0
    package var first: Timestamp?
    package var last: Timestamp?
    package var names = RecordedNames()
    package var bytes = 0
    /// Whether the recorder's policy changed meanwhile: the last one counts for all.
    package var hasSeveralPolicies: Bool
  }

  /// Writes a new file, which nobody else may read; one that cannot be written whole is removed again.
  package func write(_ folder: RecordingFolder, to path: String) throws(RecordingError) -> Contents {
    let span = try RecordedSpan(folder, from: from, to: to)
    guard let newest = span.heads.last else { throw .nothingThen(path: folder.shownPath) }
    let everywhere = span.heads.reduce(newest.redactions) { $0.intersection($1.redactions) }
    var privacy = RecordedPrivacy(hidingOnly: hidden)
    var contents = Contents(
      head: RecordingHead(
        program: newest.program, interval: newest.interval,
        hidden: privacy.hidden.union(everywhere).words, policy: newest.policy,
        exported:
          "exported by \(program), \(SafeText(untrusted: from.rfc3339)) to \(SafeText(untrusted: to.rfc3339))"
      ),
      hasSeveralPolicies: span.heads.contains { $0.policy != newest.policy })
    // Where owners have names in one file and numbers in another, one number would stand for two.
    let numbered: Redactions = everywhere.contains(.users) ? .users : []
    var file: OpenRecording?
    var encoder = ReadingEncoder()
    var log = RecordedLog(folder.path.string)
    do throws(RecordingError) {
      contents.lost = try span.each { part throws(RecordingError) in
        var reading = part.reading
        if let past = try? log.past(until: reading.at) { reading.factory.add(past.since(from + .days(-1))) }
        if let cluster {
          reading = reading.only(cluster)
          // It may come later.
          guard file != nil || !reading.factory.clusters.isEmpty else { return }
        }
        let out = part.head.redactions.subtracting(.users).union(numbered)
        reading = privacy.applied(to: reading, out: out)
        contents.names.note(reading)
        let open: OpenRecording
        if let file {
          open = file
        } else {
          open = try begin(path, contents.head.record(at: part.at, uptime: part.uptime))
          file = open
        }
        try open.add(moment: part.at, uptime: part.uptime) { encoder.sections(of: reading, isKey: $0) }
        guard open.size <= Int(RecordingFile.most) else {
          throw .tooLarge(path: SafeText(untrusted: path), bytes: Int64(open.size))
        }
        contents.readings += 1
        contents.first = contents.first ?? reading.at
        contents.last = reading.at
      }
      guard let file else {
        if let cluster { throw .noCluster(path: folder.shownPath, name: cluster) }
        throw .nothingThen(path: folder.shownPath)
      }
      try file.end()
      contents.bytes = file.size
    } catch {
      // Only where it was made here: what was there already is somebody's.
      if file != nil { unlink(path) }
      throw error
    }
    return contents
  }

  private func begin(_ path: String, _ head: RecordBody) throws(RecordingError) -> OpenRecording {
    do throws(RecordingError) {
      return try OpenRecording(FilePath(path), [.ownerReadWrite], head)
    } catch {
      // Made, and not written.
      if case .failed(let step, _, _) = error, step != .create { unlink(path) }
      throw error
    }
  }
}

extension RecordedReading {
  fileprivate func only(_ cluster: SafeText) -> RecordedReading {
    var reading = self
    reading.factory = factory.only(cluster)
    let kept = Set((reading.factory.applications ?? []).map(\.id))
    reading.decisions = decisions?.filter { kept.contains($0.key) }
    return reading
  }
}

extension Factory {
  /// The cluster, and of all else what does not belong to another one.
  fileprivate func only(_ name: SafeText) -> Factory {
    func isOther(_ cluster: SafeText?) -> Bool {
      cluster.map { $0.shown.lowercased() != name.shown.lowercased() } ?? false
    }
    var factory = self
    factory.clusters.removeAll { isOther($0.name) }
    factory.otherFactors = otherFactors.filter { !isOther($0.key) }
    factory.applications?.removeAll { isOther($0.machine) }
    factory.allocations?.removeAll { isOther($0.cluster) }
    factory.balances.removeAll { isOther($0.cluster) }
    factory.sources.removeAll { isOther($0.cluster) }
    // They count those of all.
    factory.applicationHistory = []
    return factory
  }
}
