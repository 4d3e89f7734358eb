/// The two things that are asked of the file system. Both block, so they run on threads of their own.
package struct Disk: Sendable {
  package var scan: @Sendable (DataPath) -> FolderScan
  package var read: @Sendable (DataPath) -> FileReading

  package init(
    scan: @escaping @Sendable (DataPath) -> FolderScan, read: @escaping @Sendable (DataPath) -> FileReading
  ) {
    self.scan = scan
    self.read = read
  }

  /// The file system of this machine, read without applicants' names.
  package static let local = Disk(scan: { FolderScan(root: $0) }, read: { FileReading(of: $0) })

  /// The same with applicants' names: for the live dashboard, and nothing else.
  package static let localWithNames = Disk(scan: local.scan, read: { FileReading(of: $0, names: .read) })
}
