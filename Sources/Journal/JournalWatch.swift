import Text

/// A journal that is looked at again and again, each time by its path, so that a folder that took its place is
/// followed. A file that has not changed is not read twice.
package struct JournalWatch: Sendable {
  package let path: String
  private var memory = JournalReader.Memory()
  /// What the last look found of the folder; before the first one, nothing.
  package private(set) var access: JournalAccess?

  package init(_ path: String) {
    self.path = path
  }

  /// Blocks as long as the file system does.
  package mutating func look() -> Result<JournalContents, JournalError> {
    do throws(JournalError) {
      let folder = try JournalFolder(path)
      access =
        folder.obstacle.map { .readOnly(because: "nothing can be written into \(folder.name): \($0)") }
        ?? .writable
      var reader = JournalReader(folder, remembering: memory)
      let contents = try reader.read()
      memory = reader.memory
      return .success(contents)
    } catch {
      access = .readOnly(because: error.clause)
      return .failure(error)
    }
  }
}
