import Model
import Testing
import Text

@testable import Telemetry

@Suite("Interning")
struct SymbolInternerTests {
  private static func intern(_ text: String, into symbols: inout SymbolInterner) -> Symbol {
    Array(text.utf8).withUnsafeBytes { symbols.intern($0) }
  }

  @Test("Equal bytes share a symbol and different ones do not, through many growths")
  func symbols() {
    var interner = SymbolInterner()
    let words = (0..<5000).map { "job-\($0)" }
    let first = words.map { Self.intern($0, into: &interner) }
    let second = words.map { Self.intern($0, into: &interner) }
    #expect(first == second)
    #expect(Set(first).count == words.count)
    #expect(interner.table.texts.count == words.count + 1)
    for (word, symbol) in zip(words, first) where interner.table[symbol].shown != word {
      Issue.record("\(word) became \(interner.table[symbol].shown)")
    }
  }

  @Test("The empty string is the empty symbol")
  func empty() {
    var interner = SymbolInterner()
    #expect(Self.intern("", into: &interner) == .empty)
  }

  @Test("A text that is cut is kept once, however often it comes")
  func cut() {
    var interner = SymbolInterner()
    let long = String(repeating: "x", count: 100_000)
    let symbols = (0..<100).map { _ in Self.intern(long, into: &interner) }
    #expect(Set(symbols).count == 1)
    #expect(interner.table.texts.count == 2)
  }
}
