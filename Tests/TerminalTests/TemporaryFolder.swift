import Glibc

/// A folder that goes when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/factorytop-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw PseudoTerminal.Failure(description: "mkdtemp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { _ = try? output(of: "/bin/rm", "-r", path) }

  /// Makes a folder below it.
  func make(_ name: String) throws {
    guard mkdir("\(path)/\(name)", 0o770) == 0 else {
      throw PseudoTerminal.Failure(description: "cannot make \(name) below \(path)")
    }
  }

  /// Puts a file below it, in the place of one that is there.
  func write(_ text: String, to name: String) throws {
    guard let stream = fopen("\(path)/\(name).new", "w") else {
      throw PseudoTerminal.Failure(description: "cannot write \(name) below \(path)")
    }
    fputs(text, stream)
    fclose(stream)
    rename("\(path)/\(name).new", "\(path)/\(name)")
  }
}
