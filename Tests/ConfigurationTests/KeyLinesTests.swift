import Testing

@testable import Configuration

@Suite("The lines of keys")
struct KeyLinesTests {
  /// The line of what a path leads to, numbers being places in lists.
  private func line(_ path: [String], in text: String) throws -> Int? {
    var node: KeyLines? = try KeyLines(of: text)
    for step in path {
      if let index = Int(step), let elements = node?.elements, !elements.isEmpty {
        node = elements.indices.contains(index) ? elements[index] : nil
      } else {
        node = node?.entries[step]
      }
    }
    return node?.line
  }

  private static let document = #"""
    # a comment with a = 1 and [x]
    a = "#no comment" # a comment
    "b c" = 'it\'
    d.e = """
    f = 1
    \""" still # text
    """
    g = '''
    h = 1'''
    [i] # j = 1
    k = [ # a list
      1, # one
      [2, 3], "],[",
      { l = 4, m.n = 5 },
    ]
    o = { p = [
      6] }
    [[q]]
    r = 1

    [[q]]
    r = 2
    [q.s]
    t = 3
    [[q.u]]
    v = 2026-01-01T00:00:00Z
    ["w.x"."\u0079"]
    z = -1.5e3
    """#

  @Test(
    "Each key and each element is on its line",
    arguments: [
      (["a"], 2), (["b c"], 3), (["d", "e"], 4), (["g"], 8), (["i"], 10), (["i", "k"], 11),
      (["i", "k", "0"], 12), (["i", "k", "1"], 13), (["i", "k", "1", "1"], 13), (["i", "k", "2"], 13),
      (["i", "k", "3", "l"], 14), (["i", "k", "3", "m", "n"], 14), (["i", "o", "p", "0"], 17),
      (["q", "0", "r"], 19), (["q", "1"], 21), (["q", "1", "r"], 22), (["q", "1", "s", "t"], 24),
      (["q", "1", "u", "0", "v"], 26), (["w.x", "y", "z"], 28), (["f"], nil), (["h"], nil), (["j"], nil),
    ] as [([String], Int?)])
  func lines(path: [String], expected: Int?) throws {
    #expect(try line(path, in: Self.document) == expected)
    #expect(try line(path, in: Self.document.replacing("\n", with: "\r\n")) == expected)
  }

  @Test("What is no TOML does not keep the outline from ending")
  func nonsense() throws {
    for text in [
      "[", "[[", "=", "a", "a =", "a = [", "a = [}", "a = {]", "{", "}", ",", "a = [,,]", "\"", "'''", "a.=1",
    ] {
      _ = try? KeyLines(of: text)
    }
  }

  @Test(
    "What stands without quotes is a number, true or false, a date or a time",
    arguments: [
      "0", "-1", "+1_000", "1.5", "1e3", "-1.5E-3", "0xFF_00", "0o755", "0b10", "true", "false", "inf",
      "-nan",
      "2026-11-30", "2026-11-30T10:00:00", "2026-11-30 10:00:00.25Z", "2026-11-30t10:00:00+01:00", "10:00:00",
    ])
  func scalars(text: String) throws {
    #expect(TOMLScalar.isOne(text))
    _ = try Setting(tomlText: "a = \(text) # comment")
  }

  @Test(
    "And nothing else, so that it does not reach the parser",
    arguments: [
      "", "x", "True", "01", "1_", "_1", "1__0", "1.", ".5", "1e", "0x", "0xG", "+0x1", "2026-11-30T",
      "2026-11-30Tx",
      "2026-11-3", "10:00", "10:00:00.", "2026-11-30T10:00:00+1", "1 2", "yes", "é", "--1",
    ])
  func noScalars(text: String) throws {
    #expect(!TOMLScalar.isOne(text))
    #expect(throws: TOMLFault.self) { try Setting(tomlText: "a = \(text)") }
    #expect(throws: TOMLFault.self) { try Setting(tomlText: "a = [\(text.isEmpty ? "," : text)]") }
  }

  @Test("A mebibyte of keys is read in a moment")
  func large() throws {
    let text = (0..<60_000).map { "key\($0) = [1, 2]" }.joined(separator: "\n")
    #expect(try line(["key59999", "1"], in: text) == 60_000)
  }
}
