import Text

/// A journal that is looked at again and again, each time by its path, so that a folder that took its place is
/// followed. A file that has not changed is not read twice.
package struct JournalWatch: Sendable {
  package let path: String
  private var memory = JournalReader.Memory()

  package init(_ path: String) {
    self.path = path
  }

  /// Blocks as long as the file system does.
  package mutating func look() -> Result<JournalContents, JournalError> {
    do throws(JournalError) {
      var reader = JournalReader(try JournalFolder(path), remembering: memory)
      let contents = try reader.read()
      memory = reader.memory
      return .success(contents)
    } catch {
      return .failure(error)
    }
  }
}
