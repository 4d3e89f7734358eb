/// The two things that are asked of the file system. Both block, so they run on threads of their own.
package struct Disk: Sendable {
  /// What lies under one of the data roots. An answer is waited for as long as told.
  package var scan: @Sendable (_ root: DataPath, _ roots: DataRoots, _ patience: Duration) -> FolderScan
  /// What the file says; `before` is what it said when it was read last.
  package var read:
    @Sendable (_ path: DataPath, _ roots: DataRoots, _ memory: MemoryMeter, _ before: Document?) ->
      FileReading
  /// For how long a read of that file has had no answer; `nil` where that is not known.
  package var silence: @Sendable (DataPath) -> Duration?

  package init(
    scan: @escaping @Sendable (DataPath, DataRoots, Duration) -> FolderScan,
    read: @escaping @Sendable (DataPath, DataRoots, MemoryMeter, Document?) -> FileReading,
    silence: @escaping @Sendable (DataPath) -> Duration? = { _ in nil }
  ) {
    self.scan = scan
    self.read = read
    self.silence = silence
  }

  /// The file system of this machine, read without applicants' names.
  package static let local = Disk(
    scan: { FolderScan(root: $0, roots: $1, patience: $2) },
    read: { FileReading(of: $0, in: $1, memory: $2, before: $3) },
    silence: { CallsUnderWay.ofThisProcess.silence(at: $0) })

  /// The same with applicants' names: for the live dashboard, and nothing else.
  package static let localWithNames = Disk(
    scan: local.scan, read: { FileReading(of: $0, in: $1, names: .read, memory: $2, before: $3) },
    silence: local.silence)
}
